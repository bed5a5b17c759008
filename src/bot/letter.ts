import { novofonEvents } from "../desk/setup.ts";
import { text } from "../texts/bundle.ts";

/** The letter to Novofon's support for one extension: plain text, in Russian whatever the member's language. */
export function novofonLetter(about: { ext: string; address: string; key: string }): string {
  return text("ru", "letter-novofon", { ...about, events: novofonEvents.join(", ") });
}
