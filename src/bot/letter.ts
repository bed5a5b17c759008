import { text } from "../texts/bundle.ts";

/** What the CRM of the seed asks Novofon for, and the two events that tell who is rung and who answered. */
export const novofonEvents = [
  "NOTIFY_END",
  "NOTIFY_OUT_END",
  "NOTIFY_RECORD",
  "NOTIFY_START",
  "NOTIFY_OUT_START",
  "NOTIFY_INTERNAL",
  "NOTIFY_ANSWER",
] as const;

/** The letter to Novofon's support for one extension: plain text, in Russian whatever the member's language. */
export function novofonLetter(about: { ext: string; address: string; key: string }): string {
  return text("ru", "letter-novofon", { ...about, events: novofonEvents.join(", ") });
}
