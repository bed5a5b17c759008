import { sql } from "drizzle-orm";
import type { Holiday } from "../business/business.ts";
import type { WorkingHours } from "../business/working-hours.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import type { Country } from "../lib/phone.ts";
import { languages, type Language } from "../texts/language.ts";
import { busyRows } from "./booking-store.ts";
import {
  wholeWeek,
  type Busy,
  type Master,
  type Salon,
  type Service,
  type Words,
} from "./salon.ts";

/** The business as its customers know it, in one statement. Throws `business.not_found`. */
export async function salonOf(tx: Tx, businessId: string): Promise<Salon> {
  const [row] = await tx.execute<SalonRow>(sql`
    select b.name, b.kind, b.timezone as zone, b.currency, b.country, b.language, b.working_hours as hours, b.holidays,
      s.names, s.address, s.phone, s.languages, s.faq, s.step_min, s.lead_min, s.horizon_days, s.free_cancel_hours,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', v.id, 'slug', v.slug, 'names', v.names, 'durationMin', v.duration_min, 'bufferMin', v.buffer_min,
          'price', jsonb_build_object('amount', v.amount, 'kind', v.price_kind), 'synonyms', v.synonyms)
          order by v.position, v.id), '[]')
        from services v where v.business_id = b.id and v.archived_at is null) as services,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', m.id, 'slug', m.slug, 'names', m.names, 'hours', m.hours, 'breaks', m.breaks, 'daysOff', m.days_off,
          'services', (select coalesce(jsonb_agg(ms.service_id order by ms.service_id), '[]') from master_services ms
            where ms.business_id = m.business_id and ms.master_id = m.id)) order by m.position, m.id), '[]')
        from masters m where m.business_id = b.id and m.archived_at is null) as masters
    from businesses b left join salons s on s.business_id = b.id where b.id = ${businessId}::uuid`);
  if (!row) throw new AppError("business.not_found", "not_found");
  return toSalon(businessId, row);
}

/** What is taken of the masters' time between two instants, but for these bookings and holds. */
export async function busyOf(
  tx: Tx,
  businessId: string,
  value: { from: number; to: number; now: number; but?: readonly number[] },
): Promise<Busy[]> {
  return busyRows(tx, businessId, { ...value, but: value.but ?? [] });
}

type SalonRow = {
  name: string;
  kind: string;
  zone: string;
  currency: string;
  country: Country;
  language: Language;
  hours: WorkingHours | null;
  holidays: Holiday[];
  names: Words | null;
  address: Words | null;
  phone: string | null;
  languages: Language[] | null;
  faq: Record<string, Words> | null;
  step_min: number | null;
  lead_min: number | null;
  horizon_days: number | null;
  free_cancel_hours: number | null;
  services: Service[];
  masters: Master[];
};

function toSalon(businessId: string, row: SalonRow): Salon {
  const { name, language } = row;
  return {
    businessId,
    kind: row.kind,
    names: row.names ?? { [language]: name },
    address: row.address,
    phone: row.phone,
    languages: row.languages && row.languages.length > 0 ? row.languages : [...languages],
    language,
    faq: row.faq ?? {},
    zone: row.zone,
    currency: row.currency,
    country: row.country,
    hours: row.hours,
    holidays: row.holidays,
    rules: {
      stepMin: row.step_min ?? 30,
      leadMin: row.lead_min ?? 60,
      horizonDays: row.horizon_days ?? 45,
      freeCancelHours: row.free_cancel_hours ?? 3,
    },
    services: row.services,
    masters: row.masters.map((master) => ({ ...master, hours: wholeWeek(master.hours) })),
  };
}
