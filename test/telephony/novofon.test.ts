import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { parse } from "../../src/telephony/novofon.ts";

const arrivedAt = Date.UTC(2026, 2, 10, 9, 0, 1);
const started = Date.UTC(2026, 2, 10, 9);
const read = (body: unknown): ReturnType<typeof parse> => parse(body, { arrivedAt });
const incoming = {
  call_start: "2026-03-10 12:00:00",
  pbx_call_id: "in_0c42b7ba",
  caller_id: "+79161110001",
  called_did: "74950001122",
};
const outgoing = {
  call_start: "2026-03-10 12:00:00",
  pbx_call_id: "out_f202d5d2",
  caller_id: "74950001122",
  internal: "499499-100",
  destination: "+79260002222",
};

function eventOf(body: Record<string, unknown>): CallEvent {
  const parsed = read(body);
  if ("events" in parsed && parsed.events[0]) return parsed.events[0];
  throw new Error(JSON.stringify(parsed));
}

describe("each event in our own words", () => {
  const client = { client: "+79161110001", direction: "in" } as const;
  test.each<[string, Record<string, unknown>, Partial<CallEvent>]>([
    [
      "NOTIFY_START",
      incoming,
      { kind: "rang", ...client, line: "+74950001122", at: started, ext: null },
    ],
    [
      "NOTIFY_INTERNAL",
      { ...incoming, internal: "101" },
      { kind: "rang", ...client, ext: "101", at: null, startedAt: started },
    ],
    [
      "NOTIFY_ANSWER",
      { ...incoming, destination: "101", internal: "101" },
      { kind: "answered", ...client, ext: "101", at: null },
    ],
    ["NOTIFY_IVR", incoming, { kind: "menu", device: "menu", ...client }],
    [
      "NOTIFY_INTERNAL_END",
      { ...incoming, internal: "101" },
      { kind: "hung_up", ext: "101", outcome: null, direction: "in" },
    ],
    [
      "NOTIFY_END",
      {
        ...incoming,
        internal: "101",
        duration: "95",
        disposition: "answered",
        last_internal: "499499-104",
        is_recorded: "1",
        call_id_with_rec: "r1",
      },
      {
        kind: "ended",
        ...client,
        ext: "101",
        talkS: 95,
        outcome: "answered",
        lastExt: "104",
        recorded: true,
        recordId: "r1",
      },
    ],
    [
      "NOTIFY_OUT_START",
      outgoing,
      {
        kind: "rang",
        direction: "out",
        client: "+79260002222",
        line: "+74950001122",
        ext: "100",
        at: started,
      },
    ],
    [
      "NOTIFY_OUT_END",
      { ...outgoing, duration: "0", disposition: "no answer" },
      { kind: "ended", outcome: "no_answer", reason: "no answer", talkS: 0 },
    ],
    [
      "NOTIFY_RECORD",
      { pbx_call_id: "in_1", call_id_with_rec: "1773133201.500001" },
      {
        kind: "recorded",
        recordId: "1773133201.500001",
        recorded: true,
        direction: "in",
        client: null,
      },
    ],
    [
      "SPEECH_RECOGNITION",
      { pbx_call_id: "in_1", call_id: "r1", result: '{"phrases":[]}' },
      { kind: "transcribed", ref: "in_1", recordId: "r1" },
    ],
  ])("%s", (event, fields, expected) => {
    expect(eventOf({ event, ...fields })).toMatchObject({
      provider: "novofon",
      parent: null,
      ...expected,
    });
  });

  test("the raw text of a transcript stays in the hook", () => {
    const said = eventOf({ event: "SPEECH_RECOGNITION", pbx_call_id: "in_1", result: "таємниця" });
    expect(JSON.stringify(said)).not.toContain("таємниця");
  });
});

describe("values", () => {
  test.each([
    ["+79161110001", "+79161110001"],
    ["79161110001", "+79161110001"],
    ["89161110001", "+79161110001"],
    ["0", null],
    ["", null],
    ["anonymous", null],
    ["103", "103"],
  ])("caller_id %j is %j", (caller_id, client) => {
    expect(eventOf({ event: "NOTIFY_START", ...incoming, caller_id }).client).toBe(client);
  });

  test("country and zone are the account's", () => {
    const body = { event: "NOTIFY_START", ...incoming, caller_id: "0671110001" };
    const parsed = parse(body, { arrivedAt, country: "UA", zone: "Europe/Kyiv" });
    expect(parsed).toMatchObject({
      events: [{ client: "+380671110001", startedAt: Date.UTC(2026, 2, 10, 10) }],
    });
  });

  test.each([
    ["95", 95],
    [95, 95],
    ["95.7", 95],
    ["-5", null],
    ["1e9", null],
    ["999999999", null],
    ["", null],
    [{ a: 1 }, null],
  ])("duration %j is %j seconds of talk", (duration, talkS) => {
    expect(
      eventOf({ event: "NOTIFY_END", ...incoming, disposition: "answered", duration }).talkS,
    ).toBe(talkS);
  });

  test("a cancelled call's duration is ringing", () => {
    expect(
      eventOf({ event: "NOTIFY_END", ...incoming, disposition: "cancel", duration: "12" }).talkS,
    ).toBe(0);
  });

  test.each(["", "yesterday", "2026-13-40 99:99:99", "1970-01-01", {}])(
    "call_start %j is no time",
    (call_start) => {
      expect(eventOf({ event: "NOTIFY_START", ...incoming, call_start })).toMatchObject({
        at: null,
        startedAt: null,
      });
    },
  );
});

describe("what is no event of a call", () => {
  test.each(["SMS", "NUMBER_LOOKUP", "CALL_TRACKING"])("%s", (event) => {
    expect(read({ event, result: "{}" })).toEqual({ ignored: "not about a call", name: event });
  });

  test("an unknown event is ignored by name", () => {
    expect(read({ event: "NOTIFY_FAX", ...incoming })).toEqual({
      ignored: "unknown event",
      name: "NOTIFY_FAX",
    });
  });

  test.each<[string, unknown]>([
    ["nothing", {}],
    ["no event", incoming],
    ["an event that is a number", { event: 1, ...incoming }],
    ["an event that is a list", { event: ["NOTIFY_START"], ...incoming }],
    ["no call id", { event: "NOTIFY_RECORD", call_id_with_rec: "r1" }],
    ["an empty call id", { event: "NOTIFY_START", ...incoming, pbx_call_id: "" }],
    ["a call id that is an object", { event: "NOTIFY_START", ...incoming, pbx_call_id: {} }],
    ["a list", []],
    ["null", null],
    ["a text", "NOTIFY_START"],
  ])("%s is refused", (_, body) => {
    expect(read(body)).toMatchObject({ refused: "not_novofon" });
  });

  test("no JSON makes it throw", () => {
    const whole = {
      event: "NOTIFY_END",
      ...incoming,
      ...outgoing,
      duration: "1",
      disposition: "busy",
      is_recorded: "1",
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof read(value)).toBe("object");
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (name, value) => {
        expect(Object.keys(read({ ...whole, [name]: value })).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
