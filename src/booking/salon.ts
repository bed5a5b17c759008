import type { Holiday } from "../business/business.ts";
import { days, type WorkingHours } from "../business/working-hours.ts";
import type { Country } from "../lib/phone.ts";
import type { Language } from "../texts/language.ts";

/** The same thing in the languages of a business's customers; at least one is there. */
export type Words = Partial<Record<Language, string>>;

/** Major units of the business's currency; `from`: the sum may be higher and is never promised. */
export type Price = { amount: number; kind: "fixed" | "from" };

/** What customers may book. `slug` is its stable id in the business file; after the visit the master is busy for the buffer. */
export type Service = {
  id: number;
  slug: string;
  names: Words;
  durationMin: number;
  bufferMin: number;
  price: Price;
  synonyms: string[];
};

/** Who does it. A day without hours is off; breaks are wall times of every day, days off are "YYYY-MM-DD". */
export type Master = {
  id: number;
  slug: string;
  names: Words;
  /** Ids of services. */
  services: number[];
  hours: WorkingHours;
  breaks: [string, string][];
  daysOff: string[];
};

/** Visits begin at multiples of the step on the wall, not sooner than the lead, not later than the horizon. */
export type Rules = {
  stepMin: number;
  leadMin: number;
  horizonDays: number;
  /** Nearer to the visit than this only a person cancels or moves it. */
  freeCancelHours: number;
};

/** All that customers are told of a business, with the rules of its calendar. Archived services and masters are left out. */
export type Salon = {
  businessId: string;
  kind: string;
  names: Words;
  address: Words | null;
  phone: string | null;
  /** Languages that customers are answered in. */
  languages: Language[];
  language: Language;
  /** parking, payment and other keys of its own → what is answered. */
  faq: Record<string, Words>;
  zone: string;
  currency: string;
  country: Country;
  /** Null: not told, so that only the masters' hours count. */
  hours: WorkingHours | null;
  holidays: Holiday[];
  rules: Rules;
  services: Service[];
  masters: Master[];
};

/** A master's time that is taken: booked, held or buffered. Instants, epoch ms. */
export type Busy = { masterId: number; from: number; to: number };

/** A visit that could be: instants, epoch ms; `end` without the buffer. */
export type Slot = { masterId: number; serviceId: number; start: number; end: number };

/** A visit as its customer may know it. `start` and `end` are epoch ms. */
export type Visit = {
  id: number;
  number: number;
  serviceId: number;
  masterId: number;
  start: number;
  end: number;
  status: "booked" | "confirmed" | "cancelled" | "completed" | "no_show";
  price: Price;
};

/** Words in the language asked for, else in the business's own, else in whatever there is. */
export function wordsIn(words: Words, language: Language, salon: Pick<Salon, "language">): string {
  return words[language] ?? words[salon.language] ?? words.uk ?? words.ru ?? words.en ?? "";
}

/** A day that is missing is off. */
export function wholeWeek(hours: Partial<WorkingHours>): WorkingHours {
  const week: WorkingHours = {
    mon: null,
    tue: null,
    wed: null,
    thu: null,
    fri: null,
    sat: null,
    sun: null,
  };
  for (const day of days) week[day] = hours[day] ?? null;
  return week;
}
