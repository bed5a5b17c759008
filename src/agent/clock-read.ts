import { countAt, formAt } from "./clock-form.ts";
import { stretchOf, type Doors, type Part } from "./clock-hour.ts";
import {
  AND,
  leadOf,
  momentAt,
  partAt,
  resolved,
  SKIPPED,
  type ClockHint,
} from "./clock-moment.ts";
import type { TimeWish } from "./understood.ts";
import { gapAt, isNegated, keyAt, means, take, type Reading } from "./word-reading.ts";
import { isEither, isRefused } from "./word-refusal.ts";

/** `ahead`: so many days after today, for "in two hours". */
export type ClockFound = { time: TimeWish; ahead: number | null };

type Found = ClockFound & { place: number; end: number; weight: number };

/** Finds the times a message names and marks their words as taken; of several, the one that is asked for. */
export function readTimes(reading: Reading, hint: ClockHint): ClockFound | null {
  const found: Found[] = [];
  for (let place = 0; place < reading.tokens.length; place += 1) {
    if (reading.taken[place] !== null) continue;
    const one = timeAt(reading, place, hint);
    if (one === null) continue;
    const wanted = !isNegated(reading, place) && !isRefused(reading, one.end);
    if (wanted || one.weight > SURE) found.push(one);
    take(reading, place, one.end, "time");
    place = one.end - 1;
  }
  return chosen(reading, found);
}

const SURE = 2;
const DAY = 1440;

function timeAt(reading: Reading, place: number, hint: ClockHint): Found | null {
  return (
    fromNow(reading, place, hint) ??
    bounded(reading, place, hint) ??
    range(reading, place, hint) ??
    exact(reading, place, hint) ??
    partly(reading, place, hint)
  );
}

/** "через час", "через 2 часа", "in half an hour". */
function fromNow(reading: Reading, place: number, { today }: ClockHint): Found | null {
  if (!means(reading, place, "through")) return null;
  const half = HALVES.has(keyAt(reading, place + 1)) ? { value: 0.5, end: place + 2 } : null;
  const count = half ?? countAt(reading, place + 1) ?? { value: 1, end: place + 1 };
  const minutes = half
    ? 30
    : means(reading, count.end, "hour")
      ? count.value * 60
      : means(reading, count.end, "minute")
        ? count.value
        : null;
  if (minutes === null || minutes > DAY) return null;
  const at = Math.ceil((today.minute + minutes) / 5) * 5;
  return {
    time: { at: at % DAY },
    ahead: Math.floor(at / DAY),
    place,
    end: half ? half.end : count.end + 1,
    weight: SURE,
  };
}

const HALVES = new Set(["полчаса", "пивгодини", "полчасика"]);

/** "после шести", "до 12", "не раньше 10", "с 10 до 12", "between 12 and 3". */
function bounded(reading: Reading, place: number, hint: ClockHint): Found | null {
  const negated = means(reading, place + 1, "after", "before") && NOT.has(keyAt(reading, place));
  const at = negated ? place + 1 : place;
  if (!means(reading, at, "after", "before", "from", "between")) return null;
  const skipped = SKIPPED.has(keyAt(reading, at + 1)) ? at + 2 : at + 1;
  const start = skipped + (means(reading, skipped, "at", "on") ? 1 : 0);
  const part = partAt(reading, start);
  const form = momentAt(reading, start, hint);
  if (form === null) return part ? partBound(reading, at, start, part, hint) : null;
  if (!form.sure && means(reading, at, "from") && !means(reading, form.end, "to")) return null;
  const { open, close } = hint.doors;
  const minute = form.minute;
  const done = (time: TimeWish, end = form.end): Found => ({
    time,
    ahead: null,
    place,
    end,
    weight: negated ? SURE + 1 : SURE,
  });
  if (means(reading, at, "after"))
    return done({
      from: negated ? 0 + Math.min(open, minute) : minute + 1,
      to: negated ? minute : Math.max(close - 1, minute + 1),
    });
  if (means(reading, at, "before") && !means(reading, at, "from"))
    return done(
      negated
        ? { from: minute, to: Math.max(close - 1, minute) }
        : { from: Math.min(open, Math.max(minute - 1, 0)), to: Math.max(minute - 1, 0) },
    );
  const joined =
    means(reading, form.end, "to") ||
    AND.has(keyAt(reading, form.end)) ||
    /^\s?[-–—]\s?$/u.test(gapAt(reading, form.end));
  const dash = /^\s?[-–—]\s?$/u.test(gapAt(reading, form.end));
  const last = joined ? momentAt(reading, dash ? form.end : form.end + 1, hint) : null;
  if (last)
    return done({ from: minute, to: Math.max(minute, endOf(minute, last.minute) - 1) }, last.end);
  return means(reading, at, "from")
    ? done({ from: minute, to: Math.max(close - 1, minute) })
    : null;
}

const NOT = new Set(["не", "not", "no"]);
/** "до обіду", "после обеда", "before noon". */
function partBound(
  reading: Reading,
  at: number,
  start: number,
  part: Part,
  { doors }: ClockHint,
): Found | null {
  const noon = part === "lunch" || part === "daytime";
  if (!noon || means(reading, at, "from")) return null;
  const after = { from: 13 * 60, to: Math.max(doors.close - 1, 14 * 60) };
  const before = stretchOf("morning", doors);
  return {
    time: means(reading, at, "after") ? after : before,
    ahead: null,
    place: at,
    end: start + 1,
    weight: SURE,
  };
}

/** "по обіді": after lunch. */
function partBoundOf({ close }: Doors): Pick<Found, "time" | "ahead" | "weight"> {
  return { time: { from: 13 * 60, to: Math.max(close - 1, 14 * 60) }, ahead: null, weight: SURE };
}

/** "10-12", "12–15 часов". */
function range(reading: Reading, place: number, hint: ClockHint): Found | null {
  const led = leadOf(reading, place, hint);
  const [a, b] = [reading.tokens[place], reading.tokens[place + 1]];
  if (a?.kind !== "number" || b?.kind !== "number" || !/^\s?[-–—]\s?$/u.test(b.gap)) return null;
  if (a.raw.length > 2 || b.raw.length > 2 || Number(a.raw) >= Number(b.raw) || Number(b.raw) > 24)
    return null;
  if (
    !led.at &&
    !led.on &&
    !led.asked &&
    !means(reading, place + 2, "hour", "pm", "am", "evening", "morning")
  )
    return null;
  if (reading.taken[place + 1] !== null) return null;
  const from = resolved(
    { h: Number(a.raw), m: 0, end: 0, exact: false, sure: true },
    partAt(reading, place + 2),
    hint,
  );
  const to = resolved(
    { h: Number(b.raw), m: 0, end: 0, exact: false, sure: true },
    partAt(reading, place + 2),
    hint,
  );
  if (from === null || to === null) return null;
  const end =
    means(reading, place + 2, "hour") || partAt(reading, place + 2) ? place + 3 : place + 2;
  return {
    time: { from, to: Math.max(from, endOf(from, to) - 1) },
    ahead: null,
    place,
    end,
    weight: SURE,
  };
}

function exact(reading: Reading, place: number, hint: ClockHint): Found | null {
  // "на утро 10", "вечером в 7": the part of the day comes first.
  const part = partAt(reading, place);
  if (part && part !== "lunch") {
    const next =
      place +
      (means(reading, place + 1, "at", "on") && keyAt(reading, place + 1) !== "for" ? 2 : 1);
    const form = /^[\s,]{1,2}$/u.test(gapAt(reading, place + 1))
      ? formAt(reading, next, { at: true, on: false, asked: true })
      : null;
    const minute = form && !means(reading, form.end, "hour") ? resolved(form, part, hint) : null;
    if (form && minute !== null)
      return { time: { at: minute }, ahead: null, place, end: form.end, weight: SURE };
  }
  const led = momentAt(reading, place, hint);
  if (led === null) return null;
  const more = EITHERS.has(keyAt(reading, led.end));
  if (more && means(reading, led.end + 1, "after"))
    return {
      time: { from: led.minute, to: Math.max(hint.doors.close - 1, led.minute) },
      ahead: null,
      place,
      end: led.end + 2,
      weight: SURE,
    };
  return { time: { at: led.minute }, ahead: null, place, end: led.end, weight: SURE };
}

const EITHERS = new Set(["или", "чи", "або", "or", "и", "та", "and"]);

/** "зранку", "в первой половине дня", "late afternoon". */
function partly(reading: Reading, place: number, { doors }: ClockHint): Found | null {
  if (
    means(reading, place, "first", "second") &&
    means(reading, place + 1, "part") &&
    means(reading, place + 2, "day")
  )
    return {
      time: stretchOf(means(reading, place, "first") ? "morning" : "afternoon", doors),
      ahead: null,
      place,
      end: place + 3,
      weight: 1,
    };
  const part = partAt(reading, place);
  if (part === null || keyAt(reading, place) === "дня" || keyAt(reading, place) === "час")
    return null;
  if (part === "lunch" && keyAt(reading, place - 1) === "по")
    return { ...partBoundOf(doors), place, end: place + 1 };
  const tonight = means(reading, place, "evening") && keyAt(reading, place) === "tonight";
  return {
    time: stretchOf(part, doors),
    ahead: tonight ? 0 : null,
    place,
    end: place + 1,
    weight: 1,
  };
}

/** "с 12 до 3" ends in the afternoon. */
function endOf(from: number, to: number): number {
  return to <= from && to + DAY / 2 <= DAY ? to + DAY / 2 : to;
}

function chosen(reading: Reading, found: readonly Found[]): ClockFound | null {
  const most = Math.max(...found.map(({ weight }) => Math.min(weight, SURE)));
  const best = found.filter(({ weight }) => Math.min(weight, SURE) === most);
  const [first, last] = [best[0], best.at(-1)];
  if (!first || !last) return null;
  if (first === last || !isEither(reading, first.end, last.place)) return last;
  const [a, b] = [first.time, last.time];
  if ("at" in a && "at" in b && last.place - first.end < 3)
    return { time: { from: Math.min(a.at, b.at), to: Math.max(a.at, b.at) }, ahead: first.ahead };
  return first;
}
