import type { Fact, FactKind, Stated } from "./reply-fact.ts";
import { isContrary } from "./reply-word.ts";
import { gapAt } from "./word-reading.ts";

/**
 * Whether two texts say the same of what they name: where several of a kind are named they stand in the same order, and what
 * is denied in one is denied in the other. Parts of a sentence are parted by commas, or not: one of both readings must agree.
 */
export function isAgreed(told: Stated, meant: Stated): boolean {
  if (!isSameOrder(told.facts, meant.facts)) return false;
  return [SENTENCE, CLAUSE].some((cut) => {
    const [a, b] = [denied(told, cut), denied(meant, cut)];
    return (
      a.count === b.count &&
      a.facts.every((value) => b.facts.includes(value)) &&
      b.facts.every((value) => a.facts.includes(value))
    );
  });
}

const kinds: readonly FactKind[] = ["number", "time", "day", "master", "service", "phone"];

/** A price that stands beside another service is another price. */
function isSameOrder(told: readonly Fact[], meant: readonly Fact[]): boolean {
  const several = kinds.filter((kind) => meant.filter((fact) => fact.kind === kind).length > 1);
  const order = (facts: readonly Fact[]): string =>
    facts
      .filter(({ kind }) => several.includes(kind))
      .map(nameOf)
      .filter((name, at, all) => name !== all[at - 1])
      .join(" ");
  return order(told) === order(meant);
}

/** A sum with its currency or without is the same sum. */
function nameOf({ kind, value }: Fact): string {
  return `${kind} ${kind === "number" ? value.split("/")[0] : value}`;
}

const SENTENCE = /[.!?;\n]/u;
const CLAUSE = /[.!?;,:\n]|\s[—–-]\s/u;
const BUT = new Set(["але", "проте", "но", "однако", "зато", "but", "however", "though"]);

type Denied = { count: number; facts: string[] };

/** How many parts of a text deny something, and which facts stand in them. */
function denied({ facts, reading }: Stated, cut: RegExp): Denied {
  let part = 0;
  const parts = reading.tokens.map(({ key }, place) => {
    if (place > 0 && (cut.test(gapAt(reading, place)) || BUT.has(key))) part += 1;
    return part;
  });
  const contrary = new Set(
    reading.tokens.flatMap(({ key }, place) => (isContrary(key) ? [parts[place]] : [])),
  );
  const found = facts.filter(({ place }) => contrary.has(parts[place])).map(nameOf);
  return { count: contrary.size, facts: [...new Set(found)].toSorted() };
}
