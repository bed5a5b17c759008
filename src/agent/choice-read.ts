import type { Salon, Slot, Visit } from "../booking/salon.ts";
import { wallOf } from "../lib/zone.ts";
import { isoOf, todayOf } from "./day-calendar.ts";
import type { Hint } from "./understood.ts";
import { digitsAt, gapAt, keyAt, means, take, type Reading } from "./word-reading.ts";

/** What was chosen of what was offered, by its place in the list or by its relation to it. */
export type Choice = {
  day: string | null;
  at: number | null;
  master: number | null;
  service: number | null;
};

/** "другий варіант", "the last one", "№ 2": one of what was offered last. */
export function readChoice(reading: Reading, hint: Hint): Choice | null {
  const place = reading.tokens.findIndex((_, at) => indexAt(reading, at) !== null);
  if (place < 0) return null;
  const index = indexAt(reading, place) ?? 0;
  const noun = [place - 1, place + 1, place + 2].find((at) => NOUN.test(keyAt(reading, at)));
  if (noun === undefined && (reading.tokens.length > 4 || isLed(reading, place))) return null;
  const chosen = choiceOf(hint, index);
  if (chosen === null) return null;
  take(reading, place, place + 1, "phrase");
  if (noun !== undefined) take(reading, noun, noun + 1, "phrase");
  return chosen;
}

/** "на час пізніше", "an hour earlier": a time counted from the one that is spoken of. */
export function readShift(reading: Reading, hint: Hint): Choice | null {
  for (let place = 0; place < reading.tokens.length; place += 1) {
    const later = LATER.test(keyAt(reading, place));
    if (!later && !EARLIER.test(keyAt(reading, place))) continue;
    if (!means(reading, place - 1, "hour") && !HALF.has(keyAt(reading, place - 1))) continue;
    const count = digitsAt(reading, place - 2);
    const minutes = HALF.has(keyAt(reading, place - 1)) ? 30 : 60 * Number(count ?? 1);
    const base = baseOf(hint);
    if (base === null || minutes > 720) return null;
    const at = base.at + (later ? minutes : -minutes);
    if (at < 0 || at >= DAY) return null;
    take(reading, place - (count === null ? 1 : 2), place + 1, "time");
    return { day: base.day, at, master: null, service: null };
  }
  return null;
}

/** "пізніше", "пораньше" without a time: later or earlier than everything that was offered. */
export function beyondOffered(
  reading: Reading,
  { offered, salon }: Hint,
): { from: number; to: number } | null {
  const minutes = offered.slots.map(({ start }) => minuteOf(start, salon.zone));
  if (minutes.length === 0) return null;
  const free = (pattern: RegExp): boolean =>
    reading.tokens.some(({ key }, place) => reading.taken[place] === null && pattern.test(key));
  if (free(LATER)) return { from: Math.min(Math.max(...minutes) + 1, DAY - 1), to: DAY - 1 };
  if (free(EARLIER)) return { from: 0, to: Math.max(Math.min(...minutes) - 1, 0) };
  return null;
}

/** The minute of the day on the wall. */
export function minuteOf(instant: number, zone: string): number {
  const { h, mi } = wallOf(instant, zone);
  return h * 60 + mi;
}

const DAY = 1440;
const LATER = /^(?:попизниш|пизниш|позж|попозж|позднее|later)/u;
const EARLIER = /^(?:пораниш|раниш|ранш|поранш|earlier|sooner)/u;
const HALF = new Set(["полчаса", "пивгодини", "полчасика"]);
const NOUN = /^(?:вариант|option|опци|номер|one$|вибир|пункт|слот|slot)/u;
const FIRST = /^(?:перш|перв|first)/u;
const ORDINALS: readonly RegExp[] = [
  FIRST,
  /^(?:друг|втор|second)/u,
  /^(?:трет|third)/u,
  /^(?:четверт(?!г)|fourth)/u,
  /^(?:пята|пятии|пятое|fifth)/u,
];
const LAST = /^(?:остан|послед|last$)/u;

/** The place in a list that a word means; the last is -1. */
function indexAt(reading: Reading, place: number): number | null {
  if (reading.taken[place] !== null) return null;
  const key = keyAt(reading, place);
  if (LAST.test(key)) return -1;
  const digits = digitsAt(reading, place);
  if (digits !== null) {
    const named =
      NOUN.test(keyAt(reading, place - 1)) ||
      NOUN.test(keyAt(reading, place + 1)) ||
      /[№#]\s?$/u.test(gapAt(reading, place));
    return named && digits.length === 1 && digits !== "0" ? Number(digits) - 1 : null;
  }
  const index = ORDINALS.findIndex((ordinal) => ordinal.test(key));
  return index < 0 || means(reading, place + 1, "part", "half") ? null : index;
}

/** "о другій", "на п'яту": an hour. */
function isLed(reading: Reading, place: number): boolean {
  return means(reading, place - 1, "at", "on", "after", "before", "from", "half", "quarter");
}

function choiceOf({ asked, offered, salon, mine }: Hint, index: number): Choice | null {
  if (asked === "service" && offered.services.length > 0) {
    const service = offered.services.at(index) ?? null;
    return service === null ? null : { day: null, at: null, master: null, service };
  }
  if ((asked === "which_visit" || offered.slots.length === 0) && offered.visits.length > 0) {
    const id = offered.visits.at(index);
    const visit = mine.find((one) => one.id === id);
    return visit ? placed(visit, salon) : null;
  }
  const slot = offered.slots.at(index);
  return slot ? { ...placed(slot, salon), service: null } : null;
}

function placed({ start, masterId, serviceId }: Slot | Visit, salon: Salon): Choice {
  return {
    day: isoOf(todayOf(start, salon.zone).day),
    at: minuteOf(start, salon.zone),
    master: masterId,
    service: serviceId,
  };
}

function baseOf({ draft, mine, salon }: Hint): { day: string | null; at: number } | null {
  const [visit, other] = mine;
  if (draft.slot)
    return {
      day: isoOf(todayOf(draft.slot.start, salon.zone).day),
      at: minuteOf(draft.slot.start, salon.zone),
    };
  if (draft.time && "at" in draft.time) return { day: null, at: draft.time.at };
  if (visit && !other)
    return {
      day: isoOf(todayOf(visit.start, salon.zone).day),
      at: minuteOf(visit.start, salon.zone),
    };
  return null;
}
