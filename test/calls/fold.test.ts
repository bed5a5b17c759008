import { describe, expect, test } from "vitest";
import type { Call } from "../../src/calls/call.ts";
import { fold } from "../../src/calls/fold.ts";
import { bridge, dial, hangup, say } from "./hooks.ts";
import { at, atLast, T0, windows } from "./replay.ts";

describe("windows", () => {
  test("a ringing call whose hangup is lost is missed after three silent minutes", () => {
    const events = [dial(0)];
    expect(at(179, events)).toMatchObject({ state: "ringing", outcome: null, dueAt: T0 + 180_000 });
    expect(at(180, events)).toMatchObject({
      state: "ended",
      outcome: "missed",
      talkS: 0,
      ringS: null,
    });
  });

  test("a talk whose hangup is lost is answered with an unknown length after four hours", () => {
    const events = [dial(0), bridge(9)];
    expect(at(14_000, events)).toMatchObject({ state: "talking", dueAt: T0 + 14_409_000 });
    const call = at(14_409, events);
    expect(call).toMatchObject({ outcome: "answered", lengthUnknown: true, talkS: null, ringS: 9 });
    expect(call.dueAt).toBeNull();
  });

  test("the settle window opens with the last hangup and keeps a forward from being missed", () => {
    const first = [dial(0), hangup(15)];
    expect(at(24, first)).toMatchObject({
      state: "ringing",
      quietSince: T0 + 15_000,
      dueAt: T0 + 25_000,
    });
    expect(at(25, first)).toMatchObject({ state: "ended", outcome: "missed", ringS: 15 });
    const forwarded = [...first, dial(24, { uuid: "b2", parent: "a1", ext: "102", dial: 24 })];
    expect(at(60, forwarded)).toMatchObject({
      state: "ringing",
      ringingNow: [{ ext: "102", name: "Name 102" }],
    });
  });

  test("a batch that comes hours late waits for its siblings", () => {
    const late = 3 * 3600;
    const events = [dial(0, { heard: late }), hangup(20, { heard: late })];
    expect(at(late + 9, events)).toMatchObject({ state: "ringing", ownTimeAt: T0 + 20_000 });
    expect(at(late + 10, events)).toMatchObject({
      outcome: "missed",
      ringS: 20,
      endedAt: T0 + 20_000,
    });
  });

  test("Novofon's END needs no window", () => {
    const events = [say("START", 1), say("END", 20, { disposition: "cancel", duration: "0" })];
    expect(at(20, events)).toMatchObject({
      state: "ended",
      outcome: "missed",
      reason: "cancel",
      dueAt: null,
    });
  });

  test("a recording proves the end when END is lost, and END may still correct it", () => {
    const talk = [say("START", 1), say("ANSWER", 9, { destination: "101", internal: "101" })];
    const events = [...talk, say("RECORD", 80, { call_id_with_rec: "r1" })];
    expect(at(89, events)).toMatchObject({ state: "talking", dueAt: T0 + 90_000 });
    expect(at(90, events)).toMatchObject({
      outcome: "answered",
      lengthUnknown: true,
      talkS: null,
      records: ["r1"],
    });
    const whole = [
      ...events,
      say("END", 95, { disposition: "answered", duration: "70", internal: "101" }),
    ];
    expect(at(95, whole)).toMatchObject({ outcome: "answered", lengthUnknown: false, talkS: 70 });
  });
});

describe("late and lost hooks", () => {
  test("a late bridge turns missed into answered", () => {
    const missed = [dial(0), hangup(40)];
    expect(atLast(missed).outcome).toBe("missed");
    const late = [...missed, bridge(10, { heard: 90 })];
    expect(at(90, late)).toMatchObject({
      state: "ended",
      outcome: "answered",
      ringS: 10,
      talkS: 30,
    });
  });

  test("a hangup repeated a minute later changes nothing, also with another time in it", () => {
    const events = [dial(0), bridge(5), hangup(35, { bridge: 5 })];
    const repeated = [...events, hangup(95, { bridge: 5 })];
    const { heardAt, ownTimeAt, ...call } = at(200, repeated);
    expect(call).toEqual({ ...call, ...without(at(200, events), ["heardAt", "ownTimeAt"]) });
    expect([heardAt, ownTimeAt]).toEqual([T0 + 95_000, T0 + 95_000]);
  });

  test("a hangup heard before the dial is the end of that call", () => {
    const hung = hangup(20, { heard: 20 });
    expect(at(31, [hung])).toMatchObject({ outcome: "missed", rang: ["101"], ringS: 20 });
    expect(at(31, [hung, dial(0, { heard: 21 })])).toMatchObject({
      state: "ended",
      outcome: "missed",
    });
  });

  test("a colleague whose losing hangup is lost does not keep the call open", () => {
    const second = { uuid: "b2", parent: "a1", ext: "102", dial: 0 };
    const events = [
      dial(0),
      dial(0, second),
      bridge(6, second),
      hangup(36, { ...second, bridge: 6 }),
    ];
    expect(at(20, events).ringingNow).toEqual([]);
    expect(at(46, events)).toMatchObject({ state: "ended", talkS: 30, answeredBy: { ext: "102" } });
  });

  test("a hangup without its own time ends when it came", () => {
    const events = [dial(0), bridge(5), hangup(65, { bridge: 5, serverTime: null })];
    expect(atLast(events)).toMatchObject({ talkS: 60, endedAt: T0 + 65_000 });
  });
});

describe("absurd times give way to the arrival", () => {
  test.each([
    0,
    -1,
    5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Date.UTC(1970, 0, 2),
    Date.UTC(2099, 0, 1),
  ])("%s", (broken) => {
    const times = { at: broken, startedAt: broken };
    const events = [
      { ...dial(0), ...times },
      { ...bridge(10), ...times, answeredAt: broken },
      { ...hangup(70), ...times, answeredAt: broken },
    ];
    expect(atLast(events)).toMatchObject({
      startedAt: T0,
      answeredAt: T0 + 10_000,
      ringS: 10,
      talkS: 60,
    });
  });

  test("a cabinet in a zone ahead does not put the call into the future", () => {
    const wrong = { call_start: "2026-03-10 15:00:00" };
    const events = [
      say("START", 1, wrong),
      say("ANSWER", 9, { ...wrong, destination: "101", internal: "101" }),
    ];
    expect(at(10, events)).toMatchObject({ state: "talking", startedAt: T0 + 1000, ringS: 8 });
  });
});

test("a call is ours once an event names our line or extension", () => {
  const silent = { ...dial(0), narrow: "silent" as const };
  expect(at(1, [silent]).ours).toBe(false);
  expect(at(1, [silent, dial(0)]).ours).toBe(true);
});

test("nothing heard is no call", () => {
  expect(() => fold([], windows, T0)).toThrow("calls.no_events");
});

function without(call: Call, fields: (keyof Call)[]): Partial<Call> {
  return Object.fromEntries(
    Object.entries(call).filter(([name]) => !fields.some((one) => one === name)),
  );
}
