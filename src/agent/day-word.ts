import { weekdayOf } from "./day-calendar.ts";
import type { DayHint, Span } from "./day-number.ts";
import { digitsAt, gapAt, keyAt, means, type Reading } from "./word-reading.ts";
import { numbered } from "./word-sense.ts";

/** "сегодня", "tomorrow", "the day after tomorrow", "вчора". */
export function nearDay(reading: Reading, place: number, { today }: DayHint): Span | null {
  if (
    means(reading, place, "day") &&
    means(reading, place + 1, "after") &&
    means(reading, place + 2, "tomorrow")
  )
    return one(today.day + 2, place + 3);
  if (
    means(reading, place, "after") &&
    means(reading, place + 1, "tomorrow") &&
    keyAt(reading, place) === "after"
  )
    return one(today.day + 2, place + 2);
  for (const [sense, ahead] of near)
    if (means(reading, place, sense)) return one(today.day + ahead, place + 1);
  return null;
}

const near: readonly (readonly [string, number])[] = [
  ["today", 0],
  ["overmorrow", 2],
  ["tomorrow", 1],
  ["yesterday", -1],
];

/** "через 3 дні", "через неделю в среду", "in a week". */
export function laterDay(reading: Reading, place: number, { today }: DayHint): Span | null {
  if (!means(reading, place, "through")) return null;
  const count = countAt(reading, place + 1);
  const unit = place + 1 + count.length;
  const times = count.value ?? 1;
  if (times > 60) return null;
  // "Через день" is the day after tomorrow, "in a day" is tomorrow.
  if (means(reading, unit, "day"))
    return one(today.day + (count.value ?? (keyAt(reading, place) === "через" ? 2 : 1)), unit + 1);
  if (means(reading, unit, "month")) return one(today.day + 30 * times, unit + 1);
  if (!means(reading, unit, "week")) return null;
  const day = today.day + 7 * times;
  const weekday = weekdayAfter(reading, unit + 1);
  if (weekday === null) return one(day, unit + 1);
  return one(mondayOf(day) + weekday.value, weekday.end);
}

/** "в пятницу", "наступного вівторка", "в среду на следующей неделе", "с понедельника по среду". */
export function weekDay(reading: Reading, place: number, { today }: DayHint): Span | null {
  const qualified = means(reading, place, "next", "this", "nearest", "last");
  const at = qualified ? place + 1 : place;
  const weekday = weekdayAt(reading, at);
  if (weekday === null) return null;
  const coming = today.day + ((weekday - weekdayOf(today.day) + 7) % 7);
  if (qualified && means(reading, place, "last")) return { ...one(coming - 7, at + 1), past: true };
  if (qualified && means(reading, place, "next"))
    return one(mondayOf(today.day) + 7 + weekday, at + 1);
  const later = laterDay(reading, at + 1, { today, horizon: 0, askedDay: false, askedTime: false });
  if (later) return one(mondayOf(later.from) + weekday, later.end);
  const week = weekAt(reading, at + 1, today.day);
  if (week) return one(mondayOf(week.from) + weekday, week.end);
  const end = weekdayEnd(reading, at + 1);
  if (end !== null) {
    const to = coming + ((end.value - weekday + 7) % 7);
    return { from: coming, to, end: end.end };
  }
  return { ...one(coming, at + 1), ...(qualified ? {} : { bare: true }) };
}

/** "на цьому тижні", "next week on Friday", "на выходных", "по будням". */
export function wholeWeek(reading: Reading, place: number, { today }: DayHint): Span | null {
  const week = weekAt(reading, place, today.day);
  if (week) {
    const weekday = weekdayAfter(reading, week.end);
    return weekday === null ? week : one(mondayOf(week.from) + weekday.value, weekday.end);
  }
  const next = means(reading, place, "next");
  const at = next || means(reading, place, "this", "nearest") ? place + 1 : place;
  const monday = mondayOf(today.day) + (next ? 7 : 0);
  if (means(reading, at, "weekend") && !isFree(reading, at))
    return { from: Math.max(monday + 5, today.day), to: monday + 6, end: at + 1 };
  if (means(reading, at, "workday")) {
    const from = Math.max(monday, today.day);
    const friday = monday + 4;
    return from > friday
      ? { from: monday + 7, to: friday + 7, end: at + 1 }
      : { from, to: friday, end: at + 1 };
  }
  return null;
}

function weekdayAt({ senses, taken }: Reading, place: number): number | null {
  return taken[place] === null ? numbered("wd", senses[place] ?? []) : null;
}

/** "в конце недели", "на початку наступного тижня". */
export function weekPart(reading: Reading, place: number, { today }: DayHint): Span | null {
  const part = weekParts.find(({ word }) => word.test(keyAt(reading, place)));
  if (!part) return null;
  const at = keyAt(reading, place + 1) === "of" ? place + 2 : place + 1;
  const next = means(reading, at, "next");
  const week = next || means(reading, at, "this") || keyAt(reading, at) === "the" ? at + 1 : at;
  if (!means(reading, week, "week")) return null;
  const monday = mondayOf(today.day) + (next || today.day > mondayOf(today.day) + part.to ? 7 : 0);
  return { from: Math.max(monday + part.from, today.day), to: monday + part.to, end: week + 1 };
}

const weekParts: readonly { word: RegExp; from: number; to: number }[] = [
  { word: /^(?:кинц|конц|наприкинц|end$)/u, from: 4, to: 6 },
  { word: /^(?:почат|начал|start$|beginning$)/u, from: 0, to: 2 },
  { word: /^(?:середин|middle$)/u, from: 2, to: 3 },
];

/** "на цьому тижні", "следующая неделя", "next week": from its Monday, or from today. */
function weekAt(reading: Reading, place: number, today: number): Span | null {
  const at = means(reading, place, "on", "at") ? place + 1 : place;
  if (!means(reading, at + 1, "week")) {
    const bare = means(reading, at, "week") && at > place && keyAt(reading, at).endsWith("е");
    return bare ? { from: today, to: mondayOf(today) + 6, end: at + 1 } : null;
  }
  const monday = mondayOf(today);
  if (means(reading, at, "next")) return { from: monday + 7, to: monday + 13, end: at + 2 };
  if (means(reading, at, "this", "nearest")) return { from: today, to: monday + 6, end: at + 2 };
  return means(reading, at, "last")
    ? { from: monday - 7, to: monday - 1, end: at + 2, past: true }
    : null;
}

/** "… в среду", a weekday a preposition later. */
function weekdayAfter(reading: Reading, place: number): { value: number; end: number } | null {
  const at = means(reading, place, "at", "on") ? place + 1 : place;
  const value = weekdayAt(reading, at);
  return value === null ? null : { value, end: at + 1 };
}

/** "пн-ср", "с понедельника по среду"; keys. */
function weekdayEnd(reading: Reading, place: number): { value: number; end: number } | null {
  const dash = /^\s?[-–—]\s?$/u.test(gapAt(reading, place));
  const joined =
    means(reading, place, "to") ||
    (keyAt(reading, place) === "and" && means(reading, place - 2, "between"));
  if (!dash && !joined) return null;
  const value = weekdayAt(reading, dash ? place : place + 1);
  return value === null ? null : { value, end: place + (dash ? 1 : 2) };
}

/** "в эту пятницу выходной?": a day off is no weekend. */
function isFree(reading: Reading, place: number): boolean {
  return /(?:ои|ии|им)$/u.test(keyAt(reading, place));
}

function countAt(reading: Reading, place: number): { value: number | null; length: number } {
  const digits = digitsAt(reading, place);
  if (digits !== null) return { value: Number(digits), length: 1 };
  if (means(reading, place, "couple")) return { value: 2, length: 1 };
  const word = reading.taken[place] === null ? numbered("n", reading.senses[place] ?? []) : null;
  return word === null ? { value: null, length: 0 } : { value: word, length: 1 };
}

function mondayOf(day: number): number {
  return day - weekdayOf(day);
}

function one(day: number, end: number): Span {
  return { from: day, to: day, end };
}
