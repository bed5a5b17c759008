import type { Business } from "../business/business.ts";
import type { Labels } from "../business/line.ts";
import { stretchOn, days as weekdays, type WorkingHours } from "../business/working-hours.ts";
import {
  dateOf,
  datesOf,
  instantOn,
  weekdayIndex,
  type Period,
  type PeriodChoice,
} from "../calls/period.ts";
import type { Statistics } from "../calls/statistics.ts";
import type { Language } from "../texts/language.ts";

/** An account whose calls nobody can vouch for since an instant (epoch ms); null: it has never told of one. */
export type Gap = { provider: "phonet" | "novofon"; label: string; since: number | null };

/** Of the missed calls of a time: how many were called back, and how soon (minutes, the median). */
type CalledBack = { misses: number; calledBack: number; medianMin: number | null };

/** Everything that a picture of statistics and the words below it are made of. */
export type Report = {
  business: Business;
  language: Language;
  choice: PeriodChoice;
  statistics: Statistics;
  followups: CalledBack;
  labels: Labels;
  gaps: Gap[];
  /** Before this instant nobody counted; null: there is no account and no call yet. */
  knownFrom: number | null;
  /** Every account is away since then; null while one of them works. */
  silentSince: number | null;
  now: number;
};

/** Why a day or hour without calls is not a zero; null where it is one, or still to come. */
export function emptyReason(
  { business, knownFrom, silentSince, now }: Report,
  { from, to }: { from: number; to: number },
): "closed" | "unheard" | null {
  if (from > now) return null;
  if (knownFrom === null || to <= knownFrom) return "unheard";
  if (silentSince !== null && to > silentSince) return "unheard";
  return isClosed(business, { from, to }) ? "closed" : null;
}

/** Whether nobody could have told of a call in the whole period: no calls are then no news. */
export function isUnheard({ knownFrom, silentSince, statistics: { period } }: Report): boolean {
  if (knownFrom === null || knownFrom >= period.to) return true;
  return silentSince !== null && silentSince <= period.from;
}

/** The first and the last hour (excluded) that a chart shows: those of being open, and those with calls. */
export function shownHours(
  { hours }: { hours: WorkingHours | null },
  busy: readonly boolean[],
): { first: number; last: number } {
  const open = weekdays.flatMap((day) => {
    const range = hours?.[day] ?? null;
    return range === null ? [] : [rangeHours(range)];
  });
  const first = Math.min(...open.map(({ from }) => from), ...indexes(busy), DEFAULT.until);
  const last = Math.max(
    ...open.map(({ to }) => to),
    ...indexes(busy).map((hour) => hour + 1),
    DEFAULT.from + 1,
  );
  return open.length === 0 && !busy.includes(true)
    ? { first: DEFAULT.from, last: DEFAULT.until }
    : { first, last };
}

/** Whether an hour of a weekday (0 is Monday) lies outside of the hours of the week. */
export function isShut(hours: WorkingHours | null, weekday: number, hour: number): boolean {
  if (hours === null) return false;
  const range = hours[weekdays[weekday] ?? "mon"];
  const yesterday = hours[weekdays[(weekday + 6) % 7] ?? "mon"];
  const opens = range && rangeHours(range);
  const night = yesterday && nightUntil(yesterday);
  return !(opens && hour >= opens.from && hour < opens.to) && !(night && hour < night);
}

/** The weekdays that a period holds. */
export function weekdaysIn(period: Period): Set<number> {
  return new Set(datesOf(period).map(weekdayIndex));
}

/** Whether a business is closed for the whole of a date. */
export function isClosedOn(
  { workingHours, holidays }: Pick<Business, "workingHours" | "holidays">,
  date: string,
): boolean {
  const special = holidays.find((holiday) => holiday.date === date);
  if (special) return special.hours === null;
  return workingHours !== null && workingHours[weekdays[weekdayIndex(date)] ?? "mon"] === null;
}

const DEFAULT = { from: 9, until: 20 };
const HOURS = 24;

function isClosed(business: Business, { from, to }: { from: number; to: number }): boolean {
  const { timezone: zone, workingHours, holidays } = business;
  const date = dateOf(from, zone);
  if (isClosedOn(business, date)) return true;
  const special = holidays.find((holiday) => holiday.date === date)?.hours;
  const range = special ?? workingHours?.[weekdays[weekdayIndex(date)] ?? "mon"] ?? null;
  if (range === null || to - from > HOUR_MS) return false;
  const [y = 0, mo = 1, d = 1] = date.split("-").map(Number);
  const open = stretchOn(range, { y, mo, d }, zone);
  return open !== null && (to <= open.from || from >= open.to) && from >= instantOn(date, 0, zone);
}

const HOUR_MS = 3_600_000;

/** Whole hours that a range touches on its own day. */
function rangeHours([opens, closes]: [string, string]): { from: number; to: number } {
  const from = Number(opens.slice(0, 2));
  const until =
    closes <= opens ? HOURS : Number(closes.slice(0, 2)) + (minutes(closes) > 0 ? 1 : 0);
  return { from, to: Math.min(HOURS, until) };
}

function nightUntil([opens, closes]: [string, string]): number | null {
  return closes <= opens ? Number(closes.slice(0, 2)) + (minutes(closes) > 0 ? 1 : 0) : null;
}

function minutes(time: string): number {
  return Number(time.slice(3, 5));
}

function indexes(busy: readonly boolean[]): number[] {
  return busy.flatMap((is, hour) => (is ? [hour] : []));
}
