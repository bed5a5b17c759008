import { places } from "../business/business.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";

export const currencies: readonly string[] = [
  ...new Set([...places.map((place) => place.currency), "USD"]),
];

/** The city of a zone in the picker; another zone keeps its IANA name. */
export function zoneName(language: Language, zone: string): string {
  if (!places.some((place) => place.timezone === zone)) return zone;
  return text(language, `city-${zone.slice(zone.lastIndexOf("/") + 1).toLowerCase()}` as TextId);
}

/** "Київ · 14:35": people know their time better than the name of their zone. */
export function zoneLabel(language: Language, zone: string, now: number): string {
  return `${zoneName(language, zone)} · ${timeOf(language, now, zone)}`;
}

export function currencyName(language: Language, currency: string): string {
  return currencies.includes(currency)
    ? text(language, `currency-${currency.toLowerCase()}` as TextId)
    : currency;
}
