import { toE164, type Country } from "../lib/phone.ts";
import { take, type Reading } from "./word-reading.ts";

/** Finds the phone in a message, in E.164, and marks its digits as taken; `asked`: a number of fewer digits may be one, too. */
export function readPhone(
  reading: Reading,
  { country, asked }: { country: Country; asked: boolean },
): string | null {
  const runs = runsOf(reading);
  for (const run of runs) {
    const found = sureIn(reading, run, country) ?? wholeOf(reading, run, { country, asked });
    if (found === null) continue;
    take(reading, found.from, found.to, "phone");
    return found.phone;
  }
  return null;
}

type Run = { from: number; to: number };
type Found = { phone: string; from: number; to: number };

const FEWEST = 9;
const MOST_DIGITS = 15;
const MOST_RUNS = 20;

/** Stretches of numbers with nothing between them but what stands in phones. */
function runsOf({ tokens, taken }: Reading): Run[] {
  const runs: Run[] = [];
  let from: number | null = null;
  for (let place = 0; place <= tokens.length; place += 1) {
    const token = tokens[place];
    const digits = token?.kind === "number" && taken[place] === null;
    const joined = token !== undefined && /^[\s().\-/+–—]{0,4}$/u.test(token.gap);
    if (from !== null && (!digits || !joined)) {
      runs.push({ from, to: place });
      from = null;
    }
    if (digits && from === null) from = place;
  }
  return runs.slice(0, MOST_RUNS);
}

/** What has the shape of a phone of the business's country, or a plus before it. */
function sureIn(reading: Reading, run: Run, country: Country): Found | null {
  for (let from = run.from; from < run.to; from += 1) {
    const plus = /\+\s?\(?$/.test(reading.tokens[from]?.gap ?? "");
    let digits = "";
    let longest: Found | null = null;
    for (let to = from + 1; to <= run.to && digits.length <= MOST_DIGITS; to += 1) {
      digits += reading.tokens[to - 1]?.raw ?? "";
      const phone = digits.length > MOST_DIGITS ? null : shaped(digits, { plus, country });
      if (phone !== null) longest = { phone, from, to };
    }
    if (longest) return longest;
  }
  return null;
}

const shapes: Partial<Record<Country, RegExp>> = {
  UA: /^(?:0[3-9]\d{8}|380\d{9}|80[3-9]\d{8})$/,
  RU: /^(?:[78]\d{10}|9\d{9})$/,
  KZ: /^(?:[78]\d{10}|7[0-7]\d{8})$/,
  BY: /^(?:375\d{9}|80\d{9})$/,
  UZ: /^(?:998\d{9}|9\d{8})$/,
};

function shaped(
  digits: string,
  { plus, country }: { plus: boolean; country: Country },
): string | null {
  if (plus) return digits.length < FEWEST ? null : toE164(`+${digits}`, country);
  const shape = shapes[country];
  if (shape) return shape.test(digits) ? local(digits, country) : null;
  return digits.length >= FEWEST && digits.length <= 13 ? toE164(digits, country) : null;
}

/** "8 050 …" was dialled across Ukraine before the year 2009, and still is written so. */
function local(digits: string, country: Country): string | null {
  return toE164(country === "UA" && /^80\d{9}$/.test(digits) ? digits.slice(1) : digits, country);
}

/** A foreign number, or one of nine digits, that stands by itself. */
function wholeOf(
  { tokens }: Reading,
  { from, to }: Run,
  { country, asked }: { country: Country; asked: boolean },
): Found | null {
  const digits = tokens
    .slice(from, to)
    .reduce((all, { raw }) => (all.length > MOST_DIGITS ? all : all + raw), "");
  const fewest = asked ? FEWEST : 10;
  if (digits.length < fewest || digits.length > MOST_DIGITS) return null;
  // "25.11.2026 10:30" has as many digits.
  if (!asked && tokens.slice(from + 1, to).some(({ gap }) => gap === ".")) return null;
  const phone = toE164(digits, country);
  return phone === null ? null : { phone, from, to };
}
