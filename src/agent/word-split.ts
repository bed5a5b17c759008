/** A word or a number of a message, and the signs that stood before it. */
export type Token = {
  /** As it was written. */
  raw: string;
  /** As it is compared: one for all its spellings. Digits stay. */
  key: string;
  kind: "word" | "number";
  /** Signs and blanks between it and the token before. */
  gap: string;
};

export type Split = { tokens: Token[]; tail: string };

/** The words and numbers of a message; markup and what cannot be seen is left out, and whatever is longer than anybody writes. */
export function split(text: string): Split {
  const seen = visible(text);
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: raw, index } of seen.matchAll(PIECE)) {
    if (tokens.length === MOST) break;
    const number = DIGIT.test(raw);
    tokens.push({
      raw,
      key: number ? raw : keyOf(raw),
      kind: number ? "number" : "word",
      gap: seen.slice(end, index),
    });
    end = index + raw.length;
  }
  return { tokens, tail: seen.slice(end) };
}

/** One spelling for many: case, stress, apostrophes, і, ы and й for и, soft signs, doubled letters, look-alikes of the other keyboard. */
export function keyOf(word: string): string {
  const plain = alphabetOf(word.toLowerCase().replace(APOSTROPHES, "")).replace(DOUBLED, "$1");
  return Array.from(plain, (letter) => folded[letter] ?? letter).join("");
}

/** The text as it is seen: without stress marks, zero widths and tags. */
function visible(text: string): string {
  return text
    .slice(0, LONGEST)
    .replaceAll("№", "#")
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .replace(/<\/?[a-z][^<>]{0,60}>/giu, " ");
}

const LONGEST = 4096;
const MOST = 300;
const PIECE = /[\p{L}]+(?:['’ʼ`´′‘][\p{L}]+)*|[0-9]+/gu;
const DIGIT = /^[0-9]/u;
const INVISIBLE = /[\p{Cf}\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]/gu;
const APOSTROPHES = /['’ʼ`´′‘]/g;
const DOUBLED = /(\p{L})\1+/gu;

const folded: Record<string, string> = {
  і: "и",
  ї: "и",
  ы: "и",
  є: "е",
  ё: "е",
  э: "е",
  ґ: "г",
  ь: "",
  ъ: "",
  й: "и",
};

/** Latin letters and the Cyrillic ones that look like them. */
const pairs: readonly (readonly [string, string])[] = [
  ["a", "а"],
  ["b", "в"],
  ["c", "с"],
  ["e", "е"],
  ["h", "н"],
  ["i", "і"],
  ["k", "к"],
  ["m", "м"],
  ["o", "о"],
  ["p", "р"],
  ["t", "т"],
  ["x", "х"],
  ["y", "у"],
];
const toCyrillic = new Map(pairs);
const toLatin = new Map(pairs.map(([latin, cyrillic]) => [cyrillic, latin]));

/** A word of two alphabets belongs to the one that its other letters are of. */
function alphabetOf(word: string): string {
  if (!LATIN.test(word) || !CYRILLIC.test(word)) return word;
  const letters = Array.from(word);
  const english =
    letters.some((letter) => LATIN.test(letter) && !toCyrillic.has(letter)) &&
    letters.every((letter) => !CYRILLIC.test(letter) || toLatin.has(letter));
  const table = english ? toLatin : toCyrillic;
  return letters.map((letter) => table.get(letter) ?? letter).join("");
}

const LATIN = /[a-z]/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
