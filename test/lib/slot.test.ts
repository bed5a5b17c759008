import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Limit } from "../../src/lib/bucket.ts";
import { earliest, FAR_MS, stamp, without, type Window } from "../../src/lib/slot.ts";

const SECOND: Limit = { count: 2, windowMs: 1000 };
const MINUTE: Limit = { count: 5, windowMs: 60_000 };

function window(stamps: readonly number[], limits: readonly Limit[], blockedUntil = 0): Window {
  return { stamps: stamps.toSorted((a, b) => a - b), limits, blockedUntil };
}

/** Places that keep the limits, made as the product makes them: some used, some reserved ahead. */
const limit = fc.record({
  count: fc.integer({ min: 1, max: 5 }),
  windowMs: fc.integer({ min: 10, max: 2000 }),
});
const limits = fc.array(limit, { minLength: 1, maxLength: 3 });
const wishes = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 30 });

function filled(limitList: readonly Limit[], times: readonly number[]): Window {
  let full = window([], limitList);
  for (const now of times) {
    const at = earliest([full], now);
    // Nothing is forgotten here, so that every window of the past can be looked at.
    full = window([...full.stamps, at], limitList);
  }
  return full;
}

function keeps({ stamps, limits: limitList }: Window): boolean {
  return limitList.every(({ count, windowMs }) =>
    stamps.every((first, i) => {
      const next = stamps[i + count];
      return next === undefined || next - first >= windowMs;
    }),
  );
}

describe("a place in sliding windows", () => {
  test("is now while there is room, else when the oldest leaves", () => {
    expect(earliest([window([], [SECOND])], 5000)).toBe(5000);
    expect(earliest([window([4500], [SECOND])], 5000)).toBe(5000);
    expect(earliest([window([4200, 4500], [SECOND])], 5000)).toBe(5200);
    expect(earliest([window([4200, 4500], [SECOND], 9000)], 5000)).toBe(9000);
  });

  test("stands between places that were reserved ahead only where it breaks none of their windows", () => {
    expect(earliest([window([5500, 5900], [SECOND])], 5000)).toBe(6500);
    expect(earliest([window([7000, 7100], [SECOND])], 5000)).toBe(5000);
  });

  test("satisfies every window at once", () => {
    const bot = window([4200, 4500], [SECOND]);
    const chat = window([1000, 2000, 3000, 3500, 4000], [SECOND, MINUTE]);
    expect(earliest([bot, chat], 5000)).toBe(61_000);
  });

  test("never lets more than the limit into any window, places of the future included", () => {
    fc.assert(
      fc.property(limits, wishes, (limitList, times) => {
        expect(keeps(filled(limitList, times))).toBe(true);
      }),
    );
  });

  test("is the earliest there is: no instant between the wish and it would do", () => {
    fc.assert(
      fc.property(limits, wishes, fc.nat(5000), (limitList, times, now) => {
        const full = filled(limitList, times);
        const at = earliest([full], now);
        expect(keeps(window([...full.stamps, at], limitList))).toBe(true);
        for (let earlier = now; earlier < at; earlier += 1) {
          expect(keeps(window([...full.stamps, earlier], limitList))).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("the stamps that are kept", () => {
  test("forget nothing that could still matter", () => {
    fc.assert(
      fc.property(limits, wishes, fc.nat(6000), (limitList, times, now) => {
        const full = filled(limitList, times);
        const kept = window(stamp(full, now, now), limitList);
        const all = window([...full.stamps, now], limitList);
        expect(earliest([kept], now)).toBe(earliest([all], now));
      }),
    );
  });

  test("hold every place reserved ahead, and none from before a clock was set back", () => {
    const ahead = Array.from({ length: 100 }, (_, n) => 1000 + n * 500);
    expect(stamp(window(ahead, [SECOND]), 0, 0)).toHaveLength(101);
    expect(stamp(window([FAR_MS + 1], [SECOND]), 0, 0)).toEqual([0]);
  });

  test("give one place back", () => {
    const { stamps } = without(window([1, 2, 2, 3], [SECOND]), 2);
    expect(stamps).toEqual([1, 2, 3]);
    expect(without(window([1], [SECOND]), 7).stamps).toEqual([1]);
  });
});
