import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Holiday } from "../../src/business/business.ts";
import { days, type Day, type WorkingHours } from "../../src/business/working-hours.ts";
import {
  dueAfter,
  nextOpening,
  openAt,
  openOn,
  type Schedule,
} from "../../src/business/working-time.ts";
import { parseWall } from "../../src/lib/zone.ts";

type Range = [string, string] | null;

const MINUTE = 60_000;
const closed: WorkingHours = week(null);
const office = week(["09:00", "18:00"], ["mon", "tue", "wed", "thu", "fri"]);
const bar = week(["18:00", "02:00"], ["fri", "sat"]);
const always = week(["00:00", "24:00"]);
const early = week(["01:00", "05:00"]);

// 20 November 2026 is a Friday.
describe("the working minutes after a missed call", () => {
  test.each<[string, Partial<Schedule>, string, number, string]>([
    ["pass while the office is open", {}, "2026-11-20 10:00", 15, "2026-11-20 10:15"],
    ["end with the day", {}, "2026-11-20 17:45", 15, "2026-11-20 18:00"],
    ["go on after the weekend", {}, "2026-11-20 17:50", 15, "2026-11-23 09:05"],
    ["begin when the office opens", {}, "2026-11-21 12:00", 15, "2026-11-23 09:15"],
    ["are more than a day", {}, "2026-11-19 17:00", 11 * 60, "2026-11-23 10:00"],
    [
      "always pass where no hours were told",
      { hours: null },
      "2026-11-21 23:50",
      15,
      "2026-11-22 00:05",
    ],
    [
      "pass before midnight of an evening",
      { hours: bar },
      "2026-11-20 23:55",
      15,
      "2026-11-21 00:10",
    ],
    ["go on from night to night", { hours: bar }, "2026-11-21 01:50", 15, "2026-11-21 18:05"],
    [
      "skip a holiday",
      { holidays: [{ date: "2026-11-23", hours: null }] },
      "2026-11-20 17:50",
      15,
      "2026-11-24 09:05",
    ],
    [
      "pass in a holiday's own hours",
      { holidays: [{ date: "2026-11-23", hours: ["12:00", "12:10"] }] },
      "2026-11-20 17:50",
      30,
      "2026-11-24 09:10",
    ],
    [
      "pass on a Sunday that is worked",
      { holidays: [{ date: "2026-11-22", hours: ["10:00", "15:00"] }] },
      "2026-11-20 17:50",
      15,
      "2026-11-22 10:05",
    ],
    [
      "skip a holiday where no hours were told",
      { hours: null, holidays: [{ date: "2026-11-21", hours: null }] },
      "2026-11-20 23:50",
      15,
      "2026-11-22 00:05",
    ],
    [
      "pass in the night that began before the holiday",
      { hours: bar, holidays: [{ date: "2026-11-21", hours: null }] },
      "2026-11-21 01:50",
      15,
      "2026-11-27 18:05",
    ],
    [
      "pass in a holiday's night",
      { holidays: [{ date: "2026-12-31", hours: ["20:00", "03:00"] }] },
      "2026-12-31 12:00",
      5 * 60,
      "2027-01-01 01:00",
    ],
    // The clock goes from 03:00 to 04:00 on 29 March 2026, and from 04:00 back to 03:00 on 25 October.
    [
      "lack the hour that March skips",
      { hours: early },
      "2026-03-29 02:00",
      120,
      "2026-03-29 05:00",
    ],
    [
      "have one more hour in October",
      { hours: early },
      "2026-10-25 02:00",
      240,
      "2026-10-25 05:00",
    ],
    [
      "are those of the office after March's change",
      {},
      "2026-03-27 17:50",
      15,
      "2026-03-30 09:05",
    ],
    [
      "are those of the office after October's change",
      {},
      "2026-10-23 17:50",
      15,
      "2026-10-26 09:05",
    ],
    [
      "pass plainly where the office is never open",
      { hours: closed },
      "2026-11-20 10:00",
      15,
      "2026-11-20 10:15",
    ],
    ["are none", {}, "2026-11-21 12:00", 0, "2026-11-23 09:00"],
    ["are none at closing", {}, "2026-11-20 18:00", 0, "2026-11-23 09:00"],
  ])("%s", (_, own, at, minutes, due) => {
    expect(dueAfter(scheduleOf(own), instant(at), minutes)).toBe(instant(due));
  });

  test("are counted on the wall of the business's own zone", () => {
    const almaty = scheduleOf({ zone: "Asia/Almaty" });
    const at = instant("2026-11-20 17:50", "Asia/Almaty");
    expect(dueAfter(almaty, at, 15)).toBe(instant("2026-11-23 09:05", "Asia/Almaty"));
    expect(dueAfter(scheduleOf({}), at, 15)).toBe(at + 15 * MINUTE);
  });

  test("pass plainly when closed days follow one another for longer than sixty days", () => {
    const from = Date.UTC(2026, 11, 1);
    const holidays = Array.from({ length: 70 }, (_, day): Holiday => ({
      date: new Date(from + day * 86_400_000).toISOString().slice(0, 10),
      hours: null,
    }));
    const schedule = scheduleOf({ hours: always, holidays });
    const at = instant("2026-11-30 23:50");
    expect(dueAfter(schedule, at, 15)).toBe(at + 15 * MINUTE);
    expect(nextOpening(schedule, instant("2026-12-01 10:00"))).toBeNull();
    expect(nextOpening(schedule, instant("2027-01-05 10:00"))).toBe(instant("2027-02-09 00:00"));
  });

  test("wait for the sixtieth day, and not for the one after it", () => {
    const from = Date.UTC(2026, 11, 1);
    const shut = (count: number): Schedule => {
      const holidays = Array.from({ length: count }, (_, day): Holiday => ({
        date: new Date(from + day * 86_400_000).toISOString().slice(0, 10),
        hours: null,
      }));
      return scheduleOf({ hours: always, holidays });
    };
    const at = instant("2026-12-01 10:00");
    expect(dueAfter(shut(60), at, 15)).toBe(instant("2027-01-30 00:15"));
    expect(dueAfter(shut(61), at, 15)).toBe(at + 15 * MINUTE);
    expect(nextOpening(shut(60), at)).toBe(instant("2027-01-30 00:00"));
    expect(nextOpening(shut(61), at)).toBeNull();
  });
});

test.each<[string, Partial<Schedule>, string, boolean, string | null]>([
  ["an office on Friday", {}, "2026-11-20 10:00", true, "2026-11-23 09:00"],
  ["an office on Saturday", {}, "2026-11-21 10:00", false, "2026-11-23 09:00"],
  [
    "a holiday",
    { holidays: [{ date: "2026-11-20", hours: null }] },
    "2026-11-20 10:00",
    false,
    "2026-11-23 09:00",
  ],
  [
    "a short day",
    { holidays: [{ date: "2026-11-20", hours: ["12:00", "15:00"] }] },
    "2026-11-20 10:00",
    false,
    "2026-11-20 12:00",
  ],
  ["no hours told", { hours: null }, "2026-11-22 03:00", true, null],
  ["never closed", { hours: always }, "2026-11-22 03:00", true, null],
  [
    "never closed but for one day",
    { hours: always, holidays: [{ date: "2026-11-24", hours: null }] },
    "2026-11-22 03:00",
    true,
    "2026-11-25 00:00",
  ],
  ["a bar after midnight", { hours: bar }, "2026-11-22 01:00", true, "2026-11-27 18:00"],
])("%s: whether it is open, and when it opens next", (_, own, at, open, opens) => {
  expect(openAt(scheduleOf(own), instant(at))).toBe(open);
  expect(nextOpening(scheduleOf(own), instant(at))).toBe(opens === null ? null : instant(opens));
});

test("a door whose whole opening March skips does not open that day", () => {
  for (const closes of ["04:30", "04:15"]) {
    const schedule = scheduleOf({ hours: week(["03:30", closes]) });
    expect(nextOpening(schedule, instant("2026-03-29 02:00"))).toBe(instant("2026-03-30 03:30"));
  }
});

test("the door that opens on a day is open from its hour to its closing", () => {
  expect(openOn(scheduleOf({}), instant("2026-11-20 23:00"))).toEqual({
    from: instant("2026-11-20 09:00"),
    to: instant("2026-11-20 18:00"),
  });
  expect(openOn(scheduleOf({}), instant("2026-11-21 12:00"))).toBeNull();
});

describe("for any week with any holidays, over both changes of the clock", () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 30, 59))
    .map(([h, mi]) => `${two(h)}:${two(mi)}`);
  const range = fc.option(fc.tuple(time, time), { nil: null, freq: 3 });
  const hours = fc.option(
    fc.record({
      mon: range,
      tue: range,
      wed: range,
      thu: range,
      fri: range,
      sat: range,
      sun: range,
    }),
    { nil: null, freq: 6 },
  );
  // A fortnight about 29 March 2026, or about 25 October.
  const start = fc.constantFrom(Date.UTC(2026, 2, 22), Date.UTC(2026, 9, 18));
  const schedule = fc
    .tuple(start, hours, fc.array(fc.tuple(fc.nat({ max: 14 }), range), { maxLength: 5 }))
    .map(([from, usual, off]) => ({
      from,
      schedule: {
        hours: usual,
        holidays: off.map(([day, own]) => ({
          date: new Date(from + day * 86_400_000).toISOString().slice(0, 10),
          hours: own,
        })),
        zone: "Europe/Kyiv",
      },
    }));
  const minute = fc.nat({ max: 10 * 1440 });
  const length = fc.integer({ min: 1, max: 600 });

  test("so many open minutes lie between a moment and its due one", () => {
    fc.assert(
      fc.property(schedule, minute, length, ({ from, schedule: any }, after, minutes) => {
        const at = from + after * MINUTE;
        const due = dueAfter(any, at, minutes);
        let open = 0;
        for (let now = at; now < due; now += MINUTE) if (openAt(any, now)) open += 1;
        const ends = any.hours !== null && days.every((day) => any.hours?.[day] === null);
        // A week that never opens: after the last holiday's own hours the rest is plain time.
        expect(ends ? minutes : open).toBe(minutes);
        expect(ends || openAt(any, due) || openAt(any, due - 1)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("a later call is never due earlier, nor are more minutes", () => {
    fc.assert(
      fc.property(schedule, minute, minute, length, length, (any, one, other, few, more) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)].map(
          (after) => any.from + after * MINUTE,
        );
        const due = (at: number | undefined, minutes: number): number =>
          dueAfter(any.schedule, at ?? 0, minutes);
        expect(due(second, few)).toBeGreaterThanOrEqual(due(first, few));
        const [less, most] = [Math.min(few, more), Math.max(few, more)];
        expect(due(first, most)).toBeGreaterThanOrEqual(due(first, less));
      }),
      { numRuns: 300 },
    );
  });

  test("nothing opens before the opening told, and it is open then", () => {
    fc.assert(
      fc.property(schedule, minute, ({ from, schedule: any }, after) => {
        const at = from + after * MINUTE;
        const next = nextOpening(any, at);
        if (next === null || openAt(any, at)) return;
        expect(next).toBe(dueAfter(any, at, 0));
        expect(openAt(any, next)).toBe(true);
        expect(openAt(any, next - 1)).toBe(false);
      }),
    );
  });
});

function scheduleOf(own: Partial<Schedule>): Schedule {
  return { hours: office, holidays: [], zone: "Europe/Kyiv", ...own };
}

function week(range: Range, on: readonly Day[] = days): WorkingHours {
  const entries = days.map((day) => [day, on.includes(day) ? range : null]);
  return Object.fromEntries(entries);
}

function instant(wall: string, zone = "Europe/Kyiv"): number {
  return parseWall(`${wall}:00`, zone) ?? Number.NaN;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
