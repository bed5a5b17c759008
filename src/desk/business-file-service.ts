import type { Tx } from "../db/client.ts";
import { isoWithOffset } from "../lib/iso.ts";
import { AppError } from "../lib/app-error.ts";
import { together } from "../lib/together.ts";
import {
  bookingRows,
  businessRow,
  clientRows,
  masterRows,
  serviceRows,
  type BusinessRow,
  type ClientRow,
  type MasterRow,
  type ServiceRow,
} from "./business-file-store.ts";
import type { BusinessFile, FileClient, FileMaster, FileService } from "./business-file.ts";
import type { Present } from "./business-plan.ts";

/** A business in the words of its file, as it is now. Throws `business.not_found`. */
export async function presentOf(
  tx: Tx,
  businessId: string,
  { now }: { now: number },
): Promise<Present> {
  const business = await businessRow(tx, businessId);
  if (!business) throw new AppError("business.not_found", "not_found");
  const [services, masters, clients, bookings] = await together([
    serviceRows(tx, businessId),
    masterRows(tx, businessId),
    clientRows(tx, businessId, { now }),
    bookingRows(tx, businessId, { now, zone: business.timezone }),
  ]);
  const today = isoWithOffset(now, business.timezone).slice(0, "YYYY-MM-DD".length);
  const slugs = new Map(clients.map(({ id, slug }) => [id, slug]));
  const active = bookings.filter((row) => row.active);
  return {
    file: {
      ...settingsOf(business, today),
      services: services.map(toService),
      masters: masters.map(toMaster),
      clients: clients.map(toClient),
      bookings: active.map(({ slug, master, service, start, client_id }) => ({
        id: slug,
        master,
        service,
        start,
        ...(client_id === null ? {} : { client: slugs.get(client_id) }),
      })),
    },
    ended: new Set(bookings.filter((row) => !row.active).map(({ slug }) => slug)),
    today,
  };
}

/** The file that `/import` takes back without a change: visits to come, and who they are of. */
export async function exportBusiness(
  tx: Tx,
  businessId: string,
  { now }: { now: number },
): Promise<string> {
  const { file } = await presentOf(tx, businessId, { now });
  return `${JSON.stringify(file, null, 2)}\n`;
}

function settingsOf(row: BusinessRow, today: string): BusinessFile {
  const closed = row.holidays
    .filter(({ date, hours }) => hours === null && date >= today)
    .map(({ date }) => date);
  return {
    ...(row.slug === null ? {} : { id: row.slug }),
    type: row.kind,
    name: row.names ?? { [row.language]: row.name },
    ...(row.address === null ? {} : { address: row.address }),
    timezone: row.timezone,
    currency: row.currency,
    ...(row.languages && row.languages.length > 0 ? { languages: row.languages } : {}),
    default_language: row.language,
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.working_hours === null ? {} : { working_hours: row.working_hours }),
    closed_dates: closed.toSorted(),
    slot_step_min: row.step_min ?? 30,
    min_lead_min: row.lead_min ?? 60,
    horizon_days: row.horizon_days ?? 45,
    free_cancel_hours: row.free_cancel_hours ?? 3,
    faq: row.faq ?? {},
  };
}

function toService(row: ServiceRow): FileService {
  return {
    id: row.slug,
    name: row.names,
    duration_min: row.duration_min,
    ...(row.buffer_min > 0 ? { buffer_min: row.buffer_min } : {}),
    price: { amount: Number(row.amount), kind: row.price_kind },
    synonyms: row.synonyms,
    ...(row.archived ? { archived: true } : {}),
  };
}

function toMaster(row: MasterRow): FileMaster {
  return {
    id: row.slug,
    name: row.names,
    services: row.services,
    hours: row.hours,
    breaks: row.breaks,
    days_off: row.days_off,
    ...(row.archived ? { archived: true } : {}),
  };
}

function toClient(row: ClientRow): FileClient {
  return {
    id: row.slug,
    name: row.name ?? row.phone ?? row.slug,
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.telegram === null ? {} : { telegram_id: Number(row.telegram) }),
    ...(row.whatsapp === null ? {} : { whatsapp: row.whatsapp }),
  };
}
