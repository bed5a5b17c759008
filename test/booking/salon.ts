import { readFileSync } from "node:fs";
import type { WorkingHours } from "../../src/business/working-hours.ts";
import { wholeWeek, type Busy, type Salon, type Words } from "../../src/booking/salon.ts";
import { MINUTE_MS, wallDay, wallInstant } from "../../src/booking/wall-day.ts";

export type Fixture = {
  name: Words;
  timezone: string;
  currency: string;
  default_language: "uk" | "ru" | "en";
  languages: ("uk" | "ru" | "en")[];
  working_hours: WorkingHours;
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
    hours: Partial<WorkingHours>;
    breaks: [string, string][];
    days_off: string[];
  }[];
  bookings: { id: string; master: string; service: string; start: string; client: string }[];
};
type Dialogue = {
  id: string;
  fixture: string;
  now: string;
  expected: {
    unavailable?: { master: string; service: string; start_local: string; reason: string }[];
    slots?: { service_id: string; date: string; free: Record<string, string[]> };
    booking?: { service_id: string; master_id: string; start_local: string; start: string };
  };
};

const read: { fixtures: Record<string, Fixture>; dialogues: Dialogue[] } = JSON.parse(
  readFileSync(new URL("../fixtures/dialogues/dialogues.json", import.meta.url), "utf8"),
);
export const { dialogues } = read;

/** A business of the sample, with what is taken of its masters' time. */
export function fixtureSalon(name: string): { salon: Salon; busy: Busy[]; file: Fixture } {
  const file = read.fixtures[name];
  if (!file) throw new Error(`no business ${name}`);
  const services = file.services.map((service, index) => ({
    id: index + 1,
    slug: service.id,
    names: service.name,
    durationMin: service.duration_min,
    bufferMin: 0,
    price: service.price,
    synonyms: service.synonyms,
  }));
  const serviceId = (slug: string): number =>
    services.find((service) => service.slug === slug)?.id ?? 0;
  const masters = file.masters.map((master, index) => ({
    id: index + 101,
    slug: master.id,
    names: master.name,
    services: master.services.map(serviceId),
    hours: wholeWeek(master.hours),
    breaks: master.breaks,
    daysOff: master.days_off,
  }));
  const salon: Salon = {
    businessId: "00000000-0000-4000-8000-000000000000",
    kind: "salon",
    names: file.name,
    address: null,
    phone: null,
    languages: file.languages,
    language: file.default_language,
    faq: {},
    zone: file.timezone,
    currency: file.currency,
    country: "UA",
    hours: file.working_hours,
    holidays: file.closed_dates.map((date) => ({ date, hours: null })),
    rules: {
      stepMin: file.slot_step_min,
      leadMin: file.min_lead_min,
      horizonDays: file.horizon_days,
      freeCancelHours: file.free_cancel_hours,
    },
    services,
    masters,
  };
  const busy = file.bookings.map(({ master, service, start }) => {
    const from = instantOf(salon, start);
    const length = services.find(({ slug }) => slug === service)?.durationMin ?? 0;
    const masterId = masters.find(({ slug }) => slug === master)?.id ?? 0;
    return { masterId, from, to: from + length * MINUTE_MS };
  });
  return { salon, busy, file };
}

/** "2026-11-25T09:00" on the salon's wall. */
export function instantOf({ zone }: Pick<Salon, "zone">, local: string): number {
  const { day, minute } = wallOfLocal(local);
  return wallInstant(wallDay(day, zone), minute);
}

export function wallOfLocal(local: string): { day: string; minute: number } {
  const [day = "", time = ""] = local.split("T");
  const [h = 0, mi = 0] = time.split(":").map(Number);
  return { day, minute: h * 60 + mi };
}

export function idOf(list: readonly { id: number; slug: string }[], slug: string): number {
  const found = list.find((one) => one.slug === slug);
  if (!found) throw new Error(`no ${slug}`);
  return found.id;
}

export const week: WorkingHours = {
  mon: ["09:00", "19:00"],
  tue: ["09:00", "19:00"],
  wed: ["09:00", "19:00"],
  thu: ["09:00", "19:00"],
  fri: ["09:00", "19:00"],
  sat: null,
  sun: null,
};
