import { toInstant, wallOf } from "../lib/zone.ts";

export type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
export const days: readonly Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * Wall times "HH:MM" of opening and closing, null on a day when it is closed. A closing time not after the opening one is
 * on the next day; "24:00" and "23:59" are its end.
 */
export type WorkingHours = Record<Day, [string, string] | null>;

/** Whether an instant lies in the hours, on the wall clock of the zone. */
export function isOpen(hours: WorkingHours, at: number, zone: string): boolean {
  return stretchAt(hours, at, zone) !== null;
}

/** When the open door closes again; null when it is closed already, or never closes. */
export function closesAt(hours: WorkingHours, at: number, zone: string): number | null {
  const open = stretchAt(hours, at, zone);
  return open === null || open.to - at > ENDLESS_MS ? null : open.to;
}

/** Minutes from midnight of "HH:MM", "24:00" included; null for what is no such time. */
export function minutesOf(time: string): number | null {
  const match = /^(\d{2}):([0-5]\d)$/.exec(time);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes <= DAY_MINUTES ? minutes : null;
}

/** Whether every time is one, none opens at midnight's end, and the door opens on some day. */
export function areHours(hours: WorkingHours): boolean {
  const open = days.map((day) => hours[day]).filter((range) => range !== null);
  return (
    open.length > 0 &&
    open.every(
      ([from, to]) => (minutesOf(from) ?? DAY_MINUTES) < DAY_MINUTES && minutesOf(to) !== null,
    )
  );
}

type Stretch = { from: number; to: number };
/** A date on the wall; days may run over the month's end. */
export type Calendar = { y: number; mo: number; d: number };

/** When the door that opens on a date closes again, as instants; null on a day when it is closed. */
export function stretchOn(
  range: [string, string] | null,
  { y, mo, d }: Calendar,
  zone: string,
): Stretch | null {
  if (range === null) return null;
  const from = minutesOf(range[0]) ?? 0;
  const to = minutesOf(range[1]) ?? 0;
  const closing = to === LAST_MINUTE ? DAY_MINUTES : to;
  const at = (minutes: number): number => toInstant({ y, mo, d, h: 0, mi: minutes, s: 0 }, zone);
  return { from: at(from), to: at(closing <= from ? closing + DAY_MINUTES : closing) };
}

/** The day of the week of a date. */
export function weekdayOf({ y, mo, d }: Calendar): Day {
  const weekday = new Date(Date.UTC(y, mo - 1, d)).getUTCDay();
  return days[(weekday + 6) % 7] ?? "mon";
}

const DAY_MINUTES = 1440;
const LAST_MINUTE = 1439;
const DAY_MS = 86_400_000;
/** A week and the day on which it begins. */
const LOOK_AHEAD_DAYS = 8;
/** What is not closed for longer than a week (and an hour, should the clock change) never is. */
const ENDLESS_MS = 7.5 * DAY_MS;

function stretchAt(hours: WorkingHours, at: number, zone: string): Stretch | null {
  return stretches(hours, at, zone).find(({ from, to }) => from <= at && at < to) ?? null;
}

/** The times of being open from yesterday on, in order; those that touch are one. */
function stretches(hours: WorkingHours, at: number, zone: string): Stretch[] {
  const { y, mo, d } = wallOf(at, zone);
  const joined: Stretch[] = [];
  for (let day = -1; day <= LOOK_AHEAD_DAYS; day += 1) {
    const date = { y, mo, d: d + day };
    const next = stretchOn(hours[weekdayOf(date)], date, zone);
    if (next === null) continue;
    const last = joined.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else joined.push(next);
  }
  return joined;
}
