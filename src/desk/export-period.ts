import { dateOf } from "../calls/period.ts";

/** Days of a wall, both included. */
export type ExportDays = { first: string; last: string };

/** The times that buttons offer. */
export function exportPeriods({ now, zone }: { now: number; zone: string }) {
  const today = dateOf(now, zone);
  const month = today.slice(0, 7);
  const [y = 0, mo = 1] = month.split("-").map(Number);
  const before = new Date(Date.UTC(y, mo - 2, 1)).toISOString().slice(0, 7);
  return {
    month: monthOf(month),
    before: monthOf(before),
    year: { first: `${y}-01-01`, last: `${y}-12-31` },
    all: { first: FIRST, last: today },
  } satisfies Record<string, ExportDays>;
}

const FIRST = "2000-01-01";

/** The days of "YYYY-MM". */
export function monthOf(month: string): ExportDays {
  const [y = 0, mo = 1] = month.split("-").map(Number);
  return { first: `${month}-01`, last: new Date(Date.UTC(y, mo, 0)).toISOString().slice(0, 10) };
}
