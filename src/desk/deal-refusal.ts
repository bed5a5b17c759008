import type { DealOutcome } from "../crm/deal.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";

/** What is so now, for somebody whose wish came too late or cannot be granted; plain text. */
export function refusalOf(
  language: Language,
  outcome: Extract<DealOutcome, { refused: unknown }>,
): string {
  if (outcome.refused === "not_found") return text(language, "deal-gone");
  if (outcome.refused === "no_name") return text(language, "deal-name-bad");
  const { refused, deal } = outcome;
  const number = String(deal.number);
  if (refused === "closed")
    return text(language, deal.status === "won" ? "deal-already-won" : "deal-already-lost", {
      number,
    });
  if (refused === "moved")
    return text(language, "deal-already-moved", { number, stage: deal.stage?.name ?? "—" });
  if (refused === "other_open")
    return text(language, "deal-other-open", { number: String(outcome.other.number) });
  return text(language, others[refused], { number });
}

const others = {
  removed: "deal-already-undone",
  open: "deal-already-open",
  no_stage: "deal-stage-gone",
  by_hand: "deal-by-hand",
} as const;
