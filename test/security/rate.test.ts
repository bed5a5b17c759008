import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRate } from "../../src/web/rate.ts";

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const HOUR = 3_600_000;

test("a clock that is set back by two hours refuses nobody", () => {
  const rate = createRate({ perSecond: 200, burst: 2000 });
  expect(rate.take("token", NOW)).toBe(0);
  expect(rate.take("token", NOW - 2 * HOUR)).toBe(0);
  expect(rate.take("token", NOW - 2 * HOUR + 1000)).toBe(0);
});

test("whoever used up the burst waits a second for each that leaks away, also after a jump of the clock", () => {
  const rate = createRate({ perSecond: 1, burst: 3 });
  expect([1, 2, 3, 4].map(() => rate.take("a", NOW))).toEqual([0, 0, 0, 1]);
  expect(rate.take("a", NOW - HOUR)).toBe(1);
  expect(rate.take("a", NOW - HOUR + 1000)).toBe(0);
  expect(rate.take("b", NOW)).toBe(0);
});

test("a hundred thousand guessed tokens push out each other, not who is counted now", () => {
  const rate = createRate({ perSecond: 1, burst: 2 });
  for (let n = 0; n < 100_000; n += 1) {
    rate.take(`guess-${n}-${"x".repeat(1000)}`, NOW);
    if (n % 1000 === 0) rate.take("ours", NOW);
  }
  expect(rate.take("ours", NOW)).toBe(1);
});

test("never more than the burst and the rate, whatever the clock does", () => {
  const steps = fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (moves) => {
      const rate = createRate({ perSecond: 2, burst: 5 });
      const state = { now: NOW, forward: 0, passed: 0 };
      for (const move of moves) {
        state.now += move;
        state.forward += Math.max(0, move);
        if (rate.take("one", state.now) === 0) state.passed += 1;
      }
      expect(state.passed).toBeLessThanOrEqual(5 + (state.forward / 1000) * 2);
    }),
  );
});
