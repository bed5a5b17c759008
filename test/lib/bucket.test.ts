import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { take, type Limit } from "../../src/lib/bucket.ts";

/** Takes as often as allowed at the given instants and gives the instants at which it was. */
function taken(limits: Limit[], instants: number[]): number[] {
  let stamps: number[] = [];
  return instants.filter((now) => {
    const answer = take(stamps, limits, now);
    if (answer.ok) stamps = answer.stamps;
    return answer.ok;
  });
}

const limit = fc.record({
  count: fc.integer({ min: 1, max: 20 }),
  windowMs: fc.integer({ min: 1, max: 60_000 }),
});
const limits = fc.array(limit, { minLength: 1, maxLength: 3 });
const instants = fc
  .array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 200 })
  .map((all) => all.toSorted((a, b) => a - b));

describe("take", () => {
  test("one a second: the second try waits for the first to be a second old", () => {
    const first = take([], [{ count: 1, windowMs: 1000 }], 5000);
    expect(first).toEqual({ ok: true, stamps: [5000] });
    expect(take([5000], [{ count: 1, windowMs: 1000 }], 5999)).toEqual({ ok: false, at: 6000 });
    expect(take([5000], [{ count: 1, windowMs: 1000 }], 6000)).toEqual({
      ok: true,
      stamps: [6000],
    });
  });

  test("the strictest of several limits decides", () => {
    const both = [
      { count: 1, windowMs: 1000 },
      { count: 3, windowMs: 60_000 },
    ];
    expect(take([0, 10_000, 20_000], both, 30_000)).toEqual({ ok: false, at: 60_000 });
    expect(take([0, 10_000, 59_500], both, 60_000)).toEqual({ ok: false, at: 60_500 });
  });

  test("never more than the count in any window", () => {
    fc.assert(
      fc.property(limits, instants, (all, times) => {
        const got = taken(all, times);
        for (const { count, windowMs } of all) {
          for (const start of got) {
            expect(
              got.filter((at) => at >= start && at < start + windowMs).length,
            ).toBeLessThanOrEqual(count);
          }
        }
      }),
    );
  });

  test("a refusal names an instant that works, and none before it does", () => {
    fc.assert(
      fc.property(limits, instants, fc.integer({ min: 0, max: 120_000 }), (all, times, now) => {
        const stamps = taken(all, times).filter((at) => at <= now);
        const answer = take(stamps, all, now);
        if (answer.ok) return;
        expect(answer.at).toBeGreaterThan(now);
        expect(take(stamps, all, answer.at).ok).toBe(true);
        expect(take(stamps, all, answer.at - 1).ok).toBe(false);
      }),
    );
  });

  test("the next free instant never moves back while time goes on", () => {
    fc.assert(
      fc.property(limits, instants, (all, times) => {
        let stamps: number[] = [];
        let promised = 0;
        for (const now of times) {
          const answer = take(stamps, all, now);
          const at = answer.ok ? now : answer.at;
          expect(at).toBeGreaterThanOrEqual(Math.min(promised, now));
          promised = at;
          if (answer.ok) stamps = answer.stamps;
        }
      }),
    );
  });

  test("stamps older than every window are forgotten", () => {
    const answer = take([0, 1, 2, 99_000], [{ count: 5, windowMs: 2000 }], 100_000);
    expect(answer).toEqual({ ok: true, stamps: [99_000, 100_000] });
  });

  test("a clock set back by two hours blocks nobody for two hours", () => {
    const now = 10_000_000;
    expect(take([now + 7_200_000], [{ count: 1, windowMs: 60_000 }], now)).toEqual({
      ok: true,
      stamps: [now],
    });
  });

  test("a stamp a little ahead, of another process, still counts", () => {
    expect(take([1050], [{ count: 1, windowMs: 1000 }], 1000)).toEqual({ ok: false, at: 2050 });
  });
});
