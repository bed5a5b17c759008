import type { Analysis } from "../speech/analysis.ts";
import { corrected, type Corrections, type Corrigible } from "../speech/correct.ts";
import type { Transcript } from "../speech/transcript.ts";
import { searchable } from "../speech/search.ts";

/** One line of a summary. A quote has its number, its second, and the recording in which it stands. */
export type Claim = {
  kind: ClaimKind;
  /** Null: it was not mentioned. */
  value: string | null;
  due: string | null;
  quote: { number: number; words: string; atS: number; recording: number } | null;
  /** What may be written over, and whether somebody did. */
  field: Corrigible | null;
  fixed: boolean;
};
type ClaimKind = Corrigible | "objection" | "task";

type Said = { value: string; quote: string; atS: number; due?: string | null };
type About = {
  analysis: Analysis;
  corrections: Corrections;
  currency: string;
  transcripts: readonly Transcript[];
};

/** What a talk came to, line by line; what every talk may tell and this one did not stands there, too. */
export function claimsOf(about: About): Claim[] {
  const { corrections, currency, transcripts } = about;
  const told = corrected(about.analysis, { corrections, currency });
  const single = (field: Corrigible, said: Said | null): Proven[] => {
    const isFixed = corrections[field] !== undefined;
    const isGone = said === null || said.value === "";
    if (isGone && !isFixed && !EXPECTED.has(field)) return [];
    return [line(field, { said: isGone ? null : said, field, fixed: isFixed })];
  };
  const outcome = told.outcome ?? told.purpose;
  const lines = [
    ...single("outcome", outcome === null ? null : { value: outcome, quote: "", atS: 0 }),
    ...single("next", told.nextStep),
    ...single("wish", told.wish),
    ...single("service", told.service),
    ...single("date", told.date),
    ...single("amount", told.amount),
    ...single("name", told.name),
    ...single("address", told.address),
    ...told.objections.map((said) => line("objection", { said, field: null, fixed: false })),
    ...single("mood", told.mood),
    ...told.tasks.map((said) => line("task", { said, field: null, fixed: false })),
  ];
  return numbered(lines, transcripts);
}

/** In which of a call's recordings words stand at a second. */
export function recordingOf(
  { words, atS }: { words: string; atS: number },
  transcripts: readonly Transcript[],
): number {
  if (transcripts.length < 2) return 0;
  const start = searchable(words).slice(0, ENOUGH);
  const found = transcripts.findIndex(({ turns }) =>
    turns.some(
      ({ startS, endS, text }) =>
        startS - 1 <= atS && atS <= endS + 1 && searchable(text).includes(start),
    ),
  );
  return Math.max(0, found);
}

/** Signs of a quote that tell it from others at the same second. */
const ENOUGH = 20;
/** Looked for in every talk. */
const EXPECTED: ReadonlySet<Corrigible> = new Set<Corrigible>([
  "service",
  "date",
  "amount",
  "name",
  "address",
]);

type Proven = Claim & { said: Said | null };
type Line = { said: Said | null; field: Corrigible | null; fixed: boolean };

function line(kind: ClaimKind, { said, field, fixed }: Line): Proven {
  const { value = null, due = null } = said ?? {};
  return { kind, value, due, quote: null, field, fixed, said };
}

/** Words that were said prove nothing that a person wrote over them. */
function numbered(lines: readonly Proven[], transcripts: readonly Transcript[]): Claim[] {
  let number = 0;
  return lines.map(({ said, ...claim }) => {
    if (said === null || said.quote === "" || claim.fixed) return claim;
    number += 1;
    const quote = { number, words: said.quote, atS: said.atS };
    return { ...claim, quote: { ...quote, recording: recordingOf(quote, transcripts) } };
  });
}
