import { formAt, type Form } from "./clock-form.ts";
import { minuteOf, type Doors, type Part } from "./clock-hour.ts";
import type { Today } from "./day-calendar.ts";
import { gapAt, keyAt, means, type Reading } from "./word-reading.ts";

/** What the reading of times leans on. `asked`: a bare number is an hour; `offered`: minutes of the day. */
export type ClockHint = { doors: Doors; asked: boolean; offered: readonly number[]; today: Today };
/** The part of the day that a word names. */
export function partAt(reading: Reading, place: number): Part | null {
  for (const part of parts) if (means(reading, place, part)) return part;
  return null;
}

const parts: readonly Part[] = ["morning", "afternoon", "evening", "night", "lunch", "daytime"];

/** The time that is written at a place, with the part of the day behind it, as a minute. */
export function momentAt(
  reading: Reading,
  place: number,
  hint: ClockHint,
): (Form & { minute: number }) | null {
  const form = formAt(reading, place, leadOf(reading, place, hint));
  if (form === null) return null;
  const of =
    keyAt(reading, form.end) === "in" && keyAt(reading, form.end + 1) === "the"
      ? form.end + 2
      : form.end;
  const day = means(reading, of, "day") && keyAt(reading, of) === "дня";
  const half = means(reading, of, "am") ? "morning" : means(reading, of, "pm") ? "afternoon" : null;
  const part = half ?? (day ? "daytime" : partAt(reading, of));
  const minute =
    half === "afternoon" && form.h < 12
      ? (form.h + 12) * 60 + form.m
      : resolved(form, part ?? partNear(reading, place), hint);
  if (minute === null) return null;
  const dotted = half && ["m", "м"].includes(keyAt(reading, of + 1)) ? 2 : 1;
  return { ...form, end: part ? of + dotted : form.end, minute };
}

/** The minute of the day that a form means. */
export function resolved(
  form: Form,
  part: Part | null,
  { doors, offered }: ClockHint,
): number | null {
  return minuteOf({ ...form, part: form.exact ? null : part }, doors, offered);
}

/** "вечером, часов в семь": a part of the day a few words before. */
function partNear(reading: Reading, place: number): Part | null {
  for (let before = place - 1; before >= Math.max(place - 4, 0); before -= 1) {
    if (/[.!?\n]/.test(gapAt(reading, before + 1))) return null;
    for (const part of parts)
      if (reading.senses[before]?.includes(part) === true && reading.taken[before] !== "phrase")
        return part;
  }
  return null;
}

/** What stands before a time. */
export function leadOf(
  reading: Reading,
  place: number,
  { asked }: ClockHint,
): { at: boolean; on: boolean; asked: boolean } {
  const before = (one: number, ...any: string[]): boolean =>
    reading.taken[one] !== "phrase" &&
    any.some((sense) => reading.senses[one]?.includes(sense) === true);
  const at =
    before(place - 1, "at", "after", "before", "from", "between", "about", "to") ||
    (AND.has(keyAt(reading, place - 1)) && before(place - 3, "between")) ||
    SKIPPED.has(keyAt(reading, place - 1));
  return { at, on: before(place - 1, "on"), asked };
}

export const AND = new Set(["и", "та", "and"]);
export const SKIPPED = new Set(["чем", "чим", "ниж", "за", "than", "як"]);
