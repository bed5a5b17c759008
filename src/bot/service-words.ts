import type { Price, Words } from "../booking/salon.ts";
import { readMoney } from "../lib/money.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";

/** What was written of a service: a part that was not is null. */
export type ServiceRead = { name: string; minutes: number | null; price: Price | null };

const NAME = 60;
const SYNONYM = 40;
const MOST_SYNONYMS = 30;

const HOURS = "(?:год\\p{L}*|г|час\\p{L}*|ч|h|hrs?|hours?)\\.?";
const MINUTES = "(?:хв\\p{L}*|мин\\p{L}*|min\\p{L}*|м|m)\\.?";
const LONG = `(?:(\\d{1,2}(?:[.,]5)?)\\s*${HOURS}(?:\\s*(\\d{1,2})\\s*(?:${MINUTES})?)?|(\\d{1,3})\\s*${MINUTES})`;
const LENGTH = new RegExp(`^${LONG}$`, "iu");
const LENGTH_AT_END = new RegExp(`(?:^|[\\s,;–—-])${LONG}\\s*[,;–—-]*\\s*$`, "iu");
const LENGTH_WITHIN = new RegExp(`(?:^|[\\s,;–—-])${LONG}(?=[\\s,;–—-])`, "iu");
const FROM = /^(?:від|от|from)(?=[\s\d])\s*/iu;
/** A sum at the end: with a word before it or a currency behind it, thousands may be parted. */
const SUM_AT_END =
  /(?:^|[\s,;–—-])((?:(?:від|от|from)\s*)?\d[\d\u00a0\u202f ]*(?:[.,]\d{1,2})?\s*(?:[^\d\s,;+]{1,8}\.?)?\+?)\s*$/iu;
const BARE_AT_END = /(?:^|\s)((?:(?:від|от|from)\s*)?\d+(?:[.,]\d{1,2})?)$/iu;

/** Reads "Манікюр 60 хв від 400", in any order behind the name; without a unit the first number is the minutes. */
export function readService(written: string): ServiceRead | null {
  let rest = written.replace(/\s+/gu, " ").trim();
  let minutes: number | null = null;
  let price: Price | null = null;
  for (let turn = 0; turn < 2; turn += 1) {
    const long = minutes === null ? LENGTH_AT_END.exec(rest) : null;
    if (long) {
      minutes = minutesOf(long.slice(1));
      rest = rest.slice(0, long.index).trim();
      continue;
    }
    const sum: ReturnType<typeof sumAtEnd> =
      price === null ? sumAtEnd(rest, minutes !== null || LENGTH_WITHIN.test(rest)) : null;
    if (sum === null) break;
    price = sum.price;
    rest = sum.rest;
  }
  const bare = minutes === null && price !== null ? /(?:^|\s)(\d{1,3})$/u.exec(rest) : null;
  if (bare) {
    minutes = Number(bare[1]);
    rest = rest.slice(0, bare.index);
  }
  const name = cleanName(rest.replace(/[\s,;:–—-]+$/u, ""), NAME);
  return name === null || !/\p{L}/u.test(name) ? null : { name, minutes, price };
}

/** "90", "90 хв", "1 год 30 хв", "1:30", "1,5 год" as minutes. */
export function readMinutes(written: string): number | null {
  const text = written.trim().toLowerCase();
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const match = LENGTH.exec(text);
  return match ? minutesOf(match.slice(1)) : null;
}

/** "450", "від 450 грн", "from 450", "450+"; in another currency than the business's it is none. */
export function readPrice(written: string, currency?: string): Price | null {
  const text = written.trim();
  const from = FROM.test(text) || text.endsWith("+");
  const read = readMoney(text.replace(FROM, "").replace(/\+$/u, ""));
  if ("wrong" in read) return null;
  if (currency !== undefined && read.currency !== null && read.currency !== currency) return null;
  return { amount: read.amount, kind: from ? "from" : "fixed" };
}

/** Names, one a line or with semicolons, each in the language named before it; without one in the business's. */
export function readNames(written: string, own: Language): Words | null {
  const names: Words = {};
  for (const line of written.split(/[\n;]+/)) {
    const [, mark, rest = ""] = MARK.exec(line.trim()) ?? [null, undefined, line];
    const name = cleanName(rest, NAME);
    if (name === null || !/[\p{L}\p{N}]/u.test(name)) continue;
    names[mark === undefined ? own : (marks[mark.toLowerCase()] ?? own)] ??= name;
  }
  return Object.keys(names).length > 0 ? names : null;
}

/** Other words for a service, with commas or one a line; a dash alone means none. */
export function readSynonyms(written: string): string[] {
  if (/^[\s\-–—]*$/u.test(written)) return [];
  const words = written
    .split(/[\n,;]+/)
    .map((word) => cleanName(word, SYNONYM)?.toLowerCase() ?? "")
    .filter((word) => word !== "");
  return [...new Set(words)].slice(0, MOST_SYNONYMS);
}

const MARK = /^(uk|ua|укр|ru|рус|en|eng|англ)(?:\s*[:.–—-]\s*|\s+)(.+)$/isu;
const marks: Partial<Record<string, Language>> = {
  uk: "uk",
  ua: "uk",
  укр: "uk",
  ru: "ru",
  рус: "ru",
  en: "en",
  eng: "en",
  англ: "en",
};

function minutesOf([hours, more, alone]: (string | undefined)[]): number {
  if (alone !== undefined) return Number(alone);
  return Math.round(Number((hours ?? "0").replace(",", ".")) * 60) + Number(more ?? 0);
}

/** Where the length is known already, or a word or a currency tells that it is a sum, its thousands may be parted. */
function sumAtEnd(text: string, isSure: boolean): { price: Price; rest: string } | null {
  const long = SUM_AT_END.exec(text);
  const told = long?.[1] !== undefined && (isSure || /\p{L}|\p{Sc}|\+/u.test(long[1]));
  for (const match of told ? [long, BARE_AT_END.exec(text)] : [BARE_AT_END.exec(text)]) {
    const price = match?.[1] === undefined ? null : readPrice(match[1]);
    if (match && price) return { price, rest: text.slice(0, match.index).trim() };
  }
  return null;
}
