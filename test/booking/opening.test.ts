import { describe, expect, test } from "vitest";
import { businessOpen, masterOpen, openingOn, workable } from "../../src/booking/opening.ts";
import type { Master } from "../../src/booking/salon.ts";
import type { Stretch } from "../../src/booking/stretch.ts";
import {
  dayAfter,
  minuteAt,
  shownInstant,
  wallDay,
  wallInstant,
} from "../../src/booking/wall-day.ts";
import { week } from "./salon.ts";

const zone = "Europe/Kyiv";
// 25 November 2026 is a Wednesday.
const dates = ["2026-11-24", "2026-11-25", "2026-11-26"].map((date) => wallDay(date, zone));
const at = (local: string): number => Date.parse(`${local}:00+02:00`);
const told = (stretches: readonly Stretch[]) =>
  stretches.map(({ from, to }) => [from, to].map((one) => new Date(one + 7_200_000).toJSON()));
const told2 = (...pairs: [string, string][]) =>
  told(pairs.map(([from, to]) => ({ from: at(from), to: at(to) })));
const master = (own: Partial<Master>): Master => ({
  id: 1,
  slug: "one",
  names: {},
  services: [1],
  hours: week,
  breaks: [],
  daysOff: [],
  ...own,
});
const always = [{ from: at("2026-11-23T00:00"), to: at("2026-11-28T00:00") }];

describe("when a business is open", () => {
  test("a holiday's own hours, or none, stand in for the week's", () => {
    const salon = {
      hours: week,
      holidays: [
        { date: "2026-11-25", hours: null },
        { date: "2026-11-26", hours: ["12:00", "13:00"] as [string, string] },
      ],
    };
    expect(dates.map((day) => openingOn(salon, day))).toEqual([week.tue, null, ["12:00", "13:00"]]);
    expect(told(businessOpen(salon, dates.slice(1)))).toEqual(
      told2(["2026-11-26T12:00", "2026-11-26T13:00"]),
    );
  });

  test("without hours it never closes", () => {
    expect(told(businessOpen({ hours: null, holidays: [] }, dates))).toEqual(
      told2(["2026-11-24T00:00", "2026-11-27T00:00"]),
    );
  });

  test("hours that cannot be read open nothing", () => {
    const holidays = [
      { date: "2026-11-25", hours: ["9", "18:00"] as [string, string] },
      { date: "2026-11-26", hours: ["09:00", "25:00"] as [string, string] },
    ];
    expect(businessOpen({ hours: week, holidays }, dates.slice(1))).toEqual([]);
  });
});

describe("when a master works", () => {
  test("what begins on a day off is left out, the night before it goes on to its end", () => {
    const hours = { ...week, tue: ["20:00", "02:00"] as [string, string] };
    expect(told(masterOpen(master({ hours, daysOff: ["2026-11-25"] }), dates.slice(0, 2)))).toEqual(
      told2(["2026-11-24T20:00", "2026-11-25T02:00"]),
    );
  });

  test("23:59 is the end of the day, and equal times are a whole day", () => {
    const hours = {
      ...week,
      tue: ["22:00", "23:59"] as [string, string],
      wed: ["09:00", "09:00"] as [string, string],
      thu: null,
    };
    expect(told(masterOpen(master({ hours }), dates))).toEqual(
      told2(["2026-11-24T22:00", "2026-11-25T00:00"], ["2026-11-25T09:00", "2026-11-26T09:00"]),
    );
  });

  test("breaks are taken out, those of the night before, too", () => {
    const hours = { ...week, tue: ["20:00", "04:00"] as [string, string], wed: null, thu: null };
    const one = master({
      hours,
      breaks: [
        ["23:30", "00:30"],
        ["02:00", "02:15"],
      ],
    });
    expect(told(workable(one, dates, always))).toEqual(
      told2(
        ["2026-11-24T20:00", "2026-11-24T23:30"],
        ["2026-11-25T00:30", "2026-11-25T02:00"],
        ["2026-11-25T02:15", "2026-11-25T04:00"],
      ),
    );
  });

  test("nobody works while the business is closed", () => {
    expect(workable(master({ breaks: [["13:00", "14:00"]] }), dates, [])).toEqual([]);
  });
});

describe("the wall where the clock changes", () => {
  // From 03:00 to 04:00 on 28 March 2027, from 04:00 back to 03:00 on 25 October 2026.
  const spring = wallDay("2027-03-28", zone);
  const autumn = wallDay("2026-10-25", zone);

  test("a minute that is skipped is not shown; its instant counts on from before the change", () => {
    expect(shownInstant(spring, 3 * 60 + 30)).toBeNull();
    expect(wallInstant(spring, 3 * 60 + 30)).toBe(Date.parse("2027-03-28T04:30:00+03:00"));
    expect(shownInstant(spring, 4 * 60)).toBe(Date.parse("2027-03-28T04:00:00+03:00"));
  });

  test("a minute that is shown twice is the first, and the day's end is the next day's beginning", () => {
    expect(shownInstant(autumn, 3 * 60 + 30)).toBe(Date.parse("2026-10-25T03:30:00+03:00"));
    expect(wallInstant(autumn, 1440)).toBe(autumn.to);
    expect(wallInstant(wallDay("2026-10-24", zone), 1440 + 240)).toBe(
      Date.parse("2026-10-25T04:00:00+02:00"),
    );
  });

  test("a midnight that is skipped is not shown, nor is anything of a day that is left out", () => {
    // Beirut goes from 00:00 to 01:00 on 28 March 2027; Samoa had no 30 December 2011.
    const day = wallDay("2027-03-28", "Asia/Beirut");
    expect(shownInstant(day, 0)).toBeNull();
    expect(shownInstant(day, 60)).not.toBeNull();
    expect(shownInstant(wallDay("2011-12-30", "Pacific/Apia"), 600)).toBeNull();
  });

  test("days are counted over the month's end, and a minute is told from midnight", () => {
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(wallDay("2026-03-01", zone, -1).date).toBe("2026-02-28");
    expect(minuteAt(at("2026-11-25T13:05"), zone)).toBe(785);
  });
});
