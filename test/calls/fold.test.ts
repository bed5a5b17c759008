import { describe, expect, test } from "vitest";
import type { Call, CallEvent } from "../../src/calls/call.ts";
import { fold } from "../../src/calls/fold.ts";
import { bridge, dial, hangup, say } from "./hooks.ts";
import { LATER, T0, windows } from "./replay.ts";

/** The call as it is some seconds after T0. */
function at(seconds: number, events: CallEvent[]): Call {
  return fold(events, windows, T0 + seconds * 1000);
}
const atLast = (events: CallEvent[]): Call => fold(events, windows, LATER);

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

describe("legs", () => {
  test("an orphan parent is the key although it was never heard itself", () => {
    expect(atLast([dial(0, { uuid: "b2", parent: "a1" })]).key).toBe("a1");
  });

  test("a ring group under one uuid: the losers' hangups end nothing", () => {
    const [one, two, three] = [{ ext: "101" }, { ext: "102", dial: 0 }, { ext: "103", dial: 0 }];
    const rings = [dial(0, one), dial(0, two), dial(0, three)];
    const picked = [bridge(9, two), hangup(9, one), hangup(9, three)];
    expect(at(30, [...rings, ...picked])).toMatchObject({
      state: "talking",
      talkingNow: [{ ext: "102" }],
      ringingNow: [],
    });
    const whole = [...rings, ...picked, hangup(39, { ...two, bridge: 9 })];
    expect(at(49, whole)).toMatchObject({
      answeredBy: { ext: "102" },
      talkS: 30,
      transferred: false,
    });
  });

  test("talks that overlap count once", () => {
    const second = { uuid: "b2", parent: "a1", ext: "102", dial: 10 };
    const events = [dial(0), bridge(5), dial(10, second), bridge(20, second)];
    events.push(hangup(60, { bridge: 5 }), hangup(100, { ...second, bridge: 20 }));
    expect(atLast(events)).toMatchObject({ talkS: 95, transferred: true, lastBy: { ext: "102" } });
  });

  test("a consultation alone never makes the call internal nor somebody's talk with the client", () => {
    const consult = { uuid: "b2", parent: "a1", way: 1, peer: "104", dial: 20 } as const;
    const events = [dial(0), bridge(5), dial(20, consult), bridge(22, consult)];
    events.push(hangup(30, { ...consult, bridge: 22 }), hangup(65, { bridge: 5 }));
    expect(atLast(events)).toMatchObject({
      direction: "in",
      talkS: 60,
      path: ["101"],
      transferred: false,
    });
  });

  test("an answer on an internal leg is an answer when nobody else answered the client", () => {
    const inner = { uuid: "b2", parent: "a1", way: 1, peer: "104", dial: 15 } as const;
    const events = [
      dial(0),
      hangup(15),
      dial(15, inner),
      bridge(20, inner),
      hangup(50, { ...inner, bridge: 20 }),
    ];
    expect(atLast(events)).toMatchObject({
      direction: "in",
      outcome: "answered",
      answeredBy: { ext: "104" },
      talkS: 30,
    });
  });

  test("a menu that picked up is not an answer", () => {
    const menu = { ext: "900", type: 4 } as const;
    const events = [dial(0, menu), bridge(1, menu), hangup(20, { ...menu, bridge: 1 })];
    expect(atLast(events)).toMatchObject({
      outcome: "missed",
      reason: "ivr_only",
      menuS: 19,
      rang: [],
      talkS: 0,
    });
  });

  test("a queue picks up, its people ring in vain: missed", () => {
    const queue = { ext: "700", type: 2 } as const;
    const agent = { uuid: "b2", parent: "a1", ext: "101", dial: 5 };
    const events = [dial(0, queue), bridge(1, queue), dial(5, agent), hangup(25, agent)];
    expect(at(60, events)).toMatchObject({ state: "ringing", ringingNow: [] });
    events.push(hangup(90, { ...queue, bridge: 1 }));
    expect(at(100, events)).toMatchObject({ outcome: "missed", rang: ["101"], ringS: 90 });
  });

  test("a group that names none of its people and talked is answered by nobody in particular", () => {
    const queue = { ext: "700", type: 2 } as const;
    const events = [dial(0, queue), bridge(4, queue), hangup(64, { ...queue, bridge: 4 })];
    expect(atLast(events)).toMatchObject({ outcome: "answered", answeredBy: null, talkS: 60 });
  });

  test("a person who takes the call from the menu under one uuid talks from that moment", () => {
    const menu = { ext: "900", type: 4 } as const;
    const events = [
      dial(0, menu),
      bridge(1, menu),
      bridge(20, { bridge: 1 }),
      hangup(50, { bridge: 1 }),
    ];
    expect(atLast(events)).toMatchObject({
      answeredBy: { ext: "101" },
      ringS: 20,
      talkS: 30,
      menuS: 19,
    });
  });

  test("an outgoing call has an employee and nobody who answered it for the business", () => {
    const events = [dial(0, { way: 2 }), bridge(8, { way: 2 }), hangup(68, { way: 2, bridge: 8 })];
    expect(atLast(events)).toMatchObject({
      direction: "out",
      outcome: "answered",
      employee: { ext: "101", name: "Name 101" },
      answeredBy: null,
      lastBy: { ext: "101" },
      rang: [],
      talkS: 60,
    });
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

describe("Novofon's words", () => {
  const answered = (fields: Record<string, string>): Record<string, string> => ({
    disposition: "answered",
    ...fields,
  });

  test("END alone is enough", () => {
    const call = atLast([
      say("END", 75, answered({ internal: "101", last_internal: "104", duration: "55" })),
    ]);
    expect(call).toMatchObject({ outcome: "answered", talkS: 55, ringS: 20, transferred: true });
    expect([call.answeredBy?.ext, call.lastBy?.ext]).toEqual(["101", "104"]);
  });

  test("an answer outweighs a word of failure, with an unknown length", () => {
    const events = [say("START", 1), say("ANSWER", 9, { destination: "101", internal: "101" })];
    events.push(say("END", 40, { disposition: "cancel", duration: "31" }));
    expect(atLast(events)).toMatchObject({ outcome: "answered", lengthUnknown: true, talkS: null });
  });

  test("voicemail picked up after everybody was spared", () => {
    const events = [
      say("START", 1),
      say("END", 30, answered({ duration: "25", is_recorded: "1" })),
    ];
    expect(atLast(events)).toMatchObject({
      outcome: "missed",
      reason: "voicemail_or_ivr",
      recorded: true,
    });
  });

  test("the only device that rang answered, although END names nobody", () => {
    const events = [
      say("START", 1),
      say("INTERNAL", 1, { internal: "101" }),
      say("END", 70, answered({ duration: "50" })),
    ];
    expect(atLast(events)).toMatchObject({
      outcome: "answered",
      answeredBy: { ext: "101" },
      talkS: 50,
    });
  });

  test("who answered is not guessed among several", () => {
    const rings = ["101", "102"].map((internal) => say("INTERNAL", 1, { internal }));
    const events = [say("START", 1), ...rings, say("END", 70, answered({ duration: "50" }))];
    expect(atLast(events)).toMatchObject({
      outcome: "answered",
      answeredBy: null,
      rang: ["101", "102"],
    });
  });

  test("a call back where only the employee's leg was answered did not reach the client", () => {
    const own = { pbx_call_id: "out_1", internal: "+79260002222", destination: "102" };
    const events = [
      say("OUT_START", 1, own),
      say("OUT_END", 30, answered({ ...own, duration: "25" })),
      say("OUT_END", 30, { pbx_call_id: "out_1", disposition: "no answer", duration: "0" }),
    ];
    expect(atLast(events)).toMatchObject({
      outcome: "no_answer",
      client: "+79260002222",
      employee: { ext: "102" },
    });
    expect(at(39, events.slice(0, 2))).toMatchObject({ state: "ringing", dueAt: T0 + 40_000 });
  });

  test("a recording marked on a cancelled call is no recording", () => {
    const events = [say("OUT_END", 9, { disposition: "cancel", duration: "0", is_recorded: "1" })];
    expect(atLast(events)).toMatchObject({ outcome: "no_answer", recorded: false });
  });

  test("a leg that left is neither ringing nor talking", () => {
    const events = [say("START", 1), say("INTERNAL", 1, { internal: "101" })];
    expect(at(5, events).ringingNow).toEqual([{ ext: "101", name: null }]);
    events.push(
      say("INTERNAL_END", 16, { internal: "101" }),
      say("INTERNAL", 17, { internal: "102" }),
    );
    expect(at(18, events).ringingNow).toEqual([{ ext: "102", name: null }]);
  });

  test("a batch hours late says nothing about the wait, and rings nowhere", () => {
    const late = 3 * 3600;
    const events = [say("START", late), say("INTERNAL", late, { internal: "101" })];
    expect(at(late, events)).toMatchObject({ state: "ringing", ownTimeAt: T0 });
    events.push(say("END", late, answered({ internal: "101", duration: "95" })));
    expect(at(late, events)).toMatchObject({
      talkS: 95,
      ringS: null,
      answeredAt: null,
      endedAt: T0 + 95_000,
    });
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
