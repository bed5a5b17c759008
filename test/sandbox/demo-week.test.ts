import { assert, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { weekCalls } from "../../src/sandbox/demo-week.ts";
import { wallOf } from "../../src/lib/zone.ts";

const KYIV = "Europe/Kyiv";
const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 10, 25, 12, 44);

describe("the demo's week", () => {
  test("at any moment: in order, over, of the last seven days, in the daytime", () => {
    const moments = integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });
    assert(
      property(moments, (now) => {
        const calls = weekCalls(now, KYIV);
        for (const [n, { at, ring, talk }] of calls.entries()) {
          expect(at + (ring + talk) * 1000).toBeLessThan(now);
          expect(at).toBeGreaterThan(now - 7 * DAY_MS - 12 * 3_600_000);
          expect(at).toBeGreaterThanOrEqual(calls[n - 1]?.at ?? 0);
          const { h } = wallOf(at, KYIV);
          expect(h).toBeGreaterThanOrEqual(9);
          expect(h).toBeLessThan(20);
        }
      }),
    );
  });

  test("is the same for the same moment, with misses that were called back and some that wait", () => {
    const calls = weekCalls(NOON, KYIV);
    expect(weekCalls(NOON, KYIV)).toEqual(calls);
    const missed = calls.filter(({ talk }) => talk === 0);
    const back = calls.filter(({ outgoing }) => outgoing);
    expect(calls.length).toBeGreaterThan(60);
    expect(missed.length).toBeGreaterThan(back.length);
    expect(missed.length - back.length).toBeLessThanOrEqual(5);
    expect(back.every(({ talk }) => talk > 0)).toBe(true);
  });
});
