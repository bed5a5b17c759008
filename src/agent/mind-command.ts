import { doorsOf } from "./clock-hour.ts";
import { isoOf, todayOf } from "./day-calendar.ts";
import type { Handles } from "./mind-handle.ts";
import { stands } from "./mind-quote.ts";
import { does, type Does, type ModelCommand } from "./mind-schema.ts";
import type { DayWish, Hint, TimeWish } from "./understood.ts";

/** What a model said that may be true: offered, well formed, and in the customer's own words. */
export type Meant = {
  words: ReadonlySet<Does>;
  services: number[];
  unknownService: string | null;
  master: number | "any" | null;
  day: DayWish | null;
  time: TimeWish | null;
  name: string | null;
  topics: string[];
  /** Commands that were none: nobody offered them, or nobody said so. */
  dropped: number;
};

type Asked = { hint: Pick<Hint, "now" | "salon">; handles: Handles; message: string };

/** Sorts a model's commands: what cannot be is dropped, of two for one thing the first counts. */
export function meantBy(commands: readonly ModelCommand[], asked: Asked): Meant {
  const meant: Omit<Meant, "words"> & { words: Set<Does> } = {
    words: new Set(),
    services: [],
    unknownService: null,
    master: null,
    day: null,
    time: null,
    name: null,
    topics: [],
    dropped: 0,
  };
  for (const command of commands) {
    const taken = stands(command.quote, asked.message) ? takenBy(command, asked) : null;
    if (taken === null) {
      meant.dropped += 1;
      continue;
    }
    const { word, services = [], topics = [], ...facts } = taken;
    meant.words.add(word);
    meant.services.push(...services.filter((id) => !meant.services.includes(id)));
    meant.topics.push(...topics.filter((key) => !meant.topics.includes(key)));
    meant.master ??= facts.master ?? null;
    meant.day ??= facts.day ?? null;
    meant.time ??= facts.time ?? null;
    meant.name ??= facts.name ?? null;
    meant.unknownService ??= facts.unknownService ?? null;
  }
  return meant;
}

type Facts = Partial<Omit<Meant, "words" | "dropped">>;

/** What one command says; null: it cannot be. */
function takenBy(command: ModelCommand, asked: Asked): ({ word: Does } & Facts) | null {
  const word = does.find((one) => one === command.do);
  if (word === undefined) return null;
  const reader = readers[word];
  const facts = reader ? reader(command, asked) : {};
  return facts === null ? null : { word, ...facts };
}

type Reader = (command: ModelCommand, asked: Asked) => Facts | null;

const readers: Partial<Record<Does, Reader>> = {
  service: ({ id }, { handles }) => {
    const service = handles.services.get(id);
    return service === undefined ? null : { services: [service] };
  },
  unknown_service: ({ text }, { message }) =>
    stands(text, message) && text.length <= LONGEST ? { unknownService: text.trim() } : null,
  master: ({ id }, { handles }) => {
    const master = id === "any" ? ("any" as const) : handles.masters.get(id);
    return master === undefined ? null : { master };
  },
  day: ({ from, to }, { hint }) => {
    const day = dayOf(from, to, hint);
    return day && { day };
  },
  time: ({ from, to }, { hint }) => {
    const time = timeOf(from, to);
    return time && isOpen(time, hint.salon) ? { time } : null;
  },
  slot: ({ id }, { handles, hint }) => {
    const slot = handles.slots.get(id);
    return slot === undefined ? null : placed(slot, hint);
  },
  visit: ({ id }, { handles, hint }) => {
    const visit = handles.visits.get(id);
    return visit === undefined ? null : { ...placed(visit, hint), services: [visit.serviceId] };
  },
  name: ({ text }, { message }) =>
    NAME.test(text.trim()) && stands(text, message) ? { name: text.trim() } : null,
  topic: ({ id }, { handles }) => {
    const key = handles.topics.get(id);
    return key === undefined ? null : { topics: [key] };
  },
};

const LONGEST = 60;
const NAME = /^\p{L}[\p{L}\p{M}'’ʼ-]{1,39}(?: \p{L}[\p{L}\p{M}'’ʼ-]{1,39})?$/u;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
/** Nobody plans further, and nobody asks for what was so long ago. */
const FAR_DAYS = 400;

/** Days that are in the calendar and in their order, and not years away. */
function dayOf(from: string, to: string, { now, salon }: Asked["hint"]): DayWish | null {
  const today = todayOf(now, salon.zone).day;
  const first = countOf(from);
  const last = to === "" ? first : countOf(to);
  if (first === null || last === null || last < first) return null;
  if (Math.abs(first - today) > FAR_DAYS || last - today > FAR_DAYS) return null;
  const past = last < today;
  return { from: isoOf(past ? first : Math.max(first, today)), to: isoOf(last), past };
}

function countOf(iso: string): number | null {
  const [, y, mo, d] = DATE.exec(iso) ?? [];
  if (y === undefined || mo === undefined || d === undefined) return null;
  const day = Date.UTC(Number(y), Number(mo) - 1, Number(d)) / DAY_MS;
  return isoOf(day) === iso ? day : null;
}

const DAY_MS = 86_400_000;

function timeOf(from: string, to: string): TimeWish | null {
  const first = minuteOf(from);
  if (first === null) return null;
  if (to === "" || to === from) return { at: first };
  const last = minuteOf(to);
  return last === null || last < first ? null : { from: first, to: last };
}

/** At night nobody comes: whoever does ask for it says so in figures, which the rules read. */
function isOpen(time: TimeWish, salon: Asked["hint"]["salon"]): boolean {
  const { open, close } = doorsOf(salon);
  const { from, to } = "at" in time ? { from: time.at, to: time.at } : time;
  return from < close && to >= open;
}

function minuteOf(time: string): number | null {
  const [, h, mi] = TIME.exec(time) ?? [];
  return h === undefined || mi === undefined ? null : Number(h) * 60 + Number(mi);
}

function placed(
  { start, masterId }: { start: number; masterId: number },
  { salon }: Asked["hint"],
): Facts {
  const { day, minute } = todayOf(start, salon.zone);
  const on = isoOf(day);
  return { day: { from: on, to: on, past: false }, time: { at: minute }, master: masterId };
}
