import { dottedDay, namedDay, type DayHint, type Span } from "./day-number.ts";
import { laterDay, nearDay, weekDay, weekPart, wholeWeek } from "./day-word.ts";
import { isNegated, keyAt, means, take, type Reading } from "./word-reading.ts";
import { isEither, isRefused, isRefusedBefore } from "./word-refusal.ts";

/** The day that a message asks for; `bare`: a weekday that may be today's or, when its hour is over, the next week's. */
export type DayFound = Pick<Span, "from" | "to" | "bare" | "past">;

type Found = Span & { place: number; weight: number };

const rules = [dottedDay, laterDay, namedDay, nearDay, weekDay, weekPart, wholeWeek];

/** The days that are written at a place; null where none are. */
export function spanAt(reading: Reading, place: number, hint: DayHint): Span | null {
  for (const rule of rules) {
    const span = rule(reading, place, hint);
    if (span) return span;
  }
  return null;
}

/** Finds the days a message names and marks their words as taken; of several, the one that is asked for. */
export function readDays(reading: Reading, hint: DayHint): DayFound | null {
  const found: Found[] = [];
  for (let place = 0; place < reading.tokens.length; place += 1) {
    if (reading.taken[place] !== null) continue;
    const span = spanAt(reading, place, hint);
    if (span === null) continue;
    const wanted =
      !isNegated(reading, place) &&
      !isRefused(reading, span.end) &&
      !isRefusedBefore(reading, place);
    const day = { ...bounded(reading, place, span, hint), place, weight: weightOf(reading, place) };
    if (wanted) enter(found, day);
    take(reading, place, span.end, "day");
    place = span.end - 1;
  }
  return chosen(reading, found);
}

/** "В среду 2 декабря" and "2 декабря, в среду" are one day: the date tells which. */
function enter(found: Found[], day: Found): void {
  const before = found.at(-1);
  const dated = before?.bare !== true && before?.from === before?.to;
  if (before && day.bare && dated && day.place - before.end <= 1) return;
  const weekday = before?.bare === true && !day.bare && before.end === day.place;
  if (!weekday) found.push(day);
  else found.splice(-1, 1, { ...day, weight: Math.max(before.weight, day.weight) });
}

/** "до пятницы", "после 25-го", "с понедельника". */
function bounded(reading: Reading, place: number, span: Span, { today }: DayHint): Span {
  if (span.from !== span.to) return span;
  if (means(reading, place - 1, "before") && span.from > today.day)
    return {
      from: today.day,
      to: keyAt(reading, place - 1) === "before" ? span.to - 1 : span.to,
      end: span.end,
    };
  if (means(reading, place - 1, "after"))
    return { from: span.to + 1, to: span.to + WEEK, end: span.end };
  if (
    means(reading, place - 1, "from") &&
    STARTS.has(keyAt(reading, place - 1)) &&
    span.from >= today.day
  )
    return { from: span.from, to: span.from + WEEK - 1, end: span.end };
  return span;
}

const WEEK = 7;
const STARTS = new Set(["з", "из", "зи", "с", "со", "from", "починаючи", "начиная"]);

/** A day behind "на" is asked for, one behind "с" is left. */
function weightOf(reading: Reading, place: number): number {
  if (means(reading, place - 1, "from")) return 0;
  return means(reading, place - 1, "on", "at") ? 2 : 1;
}

/** The likeliest; of equals, the first of "Friday or Saturday", else the last: people correct themselves. */
function chosen(
  reading: Reading,
  found: readonly (Span & { place: number; weight: number })[],
): DayFound | null {
  const most = Math.max(...found.map(({ weight }) => weight));
  const best = found.filter(({ weight }) => weight === most);
  const [first, last] = [best[0], best.at(-1)];
  if (!first || !last) return null;
  const pick = first !== last && isEither(reading, first.end, last.place) ? first : last;
  const { from, to, bare, past } = pick;
  return { from, to, ...(bare ? { bare } : {}), ...(past ? { past } : {}) };
}
