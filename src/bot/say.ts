import { text, type TextArgs, type TextId } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";

/** A text as Telegram HTML: the text's own marks stay, what is put into it is escaped. */
export function html(language: Language, id: TextId, args: TextArgs = {}): string {
  const safe: TextArgs = {};
  for (const [name, value] of Object.entries(args)) {
    safe[name] = typeof value === "string" ? escapeHtml(value) : value;
  }
  return text(language, id, safe);
}
