import type { Service } from "../booking/salon.ts";
import { blanks, implied, kinds, parts, relatives, works } from "./service-word.ts";
import { lexicon } from "./word-lexicon.ts";
import { keyOf, split, type Token } from "./word-split.ts";

/** What a word says of a service: "work:cut", "part:hair", "who:man", "stem:комплекс"; with "no " before it, its lack. */
export type Unit = string;

/** What one service of the list is called: each of its names and synonyms as units, and all that they imply. */
export type Called = {
  id: number;
  phrases: Unit[][];
  all: ReadonlySet<Unit>;
  implied: ReadonlySet<Unit>;
};

/** A price list as it is matched: what each service is called, and the words of all with the units they stand for. */
export type List = {
  called: Called[];
  words: { stem: string; unit: Unit }[];
  units: ReadonlySet<Unit>;
};

export function listOf(services: readonly Service[]): List {
  const kept = cache.get(services);
  if (kept) return kept;
  const made = listed(services);
  cache.set(services, made);
  return made;
}

/** The unit that a word of the dictionary stands for; null for any other word. */
export function unitOf(key: string): Unit | null {
  return dictionary(key)[0] ?? null;
}

/** A person who is spoken of, not a kind of service: "мужу", "для сына". */
export function relativeOf(key: string): Unit | null {
  return persons(key)[0] ?? null;
}

export function impliedBy(unit: Unit): Unit[] {
  return (implied[unit.replace("work:", "")] ?? []).map((name) =>
    name in parts ? `part:${name}` : `work:${name}`,
  );
}

/** A word without its ending, for words that no dictionary has. */
export function stemOf(key: string): string {
  for (const ending of endings)
    if (key.length - ending.length >= STEM_LEAST && key.endsWith(ending))
      return key.slice(0, -ending.length);
  return key;
}

/** Words that say nothing of which service is meant. */
export function isBlank(key: string): boolean {
  return blankKeys.has(key) || key.length < 2;
}

/** "без покриття", "no polish". */
export function isLack(key: string): boolean {
  return key === "без" || key === "no" || key === "without";
}

const cache = new WeakMap<readonly Service[], List>();
const blankKeys = new Set([...blanks].map(keyOf));
const STEM_LEAST = 4;

const dictionary = lexicon({
  ...prefixed("work", works),
  ...prefixed("part", parts),
  ...prefixed("who", kinds),
});
const persons = lexicon(prefixed("who", relatives));

const endings =
  "иями|ями|ами|ого|его|ому|ему|ими|иях|иям|ах|ях|ов|ев|еи|ий|ый|ои|ая|яя|ое|ее|ую|юю|ом|ем|ам|ям|ию|ия|ии|ою|ею|s|и|а|я|у|ю|о|е|й"
    .split("|")
    .map(keyOf)
    .toSorted((a, b) => b.length - a.length);

function prefixed(kind: string, table: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table).map(([name, words]) => [`${kind}:${name}`, words]),
  );
}

function listed(services: readonly Service[]): List {
  const called = services.map(calledAs);
  const words = new Map<string, Unit>();
  for (const phrase of services.flatMap(phrasesOf))
    for (const { key, kind } of tokensOf(phrase)) {
      if (kind === "word" && !isBlank(key)) words.set(stemOf(key), wordUnit(key));
    }
  const units = new Set(called.flatMap(({ all, implied: more }) => [...all, ...more]));
  return { called, words: [...words].map(([stem, unit]) => ({ stem, unit })), units };
}

function calledAs(service: Service): Called {
  const phrases = phrasesOf(service)
    .map((phrase) => unitsIn(tokensOf(phrase)))
    .filter((units) => units.length > 0);
  const all = new Set(phrases.flat());
  const more = [...all]
    .flatMap(impliedBy)
    .filter((unit) => !all.has(unit) && !all.has(`no ${unit}`));
  return { id: service.id, phrases, all, implied: new Set(more) };
}

function phrasesOf({ names, synonyms }: Service): string[] {
  return [...Object.values(names), ...synonyms];
}

/** "(до 12 лет)" tells no service from another. */
function tokensOf(phrase: string): Token[] {
  return split(phrase.replace(/\([^()]*\d[^()]*\)/g, " ")).tokens;
}

function wordUnit(key: string): Unit {
  return unitOf(key) ?? relativeOf(key) ?? `stem:${stemOf(key)}`;
}

function unitsIn(tokens: readonly Token[]): Unit[] {
  const units: Unit[] = [];
  let lack = false;
  for (const { key, kind } of tokens) {
    if (isLack(key)) lack = true;
    if (kind === "number" || isBlank(key) || isLack(key)) continue;
    units.push(lack ? `no ${wordUnit(key)}` : wordUnit(key));
    lack = false;
  }
  return [...new Set(units)];
}
