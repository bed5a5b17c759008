import type { Summary } from "../calls/spoken.ts";
import type { Analysis, Claim } from "./analysis.ts";

/** What a person may write over. */
export const corrigible = [
  "outcome",
  "next",
  "wish",
  "name",
  "address",
  "date",
  "service",
  "amount",
  "mood",
] as const;
export type Corrigible = (typeof corrigible)[number];

/**
 * A person's words by field, an empty one where they took it away; beside them what was read from the words: the day
 * ("YYYY-MM-DD") or minute ("YYYY-MM-DDTHH:MM") of a date on the business's wall, the number of an amount.
 */
export type Corrections = Partial<
  Record<Corrigible | "dateAt" | "nextAt" | "amountNumber", string>
>;

function isCorrigible(text: string): text is Corrigible {
  return (corrigible as readonly string[]).includes(text);
}

/** What of a summary can be written over, in its order. */
export function corrigibleOf(summary: Summary): { field: Corrigible; value: string }[] {
  const { outcome, next, facts } = summary;
  return [
    ...(outcome === null ? [] : [{ field: "outcome" as const, value: outcome }]),
    ...(next === null ? [] : [{ field: "next" as const, value: next.text }]),
    ...facts.flatMap(({ kind, value }, index) => {
      const isFirst = facts.findIndex((one) => one.kind === kind) === index;
      return isCorrigible(kind) && isFirst ? [{ field: kind, value }] : [];
    }),
  ];
}

/** An analysis with what a person wrote over it. */
export function corrected(
  analysis: Analysis,
  { corrections, currency }: { corrections: Corrections; currency: string },
): Analysis {
  const { outcome, next, wish, name, address, date, service, amount, mood } = corrections;
  const nextAt = corrections.nextAt || null;
  const moved = nextAt !== null && isVisitNext(analysis) ? nextAt : null;
  const due = corrections.dateAt || moved;
  const worth = { amount: Number(corrections.amountNumber ?? 0), currency };
  return {
    ...analysis,
    outcome: outcome === undefined ? analysis.outcome : orNull(outcome),
    nextStep: over(analysis.nextStep, next, { due: nextAt }),
    wish: over(analysis.wish, wish, {}),
    name: over(analysis.name, name, {}),
    address: over(analysis.address, address, {}),
    date: over(analysis.date, date ?? (moved === null ? undefined : next), { due }),
    service: over(analysis.service, service, {}),
    amount: over(analysis.amount, amount, worth),
    mood: over(analysis.mood, mood, {}),
  };
}

/** The day of the visit is the day of the next step, and the card has it there. */
export function isVisitNext({ date, nextStep }: Analysis): boolean {
  return date !== null && date.due !== null && date.due === nextStep?.due;
}

/** A card's summary with what a person wrote over it; words that were said prove no other ones. */
export function correctedSummary(summary: Summary, corrections: Corrections): Summary {
  const { outcome, next } = corrections;
  const facts = summary.facts.flatMap((fact) => {
    const written = isCorrigible(fact.kind) ? corrections[fact.kind] : undefined;
    if (written === undefined) return [fact];
    return written === "" ? [] : [{ ...fact, value: written, quote: "" }];
  });
  return {
    outcome: outcome === undefined ? summary.outcome : orNull(outcome),
    next:
      next === undefined || summary.next === null
        ? summary.next
        : next === ""
          ? null
          : { ...summary.next, text: next, quote: "", due: corrections.nextAt || null },
    facts,
    corrected: true,
  };
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}

/** A person's words need no proof; the quote that led to them stays beside. */
function over<M extends object>(
  known: (Claim & M) | null,
  written: string | undefined,
  more: M,
): (Claim & M) | null {
  if (written === undefined) return known;
  if (written === "") return null;
  return { quote: known?.quote ?? "", atS: known?.atS ?? 0, value: written, ...more };
}
