import type { Holiday } from "./business.ts";
import { areHours, days, type Calendar, type Day } from "./working-hours.ts";

export const MAX_HOLIDAYS = 60;

/** "YYYY-MM-DD" of a date, whose day may run over the month's end. */
export function isoDate({ y, mo, d }: Calendar): string {
  return new Date(Date.UTC(y, mo - 1, d)).toISOString().slice(0, 10);
}

/** Whether a day is one of the calendar and its hours, if it has any, open and close. */
export function isHoliday({ date, hours }: Holiday): boolean {
  const [y = 0, mo = 0, d = 0] = date.split("-").map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || isoDate({ y, mo, d }) !== date) return false;
  return hours === null || areHours(everyDay(hours));
}

/** Days that follow one another and have the same hours are one time off. */
export type HolidayGroup = { from: string; to: string; hours: Holiday["hours"] };

/** The days from a date on, in order, neighbours with the same hours drawn together. */
export function groupHolidays(holidays: readonly Holiday[], today: string): HolidayGroup[] {
  const groups: HolidayGroup[] = [];
  const coming = holidays
    .filter(({ date }) => date >= today)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  for (const { date, hours } of coming) {
    const last = groups.at(-1);
    if (last && dayAfter(last.to) === date && String(last.hours) === String(hours)) last.to = date;
    else groups.push({ from: date, to: date, hours });
  }
  return groups;
}

/** The date after "YYYY-MM-DD". */
export function dayAfter(date: string): string {
  const [y = 0, mo = 0, d = 0] = date.split("-").map(Number);
  return isoDate({ y, mo, d: d + 1 });
}

function everyDay(hours: [string, string]): Record<Day, [string, string]> {
  const week = days.map((day) => [day, hours]);
  return Object.fromEntries(week);
}
