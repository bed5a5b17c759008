import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import type { Holiday } from "../business/business.ts";
import type { WorkingHours } from "../business/working-hours.ts";
import type { Language } from "../texts/language.ts";
import type { FileWords } from "./business-file.ts";

export type BusinessRow = {
  name: string;
  kind: string;
  timezone: string;
  currency: string;
  language: Language;
  working_hours: WorkingHours | null;
  holidays: Holiday[];
  slug: string | null;
  names: FileWords | null;
  address: FileWords | null;
  phone: string | null;
  languages: Language[] | null;
  faq: Record<string, FileWords> | null;
  step_min: number | null;
  lead_min: number | null;
  horizon_days: number | null;
  free_cancel_hours: number | null;
};

export type ServiceRow = {
  slug: string;
  names: FileWords;
  duration_min: number;
  buffer_min: number;
  amount: string;
  price_kind: "fixed" | "from";
  synonyms: string[];
  archived: boolean;
};

export type MasterRow = {
  slug: string;
  names: FileWords;
  hours: WorkingHours;
  breaks: [string, string][];
  days_off: string[];
  archived: boolean;
  services: string[];
};

export type ClientRow = {
  id: string;
  slug: string;
  name: string | null;
  phone: string | null;
  telegram: string | null;
  whatsapp: string | null;
};

export type BookingRow = {
  slug: string;
  number: number | null;
  master: string;
  service: string;
  client_id: string | null;
  start: string;
  active: boolean;
};

/** The business's own row beside what it tells customers of itself. */
export async function businessRow(tx: Tx, businessId: string): Promise<BusinessRow | null> {
  const [row] = await tx.execute<BusinessRow>(sql`
    select b.name, b.kind, b.timezone, b.currency, b.language, b.working_hours, b.holidays,
      s.slug, s.names, s.address, s.phone, s.languages, s.faq, s.step_min, s.lead_min, s.horizon_days, s.free_cancel_hours
    from businesses b left join salons s on s.business_id = b.id where b.id = ${businessId}`);
  return row ?? null;
}

export async function serviceRows(tx: Tx, businessId: string): Promise<ServiceRow[]> {
  const rows = await tx.execute<ServiceRow>(sql`
    select slug, names, duration_min, buffer_min, amount, price_kind, synonyms, archived_at is not null as archived
    from services where business_id = ${businessId} order by position, id`);
  return [...rows];
}

export async function masterRows(tx: Tx, businessId: string): Promise<MasterRow[]> {
  const rows = await tx.execute<MasterRow>(sql`
    select m.slug, m.names, m.hours, m.breaks, m.days_off, m.archived_at is not null as archived,
      (select coalesce(jsonb_agg(s.slug order by s.position, s.id), '[]') from master_services k
       join services s on s.id = k.service_id and s.business_id = k.business_id
       where k.business_id = m.business_id and k.master_id = m.id) as services
    from masters m where m.business_id = ${businessId} order by m.position, m.id`);
  return [...rows];
}

/** Visits that are to come or came with a file, and holds left out; `start` is on the business's wall. */
export async function bookingRows(
  tx: Tx,
  businessId: string,
  { now, zone }: { now: number; zone: string },
): Promise<BookingRow[]> {
  const rows = await tx.execute<BookingRow>(sql`
    select coalesce(b.slug, 'n' || b.number) as slug, b.number, m.slug as master, s.slug as service, b.client_id,
      to_char(b.starts_at at time zone ${zone}, 'YYYY-MM-DD"T"HH24:MI') as start, b.status in ('booked', 'confirmed') as active
    from bookings b join masters m on m.id = b.master_id and m.business_id = b.business_id
    join services s on s.id = b.service_id and s.business_id = b.business_id
    where b.business_id = ${businessId} and b.status not in ('held', 'gone')
      and (b.slug is not null or (b.starts_at >= ${iso(now)}::timestamptz and b.status in ('booked', 'confirmed')))
    order by b.starts_at, b.id`);
  return [...rows];
}

/** Clients that came with a file, are bound to a channel, or have one of these visits. */
export async function clientRows(
  tx: Tx,
  businessId: string,
  { now }: { now: number },
): Promise<ClientRow[]> {
  const rows = await tx.execute<ClientRow>(sql`
    select c.id, coalesce(${handle("file")}, 'n' || c.number) as slug, c.name,
      (select min(p.phone) from client_phones p where p.business_id = c.business_id and p.client_id = c.id) as phone,
      ${handle("telegram")} as telegram, ${handle("whatsapp")} as whatsapp
    from clients c where c.business_id = ${businessId} and c.merged_into is null and (
      exists (select 1 from client_handles h where h.business_id = c.business_id and h.client_id = c.id)
      or exists (select 1 from bookings b where b.business_id = c.business_id and b.client_id = c.id
        and b.starts_at >= ${iso(now)}::timestamptz and b.status in ('booked', 'confirmed')))
    order by c.number`);
  return [...rows];
}

function handle(channel: string): SQL {
  return sql`(select min(h.handle) from client_handles h where h.business_id = c.business_id and h.client_id = c.id and h.channel = ${channel})`;
}
