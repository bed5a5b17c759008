import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { inOrder, isPrompt, isTimed, saneTime, timeOf } from "../../src/calls/fold-order.ts";
import { say } from "./hooks.ts";
import { T0, windows } from "./replay.ts";

const DAY = 86_400_000;
const event = (own: Partial<CallEvent> = {}): CallEvent => ({
  ...say("START", 1),
  at: T0,
  arrivedAt: T0,
  ...own,
});

const prompt = (...events: CallEvent[]) => isPrompt(events, T0, windows);

const answer = (arrivedAt: number) => event({ kind: "answered", at: null, arrivedAt });

const kinds = (events: CallEvent[]) => inOrder(events).map(({ kind }) => kind);

test("a provider's time is believed for a year back and fourteen minutes ahead", () => {
  const sane = [-366 * DAY - 1, -366 * DAY, 0, 840_000, 840_001].map((off) =>
    saneTime(T0 + off, T0),
  );
  expect(sane).toEqual([null, T0 - 366 * DAY, T0, T0 + 840_000, null]);
  expect(saneTime(null, 0)).toBeNull();
  expect(timeOf(event({ at: null, arrivedAt: T0 + 5 }))).toBe(T0 + 5);
});

describe("whether hooks came without delay", () => {
  test("the first ring tells by its own time: fifteen seconds are none", () => {
    expect(prompt(event({ arrivedAt: T0 + 15_000 }))).toBe(true);
    expect(prompt(event({ arrivedAt: T0 + 15_001 }))).toBe(false);
    const late = event({ kind: "answered", arrivedAt: T0 + 60_000 });
    expect(prompt(late, event({ arrivedAt: T0 + 1000 }))).toBe(true);
    expect(prompt(event({ at: null, arrivedAt: T0 }), event({ arrivedAt: T0 + 20_000 }))).toBe(
      false,
    );
  });

  test("without a ring the first arrival may be as late as long ringing", () => {
    expect(prompt(answer(T0 + 900_000), answer(T0 + 180_000))).toBe(true);
    expect(prompt(answer(T0 + 180_001))).toBe(false);
  });

  test("where every event tells its own time no arrival counts", () => {
    const timed = event({ provider: "novofon2", arrivedAt: T0 + DAY });
    expect(prompt(timed)).toBe(true);
    expect(isTimed([timed, timed])).toBe(true);
    expect(isTimed([timed, event()])).toBe(false);
    expect(isTimed([timed, event({ provider: "novofon2", at: null })])).toBe(false);
  });
});

describe("the order of events", () => {
  test("is by own time, then by arrival, then by what comes first in a call", () => {
    const ring = event({ at: T0 + 2000, arrivedAt: T0 + 2000 });
    const picked = event({ kind: "answered", at: T0 + 1000, arrivedAt: T0 + 9000 });
    expect(kinds([ring, picked])).toEqual(["answered", "rang"]);
    const early = event({ kind: "hung_up", at: T0, arrivedAt: T0 + 1 });
    expect(kinds([event({ arrivedAt: T0 + 2 }), early])).toEqual(["hung_up", "rang"]);
    const all = (
      ["transcribed", "recorded", "ended", "hung_up", "answered", "menu", "rang"] as const
    ).map((kind) => event({ kind }));
    expect(kinds(all)).toEqual([
      "rang",
      "menu",
      "answered",
      "hung_up",
      "ended",
      "recorded",
      "transcribed",
    ]);
  });

  test("a repeat is left out and the first arrival stays; what differs in anything is no repeat", () => {
    const [first, again] = [event({ arrivedAt: T0 + 1 }), event({ arrivedAt: T0 + 2 })];
    expect(inOrder([again, first])).toEqual([first]);
    const others = [
      event({ ref: "other" }),
      event({ at: T0 + 1 }),
      event({ at: null }),
      event({ at: Number.NaN }),
      event({ ext: "101" }),
      event({ talkS: 1 }),
      event({ recorded: true }),
      event({ employeeId: "7" }),
      event({ lastEmployeeId: "7" }),
    ];
    expect(inOrder([...others, first, ...others])).toHaveLength(others.length + 1);
  });

  test("is the same whichever way they came, where times say nothing", () => {
    const odd = [Number.NaN, null, 0, -1].flatMap((at) =>
      ["a", "b", "c"].map((ref) => event({ at, ref })),
    );
    expect(inOrder(odd.toReversed())).toEqual(inOrder(odd));
    expect(inOrder(odd)).toHaveLength(12);
    expect(inOrder(odd).map(({ ref }) => ref)).toEqual(
      inOrder([...odd, ...odd]).map(({ ref }) => ref),
    );
  });
});
