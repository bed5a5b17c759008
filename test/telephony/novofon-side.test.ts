import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { parse } from "../../src/telephony/novofon.ts";

const outgoing = {
  call_start: "2026-03-10 12:00:00",
  pbx_call_id: "out_f202d5d2",
  caller_id: "74950001122",
  internal: "499499-100",
  destination: "+79260002222",
};

describe("sides", () => {
  test.each<[string, CallEvent, unknown]>([
    [
      "a call between colleagues",
      eventOf({
        event: "NOTIFY_OUT_START",
        ...outgoing,
        caller_id: "0",
        internal: "101",
        destination: "104",
      }),
      ["rang", "internal", null, "101", "104"],
    ],
    [
      "the swapped leg of a click-to-call",
      eventOf({
        event: "NOTIFY_OUT_START",
        ...outgoing,
        internal: "+79260002222",
        destination: "102",
      }),
      ["rang", "out", "+79260002222", "102", null],
    ],
    [
      "the end of that leg decides nothing alone",
      eventOf({
        event: "NOTIFY_OUT_END",
        ...outgoing,
        internal: "+79260002222",
        destination: "102",
        disposition: "answered",
        duration: "9",
      }),
      ["hung_up", "out", "+79260002222", "102", null],
    ],
    [
      "the employee picks up that leg",
      answer({
        pbx_call_id: "out_1",
        caller_id: "0",
        internal: "+79260002222",
        destination: "102",
      }),
      ["rang", "out", "+79260002222", "102", null],
    ],
    [
      "a hidden caller ID of ours",
      eventOf({ event: "NOTIFY_OUT_START", ...outgoing, caller_id: "0" }),
      ["rang", "out", "+79260002222", "100", null],
    ],
    [
      "an answer with an opaque id, incoming",
      answer({ caller_id: "+79161110001", destination: "101", internal: "101" }),
      ["answered", "in", "+79161110001", "101", null],
    ],
    [
      "an answer with an opaque id, outgoing",
      answer({ caller_id: "74950001122", destination: "+79260002222", internal: "102" }),
      ["answered", "out", "+79260002222", "102", null],
    ],
    [
      "an answer with an opaque id, internal",
      answer({ caller_id: "101", destination: "104", internal: "101" }),
      ["answered", "internal", null, "101", "104"],
    ],
    [
      "an incoming call forwarded to a mobile",
      answer({
        pbx_call_id: "in_1",
        caller_id: "+79161110001",
        destination: "+79990000000",
        internal: "",
      }),
      ["answered", "in", "+79161110001", null, null],
    ],
  ])("%s", (_, event, expected) => {
    expect(sides(event)).toEqual(expected);
  });
});

function sides(event: CallEvent): unknown {
  return [event.kind, event.direction, event.client, event.ext, event.peerExt];
}

function answer(fields: Record<string, unknown>): CallEvent {
  return eventOf({
    event: "NOTIFY_ANSWER",
    call_start: outgoing.call_start,
    pbx_call_id: "x1",
    ...fields,
  });
}

function eventOf(body: Record<string, unknown>): CallEvent {
  const parsed = parse(body, { arrivedAt: Date.UTC(2026, 2, 10, 9) });
  if ("events" in parsed && parsed.events[0]) return parsed.events[0];
  throw new Error(JSON.stringify(parsed));
}
