import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areHours,
  closesAt,
  days,
  isOpen,
  minutesOf,
  type Day,
  type WorkingHours,
} from "../../src/business/working-hours.ts";
import { nextOpening } from "../../src/business/working-time.ts";
import { parseWall, wallOf } from "../../src/lib/zone.ts";

type Range = [string, string] | null;

const opensAt = (hours: WorkingHours, at: number, zone: string): number | null =>
  nextOpening({ hours, holidays: [], zone }, at);

const closed: WorkingHours = {
  mon: null,
  tue: null,
  wed: null,
  thu: null,
  fri: null,
  sat: null,
  sun: null,
};
const office = week(["09:00", "18:00"], ["mon", "tue", "wed", "thu", "fri"]);
const bar = week(["18:00", "02:00"], ["fri", "sat"]);
const roundTheClock = week(["00:00", "24:00"]);

// 21 November 2026 is a Saturday.
describe("on the wall clock of Kyiv", () => {
  test.each<[string, WorkingHours, string, boolean, string | null, string | null]>([
    [
      "an office, at opening",
      office,
      "2026-11-20 09:00",
      true,
      "2026-11-23 09:00",
      "2026-11-20 18:00",
    ],
    ["an office, a minute before", office, "2026-11-20 08:59", false, "2026-11-20 09:00", null],
    ["an office, at closing", office, "2026-11-20 18:00", false, "2026-11-23 09:00", null],
    ["an office, on Saturday", office, "2026-11-21 12:00", false, "2026-11-23 09:00", null],
    [
      "a bar, after midnight",
      bar,
      "2026-11-21 01:59",
      true,
      "2026-11-21 18:00",
      "2026-11-21 02:00",
    ],
    [
      "a bar, on Sunday night",
      bar,
      "2026-11-22 01:00",
      true,
      "2026-11-27 18:00",
      "2026-11-22 02:00",
    ],
    ["a bar, at two", bar, "2026-11-21 02:00", false, "2026-11-21 18:00", null],
    ["a bar, on Friday night's eve", bar, "2026-11-20 01:00", false, "2026-11-20 18:00", null],
    ["never closed", roundTheClock, "2026-11-21 00:00", true, null, null],
    ["never closed, until 23:59", week(["00:00", "23:59"]), "2026-11-21 23:59", true, null, null],
    [
      "never closed, from noon to noon",
      week(["12:00", "12:00"]),
      "2026-11-21 11:00",
      true,
      null,
      null,
    ],
    [
      "open until midnight",
      week(["10:00", "24:00"]),
      "2026-11-21 23:59",
      true,
      "2026-11-22 10:00",
      "2026-11-22 00:00",
    ],
    ["never open", closed, "2026-11-21 12:00", false, null, null],
    [
      "open on this weekday only, a week before",
      week(["09:00", "10:00"], ["sat"]),
      "2026-11-21 10:00",
      false,
      "2026-11-28 09:00",
      null,
    ],
    // The clock goes from 03:00 to 04:00 on 29 March 2026, and from 04:00 back to 03:00 on 25 October.
    [
      "opens in the hour that is skipped",
      week(["03:30", "10:00"]),
      "2026-03-29 02:59",
      false,
      "2026-03-29 03:30",
      null,
    ],
    [
      "open through the hour that is skipped",
      week(["01:00", "05:00"]),
      "2026-03-29 04:59",
      true,
      "2026-03-30 01:00",
      "2026-03-29 05:00",
    ],
    [
      "opens after the hour that is shown twice",
      week(["09:00", "18:00"]),
      "2026-10-25 08:59",
      false,
      "2026-10-25 09:00",
      null,
    ],
  ])("%s", (_, hours, at, open, opens, closes) => {
    const now = instant(at) ?? 0;
    expect(isOpen(hours, now, "Europe/Kyiv")).toBe(open);
    expect(opensAt(hours, now, "Europe/Kyiv")).toBe(instant(opens));
    expect(closesAt(hours, now, "Europe/Kyiv")).toBe(instant(closes));
  });

  test("opens once where the clock shows the hour twice", () => {
    const hours = week(["03:30", "05:00"], ["sun"]);
    const first = instant("2026-10-25 03:30") ?? 0;
    expect(isOpen(hours, first, "Europe/Kyiv")).toBe(true);
    expect(isOpen(hours, first + 45 * 60_000, "Europe/Kyiv")).toBe(true);
    expect(closesAt(hours, first, "Europe/Kyiv")).toBe(first + 2.5 * 3_600_000);
  });
});

describe("for any week", () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 30, 58))
    .map(([h, mi]) => `${two(h)}:${two(mi)}`);
  const range = fc.option(fc.tuple(time, time), { nil: null, freq: 3 });
  const hours = fc.record({
    mon: range,
    tue: range,
    wed: range,
    thu: range,
    fri: range,
    sat: range,
    sun: range,
  });
  const at = fc.integer({
    min: Date.UTC(2026, 2, 20) / 60_000,
    max: Date.UTC(2026, 3, 8) / 60_000,
  });

  test("it is open when the wall clock stands between the times, where the clock does not change", () => {
    fc.assert(
      fc.property(hours, at, (any, minute) => {
        expect(isOpen(any, minute * 60_000, "Asia/Almaty")).toBe(
          openByTheWall(any, minute * 60_000, "Asia/Almaty"),
        );
      }),
    );
  });

  test("nothing opens before the instant told, and it is open then; nothing closes before the one told, and it is closed then", () => {
    fc.assert(
      fc.property(hours, at, fc.double({ min: 0, max: 1, noNaN: true }), (any, minute, part) => {
        const now = minute * 60_000;
        const open = isOpen(any, now, "Europe/Kyiv");
        const next = open ? closesAt(any, now, "Europe/Kyiv") : opensAt(any, now, "Europe/Kyiv");
        if (next === null) {
          const opens = Object.values(any).filter((one) => one !== null);
          expect(opens.length).toBe(open ? 7 : 0);
          return;
        }
        expect(next).toBeGreaterThan(now);
        expect(isOpen(any, next, "Europe/Kyiv")).toBe(!open);
        const between = now + Math.floor((next - 1 - now) * part);
        expect(isOpen(any, between, "Europe/Kyiv")).toBe(open);
      }),
    );
  });
});

test.each<[string, number | null]>([
  ["109:00", null],
  ["09:001", null],
  ["00:00", 0],
  ["09:05", 545],
  ["24:00", 1440],
  ["24:01", null],
  ["9:00", null],
  ["09:60", null],
  ["", null],
])("%s is %s minutes from midnight", (time, minutes) => {
  expect(minutesOf(time)).toBe(minutes);
});

test.each<[string, WorkingHours, boolean]>([
  ["an office's", office, true],
  ["a bar's", bar, true],
  ["a week that is never open", closed, false],
  ["an opening that is no time", { ...office, sun: ["nine", "10:00"] }, false],
  ["a closing that is no time", { ...office, sun: ["09:00", "noon"] }, false],
  ["an opening at the day's end", { ...office, sun: ["24:00", "10:00"] }, false],
])("%s: are hours to keep: %s", (_, hours, kept) => {
  expect(areHours(hours)).toBe(kept);
});

function week(range: Range, on: readonly Day[] = days): WorkingHours {
  const some = Object.fromEntries(on.map((day) => [day, range]));
  return { ...closed, ...some };
}

function openByTheWall(hours: WorkingHours, at: number, zone: string): boolean {
  const { y, mo, d, h, mi } = wallOf(at, zone);
  const today = (new Date(Date.UTC(y, mo - 1, d)).getUTCDay() + 6) % 7;
  const minute = h * 60 + mi;
  const own = hours[days[today] ?? "mon"];
  const before = hours[days[(today + 6) % 7] ?? "mon"];
  const sinceToday =
    own !== null &&
    minute >= minutesIn(own[0]) &&
    (minute < minutesIn(own[1]) || minutesIn(own[1]) <= minutesIn(own[0]));
  const sinceYesterday =
    before !== null &&
    minutesIn(before[1]) <= minutesIn(before[0]) &&
    minute < minutesIn(before[1]);
  return sinceToday || sinceYesterday;
}

function minutesIn(time: string): number {
  return minutesOf(time) ?? 0;
}

function instant(wall: string | null): number | null {
  return wall === null ? null : parseWall(`${wall}:00`, "Europe/Kyiv");
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
