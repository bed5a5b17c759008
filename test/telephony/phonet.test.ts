import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { parse } from "../../src/telephony/phonet.ts";

const arrivedAt = Date.UTC(2026, 2, 10, 9);
const read = (body: unknown): ReturnType<typeof parse> => parse(body, { arrivedAt });
const body = {
  event: "call.dial",
  uuid: "47a968893984475b8c20e29dec144ce3",
  parentUuid: null,
  dialAt: 1773133200000,
  bridgeAt: null,
  lgDirection: 4,
  leg: { id: 36, ext: "001", displayName: "Іван Петренко", type: 1 },
  leg2: null,
  otherLegs: [{ id: 1, name: "Оксана К.", num: "+380671110001", companyName: null, url: null }],
  trunkNum: "+380440000100",
  trunkName: "Поділ",
};

function eventOf(changes: Record<string, unknown>): CallEvent {
  const parsed = read({ ...body, ...changes });
  if ("events" in parsed && parsed.events[0]) return parsed.events[0];
  throw new Error(JSON.stringify(parsed));
}

test("a dial in our own words", () => {
  expect(read(body)).toEqual({
    name: "call.dial",
    events: [
      {
        kind: "rang",
        provider: "phonet",
        ref: "47a968893984475b8c20e29dec144ce3",
        parent: null,
        at: 1773133200000,
        arrivedAt,
        direction: "in",
        client: "+380671110001",
        clientName: "Оксана К.",
        line: "+380440000100",
        lineName: "Поділ",
        ext: "001",
        peerExt: null,
        employeeName: "Іван Петренко",
        device: "person",
        startedAt: 1773133200000,
        answeredAt: null,
        talkS: null,
        outcome: null,
        reason: null,
        lastExt: null,
        recordId: null,
        recorded: false,
        narrow: "matches",
      },
    ],
  });
});

describe("forms that differ", () => {
  test.each<[string, Record<string, unknown>, Partial<CallEvent>]>([
    [
      "dashed upper-case uuid",
      { uuid: "47A96889-3984-475B-8C20-E29DEC144CE3" },
      { ref: body.uuid },
    ],
    ["dashed parent", { parentUuid: "AB-CD" }, { parent: "abcd" }],
    ["its own parent", { parentUuid: body.uuid }, { parent: null }],
    ["no parent at all", { parentUuid: undefined }, { parent: null }],
    ["an empty parent", { parentUuid: "" }, { parent: null }],
    ["seconds", { dialAt: 1773133200 }, { startedAt: 1773133200000, at: 1773133200000 }],
    ["bridgeAt zero", { bridgeAt: 0 }, { answeredAt: null }],
    ["an outgoing call", { lgDirection: 2 }, { direction: "out" }],
    [
      "an internal call",
      { lgDirection: 1, leg2: { ext: "002" } },
      { direction: "internal", peerExt: "002" },
    ],
    ["an unknown direction", { lgDirection: 8 }, { direction: null }],
    ["a direction as text", { lgDirection: "2" }, { direction: "out" }],
    ["a group", { leg: { ext: "700", type: 2 } }, { device: "group" }],
    ["a menu", { leg: { ext: "900", type: 4 } }, { device: "menu" }],
    ["an extension as a number", { leg: { ext: 101 } }, { ext: "101", device: "person" }],
    ["no leg", { leg: null }, { ext: null, employeeName: null }],
    [
      "a name that is the number",
      { otherLegs: [{ name: "+380671110001", num: "+380671110001" }] },
      { clientName: null },
    ],
    ["a line named by its number", { trunkName: "+380440000100" }, { lineName: null }],
    [
      "a company's name",
      { otherLegs: [{ name: "", num: "0671110001", companyName: "Лілея" }] },
      { client: "+380671110001", clientName: "Лілея" },
    ],
    ["a number that is none of ours to parse", { otherLegs: [{ num: "103" }] }, { client: "103" }],
    [
      "the first leg without a number",
      { otherLegs: [{ name: "A" }, { name: "B", num: "+380671110002" }] },
      { client: "+380671110002", clientName: "B" },
    ],
    [
      "a hangup with serverTime",
      { event: "call.hangup", serverTime: 1773133260 },
      { kind: "hung_up", at: 1773133260000 },
    ],
    [
      "a hangup with hangupAt",
      { event: "call.hangup", hangupAt: 1773133260000 },
      { at: 1773133260000 },
    ],
    ["a hangup with neither", { event: "call.hangup", hangupAt: 0 }, { at: null }],
    [
      "a bridge",
      { event: "call.bridge", bridgeAt: 1773133212 },
      { kind: "answered", at: 1773133212000, answeredAt: 1773133212000 },
    ],
  ])("%s", (_, changes, expected) => {
    expect(eventOf(changes)).toMatchObject(expected);
  });

  test.each<[string, unknown]>([
    ["empty", []],
    ["null", null],
    ["missing", undefined],
    ["without num", [{ name: "x", num: null }]],
    ["anonymous", [{ num: "anonymous" }]],
    ["zero", [{ num: "0" }]],
    ["an object", {}],
    ["nonsense", "none"],
  ])("a hidden caller: otherLegs %s", (_, otherLegs) => {
    expect(eventOf({ otherLegs }).client).toBeNull();
  });
});

describe("what is no event", () => {
  test("the look-up before routing", () => {
    expect(read({ otherLegNum: "0671110001", trunkNum: "+380440000100" })).toEqual({
      lookup: { client: "+380671110001", line: "+380440000100" },
    });
  });

  test.each([32, 64, "32"])("an operator's pause (%j) is ignored", (lgDirection) => {
    const pause = { ...body, event: "call.bridge", lgDirection };
    expect(read(pause)).toEqual({ ignored: "operator pause", name: "call.bridge" });
  });

  test("an unknown event is ignored by name", () => {
    expect(read({ ...body, event: "call.hold" })).toEqual({
      ignored: "unknown event",
      name: "call.hold",
    });
    expect(read({ ...body, event: "constructor" })).toMatchObject({ ignored: "unknown event" });
  });

  test.each<[string, unknown]>([
    ["nothing", {}],
    ["a list", []],
    ["null", null],
    ["a text", "call.dial"],
    ["an event that is an object", { ...body, event: {} }],
    ["an event that is a number", { ...body, event: 7 }],
    ["no uuid", { ...body, uuid: undefined }],
    ["a uuid of 10,000 characters", { ...body, uuid: "a".repeat(10_000) }],
    ["a uuid that is an object", { ...body, uuid: { a: 1 } }],
    ["an empty uuid", { ...body, uuid: " - " }],
  ])("%s is refused with a detail", (_, hook) => {
    const parsed = read(hook);
    expect(parsed).toMatchObject({ refused: "not_phonet" });
    expect("detail" in parsed && parsed.detail.length).toBeGreaterThan(5);
  });
});

describe("hostile values", () => {
  test("a long name with control characters is one short line", () => {
    const name = `\u0000Зло\r\n\u202E${"й".repeat(10_000)}`;
    const event = eventOf({ otherLegs: [{ name, num: "+380671110001" }] });
    expect(event.clientName).toHaveLength(128);
    expect(event.clientName?.startsWith("Зло ййй")).toBe(true);
  });

  test("an emoji on the edge is not cut in half", () => {
    const event = eventOf({ trunkName: `${"a".repeat(127)}🌸` });
    expect(event.lineName).toBe("a".repeat(127));
  });

  test("wrong types are dropped", () => {
    const wrong = {
      dialAt: {},
      bridgeAt: "soon",
      serverTime: [],
      trunkNum: { a: 1 },
      trunkName: 7.5,
      leg2: 3,
    };
    expect(eventOf({ ...wrong, leg: "x", lgDirection: { a: 4 } })).toMatchObject({
      at: null,
      startedAt: null,
      answeredAt: null,
      line: null,
      ext: null,
      peerExt: null,
      direction: null,
    });
  });

  test("no JSON makes it throw", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof read(value)).toBe("object");
      }),
    );
    const fields = fc.constantFrom(...Object.keys(body), "serverTime", "hangupAt");
    fc.assert(
      fc.property(fields, fc.jsonValue(), (name, value) => {
        const parsed = read({ ...body, [name]: value });
        if ("events" in parsed) expect(parsed.events).toHaveLength(1);
        else expect(Object.keys(parsed).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
