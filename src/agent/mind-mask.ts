import { isCaseOf } from "./name-form.ts";
import { keyOf } from "./word-split.ts";

/** What stands for a number, an address or a name that does not leave. */
const HIDDEN = { number: "⟨number⟩", address: "⟨address⟩", name: "⟨name⟩" } as const;

/**
 * A text without what tells who somebody is: telephone and card numbers, addresses of mail and pages, nicknames, and the
 * names that are given. Dates and times stay.
 */
export function masked(text: string, names: readonly string[]): string {
  const plain = text.replaceAll(/[⟨⟩]/gu, " ").replaceAll(ADDRESS, HIDDEN.address);
  return unnamed(unnumbered(plain), names);
}

/** Words of names, as they are looked for: of one letter nothing is hidden, and a word that others need stays. */
export function wordsOfNames(
  names: readonly (string | null | undefined)[],
  needed: readonly string[],
): string[] {
  const kept = new Set(needed.flatMap(wordsIn));
  return [...new Set(names.flatMap((name) => wordsIn(name ?? "")))].filter(
    (word) => word.length > 1 && !kept.has(word),
  );
}

const ADDRESS =
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}])@[\w]{3,}|\bt\.me\/\S+/giu;
/** Digits with signs between them: whatever is no letter may stand in a number, keycaps and new lines too. */
const NUMBER = /\+?\p{Nd}(?:[^\p{L}\p{N}]{0,5}\p{Nd})+/gu;
const LEAST_DIGITS = 7;

/** Forms of days and times that a number is not written in. "25.11.2026", "25/11/26", "2026-11-25". */
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])`;
const DATE = String.raw`(?:${DAY}[./](?:20)?\d\d|20\d\d-[01]\d-[0-3]\d)`;
/** As one end of a range, without a digit left out. */
const EDGE = String.raw`(?:[0-3]\d[./][01]\d[./](?:20)?\d\d|20\d\d-[01]\d-[0-3]\d)`;
const CLOCK = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d`;
/** "25.11", "10.00". */
const SHORT = String.raw`(?:${DAY}|(?:[01]?\d|2[0-4])\.[0-5]\d)`;
const GAP = String.raw`[^\S\n]`;
const TO = String.raw`(?:${GAP}*[–—-]${GAP}*|${GAP}+)`;
/** "25.11 - 27.11", "26.11.2026 14:30-16:00". */
const WHEN = String.raw`(?:(?:${EDGE}${TO}${EDGE}|${DATE}|${SHORT}${TO}${SHORT}|${SHORT}|${CLOCK})(?:${TO}${CLOCK})*)`;
const THEN = String.raw`${GAP}*[,;\n]\s*`;
const ONLY_WHEN = new RegExp(`^${WHEN}(?:${THEN}${WHEN})*$`, "u");
const WHEN_FIRST = new RegExp(String.raw`^(?:${WHEN}(?:${THEN}|(?<=:\d\d)${GAP}+))+`, "u");
const WHEN_LAST = new RegExp(`(?:${THEN}${WHEN})+$`, "u");

/** "1 500–2 000", before a currency. */
const PRICES = /^\d{1,3}(?:\s?\d{3})?\s?[–—-]\s?\d{1,3}(?:\s?\d{3})?$/u;
const CURRENCY = /^\s?(?:грн|гривень|гривен|uah|тенге|тг|[₴₸$€])/iu;

/** What can be read as a number and as something else is a number, unless it is days, times or prices throughout. */
function unnumbered(text: string): string {
  return text.replaceAll(NUMBER, (found: string, at: number) => {
    if (!isNumber(found) || ONLY_WHEN.test(found)) return found;
    if (PRICES.test(found) && CURRENCY.test(text.slice(at + found.length))) return found;
    const [first = ""] = WHEN_FIRST.exec(found) ?? [];
    const rest = found.slice(first.length);
    const [last = ""] = WHEN_LAST.exec(rest) ?? [];
    const core = rest.slice(0, rest.length - last.length);
    return `${first}${isNumber(core) ? HIDDEN.number : core}${last}`;
  });
}

function isNumber(found: string): boolean {
  return found.replaceAll(/\P{Nd}/gu, "").length >= LEAST_DIGITS;
}

function unnamed(text: string, names: readonly string[]): string {
  if (names.length === 0) return text;
  return text.replaceAll(/⟨?[\p{L}\p{M}'’ʼ-]+/gu, (word) => {
    if (word.startsWith("⟨")) return word;
    const key = keyOf(word);
    return names.some((name) => isCaseOf(key, name)) ? HIDDEN.name : word;
  });
}

function wordsIn(name: string): string[] {
  return (name.match(/[\p{L}\p{M}'’ʼ-]+/gu) ?? []).map((word) => keyOf(word));
}
