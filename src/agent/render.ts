import type { Salon } from "../booking/salon.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { World } from "./conversation.ts";
import type { Saying } from "./saying.ts";

/** A message as it leaves: plain text without markup, at most 4096 signs. */
export type Message = { text: string; buttons: { title: string; action: Action }[][] };
export type Voice = { salon: Salon; language: Language; tone: World["tone"] };

/** What is said in a turn is one message; the buttons are those of the last saying that has any. */
export function render(says: readonly Saying[], { language }: Voice): Message[] {
  if (says.length === 0) return [];
  // Two messages of one burst may ask for the same.
  const parts = [...new Set(says.map(({ id, values }) => text(language, id, values)))];
  const whole = Array.from(capital(joined(parts)).replaceAll(NARROW, " "))
    .slice(0, LENGTH)
    .join("");
  return [{ text: whole, buttons: says.findLast(({ buttons }) => buttons)?.buttons ?? [] }];
}

/** A space that the phones of customers may lack a glyph for. */
const NARROW = "\u202f";
/** Telegram counts UTF-16 units up to 4096; half of it leaves room for letters of two units. */
const LENGTH = 2000;

/** Short sentences follow one another; what has lines of its own stands apart. */
function joined(parts: readonly string[]): string {
  return parts.reduce((before, part) => {
    const flows = /[.!?…]$/.test(before) && !before.includes("\n") && !part.includes("\n");
    return `${before}${flows ? " " : "\n\n"}${part}`;
  });
}

/** A sentence begins with a capital letter, be it a day's name or "о 11:00". */
function capital(said: string): string {
  return said.replace(/(^|\n|[.!?✅] )(\p{Ll})/gu, (_, before: string, letter: string) => {
    return `${before}${letter.toUpperCase()}`;
  });
}
