import { toE164, type Country } from "../lib/phone.ts";

/** What was written for a new client: a number at the start or the end, and a name beside it; null without a number. */
export function readClient(
  written: string,
  country: Country,
): { phone: string; name: string | null } | null {
  const words = written.split(/[\s\u00a0]+/u).filter((word) => word !== "");
  for (const [from, to] of placesOf(words)) {
    const phone = toE164(words.slice(from, to).join(" "), country);
    if (phone === null) continue;
    const rest = [...words.slice(0, from), ...words.slice(to)].join(" ");
    const name = rest.replace(/^[,;:\s-]+|[,;:\s-]+$/g, "");
    return { phone, name: name === "" ? null : name };
  }
  return null;
}

/** Digits of a national number without its first zero. */
const WHOLE = 9;

/** Where a number may stand: one word that is long enough for it, else the longest run of digits at either end. */
function placesOf(words: readonly string[]): [number, number][] {
  const alone = words.flatMap((word, at): [number, number][] =>
    isDigits(word) && word.replace(/\D/g, "").length >= WHOLE ? [[at, at + 1]] : [],
  );
  const firstWord = words.findIndex((word) => !isDigits(word));
  const start = firstWord === -1 ? words.length : firstWord;
  const end = words.findLastIndex((word) => !isDigits(word)) + 1;
  return [...alone, [0, start], [end, words.length]];
}

function isDigits(word: string): boolean {
  return /^[+\d().\-/]+$/.test(word);
}
