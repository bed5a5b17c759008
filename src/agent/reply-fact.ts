import type { Salon } from "../booking/salon.ts";
import { doorsOf } from "./clock-hour.ts";
import { momentAt, type ClockHint } from "./clock-moment.ts";
import { isoOf, todayOf, weekdayOf } from "./day-calendar.ts";
import type { DayHint, Span } from "./day-number.ts";
import { spanAt } from "./day-read.ts";
import { isOfMaster } from "./master-match.ts";
import { readPhone } from "./phone-read.ts";
import { amountAt, isSum, wordNumberAt } from "./reply-number.ts";
import { heardUnits } from "./service-hear.ts";
import { listOf } from "./service-unit.ts";
import { gapAt, means, reading as readingOf, take, type Reading } from "./word-reading.ts";

/** What a reply states that can be compared: a sum or a count, a time, a day, who, what, and where to reach whom. */
export type FactKind = "number" | "time" | "day" | "master" | "service" | "phone" | "link" | "part";
/** `place`: of its first word in the reading. */
export type Fact = { kind: FactKind; value: string; place: number };
/** A text taken apart: its facts in their order, and its words; what a fact took is marked. */
export type Stated = { facts: Fact[]; reading: Reading };
export type StateHint = { now: number; salon: Salon };

/** Reads every fact out of a text. `times`: minutes that an hour of which nobody said the half of the day may mean. */
export function statedIn(
  text: string,
  { now, salon }: StateHint,
  times: readonly number[],
): Stated {
  const links = [...text.matchAll(LINK)].map(([link]) => link.replace(/[.,;:!?)]+$/u, ""));
  const reading = readingOf(text.replace(LINK, " ").replace(DOTTED, "$1:$2"));
  const today = todayOf(now, salon.zone);
  const day: DayHint = {
    today,
    horizon: salon.rules.horizonDays,
    askedDay: false,
    askedTime: false,
  };
  const clock: ClockHint = { doors: doorsOf(salon), asked: false, offered: times, today };
  const facts: Fact[] = [
    ...links.map((link): Fact => ({ kind: "link", value: link.toLowerCase(), place: 0 })),
    ...phonesIn(reading, salon),
    // "Від 1 800 грн" and "менше ніж 3 год" are no times.
    ...numbersIn(reading, (value, place) => isSum(value) || isSpan(reading, value, place)),
    ...daysIn(reading, day),
    ...timesIn(reading, clock),
    ...numbersIn(reading, () => true),
    ...mastersIn(reading, salon),
    ...servicesIn(reading, salon),
    ...partsIn(reading),
  ];
  return { facts: facts.toSorted((a, b) => a.place - b.place), reading };
}

/** Minutes of the day that a text names. */
export function minutesOf({ facts }: Stated): number[] {
  return facts.flatMap(({ kind, value }) => (kind === "time" ? [Number(value)] : []));
}

const LINK =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]*@[\w.-]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,}|укр|рф)(?:\/\S*)?/giu;
/** "11.30", but not of "27.11.2026". */
const DOTTED = /(?<![\d.,])([01]?\d|2[0-3])\.([0-5]\d)(?![\d]|[.,]\d)/gu;
/** More numbers than any answer has. */
const MOST = 40;

function phonesIn(reading: Reading, { country }: Salon): Fact[] {
  const found: Fact[] = [];
  while (found.length < MOST) {
    const before = reading.taken.slice();
    const phone = readPhone(reading, { country, asked: false });
    if (phone === null) return found;
    const place = reading.taken.findIndex((one, at) => one !== before[at]);
    found.push({ kind: "phone", value: phone, place });
  }
  return found;
}

type Dated = { span: Span; place: number };

function daysIn(reading: Reading, hint: DayHint): Fact[] {
  const found: Dated[] = [];
  for (let place = 0; place < reading.tokens.length; place += 1) {
    if (reading.taken[place] !== null) continue;
    const span = spanAt(reading, place, hint);
    if (span === null) continue;
    const last = found.at(-1);
    const one = last && isBeside(reading, last.span.end, place) ? joined(last.span, span) : null;
    if (one !== null && last) last.span = one;
    else found.push({ span, place });
    take(reading, place, span.end, "day");
    place = span.end - 1;
  }
  return found.map(({ span, place }) => {
    const value = `${isoOf(span.from)}..${isoOf(span.to)}${span.past ? " past" : ""}`;
    return { kind: "day", value, place };
  });
}

function isBeside(reading: Reading, end: number, place: number): boolean {
  return place === end && /^[\s,()—–-]*$/u.test(gapAt(reading, place));
}

/** "середа, 25 листопада" is one day; a weekday that is none of the date's stays a day of its own. */
function joined(a: Span, b: Span): Span | null {
  const [weekday, date] = a.bare ? [a, b] : [b, a];
  if (!weekday.bare || date.bare || date.from !== date.to || weekday.from !== weekday.to)
    return null;
  if (weekdayOf(weekday.from) !== weekdayOf(date.from)) return null;
  return { ...date, end: b.end };
}

function timesIn(reading: Reading, hint: ClockHint): Fact[] {
  const found: Fact[] = [];
  for (let place = 0; place < reading.tokens.length; place += 1) {
    if (reading.taken[place] !== null) continue;
    const time = momentAt(reading, place, hint);
    if (time === null) continue;
    found.push({ kind: "time", value: String(time.minute), place });
    take(reading, place, time.end, "time");
    place = time.end - 1;
  }
  return found;
}

/** Sums and counts, in digits and in words. */
function numbersIn(reading: Reading, wanted: (value: string, place: number) => boolean): Fact[] {
  const found: Fact[] = [];
  for (let place = 0; place < reading.tokens.length; place += 1) {
    if (reading.taken[place] !== null) continue;
    const number = amountAt(reading, place) ?? wordNumberAt(reading, place);
    if (number === null || !wanted(number.value, place)) continue;
    found.push({ kind: "number", value: number.value, place });
    take(reading, place, number.end, "phrase");
    place = number.end - 1;
  }
  return found;
}

/** So many hours or minutes, unless they stand where a time of day does. */
function isSpan(reading: Reading, value: string, place: number): boolean {
  return /\/(?:hour|minute|day|percent)$/.test(value) && !means(reading, place - 1, "at", "on");
}

/** Names of masters in any of their forms; a first name and a surname beside each other are one person. */
function mastersIn(reading: Reading, { masters }: Salon): Fact[] {
  const found: { ids: number[]; place: number; end: number }[] = [];
  for (const [place, { raw, kind, key }] of reading.tokens.entries()) {
    if (kind !== "word" || reading.taken[place] !== null || !/^\p{Lu}/u.test(raw)) continue;
    const ids = masters.filter((master) => isOfMaster(key, master)).map(({ id }) => id);
    if (ids.length === 0) continue;
    const last = found.at(-1);
    const both = last?.end === place ? ids.filter((id) => last.ids.includes(id)) : [];
    if (last && both.length > 0 && /^\s$/u.test(gapAt(reading, place))) {
      last.ids = both;
      last.end = place + 1;
    } else found.push({ ids, place, end: place + 1 });
    take(reading, place, place + 1, "master");
  }
  return found.map(({ ids, place }) => ({ kind: "master", value: ids.join("|"), place }));
}

/** What is said of services, phrase by phrase, whatever the order of its words. */
function servicesIn(reading: Reading, { services }: Salon): Fact[] {
  const groups = heardUnits(reading, listOf(services));
  return groups.map((group) => {
    for (const { place } of group) take(reading, place, place + 1, "service");
    const units = new Set(group.map(({ unit }) => unit));
    return {
      kind: "service",
      value: [...units].toSorted().join(" "),
      place: group[0]?.place ?? 0,
    };
  });
}

const PARTS = ["morning", "noon", "daytime", "lunch", "evening", "night", "afternoon"] as const;
/** "Добрий вечір", "гарного дня". */
const GREETS = /^(?:добр|гарн|хорош|приемн|приятн|чудов|good|nice|great|lovely|pleasant)/u;

/** "вранці", "in the evening", but no "good evening". */
function partsIn(reading: Reading): Fact[] {
  return reading.senses.flatMap((senses, place): Fact[] => {
    if (reading.taken[place] !== null) return [];
    const part = PARTS.find((one) => senses.includes(one));
    const greets = GREETS.test(reading.tokens[place - 1]?.key ?? "");
    if (greets ? part !== undefined || senses.includes("day") : part !== undefined)
      take(reading, place, place + 1, "time");
    if (part === undefined || greets) return [];
    return [{ kind: "part", value: part, place }];
  });
}
