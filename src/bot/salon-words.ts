import { wordsIn, type Price, type Words } from "../booking/salon.ts";
import { text } from "../texts/bundle.ts";
import { money } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { Button } from "./screen.ts";
import type { Action } from "./action.ts";

/** As many entries of a list as one screen holds. */
export const PAGE = 8;

/** In whose words a salon is told: the reader's language, else the business's. */
export type SalonReader = {
  language: Language;
  own: Language;
  currency: string;
  zone: string;
  now: number;
};

/** A name in the reader's language, else in the business's own. */
export function named({ language, own }: SalonReader, names: Words): string {
  return wordsIn(names, language, { language: own });
}

/** "90 хв", "2 год", "2 год 30 хв". */
export function lengthOf(language: Language, minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes <= 90 && rest !== 0)
    return text(language, "service-minutes", { minutes: String(minutes) });
  if (minutes <= 60) return text(language, "service-minutes", { minutes: String(minutes) });
  if (rest === 0) return text(language, "service-hours", { hours: String(hours) });
  return text(language, "service-hours-minutes", { hours: String(hours), minutes: String(rest) });
}

/** "650 грн", "від 1 800 грн". */
export function priceOf(language: Language, { amount, kind }: Price, currency: string): string {
  const price = money(language, amount, currency);
  return kind === "from" ? text(language, "service-from", { price }) : price;
}

/** One page of a list and the buttons that turn it. */
export function pageOf<T>(
  entries: readonly T[],
  page: number,
  to: (page: number) => Action,
): { shown: T[]; turns: Button[] } {
  const last = Math.max(0, Math.ceil(entries.length / PAGE) - 1);
  const at = Math.min(page, last);
  const turn = (label: string, next: number): Button[] =>
    next < 0 || next > last ? [] : [{ label, action: to(next) }];
  return {
    shown: entries.slice(at * PAGE, (at + 1) * PAGE),
    turns: [...turn("◀", at - 1), ...turn("▶", at + 1)],
  };
}

/** Buttons two a row. */
export function inPairs(buttons: readonly Button[]): Button[][] {
  return inRows(buttons, 2);
}

export function inRows(buttons: readonly Button[], wide: number): Button[][] {
  return buttons.flatMap((_button, at) => (at % wide === 0 ? [buttons.slice(at, at + wide)] : []));
}
