import { dateOf, datesOf, periodOf, periodUntil, type Period } from "../calls/period.ts";

/** The periods that a button chooses, in days; today is the last of them. */
export const spans = [1, 7, 14, 30] as const;
type Span = (typeof spans)[number];

/** What the page of figures is asked for. `line`: the number of one line; empty: all of them. */
export type StatWish = {
  span: Span | null;
  period: Period;
  /** Days as they were written. */
  from: string;
  to: string;
  wrong: "days" | "order" | "long" | null;
  line: string;
};

const MAX_DAYS = 92;
const USUAL: Span = 14;

/** Reads an address; days that are none leave the usual period, and say so. */
export function readStats(
  query: URLSearchParams,
  { now, zone }: { now: number; zone: string },
): StatWish {
  const line = (query.get("line") ?? "").slice(0, 40);
  const today = dateOf(now, zone);
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  const span = spans.find((days) => String(days) === query.get("days")) ?? null;
  if (from === "" && to === "") {
    const days = span ?? USUAL;
    const period = periodUntil(today, days, zone);
    return { span: days, period, from: period.first, to: period.last, wrong: null, line };
  }
  const wrong = problemOf(from, to);
  const period =
    wrong === null
      ? periodOf({ first: from, last: to }, now, zone)
      : periodUntil(today, USUAL, zone);
  return { span: wrong === null ? null : USUAL, period, from, to, wrong, line };
}

/** The same figures at another address; null leaves a value out. */
export function statQuery(wish: StatWish): string {
  const time: Record<string, string> =
    wish.span === null
      ? { from: wish.period.first, to: wish.period.last }
      : { days: String(wish.span) };
  const line: Record<string, string> = wish.line === "" ? {} : { line: wish.line };
  return new URLSearchParams({ ...time, ...line }).toString();
}

function problemOf(from: string, to: string): StatWish["wrong"] {
  if (!isDate(from) || !isDate(to)) return "days";
  if (from > to) return "order";
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return years > 1 || datesOf({ first: from, last: to }).length > MAX_DAYS ? "long" : null;
}

/** "YYYY-MM-DD" of a day that there is, in our times. */
export function isDate(written: string): boolean {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(written)) return false;
  const at = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === written;
}
