import type { Holiday } from "../business/business.ts";
import { dayAfter, isoDate, MAX_HOLIDAYS } from "../business/holiday.ts";
import { days } from "../business/working-hours.ts";
import { hourTokens } from "./hour-token.ts";
import { parseHours } from "./hours.ts";

/** `wrong` and `past` name the part of the text that could not be taken. */
export type HolidaysRead = { holidays: Holiday[] } | { wrong: string } | { past: string };

/**
 * Reads days that differ from the week, as people write them: "25.12", "31.12 10:00-15:00", "1.01-7.01", «25 грудня», one a
 * line or with commas. A date without a year is the next one; `today` is "YYYY-MM-DD".
 */
export function parseHolidays(written: string, today: string): HolidaysRead {
  const holidays: Holiday[] = [];
  for (const part of written.split(/[\n,;]+/)) {
    const entry = part.trim().toLowerCase();
    if (entry === "") continue;
    const read = entryOf(entry, today);
    if (read === "wrong") return { wrong: part.trim() };
    if (read === "past") return { past: part.trim() };
    holidays.push(...read);
  }
  return holidays.length > 0 ? { holidays } : { wrong: written.trim() };
}

type Named = { d: number; mo: number | null; y: number | null };
type Dated = { date: Named; rest: string };

const DASH = /^\s*[-–—−]\s*/;
const BY_NUMBER =
  /^(\d{1,2})(?:[./](\d{1,2})(?:[./](\d{4}|\d{2}))?\.?(?!\d)|\s+(\p{L}{3,})\.?(?:\s+(\d{4}))?)?/u;
const BY_MONTH = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d{4}))?(?!\d)/u;
const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const YEARS_AHEAD = 2;
/** Beginnings of the months' names in the three languages, January first. */
const monthStems = [
  /^(?:січ|янв|jan)/,
  /^(?:лют|фев|feb)/,
  /^(?:бер|мар|mar)/,
  /^(?:кві|апр|apr)/,
  /^(?:тра|ма[йя]|may)/,
  /^(?:черв|июн|jun)/,
  /^(?:лип|июл|jul)/,
  /^(?:серп|авг|aug)/,
  /^(?:вер|сен|sep)/,
  /^(?:жов|окт|oct)/,
  /^(?:лис|ноя|nov)/,
  /^(?:гру|дек|dec)/,
];

function entryOf(entry: string, today: string): Holiday[] | "wrong" | "past" {
  const first = takeDate(entry.replaceAll(ISO, "$3.$2.$1"));
  if (first === null) return "wrong";
  const second = DASH.test(first.rest) ? takeDate(first.rest.replace(DASH, "")) : null;
  const last = second ?? first;
  const hours = hoursOf(last.rest);
  const range = datesOf(first.date, last.date, today);
  if (hours === undefined || range === null) return "wrong";
  if (range.to < today) return "past";
  const holidays: Holiday[] = [];
  for (let date = range.from; date <= range.to; date = dayAfter(date)) {
    holidays.push({ date, hours });
    if (holidays.length > MAX_HOLIDAYS) return "wrong";
  }
  return holidays;
}

function takeDate(text: string): Dated | null {
  const byMonth = BY_MONTH.exec(text);
  if (byMonth) {
    const [taken, name = "", d, y] = byMonth;
    const mo = monthOf(name);
    if (mo === null) return null;
    return { date: { d: Number(d), mo, y: yearOf(y) }, rest: text.slice(taken.length) };
  }
  const byNumber = BY_NUMBER.exec(text);
  if (!byNumber) return null;
  const [taken, d, month, shortYear, name, year] = byNumber;
  const mo = name === undefined ? month && Number(month) : monthOf(name);
  if (mo === null) return null;
  return {
    date: { d: Number(d), mo: mo || null, y: yearOf(shortYear ?? year) },
    rest: text.slice(taken.length),
  };
}

function monthOf(name: string): number | null {
  const index = monthStems.findIndex((stem) => stem.test(name));
  return index < 0 ? null : index + 1;
}

function yearOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  return written.length === 2 ? 2000 + Number(written) : Number(written);
}

/** The next end that is not over, and the last beginning before it: whoever writes of a feast may be in the midst of it. */
function datesOf(first: Named, last: Named, today: string): { from: string; to: string } | null {
  const year = Number(today.slice(0, 4));
  const mo = last.mo;
  if (mo === null || (last.y !== null && last.y > year + YEARS_AHEAD)) return null;
  const ends = last.y === null ? [year, year + 1] : [last.y];
  const to = ends
    .map((y) => existing({ y, mo, d: last.d }))
    .find((date) => date !== null && (last.y !== null || date >= today));
  if (!to) return null;
  const lastYear = Number(to.slice(0, 4));
  const starts = first.y === null ? [lastYear, lastYear - 1] : [first.y];
  const from = starts
    .map((y) => existing({ y, mo: first.mo ?? mo, d: first.d }))
    .find((date) => date !== null && date <= to);
  return from ? { from, to } : null;
}

function existing(date: { y: number; mo: number; d: number }): string | null {
  const { y, mo, d } = date;
  const iso = isoDate(date);
  const written = [y, mo, d].map((part) => String(part).padStart(2, "0")).join("-");
  return iso === written ? iso : null;
}

/** Null: closed; undefined for what is neither hours nor a word for being closed. */
function hoursOf(rest: string): Holiday["hours"] | undefined {
  const written = rest.replace(/^[\s:]+/, "");
  if (written === "") return null;
  const words = hourTokens(written);
  if ("wrong" in words) return undefined;
  if (words.tokens.every(({ kind }) => kind === "closed")) return null;
  const read = parseHours(written);
  if ("wrong" in read) return undefined;
  const { mon } = read.hours;
  return days.every((day) => String(read.hours[day]) === String(mon)) ? mon : undefined;
}
