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

/** Why nobody wanted a recording: its card says nothing of it. */
export type Skip = "off" | "unanswered" | "too_short" | "line" | "number" | "internal";

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

/** The id of its sentence. */
export function causeText(cause: Cause): TextId {
  return sentences[cause];
}

const sentences = {
  no_recording: "spoken-no-recording",
  not_found: "spoken-not-found",
  not_audio: "spoken-not-audio",
  too_large: "spoken-too-large",
  storage: "spoken-storage",
  provider_key: "spoken-provider-key",
  provider_down: "spoken-provider-down",
  stt_key: "spoken-stt-key",
  stt_balance: "spoken-stt-balance",
  stt_busy: "spoken-stt-busy",
  stt_down: "spoken-stt-down",
  stt_refused: "spoken-stt-refused",
  model_key: "spoken-model-key",
  model_balance: "spoken-model-balance",
  model_busy: "spoken-model-busy",
  model_down: "spoken-model-down",
  model_answer: "spoken-model-answer",
  model_refused: "spoken-model-refused",
} as const satisfies Record<Cause, TextId>;
