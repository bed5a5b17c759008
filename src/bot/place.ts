import { places } from "../business/business.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";

export const currencies: readonly string[] = [
  ...new Set([...places.map((place) => place.currency), "USD"]),
];

const cities: Partial<Record<string, TextId>> = {
  "Europe/Kyiv": "city-kyiv",
  "Europe/Moscow": "city-moscow",
  "Asia/Almaty": "city-almaty",
  "Europe/Minsk": "city-minsk",
  "Asia/Tashkent": "city-tashkent",
  "Europe/Chisinau": "city-chisinau",
  "Asia/Tbilisi": "city-tbilisi",
  "Asia/Yerevan": "city-yerevan",
  "Asia/Bishkek": "city-bishkek",
  "Europe/Kaliningrad": "city-kaliningrad",
  "Europe/Samara": "city-samara",
  "Asia/Yekaterinburg": "city-yekaterinburg",
  "Asia/Omsk": "city-omsk",
  "Asia/Krasnoyarsk": "city-krasnoyarsk",
  "Asia/Irkutsk": "city-irkutsk",
  "Asia/Yakutsk": "city-yakutsk",
  "Asia/Vladivostok": "city-vladivostok",
  "Europe/Warsaw": "city-warsaw",
  "Europe/Berlin": "city-berlin",
  "Europe/London": "city-london",
};

const currencyNames: Partial<Record<string, TextId>> = {
  UAH: "currency-uah",
  RUB: "currency-rub",
  KZT: "currency-kzt",
  BYN: "currency-byn",
  UZS: "currency-uzs",
  MDL: "currency-mdl",
  GEL: "currency-gel",
  AMD: "currency-amd",
  KGS: "currency-kgs",
  PLN: "currency-pln",
  EUR: "currency-eur",
  GBP: "currency-gbp",
  USD: "currency-usd",
};

/** The city of a zone in the picker; another zone keeps its IANA name. */
export function zoneName(language: Language, zone: string): string {
  const id = cities[zone];
  return id ? text(language, id) : zone;
}

/** "Київ · 14:35": people know their time better than the name of their zone. */
export function zoneLabel(language: Language, zone: string, now: number): string {
  return `${zoneName(language, zone)} · ${timeOf(language, now, zone)}`;
}

export function currencyName(language: Language, currency: string): string {
  const id = currencyNames[currency];
  return id ? text(language, id) : currency;
}
