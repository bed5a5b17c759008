import { text, type TextArgs, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";

/** Gives a text in the reader's language; Preact escapes it. */
export type Say = (id: TextId, args?: TextArgs) => string;

export function sayIn(language: Language): Say {
  return (id, args) => text(language, id, args);
}
