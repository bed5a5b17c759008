import { wallOf } from "../lib/zone.ts";

/** A day as a count of days, so that days may be added: 1970-01-01 is 0. */
export function dayOf(y: number, mo: number, d: number): number | null {
  const made = new Date(Date.UTC(y, mo - 1, d));
  const exists =
    made.getUTCFullYear() === y && made.getUTCMonth() === mo - 1 && made.getUTCDate() === d;
  return exists ? made.getTime() / DAY_MS : null;
}

/** "YYYY-MM-DD". */
export function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export type Today = { day: number; minute: number; y: number; mo: number; d: number };

/** The wall of a zone at an instant. */
export function todayOf(now: number, zone: string): Today {
  const { y, mo, d, h, mi } = wallOf(now, zone);
  return { day: Date.UTC(y, mo - 1, d) / DAY_MS, minute: h * 60 + mi, y, mo, d };
}

/** The day of a month that is meant when no year is written: the coming one, or the one just gone by. */
export function dateIn(d: number, mo: number, today: Today): number | null {
  const next = [today.y, today.y + 1, today.y + 2, today.y + 3, today.y + 4]
    .map((y) => dayOf(y, mo, d))
    .find((day) => day !== null && day >= today.day);
  if (next === undefined || next === null) return null;
  const before = dayOf(today.y, mo, d) ?? dayOf(today.y - 1, mo, d);
  return before !== null && next - today.day > FAR_DAYS ? before : next;
}

/** "On the 10th": of this month, else of the next that has it. */
export function dateOfMonth(d: number, today: Today): number | null {
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const month = today.mo - 1 + ahead;
    const day = dayOf(today.y + Math.floor(month / 12), (month % 12) + 1, d);
    if (day !== null && day >= today.day) return day;
  }
  return null;
}

const DAY_MS = 86_400_000;
/** A date so far ahead is one that has just gone by, not a plan for the next year. */
const FAR_DAYS = 300;
