import type { TextId } from "../texts/bundle.ts";

/** Why a recording came to nothing, or to less than was wanted; each has its sentence on the card. */
const causes = [
  "no_recording",
  "not_found",
  "not_audio",
  "too_large",
  "storage",
  "provider_key",
  "provider_down",
  "stt_key",
  "stt_balance",
  "stt_busy",
  "stt_down",
  "stt_refused",
  "model_key",
  "model_balance",
  "model_busy",
  "model_down",
  "model_answer",
  "model_refused",
] as const;
export type Cause = (typeof causes)[number];

const skips = ["off", "unanswered", "too_short", "line", "number", "internal"] as const;
/** Why nobody wanted a recording: its card says nothing of it. */
export type Skip = (typeof skips)[number];
/** The sentence of each, for whoever asks why. */
export const skipTexts: Record<Skip, TextId> = {
  off: "skip-off",
  unanswered: "skip-unanswered",
  too_short: "skip-too-short",
  line: "skip-line",
  number: "skip-number",
  internal: "skip-internal",
};

/** Keys, balances and disks: every call comes to nothing until a person does something, so that the owners are told. */
const forOwners: ReadonlySet<Cause> = new Set<Cause>([
  "storage",
  "provider_key",
  "stt_key",
  "stt_balance",
  "model_key",
  "model_balance",
]);

/** Whether owners are told, once a day. */
export function isForOwners(cause: Cause): boolean {
  return forOwners.has(cause);
}

/** A cause that was read from the database; null for what is none. */
export function toCause(text: string | null): Cause | null {
  return causes.find((cause) => cause === text) ?? null;
}

/** The same for a skip. */
export function toSkip(text: string | null): Skip | null {
  return skips.find((skip) => skip === text) ?? null;
}
