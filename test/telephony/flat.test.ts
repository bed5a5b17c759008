import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { parse } from "../../src/telephony/flat.ts";

const arrivedAt = Date.UTC(2026, 2, 10, 9);
const started = Date.UTC(2026, 2, 10, 8);
const read = (body: unknown): ReturnType<typeof parse> => parse(body, { arrivedAt });
const whole = {
  call_id: "test_12345",
  caller: "+79001234567",
  called: "+79840000000",
  direction: "in",
  duration: 120,
  status: "answered",
  record_url: "https://example.com/test.mp3",
  timestamp: "2026-03-10T08:00:00Z",
};

function eventOf(body: Record<string, unknown>): CallEvent {
  const parsed = read(body);
  if ("events" in parsed && parsed.events[0]) return parsed.events[0];
  throw new Error(JSON.stringify(parsed));
}

describe("one payload is one finished call", () => {
  const answered: Partial<CallEvent> = {
    kind: "ended",
    provider: "flat",
    client: "+79001234567",
    line: "+79840000000",
    direction: "in",
    talkS: 120,
    outcome: "answered",
    startedAt: started,
    recorded: true,
    recordId: null,
  };

  test("under its own names", () => {
    expect(eventOf(whole)).toMatchObject({ ref: "test_12345", ...answered });
  });

  test.each<[keyof typeof whole, string[]]>([
    ["call_id", ["id", "call", "callID"]],
    ["caller", ["from", "caller_number", "src"]],
    ["called", ["to", "called_number", "callee", "dst"]],
    ["duration", ["talk_time", "billsec"]],
    ["status", ["call_status", "disposition"]],
    ["record_url", ["recording_url", "record", "recordingfile"]],
    ["timestamp", ["start_time", "time", "calldate"]],
  ])("under other names of %s", (field, others) => {
    const { [field]: value, ...rest } = whole;
    for (const other of others)
      expect(eventOf({ ...rest, [other]: value })).toMatchObject({
        ref: "test_12345",
        ...answered,
      });
  });

  test("as strings, the time on the cabinet's clock", () => {
    const body = { ...whole, duration: "120", timestamp: "2026-03-10 11:00:00" };
    expect(eventOf(body)).toMatchObject({ ref: "test_12345", ...answered });
  });

  test("the link to the recording stays in the hook", () => {
    expect(JSON.stringify(eventOf(whole))).not.toContain("example.com");
  });
});

describe("which way it went", () => {
  const { direction: _, ...plain } = whole;
  test.each<[string, Record<string, unknown>, Partial<CallEvent>]>([
    ["direction out", { direction: "out" }, { direction: "out", client: "+79840000000" }],
    ["type incoming", { type: "incoming" }, { direction: "in", client: "+79001234567" }],
    ["type outgoing", { type: "outgoing" }, { direction: "out" }],
    ["neither", {}, { direction: "out" }],
    ["from an extension", { caller: "102" }, { direction: "out", ext: "102", line: null }],
    ["to an extension", { called: "102" }, { direction: "in", ext: "102" }],
    [
      "between extensions",
      { caller: "101", called: "102", direction: "in" },
      { direction: "internal", ext: "101", peerExt: "102", client: null },
    ],
    ["a hidden caller", { caller: "anonymous", direction: "in" }, { client: null }],
  ])("%s", (_name, fields, expected) => {
    expect(eventOf({ ...plain, ...fields })).toMatchObject(expected);
  });
});

describe("how it ended", () => {
  test.each<[unknown, unknown, Partial<CallEvent>]>([
    ["ANSWERED", 5, { outcome: "answered", talkS: 5 }],
    ["success", 5, { outcome: "answered", talkS: 5 }],
    ["completed", 5, { outcome: "answered", talkS: 5 }],
    ["noanswer", 17, { outcome: "missed", talkS: 0 }],
    ["NO ANSWER", 0, { outcome: "missed", talkS: 0 }],
    ["missed", 0, { outcome: "missed" }],
    ["canceled", 0, { outcome: "missed" }],
    ["busy", 0, { outcome: "busy" }],
    ["CONGESTION", 0, { outcome: "failed" }],
    [undefined, 33, { outcome: "answered", talkS: 33 }],
    [null, 0, { outcome: "missed", talkS: 0 }],
  ])("status %j, %j seconds", (status, duration, expected) => {
    expect(eventOf({ ...whole, status, duration })).toMatchObject(expected);
  });
});

describe("what is incomplete", () => {
  test("nothing at all is nothing", () => {
    expect(read({})).toEqual({ ignored: "empty", name: "" });
  });

  test("without an id a repeat is the same call, and another call another one", () => {
    const { call_id: _, ...plain } = whole;
    const refs = [plain, { ...plain }, { ...plain, duration: 7 }].map((body) => eventOf(body).ref);
    expect(refs[0]).toBe(refs[1]);
    expect(refs[0]).not.toBe(refs[2]);
  });

  test.each<[string, unknown]>([
    ["neither id nor number", { status: "answered", duration: 3 }],
    ["a list", [whole]],
    ["null", null],
    ["a text", "answered"],
  ])("%s is refused", (_name, body) => {
    expect(read(body)).toMatchObject({ refused: "not_flat" });
  });
});

test("no JSON makes it throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(typeof read(value)).toBe("object");
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (name, value) => {
      expect(JSON.stringify(read({ ...whole, [name]: value })).length).toBeLessThan(3000);
    }),
    { numRuns: 500 },
  );
});
