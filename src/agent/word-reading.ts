import { sensesOf } from "./word-sense.ts";
import { split, type Token } from "./word-split.ts";

/** What a word was taken for; what is taken is no second thing. */
export type Taken = "phrase" | "phone" | "day" | "time" | "service" | "master" | "name";

/** A message while it is read: its words with what they may mean, and what each was taken for so far. */
export type Reading = {
  tokens: readonly Token[];
  senses: readonly (readonly string[])[];
  taken: (Taken | null)[];
  tail: string;
};

export function reading(text: string): Reading {
  const { tokens, tail } = split(text);
  const kept = new Map<string, readonly string[]>();
  const senses = tokens.map(({ key, kind }) => {
    if (kind === "number") return NONE;
    const made = kept.get(key) ?? sensesOf(key);
    kept.set(key, made);
    return made;
  });
  return { tokens, senses, taken: tokens.map(() => null), tail };
}

/** Whether the word at a place may mean this and was not taken for something else. */
export function means({ senses, taken }: Reading, place: number, ...any: string[]): boolean {
  return taken[place] === null && any.some((sense) => senses[place]?.includes(sense) === true);
}

export function keyAt({ tokens }: Reading, place: number): string {
  return tokens[place]?.key ?? "";
}

export function gapAt({ tokens, tail }: Reading, place: number): string {
  return tokens[place]?.gap ?? tail;
}

/** The digits at a place when nothing has taken them: at most four. */
export function digitsAt({ tokens, taken }: Reading, place: number): string | null {
  const token = tokens[place];
  if (token?.kind !== "number" || taken[place] !== null || token.raw.length > 4) return null;
  return token.raw;
}

export function take({ taken }: Reading, from: number, to: number, what: Taken): void {
  for (let place = from; place < to; place += 1) taken[place] = what;
}

/** Whether a word just before says that this is not meant: "не в среду, а в четверг". */
export function isNegated({ tokens }: Reading, place: number): boolean {
  if (NOT.has(tokens[place - 1]?.key ?? "")) return true;
  return (
    NOT.has(tokens[place - 2]?.key ?? "") &&
    SMALL.has(tokens[place - 1]?.key ?? "") &&
    !/[,.!?;]/.test(tokens[place - 1]?.gap ?? "")
  );
}

/** "будь-який", "any", "без разницы": whatever was asked for, all of it would do. */
export function anyIn({ tokens }: Reading): boolean {
  return tokens.some(
    ({ key }, place) =>
      ANY.test(key) || (BOTH.has(key) && ANY_NEXT.test(tokens[place + 1]?.key ?? "")),
  );
}

const ANY =
  /^(?:люб(?:ои|ое|ая|ую|ии|ого|ому|им)$|баидуж|неваж|any(?:time|day)?$|whenever|whichever|будяк|безразниц)/u;
const BOTH = new Set(["без", "все", "буд", "не", "коли", "когда", "кому", "кого", "кто", "хто"]);
const ANY_NEXT =
  /^(?:разниц|ризниц|равно|одно|яки|яка|якии|яке|коли|важлив|важн|принцип|завгодно|угодно|зручно|удобно)/u;

const NONE: readonly string[] = [];
const NOT = new Set(["не", "not", "no"]);
/** "не в среду", "не к Олене", "not on Friday"; keys. */
const SMALL = new Set([
  "в",
  "у",
  "на",
  "до",
  "к",
  "ко",
  "о",
  "об",
  "з",
  "с",
  "on",
  "at",
  "to",
  "for",
  "with",
  "in",
]);
