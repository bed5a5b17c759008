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
  const parts = plain.split(DATE).map((part, at) => (at % 2 === 1 ? part : unnumbered(part)));
  return unnamed(parts.join(""), names);
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
/** "25.11.2026", "25/11/26", "2026-11-25", beside no further digits: these are no telephone number. */
const DATE =
  /(?<!\d[.\s/-]?)((?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:20)?\d{2}|20\d{2}-[01]\d-[0-3]\d)(?![.\s/-]?\d)/u;
/** Digits with the usual signs between them. */
const NUMBER = /\+?\d(?:[\s().\u00a0\u2009–-]{0,3}\d){5,}/gu;
const LEAST_DIGITS = 7;

function unnumbered(part: string): string {
  return part.replaceAll(NUMBER, (found) =>
    found.replaceAll(/\D/gu, "").length < LEAST_DIGITS ? found : HIDDEN.number,
  );
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
