import { expect, test } from "vitest";
import { isEarly, turnAt } from "../../src/agent/burst.ts";

const now = 1_000_000;

test("a turn waits for its burst's end, but not for an instant that only another clock can have planned", () => {
  const planned = turnAt({ now, first: now, pressed: false, count: 1 });
  expect(isEarly(planned, now)).toBe(true);
  expect(isEarly(planned, planned)).toBe(false);
  const setBack = now - 2 * 3_600_000;
  expect(isEarly(planned, setBack)).toBe(false);
});
