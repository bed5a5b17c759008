import { weekdayOf, type Calendar, type Day } from "../business/working-hours.ts";
import { isoDate } from "../business/holiday.ts";
import { toInstant, wallOf } from "../lib/zone.ts";

/** A date on a zone's wall. */
export type WallDay = {
  date: string;
  weekday: Day;
  calendar: Calendar;
  /** The first instant of the date, and of the one after it. */
  from: number;
  to: number;
  zone: string;
};

export const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;

/** The date "YYYY-MM-DD", or the one so many days after it. */
export function wallDay(date: string, zone: string, after: number = 0): WallDay {
  const [y = 0, mo = 0, d = 0] = date.split("-").map(Number);
  const even = new Date(Date.UTC(y, mo - 1, d + after));
  const calendar = { y: even.getUTCFullYear(), mo: even.getUTCMonth() + 1, d: even.getUTCDate() };
  const midnight = (days: number): number =>
    toInstant({ ...calendar, d: calendar.d + days, h: 0, mi: 0, s: 0 }, zone);
  return {
    date: isoDate(calendar),
    weekday: weekdayOf(calendar),
    calendar,
    from: midnight(0),
    to: midnight(1),
    zone,
  };
}

/** The date so many days after "YYYY-MM-DD". */
export function dayAfter(date: string, days: number): string {
  const [y = 0, mo = 0, d = 0] = date.split("-").map(Number);
  return isoDate({ y, mo, d: d + days });
}

/** The date that an instant lies on. */
export function dateAt(at: number, zone: string): string {
  return isoDate(wallOf(at, zone));
}

/** Minutes from midnight that the wall shows at an instant. */
export function minuteAt(at: number, zone: string): number {
  const { h, mi } = wallOf(at, zone);
  return h * 60 + mi;
}

/** When the wall shows a minute of the date; an hour that is skipped counts on from before the change, one shown twice is the first. */
export function wallInstant(day: WallDay, minute: number): number {
  if (isEven(day) && minute <= DAY_MINUTES) return day.from + minute * MINUTE_MS;
  const { calendar, zone } = day;
  return toInstant({ ...calendar, h: 0, mi: minute, s: 0 }, zone);
}

/** The same, null for a minute that the wall never shows. */
export function shownInstant(day: WallDay, minute: number): number | null {
  const at = wallInstant(day, minute);
  if (isEven(day)) return at;
  const wall = wallOf(at, day.zone);
  return isoDate(wall) === day.date && wall.h * 60 + wall.mi === minute ? at : null;
}

/** Whether so many days later means so many times 24 hours later on this day: most days are. */
function isEven({ from, to }: WallDay): boolean {
  return to - from === DAY_MS;
}
