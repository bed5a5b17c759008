import { lexicon } from "./word-lexicon.ts";
import { gapAt, type Reading } from "./word-reading.ts";

/** Where a phrase stands: the place of its first word, and the one behind its last. */
export type Phrase = { name: string; from: number; to: number };
export type Phrases = {
  find: (reading: Reading) => Phrase[];
  /** Whether a word, given by its key, stands in any of the phrases. */
  knows: (key: string) => boolean;
};

/**
 * Phrases by name, parted by ",": words in their order, each perhaps one of several ("скільки/сколько кошту*"), with at most
 * two others between, within one sentence. "=" before a phrase: nothing stands between its words. `strict`: no
 * slip is let pass.
 */
export function phrases(table: Readonly<Record<string, string>>, strict = false): Phrases {
  const rules = Object.entries(table).flatMap(([name, list]) =>
    list
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "")
      .map((one): Rule => ({
        name,
        slots: one.replace("=", "").split(/\s+/),
        tight: one.startsWith("="),
      })),
  );
  const slots = [...new Set(rules.flatMap((rule) => rule.slots))];
  const words = lexicon(
    Object.fromEntries(slots.map((slot) => [slot, alternatives(slot, strict)])),
    true,
  );
  const byFirst = new Map<string, Rule[]>();
  for (const rule of rules) {
    const first = rule.slots[0] ?? "";
    byFirst.set(first, [...(byFirst.get(first) ?? []), rule]);
  }
  return {
    find: (reading) => found(reading, words, byFirst),
    knows: (key) => words(key).length > 0,
  };
}

function alternatives(slot: string, strict: boolean): string {
  const words = slot.split("/");
  return (strict ? words.map((word) => `!${word}`) : words).join("|");
}

type Rule = { name: string; slots: string[]; tight: boolean };

const BETWEEN = 2;

function found(
  reading: Reading,
  words: (key: string) => readonly string[],
  byFirst: ReadonlyMap<string, readonly Rule[]>,
): Phrase[] {
  const cache = new Map<string, ReadonlySet<string>>();
  const senses = reading.tokens.map(({ key }, place) => {
    if (reading.taken[place] === "phone") return EMPTY;
    const made = cache.get(key) ?? new Set(words(key));
    cache.set(key, made);
    return made;
  });
  return senses.flatMap((first, from) =>
    [...first]
      .flatMap((slot) => byFirst.get(slot) ?? [])
      .flatMap((rule) => {
        const to = endOf(reading, senses, rule, from);
        return to === null ? [] : [{ name: rule.name, from, to }];
      }),
  );
}

const EMPTY: ReadonlySet<string> = new Set();

function endOf(
  reading: Reading,
  senses: readonly ReadonlySet<string>[],
  { slots, tight }: Rule,
  from: number,
): number | null {
  let place = from;
  for (const slot of slots.slice(1)) {
    const most = tight ? place + 1 : place + 1 + BETWEEN;
    let next = place + 1;
    while (next <= most && senses[next]?.has(slot) !== true) next += 1;
    if (next > most || isCut(reading, place, next)) return null;
    place = next;
  }
  return place + 1;
}

function isCut(reading: Reading, from: number, to: number): boolean {
  for (let place = from + 1; place <= to; place += 1)
    if (/[.!?;]/.test(gapAt(reading, place))) return true;
  return false;
}
