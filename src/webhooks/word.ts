/** The name of a failure in the ids of texts: `wh-error-…` in a word, `wh-why-…` in a sentence. */
export function errorOf(message: string | null): (typeof errors)[keyof typeof errors] | "other" {
  return Object.entries(errors).find(([name]) => name === message)?.[1] ?? "other";
}

/** What the doctor warns of although a signature is valid. */
export const warningTexts = { clock: "wh-doctor-clock", old_secret: "wh-doctor-old" } as const;

/** What the doctor says of a rule that was not kept. */
export const ruleTexts = {
  no_signature: "wh-doctor-no-signature",
  no_prefix: "wh-doctor-no-prefix",
  not_hex: "wh-doctor-not-hex",
  not_standard: "wh-doctor-not-standard",
  no_id: "wh-doctor-no-id",
  no_timestamp: "wh-doctor-no-timestamp",
  ended_secret: "wh-doctor-ended",
  decoded_secret: "wh-doctor-decoded",
  trailing_newline: "wh-doctor-newline",
  line_ends: "wh-doctor-line-ends",
  reserialised: "wh-doctor-reserialised",
  byte_order_mark: "wh-doctor-bom",
  id_changed: "wh-doctor-id",
  unknown: "wh-doctor-unknown",
} as const;

const errors = {
  unreachable: "unreachable",
  no_answer: "no-answer",
  redirect: "redirect",
  status: "status",
  item: "item",
  erased: "erased",
  payload_too_large: "large",
} as const;
