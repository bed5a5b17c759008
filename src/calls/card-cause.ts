import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Call } from "./call.ts";

/** The providers' dispositions that a person can act on, and our own words for a call nobody but a machine answered. */
const reasons: Record<string, TextId> = {
  ivr_only: "card-cause-menu",
  voicemail_or_ivr: "card-cause-menu",
  "no money": "card-cause-money",
  "no money, no limit": "card-cause-money",
  "no limit": "card-cause-limit",
  "no day limit": "card-cause-limit",
  "line limit": "card-cause-limit",
  "unallocated number": "card-cause-number",
};

const causes: Record<"missed" | "busy" | "no_answer" | "failed", TextId | null> = {
  missed: null,
  busy: "card-cause-busy",
  no_answer: null,
  failed: "card-cause-failed",
};

/** Why nobody talked, where it says more than «missed»; null otherwise. */
export function causeRow(call: Call, language: Language): string | null {
  const cause = causeOf(call);
  return cause === null ? null : text(language, cause);
}

function causeOf({ outcome, reason }: Call): TextId | null {
  if (outcome === null || outcome === "answered" || outcome === "unknown") return null;
  const known = reason !== null && Object.hasOwn(reasons, reason) ? reasons[reason] : null;
  return known ?? causes[outcome];
}
