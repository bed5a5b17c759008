import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHolidays } from "../../src/bot/holiday.ts";
import type { Holiday } from "../../src/business/business.ts";
import { groupHolidays, isHoliday } from "../../src/business/holiday.ts";

const TODAY = "2026-11-24";

describe("holidays as people write them", () => {
  test.each<[string, Holiday[]]>([
    ["25.12", [day("2026-12-25")]],
    ["24.11", [day("2026-11-24")]],
    ["23.11", [day("2027-11-23")]],
    ["1.1", [day("2027-01-01")]],
    ["25.12.2026", [day("2026-12-25")]],
    ["25.12.27", [day("2027-12-25")]],
    ["2026-12-25", [day("2026-12-25")]],
    ["25/12", [day("2026-12-25")]],
    ["25 грудня", [day("2026-12-25")]],
    ["25 декабря 2027", [day("2027-12-25")]],
    ["Dec 25", [day("2026-12-25")]],
    ["December 25th 10-15", [day("2026-12-25", ["10:00", "15:00"])]],
    ["31.12 10:00-15:00", [day("2026-12-31", ["10:00", "15:00"])]],
    ["31.12: з 10 до 15", [day("2026-12-31", ["10:00", "15:00"])]],
    ["31.12 20-2", [day("2026-12-31", ["20:00", "02:00"])]],
    ["31.12 цілодобово", [day("2026-12-31", ["00:00", "24:00"])]],
    ["31.12 вихідний", [day("2026-12-31")]],
    ["31.12 closed", [day("2026-12-31")]],
    ["30.12-2.01", ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"].map((one) => day(one))],
    ["1-3 січня", ["2027-01-01", "2027-01-02", "2027-01-03"].map((one) => day(one))],
    [
      "1.01 – 2.01 11-16",
      [day("2027-01-01", ["11:00", "16:00"]), day("2027-01-02", ["11:00", "16:00"])],
    ],
    [
      "22.11-25.11",
      ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"].map((one) => day(one)),
    ],
    [
      "24.12, 31.12 10-15\n1.01",
      [day("2026-12-24"), day("2026-12-31", ["10:00", "15:00"]), day("2027-01-01")],
    ],
  ])("%s", (written, holidays) => {
    expect(parseHolidays(written, TODAY)).toEqual({ holidays });
  });

  test.each([
    ["", { wrong: "" }],
    ["завтра", { wrong: "завтра" }],
    ["25", { wrong: "25" }],
    ["10:00-15:00", { wrong: "10:00-15:00" }],
    ["31.11", { wrong: "31.11" }],
    ["29.02", { wrong: "29.02" }],
    ["25.13", { wrong: "25.13" }],
    ["25.12, Різдво", { wrong: "Різдво" }],
    ["31.12 до обіду", { wrong: "31.12 до обіду" }],
    ["31.12 пн 10-15", { wrong: "31.12 пн 10-15" }],
    ["31.12 10-10", { wrong: "31.12 10-10" }],
    ["7.01-1.01", { wrong: "7.01-1.01" }],
    ["1.01-7.01-9.01", { wrong: "1.01-7.01-9.01" }],
    ["25.12.2099", { wrong: "25.12.2099" }],
    ["25.12.2025", { past: "25.12.2025" }],
    ["25.12 <b>", { wrong: "25.12 <b>" }],
  ])("%s is none", (written, refusal) => {
    expect(parseHolidays(written, TODAY)).toEqual(refusal);
  });

  test("no text becomes a day that cannot be kept, or an error", () => {
    const near = fc.stringMatching(/^[\d.\-: грсіч]{0,20}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (written) => {
        const read = parseHolidays(written, TODAY);
        if ("holidays" in read) expect(read.holidays.every(isHoliday)).toBe(true);
        else expect(Object.keys(read)).toHaveLength(1);
      }),
    );
  });
});

test("neighbours with the same hours are shown together, days that are over not at all", () => {
  const short = ["10:00", "15:00"] as [string, string];
  const kept = [
    day("2027-01-01"),
    day("2026-12-30", short),
    day("2026-12-31"),
    day("2026-11-23"),
    day("2027-01-03"),
  ];
  expect(groupHolidays(kept, TODAY)).toEqual([
    { from: "2026-12-30", to: "2026-12-30", hours: short },
    { from: "2026-12-31", to: "2027-01-01", hours: null },
    { from: "2027-01-03", to: "2027-01-03", hours: null },
  ]);
});

function day(date: string, hours: [string, string] | null = null): Holiday {
  return { date, hours };
}
