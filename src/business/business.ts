import type { Country } from "../lib/phone.ts";
import type { Language } from "../texts/language.ts";
import type { WorkingHours } from "./working-hours.ts";

/** A tenant. `timezone` is an IANA zone, `currency` an ISO 4217 code, `country` completes national phone numbers. */
export type Business = {
  id: string;
  name: string;
  kind: Kind;
  timezone: string;
  currency: string;
  language: Language;
  country: Country;
  /** Null: not told, so that no moment is outside them. */
  workingHours: WorkingHours | null;
  holidays: Holiday[];
  /** A missed call is to be called back within so many working minutes. */
  slaMin: number;
  /** A talk shorter than so many seconds is a ghost answer; 0: none is. */
  ghostS: number;
  /** Whether a colleague's call that nobody answered closes a follow-up, too. */
  triedCloses: boolean;
};

/** A day ("YYYY-MM-DD" on the business's wall) that differs from the week; hours null: closed. */
export type Holiday = { date: string; hours: [string, string] | null };

export type Kind = "salon" | "clinic" | "shop" | "workshop" | "other";
export const kinds: readonly Kind[] = ["salon", "clinic", "shop", "workshop", "other"];

/** Where a business may stand: what one tap in the picker sets. */
export type Place = { timezone: string; currency: string; country: Country };

/** Where the product grew up: the guess for a language that tells nothing. */
const home: Place = { timezone: "Europe/Kyiv", currency: "UAH", country: "UA" };

/** The zones of the picker, the usual ones first. */
export const places: readonly Place[] = [
  home,
  { timezone: "Europe/Moscow", currency: "RUB", country: "RU" },
  { timezone: "Asia/Almaty", currency: "KZT", country: "KZ" },
  { timezone: "Europe/Minsk", currency: "BYN", country: "BY" },
  { timezone: "Asia/Tashkent", currency: "UZS", country: "UZ" },
  { timezone: "Europe/Chisinau", currency: "MDL", country: "MD" },
  { timezone: "Asia/Tbilisi", currency: "GEL", country: "GE" },
  { timezone: "Asia/Yerevan", currency: "AMD", country: "AM" },
  { timezone: "Asia/Bishkek", currency: "KGS", country: "KG" },
  { timezone: "Europe/Kaliningrad", currency: "RUB", country: "RU" },
  { timezone: "Europe/Samara", currency: "RUB", country: "RU" },
  { timezone: "Asia/Yekaterinburg", currency: "RUB", country: "RU" },
  { timezone: "Asia/Omsk", currency: "RUB", country: "RU" },
  { timezone: "Asia/Krasnoyarsk", currency: "RUB", country: "RU" },
  { timezone: "Asia/Irkutsk", currency: "RUB", country: "RU" },
  { timezone: "Asia/Yakutsk", currency: "RUB", country: "RU" },
  { timezone: "Asia/Vladivostok", currency: "RUB", country: "RU" },
  { timezone: "Europe/Warsaw", currency: "PLN", country: "PL" },
  { timezone: "Europe/Berlin", currency: "EUR", country: "DE" },
  { timezone: "Europe/London", currency: "GBP", country: "GB" },
];

export const zones: readonly string[] = places.map((place) => place.timezone);

const NAME_LENGTH = 100;
/** Format characters and broken surrogates, but for the joiners that emoji and scripts need. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu;
const countryOfLanguage: Record<string, Country> = {
  uk: "UA",
  ru: "RU",
  kk: "KZ",
  be: "BY",
  uz: "UZ",
  ro: "MD",
  ka: "GE",
  hy: "AM",
  ky: "KG",
  pl: "PL",
  de: "DE",
};

/** Where a person's Telegram language code ("uk", "ru-KZ") suggests the business stands; the region beats the language. */
export function guess(languageCode?: string): Place {
  const [language = "", region = ""] = (languageCode ?? "").split(/[-_]/);
  const country = countryOfLanguage[language.toLowerCase()];
  return inCountry(region.toUpperCase()) ?? (country && inCountry(country)) ?? home;
}

/** Currency and country of a zone in the picker, or null for another zone. */
export function placeOf(timezone: string): Place | null {
  return places.find((place) => place.timezone === timezone) ?? null;
}

export function isKind(value: string): value is Kind {
  return (kinds as readonly string[]).includes(value);
}

/** A name in one line of at most `length` characters, free of control and direction marks; null when nothing is left. */
export function cleanName(name: string, length: number = NAME_LENGTH): string | null {
  const clean = name
    .replace(UNSEEN, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  const short = Array.from(clean).slice(0, length).join("").trim();
  return short === "" ? null : short;
}

function inCountry(country: string): Place | undefined {
  return places.find((place) => place.country === country);
}
