import { readDay } from "../crm/when.ts";
import { isoWithOffset } from "../lib/iso.ts";
import { readMoney } from "../lib/money.ts";
import { parseWall } from "../lib/zone.ts";
import { isLanguage, type Language } from "../texts/language.ts";
import { demandsIn, inDigits, isSaid, numbersIn } from "./quote-number.ts";
import { wordsIn } from "./quote-word.ts";

/** The clock that a call's words are read by. `spoken`: the talk's language, ISO 639-1. */
export type CallClock = { at: number; zone: string; language: Language; spoken: string | null };

/** A day or a moment that words name, by the call's own clock; `past`: it was over then. */
export async function dueIn(
  quote: string,
  { at, zone, language, spoken }: CallClock,
): Promise<{ due: string | null; past: boolean }> {
  const first = spoken !== null && isLanguage(spoken) ? spoken : language;
  const read = await readDay(inOrder(inDigits(quote)), { now: at, zone, language: first });
  if (read === null) return { due: null, past: false };
  if (typeof read !== "string") return { due: null, past: true };
  const moment = read.includes("T") ? parseWall(`${read}:00`, zone) : null;
  return { due: moment === null ? read.slice(0, 10) : isoWithOffset(moment, zone), past: false };
}

/** "Часов на 12" is "на 12 часов". */
function inOrder(text: string): string {
  return text.replace(/(?:часов|годин)\s+(на|в|до|к|о)\s+(\d{1,2})(?!\d)/giu, "$1 $2 часов");
}

/** The sum that a claim names and its quote proves: in the quote's currency, else in the business's. */
export function amountIn(
  value: string,
  quote: string,
  currency: string,
): { amount: number; currency: string } | null {
  const amount = fractionIn(value, quote) ?? wholeIn(value, quote);
  if (amount === null || amount <= 0 || amount > MOST) return null;
  return { amount, currency: currencyIn(quote) ?? currency };
}

const MOST = 999_999_999;

/** "99,90" */
function fractionIn(value: string, quote: string): number | null {
  const found = /(?<![\d.,:])\d+[.,]\d{2}(?![\d.,:])/.exec(value)?.[0];
  if (found === undefined) return null;
  const same = quote.replaceAll(",", ".").includes(found.replace(",", "."));
  return same ? Number(found.replace(",", ".")) : null;
}

/** One number and no more: of "from 900 to 1200" nobody knows which it will be. */
function wholeIn(value: string, quote: string): number | null {
  const [demand, ...more] = demandsIn(value);
  if (!demand || more.length > 0 || !("number" in demand)) return null;
  return isSaid(demand, numbersIn(quote)) ? demand.number : null;
}

function currencyIn(quote: string): string | null {
  for (const { plain } of wordsIn(quote)) {
    const inWords = names.find(([word]) => word.test(plain))?.[1];
    if (inWords !== undefined) return inWords;
    const read = /^[а-яєіїґ]{2,12}$/.test(plain) ? readMoney(`1 ${plain}`) : null;
    if (read && "currency" in read && read.currency !== null) return read.currency;
  }
  const sign = /[₴₽₸$€£₾֏]/u.exec(quote)?.[0];
  const read = sign === undefined ? null : readMoney(`1 ${sign}`);
  return read && "currency" in read ? read.currency : null;
}

const names: readonly (readonly [RegExp, string])[] = [
  [/^(?:гривен|гривн|гривень|гривас|hryvn|uah$)/, "UAH"],
  [/^(?:рубл|rubl|roubl|rub$)/, "RUB"],
  [/^(?:доллар|долар|dollar|usd$|бакс)/, "USD"],
  [/^(?:евро|євро|euro|eur$)/, "EUR"],
  [/^(?:тенге|tenge)/, "KZT"],
  [/^(?:pound)/, "GBP"],
  [/^(?:злот|zlot)/, "PLN"],
];
