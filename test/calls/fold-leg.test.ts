import { describe, expect, test } from "vitest";
import { bridge, dial, hangup } from "./hooks.ts";
import { at, atLast } from "./replay.ts";

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

describe("who rings, who talks, who is on the way", () => {
  const second = { uuid: "b2", parent: "a1", ext: "102", dial: 10 };

  test("somebody who talks rings no more; two at once are told in order of joining", () => {
    const events = [dial(0), bridge(5), dial(10, second)];
    expect(at(12, events)).toMatchObject({
      talkingNow: [{ ext: "101" }],
      ringingNow: [{ ext: "102" }],
      rang: ["101", "102"],
    });
    expect(at(20, [...events, bridge(15, second)])).toMatchObject({
      talkingNow: [{ ext: "101" }, { ext: "102" }],
      ringingNow: [],
    });
    const earlier = dial(2, { uuid: "a0", ext: "103", parent: "a1", dial: 2 });
    expect(at(12, [...events, earlier]).path).toEqual(["101", "103", "102"]);
  });

  test("somebody whose talk ended neither talks nor rings while another does", () => {
    const events = [dial(0), bridge(5), dial(10, second), bridge(12, second)];
    expect(at(20, [...events, hangup(15, { bridge: 5 })])).toMatchObject({
      state: "talking",
      talkingNow: [{ ext: "102" }],
      ringingNow: [],
    });
  });

  test("a call between colleagues has the caller and, beside them, whom they called", () => {
    const inner = { way: 1, peer: "104" } as const;
    const events = [dial(0, inner), bridge(5, inner), hangup(30, { ...inner, bridge: 5 })];
    expect(at(7, events.slice(0, 2))).toMatchObject({
      direction: "internal",
      talkingNow: [{ ext: "104" }],
    });
    expect(atLast(events)).toMatchObject({
      direction: "internal",
      employee: { ext: "101" },
      rang: ["104"],
      path: ["101", "104"],
      talkS: 25,
      outcome: "answered",
    });
    const missed = [dial(0, inner), hangup(30, inner)];
    expect(atLast(missed)).toMatchObject({ direction: "internal", outcome: "no_answer" });
  });

  test("while a colleague dials nobody rings at us; one whom the talk is handed to does", () => {
    const out = { way: 2 } as const;
    const handed = { ...second, ...out };
    expect(at(3, [dial(0, out)])).toMatchObject({ ringingNow: [], talkingNow: [], rang: [] });
    expect(at(12, [dial(0, out), bridge(5, out), dial(10, handed)])).toMatchObject({
      ringingNow: [{ ext: "102" }],
      talkingNow: [{ ext: "101" }],
    });
  });

  test("a consultation that nobody answered is no part of the call", () => {
    const inner = { uuid: "b2", parent: "a1", way: 1, peer: "104", dial: 5 } as const;
    const events = [dial(0), dial(5, inner), hangup(15, inner), hangup(20)];
    expect(atLast(events)).toMatchObject({ outcome: "missed", path: ["101"], rang: ["101"] });
  });
});

describe("menus and groups", () => {
  const menu = { ext: "900", type: 4 } as const;
  const queue = { ext: "700", type: 2 } as const;
  const agent = { uuid: "b2", parent: "a1", ext: "101", dial: 12 };

  test("a menu before people is no reason for a missed call, and lasts until the first of them rings", () => {
    const events = [
      dial(0, menu),
      bridge(2, menu),
      dial(12, agent),
      hangup(30, agent),
      hangup(31, { ...menu, bridge: 2 }),
    ];
    expect(atLast(events)).toMatchObject({ outcome: "missed", reason: null, menuS: 10 });
    expect(at(20, events.slice(0, 3))).toMatchObject({ state: "ringing", menuS: 10 });
  });

  test("people who rang before the menu took over do not end it", () => {
    const first = { uuid: "b2", parent: "a1", ext: "101", dial: 0 };
    const events = [
      dial(0, first),
      hangup(5, first),
      dial(6, menu),
      bridge(8, menu),
      hangup(20, { ...menu, bridge: 8 }),
    ];
    expect(atLast(events)).toMatchObject({ outcome: "missed", reason: null, menuS: 12 });
  });

  test("a call that only rang has no menu", () => {
    expect(atLast([dial(0), hangup(20)])).toMatchObject({ reason: null, menuS: 0 });
    expect(atLast([dial(0, queue), hangup(20, queue)])).toMatchObject({ reason: null });
  });

  test("a group that took the call may still be a queue with music, until it hangs up", () => {
    const events = [dial(0, queue), bridge(4, queue)];
    expect(at(60, events)).toMatchObject({ state: "ringing", answeredAt: null });
    expect(atLast(events)).toMatchObject({
      outcome: "answered",
      lengthUnknown: true,
      talkS: null,
      answeredAt: null,
    });
  });

  test("somebody who takes the call from a group under one uuid talks from that moment", () => {
    const events = [
      dial(0, queue),
      bridge(1, queue),
      bridge(20, { bridge: 1 }),
      hangup(50, { bridge: 1 }),
    ];
    expect(atLast(events)).toMatchObject({ answeredBy: { ext: "101" }, ringS: 20, talkS: 30 });
  });
});

describe("ends", () => {
  const second = { uuid: "b2", parent: "a1", ext: "102", dial: 0 };

  test("a loser's hangup that comes late changes nothing", () => {
    const events = [dial(0), dial(0, second), bridge(6, second)];
    const late = [...events, hangup(40, { heard: 90 }), hangup(36, { ...second, bridge: 6 })];
    expect(atLast(late)).toMatchObject({ talkS: 30, rang: ["101", "102"] });
    expect(at(20, events)).toMatchObject({ talkingNow: [{ ext: "102" }], ringingNow: [] });
  });

  test("a device that rings after the talk began rings on", () => {
    const handed = { ...second, dial: 20 };
    const events = [dial(0), bridge(5), dial(20, handed), hangup(30, { bridge: 5 })];
    expect(at(31, events)).toMatchObject({ ringingNow: [{ ext: "102" }], quietSince: null });
    expect(at(199, events).state).toBe("talking");
    expect(at(215, events)).toMatchObject({ state: "ended", outcome: "answered", talkS: 25 });
  });

  test("talks told in the wrong order count once", () => {
    const early = { ...second, dial: 1 };
    const events = [
      dial(0),
      bridge(40),
      hangup(60, { bridge: 40 }),
      dial(1, early),
      bridge(10, early),
      hangup(50, { ...early, bridge: 10 }),
    ];
    expect(atLast(events)).toMatchObject({ talkS: 50, answeredBy: { ext: "102" } });
  });

  test("of two talks one of which never ended the length is not known", () => {
    const events = [
      dial(0),
      bridge(5),
      dial(0, second),
      bridge(7, second),
      hangup(30, { ...second, bridge: 7 }),
    ];
    expect(atLast(events)).toMatchObject({ outcome: "answered", lengthUnknown: true, talkS: null });
  });
});
