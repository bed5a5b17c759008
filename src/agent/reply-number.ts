import { digitsAt, gapAt, keyAt, means, type Reading } from "./word-reading.ts";
import { numbered } from "./word-sense.ts";

/** A number with what it counts: "650/uah", "from 1800/uah", "2/hour", "7/". */
export type Amount = { value: string; end: number };

/** A number in digits at a place, its thousands and its unit with it. */
export function amountAt(reading: Reading, place: number): Amount | null {
  const { tokens, taken } = reading;
  if (tokens[place]?.kind !== "number" || taken[place] !== null) return null;
  let digits = tokens[place].raw;
  let end = place + 1;
  // "1 800", "25 000": thousands are parted by a blank, a comma or an apostrophe.
  while (digits.length < 7 && isThousand(reading, end) && (end > place + 1 || digits.length < 4)) {
    digits += tokens[end]?.raw ?? "";
    end += 1;
  }
  const fraction = /^[.,]$/.test(gapAt(reading, end)) && digitsAt(reading, end);
  if (fraction) {
    digits += `.${fraction}`;
    end += 1;
  }
  const sign = signOf(`${gapAt(reading, place)} `.slice(-3)) ?? signOf(gapAt(reading, end));
  const unit = sign ?? unitAt(reading, end);
  const long = sign === null && unit !== null;
  const from = isFrom(reading, place) ? "from " : "";
  return { value: `${from}${Number(digits)}/${unit ?? ""}`, end: long ? end + 1 : end };
}

/** A number in words; "one" and "a" count nothing. */
export function wordNumberAt(reading: Reading, place: number): Amount | null {
  const { senses, taken } = reading;
  if (taken[place] !== null) return null;
  const key = keyAt(reading, place);
  if (LARGE.test(key)) return { value: key, end: place + 1 };
  if (means(reading, place, "half", "quarter", "couple")) return { value: key, end: place + 1 };
  const of = senses[place] ?? [];
  const number = numbered("n", of) ?? numbered("o", of);
  if (number === null || number < 2) return null;
  const unit = unitAt(reading, place + 1);
  return { value: `${number}/${unit ?? ""}`, end: unit === null ? place + 1 : place + 2 };
}

/** Whether a number is the other one, told with the same unit or without any. */
export function isSameNumber(told: string, meant: string): boolean {
  return told === meant || (told.endsWith("/") && meant.startsWith(told));
}

/** Of what is counted in money. */
export function isSum(value: string): boolean {
  return /\/(?:uah|rub|kzt|usd|eur)$/.test(value);
}

function isThousand(reading: Reading, place: number): boolean {
  const token = reading.tokens[place];
  if (token?.kind !== "number" || reading.taken[place] !== null) return false;
  return token.raw.length === 3 && /^[\s,.'’]$/u.test(token.gap);
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/₴/u, "uah"],
  [/₽/u, "rub"],
  [/₸/u, "kzt"],
  [/\$/u, "usd"],
  [/€/u, "eur"],
  [/%/u, "percent"],
];

function signOf(gap: string): string | null {
  return SIGNS.find(([sign]) => sign.test(gap))?.[1] ?? null;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(?:грн|гривен|гривн|гриве|uah|hrn|hryvn)/u, "uah"],
  [/^(?:руб|rub|рубл)/u, "rub"],
  [/^(?:тенге|тг$|kzt|tenge)/u, "kzt"],
  [/^(?:долар|usd|dollar|бакс)/u, "usd"],
  [/^(?:евро|eur|евр)/u, "eur"],
  [/^(?:процент|видсот|percent)/u, "percent"],
  [/^(?:ден|дн[ияиуе]в?|days?$|днеи$)/u, "day"],
];

function unitAt(reading: Reading, place: number): string | null {
  if (!/^[\s\u00a0\u202f-]*$/u.test(gapAt(reading, place))) return null;
  if (means(reading, place, "hour")) return "hour";
  if (means(reading, place, "minute")) return "minute";
  const key = keyAt(reading, place);
  return UNITS.find(([word]) => word.test(key))?.[1] ?? null;
}

/** Words of hundreds and thousands, and "one and a half". */
const LARGE =
  /^(?:сто$|ста$|двист|двести|триста|чотириста|четиреста|.*сот$|тисяч|тисач|тис$|hundred|thousand|пивтор|полтор|десятк|dozen|шистдесят|шестдесят|симдесят|семдесят|висимдесят|восемдесят|девяност|девяносто|sixty|seventy|eighty|ninety|пара$|пару$)/u;

const FROM = /^(?:вид|от|from)$/u;

function isFrom(reading: Reading, place: number): boolean {
  return FROM.test(keyAt(reading, place - 1)) && /^[\s\u00a0\u202f]*$/u.test(gapAt(reading, place));
}
