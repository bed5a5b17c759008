import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Salon, Words } from "../../../src/booking/salon.ts";
import { wallDay, wallInstant } from "../../../src/booking/wall-day.ts";
import { minutesOf } from "../../../src/business/working-hours.ts";
import type { Country } from "../../../src/lib/phone.ts";
import type { Language } from "../../../src/texts/language.ts";

type Range = [string, string];
type Week = Partial<Record<"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun", Range | null>>;
/** A business as its file writes it. */
export type Business = {
  id: string;
  type: string;
  name: Words;
  address: Words;
  timezone: string;
  currency: string;
  languages: Language[];
  default_language: Language;
  phone: string;
  working_hours: Week;
  closed_dates: string[];
  slot_step_min: number;
  min_lead_min: number;
  horizon_days: number;
  free_cancel_hours: number;
  services: {
    id: string;
    name: Words;
    duration_min: number;
    price: { amount: number; kind: "fixed" | "from" };
    synonyms: string[];
  }[];
  masters: {
    id: string;
    name: Words;
    services: string[];
    hours: Week;
    breaks: Range[];
    days_off: string[];
  }[];
  clients: { id: string; name: string; phone: string; telegram_id?: number; whatsapp?: string }[];
  bookings: { id: string; master: string; service: string; start: string; client: string }[];
  faq: Record<string, Words>;
};
export type Check = {
  turn: number;
  must?: string[];
  must_not?: string[];
  max_reply_chars?: number;
  offered_slots_subset_of?: string;
};
/** A dialogue of the sample with the state of the world that it has to end in. */
export type Sample = {
  id: string;
  fixture: string;
  now: string;
  client: {
    channel: "telegram" | "whatsapp";
    telegram_id?: number;
    wa_id?: string;
    first_name?: string;
    profile_name?: string;
    language_code?: string;
  };
  turns: string[];
  expected: {
    outcome: string;
    reply_lang: Language[];
    states_must_visit?: string[];
    booking?: {
      service_id: string;
      start_utc: string;
      duration_min: number;
      price: { amount: number; kind: string };
      master_id: string;
      client_name?: string;
      client_phone: string;
    };
    client_name_regex?: string;
    cancelled_booking_id?: string;
    unchanged_booking_ids?: string[];
    new_bookings: number;
    actions?: string[];
    unavailable?: { master: string; service: string; start_local: string; reason: string }[];
    checks?: Check[];
    slots?: { date: string; free: Record<string, string[]> };
  };
};
type Samples = {
  fixtures: Record<string, Business>;
  dialogues: Sample[];
  if_asked_default: Record<Language, { name: string; phone: string; confirm: string }>;
};

/** The sample dialogues with their businesses. */
export function samples(): Samples {
  const path = join(import.meta.dirname, "../../fixtures/dialogues/dialogues.json");
  const read: Samples = JSON.parse(readFileSync(path, "utf8"));
  return read;
}

/** A business's own ids and ours: a service's and a master's place in the list, from one. */
export type Known = {
  salon: Salon;
  service: (slug: string) => number;
  master: (slug: string) => number;
  /** The instant of "YYYY-MM-DDTHH:MM" on the business's wall. */
  at: (local: string) => number;
};

/** The salon that a business file describes. */
export function known(file: Business): Known {
  const service = (slug: string): number => 1 + file.services.findIndex(({ id }) => id === slug);
  const master = (slug: string): number => 1 + file.masters.findIndex(({ id }) => id === slug);
  const countries: Record<string, Country> = { UAH: "UA", RUB: "RU", KZT: "KZ" };
  const salon: Salon = {
    businessId: "11111111-1111-4111-8111-111111111111",
    kind: /clinic/.test(file.type) ? "clinic" : "salon",
    names: file.name,
    address: file.address,
    phone: file.phone,
    languages: file.languages,
    language: file.default_language,
    faq: file.faq,
    zone: file.timezone,
    currency: file.currency,
    country: countries[file.currency] ?? "UA",
    hours: week(file.working_hours),
    holidays: file.closed_dates.map((date) => ({ date, hours: null })),
    rules: {
      stepMin: file.slot_step_min,
      leadMin: file.min_lead_min,
      horizonDays: file.horizon_days,
      freeCancelHours: file.free_cancel_hours,
    },
    services: file.services.map((one) => ({
      id: service(one.id),
      slug: one.id,
      names: one.name,
      durationMin: one.duration_min,
      bufferMin: 0,
      price: one.price,
      synonyms: one.synonyms,
    })),
    masters: file.masters.map((one) => ({
      id: master(one.id),
      slug: one.id,
      names: one.name,
      services: one.services.map(service),
      hours: week(one.hours),
      breaks: one.breaks,
      daysOff: one.days_off,
    })),
  };
  const at = (local: string): number =>
    wallInstant(wallDay(local.slice(0, 10), file.timezone), minutesOf(local.slice(11)) ?? 0);
  return { salon, service, master, at };
}

function week(hours: Week): NonNullable<Salon["hours"]> {
  return {
    mon: hours.mon ?? null,
    tue: hours.tue ?? null,
    wed: hours.wed ?? null,
    thu: hours.thu ?? null,
    fri: hours.fri ?? null,
    sat: hours.sat ?? null,
    sun: hours.sun ?? null,
  };
}
