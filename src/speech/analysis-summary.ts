import type { Summary } from "../calls/spoken.ts";
import type { Analysis, Claim } from "./analysis.ts";

/** A card shows no more. */
const MOST_FACTS = 5;

/** The short of an analysis as a call's card tells it. */
export function summaryOf(analysis: Analysis): Summary {
  const { nextStep, wish, amount, service, date, name, address, objections, mood } = analysis;
  // The day stands with the next step, where it is the same.
  const apart = date !== null && date.due !== null && date.due === nextStep?.due ? null : date;
  const facts = [
    ...fact("wish", wish),
    ...fact("date", apart),
    ...fact("amount", amount),
    ...fact("address", address),
    ...fact("objection", objections[0] ?? null),
    ...fact("service", service),
    ...fact("name", name),
    ...fact("mood", mood),
  ];
  return {
    outcome: analysis.outcome ?? analysis.purpose,
    facts: facts.slice(0, MOST_FACTS),
    next:
      nextStep === null
        ? null
        : { text: nextStep.value, due: nextStep.due, quote: nextStep.quote, atS: nextStep.atS },
    corrected: false,
  };
}

function fact(kind: string, claim: Claim | null): Summary["facts"] {
  return claim === null ? [] : [{ kind, value: claim.value, quote: claim.quote, atS: claim.atS }];
}
