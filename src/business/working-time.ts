import { wallOf } from "../lib/zone.ts";
import type { Holiday } from "./business.ts";
import { isoDate } from "./holiday.ts";
import { stretchOn, weekdayOf, type Calendar, type WorkingHours } from "./working-hours.ts";

/**
 * When somebody is there: the hours of the week (null: always), the days that differ from it, and the zone of the wall they
 * stand on. A holiday replaces what begins on its date; a night that began the day before goes on to its end.
 */
export type Schedule = {
  hours: WorkingHours | null;
  holidays: readonly Holiday[];
  zone: string;
};

/**
 * The instant at which so many open minutes have passed since `at`. Where nothing opens for 60 days the rest is counted as
 * plain time.
 */
export function dueAfter(schedule: Schedule, at: number, minutes: number): number {
  let left = minutes * MINUTE_MS;
  if (isAlways(schedule)) return at + left;
  const open = doors(schedule, at);
  let passed = at;
  let barren = -1;
  for (let day = -1; barren <= FAR_DAYS; day += 1) {
    const stretch = open(day);
    const from = Math.max(stretch?.from ?? passed, passed);
    barren += 1;
    if (stretch === null || stretch.to <= from) continue;
    barren = 0;
    if (!(left > stretch.to - from)) return from + left;
    left -= stretch.to - from;
    passed = stretch.to;
  }
  return passed + left;
}

export function openAt(schedule: Schedule, at: number): boolean {
  if (isAlways(schedule)) return true;
  const open = doors(schedule, at);
  return [open(-1), open(0)].some(
    (stretch) => stretch !== null && stretch.from <= at && at < stretch.to,
  );
}

/** From when to when the door is open that opens on the day of `at`; null: it stays closed. */
export function openOn(schedule: Schedule, at: number): { from: number; to: number } | null {
  return doors(schedule, at)(0);
}

/** The next instant after `at` at which the closed door opens; null when it does not within 60 days, or never closes. */
export function nextOpening(schedule: Schedule, at: number): number | null {
  if (isAlways(schedule)) return null;
  const open = doors(schedule, at);
  let closed = Number.NEGATIVE_INFINITY;
  for (let day = -1; day <= FAR_DAYS; day += 1) {
    const stretch = open(day);
    if (stretch === null || stretch.to <= stretch.from) continue;
    // What touches the stretch before is the same open door.
    if (stretch.from > closed && stretch.from > at) return stretch.from;
    closed = Math.max(closed, stretch.to);
  }
  return null;
}

const MINUTE_MS = 60_000;
const FAR_DAYS = 60;

function isAlways({ hours, holidays }: Schedule): boolean {
  return hours === null && holidays.length === 0;
}

/** What is open on the days counted from the one that `at` lies in. */
function doors({ hours, holidays, zone }: Schedule, at: number) {
  const { y, mo, d } = wallOf(at, zone);
  const special = new Map(holidays.map((holiday) => [holiday.date, holiday.hours]));
  return (day: number) => {
    const date = { y, mo, d: d + day };
    const range = special.get(isoDate(date));
    return stretchOn(range === undefined ? usual(hours, date) : range, date, zone);
  };
}

function usual(hours: WorkingHours | null, date: Calendar): [string, string] | null {
  return hours === null ? ["00:00", "24:00"] : hours[weekdayOf(date)];
}
