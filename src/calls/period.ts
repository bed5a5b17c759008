import { toInstant, wallOf } from "../lib/zone.ts";

/** Whole days of a business's wall, "YYYY-MM-DD", the last one included; epoch ms, `to` excluded. */
export type Period = { from: number; to: number; first: string; last: string };

export type PeriodName = "today" | "yesterday" | "week" | "month";
/** A name is counted anew on each day; a pair of dates stays as it is. */
export type PeriodChoice = PeriodName | { first: string; last: string };

const MAX_PERIOD_DAYS = 92;

/** The days that a choice means at `now`: "week" and "month" are the last 7 and 30 days, today included. */
export function periodOf(choice: PeriodChoice, now: number, zone: string): Period {
  if (typeof choice === "object") return between(choice.first, choice.last, zone);
  const today = dateOf(now, zone);
  const [back, length] = spans[choice];
  return between(shiftDate(today, -back), shiftDate(today, length - back - 1), zone);
}

/** The period of so many whole days that ends with a date. */
export function periodUntil(last: string, length: number, zone: string): Period {
  return between(shiftDate(last, 1 - length), last, zone);
}

/**
 * What a person wrote after a command: a word for a named period in any of our languages, "1.11", "1.11-15.11",
 * "01.11.2026-15.11.2026". Days without a year are the latest that have begun. Null when it is none, or longer than 92 days.
 */
export function readPeriod(written: string, now: number, zone: string): PeriodChoice | null {
  const said = written.trim().toLowerCase();
  const named = words.find(([, list]) => list.includes(said));
  if (named) return named[0];
  const parts = said.split(/\s*[-–—]\s*|\s+(?:по|до|to)\s+/);
  if (parts.length > 2) return null;
  const today = dateOf(now, zone);
  const last = readDate(parts.at(-1) ?? "", today);
  if (last === null) return null;
  const first = parts.length === 1 ? last : readDate(parts[0] ?? "", last);
  if (first === null || first > last || first > today) return null;
  return lengthOf(first, last) > MAX_PERIOD_DAYS ? null : { first, last };
}

/** Every date of a period, in order. */
export function datesOf({ first, last }: Pick<Period, "first" | "last">): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = shiftDate(date, 1)) dates.push(date);
  return dates;
}

/** "YYYY-MM-DD" on the wall of a zone. */
export function dateOf(at: number, zone: string): string {
  const { y, mo, d } = wallOf(at, zone);
  return new Date(Date.UTC(y, mo - 1, d)).toISOString().slice(0, 10);
}

/** The date so many days later; earlier with a negative number. */
export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day of the week of a date, Monday being 0. */
export function weekdayIndex(date: string): number {
  return (new Date(Date.parse(`${date}T00:00:00Z`)).getUTCDay() + 6) % 7;
}

/** Where an instant stands in the week of a wall; Monday is 0. */
type Slot = { date: string; weekday: number; hour: number };
export type SlotOf = (at: number) => Slot;

/** Reads slots of one zone. Zones change on quarters of an hour, so one reading serves a whole quarter. */
export function slotsOf(zone: string): SlotOf {
  const known = new Map<number, Slot>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const found = known.get(quarter);
    if (found) return found;
    const date = dateOf(at, zone);
    const slot = { date, weekday: weekdayIndex(date), hour: wallOf(at, zone).h };
    known.set(quarter, slot);
    return slot;
  };
}

/** The instant of a wall time on a date. */
export function instantOn(date: string, minutes: number, zone: string): number {
  const [y = 0, mo = 1, d = 1] = date.split("-").map(Number);
  return toInstant({ y, mo, d, h: Math.floor(minutes / 60), mi: minutes % 60, s: 0 }, zone);
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

/** How many days back a named period begins, and how many it lasts. */
const spans: Record<PeriodName, readonly [number, number]> = {
  today: [0, 1],
  yesterday: [1, 1],
  week: [6, 7],
  month: [29, 30],
};

const words: readonly (readonly [PeriodName, readonly string[]])[] = [
  ["today", ["today", "сьогодні", "сегодня"]],
  ["yesterday", ["yesterday", "вчора", "учора", "вчера"]],
  ["week", ["", "week", "тиждень", "неделя", "неделю", "7"]],
  ["month", ["month", "місяць", "месяц", "30"]],
];

function between(first: string, last: string, zone: string): Period {
  const from = instantOn(first, 0, zone);
  return { from, to: instantOn(shiftDate(last, 1), 0, zone), first, last };
}

function lengthOf(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}

/** A day in digits: "2026-11-21", "21.11.2026", "21/11". */
export function readDate(written: string, latest: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written);
  if (iso) return dateBy({ y: iso[1], mo: Number(iso[2]), d: Number(iso[3]) }, latest);
  const match = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{2}|\d{4}))?$/.exec(written);
  return match && dateBy({ y: match[3], mo: Number(match[2]), d: Number(match[1]) }, latest);
}

/** A day by its parts, null where there is none; one that names no year is the latest not after `latest`. */
export function dateBy(
  { y, mo, d }: { y: string | undefined; mo: number; d: number },
  latest: string,
): string | null {
  if (y !== undefined) return realDate(y.length === 2 ? 2000 + Number(y) : Number(y), mo, d);
  const year = Number(latest.slice(0, 4));
  // Leap days come every fourth year, but for a turn of a century.
  const found = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((back) => realDate(year - back, mo, d));
  return found.find((date) => date !== null && date <= latest) ?? null;
}

function realDate(y: number, mo: number, d: number): string | null {
  if (y < 2000 || y > 2100) return null;
  const date = new Date(Date.UTC(y, mo - 1, d));
  const exists = date.getUTCMonth() === mo - 1 && date.getUTCDate() === d;
  return exists ? date.toISOString().slice(0, 10) : null;
}
