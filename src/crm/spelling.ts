/**
 * How a word of a name may stand in the book when it is written like this: Ukrainian and Russian letters for one another,
 * е for ё, Latin letters that look like Cyrillic ones, any sign for an apostrophe. At most 32, as patterns of LIKE.
 */
export function spellingsOf(word: string): string[] {
  const plain = cyrillic(word.normalize("NFC").toLowerCase())
    .replace(/[\\%_]/g, (sign) => `\\${sign}`)
    .replace(/['’ʼ`´‘"]/g, "_");
  const vowels = [plain, plain.replace(/[єёэ]/g, "е"), plain.replace(/[её]/g, "є")];
  const all = vowels.flatMap((one) => [...sounds(one), ...sounds(one.replaceAll("ґ", "г"))]);
  return [...new Set(all)].slice(0, MOST);
}

/** Patterns that a name with this word in it fits; a word of one or two letters is the beginning of one. */
export function patternsOf(word: string): string[] {
  const short = Array.from(word).length < PIECE;
  return spellingsOf(word).flatMap((one) => (short ? [`${one}%`, `% ${one}%`] : [`%${one}%`]));
}

/** Patterns that a name fits where this word has a slip in its second half. */
export function headPatternsOf(word: string): string[] {
  const letters = Array.from(word);
  return letters.length < LEAST
    ? patternsOf(word)
    : patternsOf(letters.slice(0, halfOf(letters)).join(""));
}

/** Patterns that a name fits where this word has a slip anywhere: one half of it is as it should be. */
export function loosePatternsOf(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length < LEAST) return patternsOf(word);
  const tail = letters.slice(-halfOf(letters)).join("");
  return [...headPatternsOf(word), ...patternsOf(tail)];
}

function halfOf(letters: readonly string[]): number {
  return Math.max(PIECE, Math.ceil(letters.length / 2));
}

/** How far names are from what was written: slips in all words together; null where a word is too far from each of the name's. */
export function slipsFrom(written: string): (name: string) => number | null {
  const asked = wordsOf(written).map((word) => nearTo(canonical(word)));
  return (name) => {
    const known = wordsOf(name);
    let slips = 0;
    for (const { slipsOf, allowed } of asked) {
      const least = Math.min(...known.map(slipsOf), Infinity);
      if (least > allowed) return null;
      slips += least;
    }
    return slips;
  };
}

/** Many people have the same names: each is compared once. */
function nearTo(word: string): { slipsOf: (known: string) => number; allowed: number } {
  const compared = new Map<string, number>();
  const slipsOf = (known: string): number => {
    const before = compared.get(known);
    if (before !== undefined) return before;
    const one = canonical(known);
    const slips = one.startsWith(word) ? 0 : distance(word, one);
    compared.set(known, slips);
    return slips;
  };
  return { slipsOf, allowed: word.length < LEAST ? 0 : word.length < LONG ? 1 : 2 };
}

export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

const MOST = 32;
const CHOICES = 3;
/** Fewer letters are not in the index. */
const PIECE = 3;
/** A word so short is meant as it is written. */
const LEAST = 4;
const LONG = 7;

/** In each of the first places "и" and "і" stand for one another: Ирина is Ірина. */
function sounds(word: string): string[] {
  const places = [...word.matchAll(/[иіїы]/g)].map(({ index }) => index).slice(0, CHOICES);
  let made = [word];
  for (const place of places)
    made = made.flatMap((one) => ["и", "і"].map((letter) => put(one, place, letter)));
  return [word, ...made];
}

function put(word: string, place: number, letter: string): string {
  return `${word.slice(0, place)}${letter}${word.slice(place + 1)}`;
}

const looks: Record<string, string> = {
  a: "а",
  b: "в",
  c: "с",
  e: "е",
  h: "н",
  i: "і",
  k: "к",
  m: "м",
  o: "о",
  p: "р",
  t: "т",
  x: "х",
  y: "у",
};

/** Latin letters inside a Cyrillic word came from the other keyboard. */
function cyrillic(text: string): string {
  if (!/\p{Script=Cyrillic}/u.test(text)) return text;
  return text.replace(/[a-z]/g, (letter) => looks[letter] ?? letter);
}

/** Letters that people mistake for one another are one. */
function canonical(word: string): string {
  return cyrillic(word.normalize("NFC").toLowerCase())
    .replace(/[іїы]/g, "и")
    .replace(/[єёэ]/g, "е")
    .replaceAll("ґ", "г")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Letters to put in, take out, change or swap with a neighbour. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(before, j - 2) + 1 : Infinity;
      row.push(
        Math.min(cell(above, j) + 1, cell(row, j - 1) + 1, cell(above, j - 1) + change, swapped),
      );
    }
    [before, above] = [above, row];
  }
  return cell(above, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
