import { dateIn, dateOfMonth, dayOf, type Today } from "./day-calendar.ts";
import { digitsAt, gapAt, keyAt, means, type Reading } from "./word-reading.ts";
import { numbered } from "./word-sense.ts";

/** Days that stand at a place of a message, and where they end. */
export type Span = { from: number; to: number; end: number; bare?: true; past?: true };
/** What the reading of days leans on; `askedDay`: a bare number is a day. */
export type DayHint = { today: Today; horizon: number; askedDay: boolean; askedTime: boolean };

/** "2026-11-25", "25.11", "25/11/2026". */
export function dottedDay(reading: Reading, place: number, hint: DayHint): Span | null {
  const [a, b, c] = [place, place + 1, place + 2].map((one) => digitsAt(reading, one));
  if (!a || !b) return null;
  const [first, second] = [gapAt(reading, place + 1), gapAt(reading, place + 2)];
  if (a.length === 4 && first === "-" && second === "-" && c)
    return spanOf(dayOf(Number(a), Number(b), Number(c)), place + 3);
  if (a.length > 2 || b.length > 2) return null;
  const year = c && first === second && (c.length === 4 || c.length === 2) ? Number(c) : null;
  if (first === "-" && year !== null && c?.length === 4)
    return spanOf(dayOf(year, Number(b), Number(a)), place + 3);
  if (first !== "." && first !== "/") return null;
  if (year !== null)
    return spanOf(dayOf(year < 100 ? 2000 + year : year, Number(b), Number(a)), place + 3);
  if (Number(b) > 12 || Number(b) === 0) return null;
  const day = dateIn(Number(a), Number(b), hint.today);
  return day === null || isRatherTime(a, b, day, hint) ? null : spanOf(day, place + 2);
}

/** "25 листопада", "3–5 декабря", "з 3 по 5 грудня", "November 25th", "10-е", "10 числа". */
export function namedDay(reading: Reading, place: number, hint: DayHint): Span | null {
  const one = numberAt(reading, place);
  if (one === null) return monthFirst(reading, place, hint);
  const other = rangeEnd(reading, one.end);
  const last = other ?? one;
  const from = means(reading, last.end, "minus", "past") ? last.end : skipOf(reading, last.end);
  const month = numbered("mo", means2(reading, from));
  if (month !== null) {
    const year = yearAt(reading, from + 1);
    const end = year === null ? from + 1 : from + 2;
    const at = (d: number): number | null =>
      year === null ? dateIn(d, month, hint.today) : dayOf(year, month, d);
    return rangeOf(at(one.value), other ? at(other.value) : null, end);
  }
  const counted = means(reading, last.end, "number");
  const sure = counted || one.suffix || (other?.by ?? false) || (other?.suffix ?? false);
  const asked = hint.askedDay && isAlone(reading, place, last.end);
  const late =
    !sure &&
    one.value > 24 &&
    one.value < 32 &&
    means(reading, place - 1, "on") &&
    !isMeasured(reading, last.end);
  if (!sure && !asked && !late) return null;
  const first = dateOfMonth(one.value, hint.today);
  const second = other ? dateOfMonth(other.value, hint.today) : null;
  return rangeOf(first, second, counted ? last.end + 1 : last.end);
}

function rangeOf(from: number | null, to: number | null, end: number): Span | null {
  if (from === null) return null;
  return { from, to: to !== null && to >= from && to - from < 62 ? to : from, end };
}

type Read = { value: number; end: number; suffix: boolean };

/** A number of a day: "3", "3-го", "10th", "двадцать пятого". */
function numberAt(reading: Reading, place: number): Read | null {
  const digits = digitsAt(reading, place);
  if (digits !== null && digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= 31) {
    const tight = ["-", "", "–"].includes(gapAt(reading, place + 1));
    const suffix = tight && SUFFIXES.has(keyAt(reading, place + 1));
    return { value: Number(digits), end: place + (suffix ? 2 : 1), suffix };
  }
  const tens = numbered("n", means2(reading, place));
  const unit = numbered("o", means2(reading, place + 1));
  if ((tens === 20 || tens === 30) && unit !== null && unit < 10)
    return { value: tens + unit, end: place + 2, suffix: false };
  const whole = numbered("o", means2(reading, place));
  return whole !== null && keyAt(reading, place).endsWith("ого")
    ? { value: whole, end: place + 1, suffix: false }
    : null;
}

const SUFFIXES = new Set(["е", "го", "ого", "те", "му", "ого", "th", "st", "nd", "rd"]);

/** The end of "3–5", "з 3 по 5"; `by`: the word of dates, not of hours, stood between. */
function rangeEnd(reading: Reading, place: number): (Read & { by: boolean }) | null {
  const dash = /^\s?[-–—]\s?$/u.test(gapAt(reading, place));
  const by = keyAt(reading, place) === "по" || keyAt(reading, place) === "through";
  const to = by || means(reading, place, "to");
  if (!dash && !to) return null;
  const read = numberAt(reading, dash ? place : place + 1);
  return read && { ...read, by };
}

/** "25th of November". */
function skipOf(reading: Reading, place: number): number {
  return keyAt(reading, place) === "of" ? place + 1 : place;
}

function monthFirst(reading: Reading, place: number, { today }: DayHint): Span | null {
  const month = numbered("mo", means2(reading, place));
  if (month === null) return null;
  const read = numberAt(reading, place + 1);
  if (read && !/[:.]/.test(gapAt(reading, read.end)) && /^\s$/u.test(gapAt(reading, place + 1)))
    return spanOf(dateIn(read.value, month, today), read.end);
  if (!means(reading, place - 1, "at", "through", "on")) return null;
  const first = dayOf(today.y, month, 1) ?? 0;
  const over = month < today.mo;
  const start = over ? (dayOf(today.y + 1, month, 1) ?? 0) : first;
  const next =
    dayOf(today.y + (over ? 1 : 0) + (month === 12 ? 1 : 0), (month % 12) + 1, 1) ?? start;
  return { from: Math.max(start, today.day), to: next - 1, end: place + 1 };
}

function yearAt(reading: Reading, place: number): number | null {
  const digits = digitsAt(reading, place);
  return digits?.length === 4 && /^20\d\d$/.test(digits) ? Number(digits) : null;
}

/** "11.10" may be a date or a time: what was asked for, else what lies ahead. */
function isRatherTime(a: string, b: string, day: number, hint: DayHint): boolean {
  if (Number(a) > 23 || b.length < 2) return false;
  if (hint.askedTime && !hint.askedDay) return true;
  return (day < hint.today.day || day > hint.today.day + hint.horizon) && Number(b) % 5 === 0;
}

function isAlone(reading: Reading, place: number, end: number): boolean {
  return (
    !/[:.]\d?/.test(gapAt(reading, place)) &&
    !/^[:.]$/.test(gapAt(reading, end)) &&
    !isMeasured(reading, end)
  );
}

/** "25 хвилин", "30 грн", "за 2 человек": no day. */
function isMeasured(reading: Reading, place: number): boolean {
  return (
    means(reading, place, "minute", "hour", "week", "day", "morning", "evening", "am", "pm") ||
    /^(?:грн|грив|руб|чел|люд|осиб|рокив|лет|раз)/u.test(keyAt(reading, place))
  );
}

function spanOf(day: number | null, end: number): Span | null {
  return day === null ? null : { from: day, to: day, end };
}

function means2({ senses, taken }: Reading, place: number): readonly string[] {
  return taken[place] === null ? (senses[place] ?? []) : [];
}
