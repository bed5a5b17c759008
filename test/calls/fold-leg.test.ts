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
