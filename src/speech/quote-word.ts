/** A word as it is compared, and where it stands in its text. */
export type Word = { plain: string; from: number; to: number };

/** The words and numbers of a text, alike whatever their case, stress, apostrophes and е for ё; signs part them. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => ({
    plain: plainOf(found),
    from: index,
    to: index + found.length,
  }));
}

/** Words that make of what follows its opposite. */
export function isNegation(plain: string): boolean {
  return NEGATIONS.has(plain);
}

/**
 * Whether two words are one name in other cases, or in the letters of another alphabet: they begin alike, and what is left
 * of each is an ending.
 */
export function isSameName(a: string, b: string): boolean {
  const [one, other] = [lettersOf(a), lettersOf(b)];
  if (one === "" || other === "") return false;
  const shorter = Math.min(one.length, other.length);
  if (one === other || shorter < SHORT) return one === other;
  const least = shorter === SHORT ? SHORT - 1 : SHORT;
  for (let common = commonOf(one, other); common >= least; common -= 1)
    if (ENDINGS.has(one.slice(common)) && ENDINGS.has(other.slice(common))) return true;
  return false;
}

/** Words that stand with a capital letter: names, unless they begin the line. */
export function namesIn(text: string): { name: string; first: boolean }[] {
  return wordsIn(text).flatMap(({ from, to }) => {
    const name = text.slice(from, to);
    const first = /(?:^|[.!?…]\s*)[«"„“(]*$/u.test(text.slice(0, from));
    return /^\p{Lu}\p{Ll}/u.test(name) ? [{ name, first }] : [];
  });
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’ʼ`´′‘][\p{L}\p{M}]+)*/gu;
const NEGATIONS = new Set([
  "не",
  "ні",
  "нет",
  "ни",
  "not",
  "no",
  "never",
  "dont",
  "cant",
  "wont",
  "isnt",
  "без",
]);

function plainOf(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’ʼ`´′‘]/g, "")
    .replace(/\p{M}/gu, "")
    .replaceAll("ё", "е");
}

const SHORT = 3;
const ENDINGS = new Set(
  "|a|u|i|e|o|oi|ei|ii|ou|eu|om|em|im|am|ah|ami|iam|ov|ev|ovi|evi|ia|iu|ie|ieu|iei|iem|s".split(
    "|",
  ),
);

const latin: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  ґ: "g",
  д: "d",
  е: "e",
  є: "e",
  э: "e",
  ж: "zh",
  з: "z",
  и: "i",
  і: "i",
  ї: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "c",
  ч: "ch",
  ш: "sh",
  щ: "sh",
  ы: "i",
  ю: "u",
  я: "a",
  ь: "",
  ъ: "",
};

/** What is left of a name when alphabets and their spellings are taken for one. */
function lettersOf(word: string): string {
  return Array.from(plainOf(word), (letter) => latin[letter] ?? letter)
    .join("")
    .replaceAll("y", "i")
    .replaceAll("kh", "h")
    .replace(/w/g, "v")
    .replace(/(\p{L})\1+/gu, "$1");
}

function commonOf(one: string, other: string): number {
  let common = 0;
  while (common < one.length && one[common] === other[common]) common += 1;
  return common;
}
