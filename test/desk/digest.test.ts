import { describe, expect, test } from "vitest";
import { nextDigest, readDigestTime } from "../../src/business/digest.ts";
import type { DayFigures } from "../../src/calls/statistics.ts";
import { anomalyOf, digestSpan } from "../../src/desk/digest.ts";

const KYIV = "Europe/Kyiv";
const HOUR = 3_600_000;

describe("the daily message", () => {
  test("the next one stands at its wall time, over a change of the clock, too", () => {
    const saturday = Date.UTC(2026, 9, 24, 6, 0, 0);
    expect(nextDigest("09:00", saturday, KYIV) - saturday).toBe(25 * HOUR);
    expect(nextDigest("09:00", saturday - 1, KYIV)).toBe(saturday);
    expect(["9", "09.30", "9:5", "24:00", "вранці"].map(readDigestTime)).toEqual([
      "09:00",
      "09:30",
      null,
      null,
      null,
    ]);
  });

  test("it tells of the days since the last one, at most a week", () => {
    expect(digestSpan("2026-11-23", null)).toEqual({ first: "2026-11-22", last: "2026-11-22" });
    expect(digestSpan("2026-11-23", "2026-11-20")).toEqual({
      first: "2026-11-20",
      last: "2026-11-22",
    });
    expect(digestSpan("2026-11-23", "2026-01-01").first).toBe("2026-11-16");
    expect(digestSpan("2026-11-23", "2026-11-23").first).toBe("2026-11-22");
  });

  test("twice as many missed as on this weekday before is told, from four on and with two weeks to compare", () => {
    expect(anomalyOf(weeks([2, 3, 2, 3, 5]))).toEqual({ missed: 5, usual: 3 });
    expect(anomalyOf(weeks([2, 3, 3, 3, 5]))).toBeNull();
    expect(anomalyOf(weeks([0, 0, 0, 0, 3]))).toBeNull();
    expect(anomalyOf(weeks([0, 0, 0, 0, 4]))).toEqual({ missed: 4, usual: 0 });
  });
});

/** 29 days, of which those of the last one's weekday have so many missed calls. */
function weeks(missed: readonly number[]): DayFigures[] {
  return Array.from({ length: 29 }, (_, day) => {
    const count = day % 7 === 0 ? missed[day / 7] : 0;
    return { date: "", answered: count === undefined ? 0 : 1, missed: count ?? 0 };
  });
}
