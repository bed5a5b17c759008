import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { timelineOf, type HeardHook, type Story } from "../../src/calls/timeline.ts";
import { turnsOf } from "../../src/calls/turn.ts";
import { bridge, dial, hangup, say } from "./hooks.ts";
import { LATER, T0, windows } from "./replay.ts";

const none: Story = { hooks: [], events: [], told: [], steps: [], windows, now: LATER };

describe("what a call came to by itself", () => {
  test("it falls silent, is waited for, and goes on at a colleague's", () => {
    const events = [dial(0), hangup(15), dial(18, { uuid: "b2", parent: "a1", dial: 18 })];
    expect(turns(events)).toEqual([
      { at: 15, what: "waits", ms: 10_000 },
      { at: 18, what: "resumed" },
    ]);
  });

  test("a colleague takes it over: it is told to whom", () => {
    const events = [
      dial(0),
      bridge(5, { dial: 0 }),
      dial(20, { uuid: "b2", parent: "a1", ext: "102", dial: 20 }),
      bridge(25, { uuid: "b2", parent: "a1", ext: "102", dial: 20 }),
    ];
    expect(turns(events)).toEqual([
      { at: 25, what: "handed", to: { ext: "102", name: "Name 102" } },
    ]);
  });

  test("the wait is over before a late answer comes: the call did not go on, it is corrected", () => {
    const late = bridge(10, { dial: 0, heard: 60 });
    expect(turns([dial(0), hangup(15), late])).toEqual([{ at: 15, what: "waits", ms: 10_000 }]);
  });

  test("Novofon's final word ends a call at once: nothing is waited for", () => {
    const events = [
      say("START", 0),
      say("INTERNAL", 1, { internal: "101" }),
      say("END", 20, { duration: "0", disposition: "cancel" }),
    ];
    expect(turns(events)).toEqual([]);
  });

  test("two legs that nobody knew to be one become one by the leg between them", () => {
    const events = [
      dial(0),
      dial(30, { uuid: "c3", parent: "b2", ext: "103", dial: 30 }),
      dial(15, { uuid: "b2", parent: "a1", ext: "102", dial: 15, heard: 31 }),
    ];
    expect(turns(events)).toContainEqual({ at: 31, what: "joined" });
  });

  test("what has not happened yet is not told", () => {
    expect(turnsOf([dial(0), hangup(15)], windows, T0 + 14_000)).toEqual([]);
  });
});

describe("the story", () => {
  test("a hook that came three times is told once, at its first time, with a count", () => {
    const silent: CallEvent = { ...dial(0, { heard: 9 }), narrow: "silent" };
    const again = [dial(0), dial(0, { heard: 2 }), silent];
    const moments = timelineOf({ ...none, hooks: again.map((event) => heard("call.dial", event)) });
    expect(moments).toMatchObject([{ at: T0, what: "hook", name: "call.dial", count: 3 }]);
  });

  test("hooks that differ in what they say, or in what became of them, are told apart", () => {
    const hooks = [
      heard("call.dial", dial(0)),
      heard("call.dial", dial(0, { ext: "102" })),
      { ...heard("call.dial", dial(0)), verdict: "ignored" as const, reason: "other_line" },
    ];
    expect(timelineOf({ ...none, hooks }).map((one) => "count" in one && one.count)).toEqual([
      1, 1, 1,
    ]);
  });

  test("what came in stands before what was made of it, and that before what was sent", () => {
    const at = T0 + 15_000;
    const moments = timelineOf({
      ...none,
      hooks: [heard("call.dial", dial(0)), heard("call.hangup", hangup(15))],
      events: [dial(0), hangup(15)],
      steps: [
        { at, part: "ring", step: "edited", reason: null },
        { at: T0, part: "ring", step: "sent", reason: null },
      ],
    });
    expect(moments.map(({ what }) => what)).toEqual(["hook", "step", "hook", "waits", "step"]);
  });
});

function turns(events: CallEvent[]) {
  return turnsOf(events, windows, LATER).map((turn) => ({ ...turn, at: (turn.at - T0) / 1000 }));
}

function heard(name: string, event: CallEvent): HeardHook {
  return { at: event.arrivedAt, name, verdict: "accepted", reason: null, events: [event] };
}
