import { retestLater } from "../agent/trial-service.ts";
import { importVisits } from "../booking/import-service.ts";
import { saveMasters } from "../booking/master-service.ts";
import { saveServices } from "../booking/price-service.ts";
import { saveSalon } from "../booking/rule-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import { wholeWeek } from "../booking/salon.ts";
import { isKind, places } from "../business/business.ts";
import { businessOf, changeBusiness, setWorkingHours } from "../business/business-service.ts";
import { addHolidays } from "../business/followup-setting-service.ts";
import { importClients } from "../crm/client-import-service.ts";
import { bindHandles, clientByHandle, clientByNumber, type Handle } from "../crm/handle-service.ts";
import type { Database, Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { parseWall } from "../lib/zone.ts";
import { readBusinessCsv } from "./business-csv.ts";
import { readBusinessFile, type FilePlace, type FileProblem } from "./business-file-read.ts";
import { presentOf } from "./business-file-service.ts";
import type { FileClient } from "./business-file.ts";
import { planImport, type ImportPlan } from "./business-plan.ts";

type Given = { written: string; csv: boolean; now: number };

/** What a file would do to a business as it is now, or everything that is wrong with it. Nothing is written. */
export async function readImport(
  tx: Tx,
  businessId: string,
  { written, csv, now }: Given,
): Promise<{ plan: ImportPlan; unknown: FilePlace[] } | { problems: FileProblem[] }> {
  const business = await businessOf(tx, businessId);
  if (!business) throw new AppError("business.not_found", "not_found");
  const read = csv ? readBusinessCsv(written, business.language) : readBusinessFile(written);
  if ("problems" in read) return read;
  const planned = planImport(read.file, await presentOf(tx, businessId, { now }));
  if ("problems" in planned)
    return { problems: planned.problems.map(({ path, wrong }) => ({ ...read.at(path), wrong })) };
  return { plan: planned.plan, unknown: read.unknown };
}

/**
 * Does what was planned, whole or not at all; `taken`: somebody has the time of one of the visits meanwhile.
 */
export async function applyImport(
  db: Database,
  businessId: string,
  { plan, now }: { plan: ImportPlan; now: number },
): Promise<"applied" | "taken"> {
  try {
    await db.transaction(async (tx) => {
      await applySettings(tx, businessId, { plan, now });
      const { become } = plan;
      const changed = (list: keyof ImportPlan & ("services" | "masters")) =>
        new Set(plan[list].map(({ id }) => id));
      const services = await applyServices(tx, businessId, {
        become,
        only: changed("services"),
        now,
      });
      await applyMasters(tx, businessId, { become, only: changed("masters"), services, now });
      const clients = await applyClients(tx, businessId, { plan, now });
      await applyBookings(tx, businessId, { plan, clients, now });
      await retestLater(tx, businessId, now);
    });
    return "applied";
  } catch (error) {
    if (error instanceof Taken) return "taken";
    throw error;
  }
}

/** Leaves the transaction, so that nothing of the file stays. */
class Taken extends Error {}

type Applied = { plan: ImportPlan; now: number };

async function applySettings(tx: Tx, businessId: string, { plan, now }: Applied): Promise<void> {
  const { become, settings } = plan;
  if (settings.length === 0) return;
  const before = await businessOf(tx, businessId);
  if (!before) throw new AppError("business.not_found", "not_found");
  const language = become.default_language ?? before.language;
  const { type = before.kind, timezone = before.timezone, currency = before.currency } = become;
  const place = places.find((one) => one.timezone === timezone);
  await changeBusiness(tx, businessId, {
    name: become.name?.[language] ?? before.name,
    kind: isKind(type) ? type : before.kind,
    timezone,
    currency,
    language,
    ...(place && timezone !== before.timezone ? { country: place.country } : {}),
  });
  if (settings.includes("working_hours") && become.working_hours)
    await setWorkingHours(tx, businessId, wholeWeek(become.working_hours));
  if (settings.includes("closed_dates")) {
    const added = (become.closed_dates ?? []).map((date) => ({ date, hours: null }));
    if (!(await addHolidays(tx, businessId, { added, now })))
      throw new AppError("business.invalid", "invalid");
  }
  await saveSalon(tx, businessId, {
    ...(become.id === undefined ? {} : { slug: become.id }),
    ...(become.name ? { names: become.name } : {}),
    ...(become.address ? { address: become.address } : {}),
    ...(become.phone === undefined ? {} : { phone: become.phone }),
    ...(become.languages ? { languages: become.languages } : {}),
    ...(become.faq ? { faq: become.faq } : {}),
    ...(become.slot_step_min === undefined ? {} : { stepMin: become.slot_step_min }),
    ...(become.min_lead_min === undefined ? {} : { leadMin: become.min_lead_min }),
    ...(become.horizon_days === undefined ? {} : { horizonDays: become.horizon_days }),
    ...(become.free_cancel_hours === undefined
      ? {}
      : { freeCancelHours: become.free_cancel_hours }),
  });
}

type Some = { become: ImportPlan["become"]; only: ReadonlySet<string>; now: number };

async function applyServices(
  tx: Tx,
  businessId: string,
  { become, only, now }: Some,
): Promise<Map<string, number>> {
  const services = (become.services ?? [])
    .filter(({ id }) => only.has(id))
    .map((service) => ({
      slug: service.id,
      names: service.name,
      durationMin: service.duration_min,
      bufferMin: service.buffer_min ?? 0,
      price: service.price,
      synonyms: service.synonyms ?? [],
      archived: service.archived ?? false,
    }));
  return saveServices(tx, businessId, { services, now });
}

async function applyMasters(
  tx: Tx,
  businessId: string,
  { become, only, services, now }: Some & { services: ReadonlyMap<string, number> },
): Promise<void> {
  const masters = (become.masters ?? [])
    .filter(({ id }) => only.has(id))
    .map((master) => ({
      slug: master.id,
      names: master.name,
      services: master.services.flatMap((id) => services.get(id) ?? []),
      hours: wholeWeek(master.hours),
      breaks: master.breaks ?? [],
      daysOff: master.days_off ?? [],
      archived: master.archived ?? false,
    }));
  await saveMasters(tx, businessId, { masters, now });
}

/** Clients that change, and the ids of all that the file's visits name. */
async function applyClients(
  tx: Tx,
  businessId: string,
  { plan, now }: Applied,
): Promise<Map<string, number>> {
  const named = new Set([
    ...plan.clients.map(({ id }) => id),
    ...(plan.become.bookings ?? [])
      .filter(({ id }) => plan.bookings.some((one) => one.id === id))
      .flatMap(({ client }) => client ?? []),
  ]);
  const clients = (plan.become.clients ?? []).filter(({ id }) => named.has(id));
  const rows = [];
  for (const client of clients) {
    const { id: key, name, phone = null } = client;
    rows.push({ key, name, phone, clientId: await knownClient(tx, businessId, client) });
  }
  const ids = await importClients(tx, businessId, { rows, now });
  await bindHandles(
    tx,
    businessId,
    clients.flatMap((client) => {
      const clientId = ids.get(client.id);
      return clientId === undefined
        ? []
        : handlesOf(client).map((handle) => ({ ...handle, clientId }));
    }),
  );
  return ids;
}

async function knownClient(tx: Tx, businessId: string, client: FileClient): Promise<number | null> {
  for (const handle of handlesOf(client)) {
    const known = await clientByHandle(tx, businessId, handle);
    if (known !== null) return known;
  }
  const [, number] = /^n(\d{1,9})$/.exec(client.id) ?? [];
  return number === undefined ? null : clientByNumber(tx, businessId, Number(number));
}

/** The file's own id first: what it calls one client stays one. An id that we wrote is a number that people see. */
function handlesOf({ id, telegram_id, whatsapp }: FileClient): Handle[] {
  return [
    ...(/^n\d+$/.test(id) ? [] : [{ channel: "file" as const, handle: id }]),
    ...(telegram_id === undefined
      ? []
      : [{ channel: "telegram" as const, handle: String(telegram_id) }]),
    ...(whatsapp === undefined ? [] : [{ channel: "whatsapp" as const, handle: whatsapp }]),
  ];
}

async function applyBookings(
  tx: Tx,
  businessId: string,
  { plan, clients, now }: Applied & { clients: ReadonlyMap<string, number> },
): Promise<void> {
  const wanted = new Set(plan.bookings.map(({ id }) => id));
  const bookings = (plan.become.bookings ?? []).filter(({ id }) => wanted.has(id));
  if (bookings.length === 0) return;
  const salon = await salonOf(tx, businessId);
  const visits = bookings.map(({ id: slug, service, master, start, client }) => {
    const serviceId = salon.services.find((one) => one.slug === service)?.id;
    const masterId = salon.masters.find((one) => one.slug === master)?.id;
    const at = parseWall(`${start}:00`, salon.zone);
    if (serviceId === undefined || masterId === undefined || at === null) throw new Taken(slug);
    const clientId = client === undefined ? null : (clients.get(client) ?? null);
    return { slug, serviceId, masterId, start: at, clientId };
  });
  const done = await importVisits(tx, businessId, { salon, visits, now });
  if ("taken" in done) throw new Taken(done.taken);
}
