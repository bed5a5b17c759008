import type { Tx } from "../db/client.ts";
import { nextNumbers } from "../crm/count-service.ts";
import { AppError } from "../lib/app-error.ts";
import { bookingEvent } from "./booking-event.ts";
import { move } from "./booking-service.ts";
import { changePlace, insertPlace, lockPlaces, placeOf, slugRows } from "./booking-store.ts";
import { dropHolds } from "./hold-store.ts";
import { COMPLETED_AFTER_MS, endJob, setOff } from "./effect-service.ts";
import { pricesOf, stretchOf } from "./hold-service.ts";
import { planReminders } from "./reminder-service.ts";
import { slotOf } from "./reason.ts";
import type { Salon } from "./salon.ts";
import { isVisit } from "./visit.ts";

/** A visit of a business file; `slug` is its stable id there. */
type ImportedVisit = {
  slug: string;
  serviceId: number;
  masterId: number;
  start: number;
  clientId: number | null;
};

/**
 * Visits of a business file: new ones are made, those at another time or master are moved, cancelled ones stay so. Stops
 * at the first that lies over another visit; the caller takes everything back then.
 */
export async function importVisits(
  tx: Tx,
  businessId: string,
  { salon, visits, now }: { salon: Salon; visits: readonly ImportedVisit[]; now: number },
): Promise<{ made: number; moved: number } | { taken: string }> {
  await lockPlaces(tx, businessId);
  const known = await slugRows(
    tx,
    businessId,
    visits.map(({ slug }) => slug),
  );
  let made = 0;
  let moved = 0;
  for (const visit of visits) {
    const bookingId = known.get(visit.slug);
    const done =
      bookingId === undefined
        ? await importNew(tx, businessId, { salon, visit, now })
        : await importKnown(tx, businessId, { salon, visit, bookingId, now });
    if (done === "taken") return { taken: visit.slug };
    if (done === "made") made += 1;
    if (done === "moved") moved += 1;
  }
  return { made, moved };
}

type Importing = { salon: Salon; visit: ImportedVisit; now: number };

async function importNew(
  tx: Tx,
  businessId: string,
  { salon, visit, now }: Importing,
): Promise<"made" | "taken"> {
  const { slug, masterId, clientId, start } = visit;
  const service = salon.services.find(({ id }) => id === visit.serviceId);
  if (!service) throw new AppError("services.not_found", "not_found");
  const { end } = slotOf(service, masterId, start);
  const { from, to } = stretchOf(service, { start });
  await dropHolds(tx, businessId, { now, over: { masterId, from, to } });
  const over = end + COMPLETED_AFTER_MS <= now;
  const id = await insertPlace(tx, businessId, {
    slug,
    masterId,
    serviceId: service.id,
    clientId,
    startsAt: new Date(start),
    endsAt: new Date(end),
    busyUntil: new Date(to),
    status: over ? "completed" : "booked",
    ...pricesOf(service, salon),
    channel: "import",
    createdAt: new Date(now),
    updatedAt: new Date(now),
  });
  if (id === null) return "taken";
  await number(tx, businessId, id);
  const made = await placeOf(tx, businessId, { id });
  if (!made || !isVisit(made)) throw new AppError("bookings.not_saved", "conflict");
  // What is over already is history, not news.
  if (over) return "made";
  await setOff(tx, {
    events: [bookingEvent(businessId, "booking.created", { visit: made, salon, now })],
    jobs: [endJob(businessId, { bookingId: id, end })],
  });
  await planReminders(tx, businessId, { visit: made, zone: salon.zone, now });
  return "made";
}

async function number(tx: Tx, businessId: string, id: number): Promise<void> {
  const [given = 0] = await nextNumbers(tx, businessId, { what: "bookings" });
  await changePlace(tx, businessId, { id, set: { number: given } });
}

async function importKnown(
  tx: Tx,
  businessId: string,
  { salon, visit, bookingId, now }: Importing & { bookingId: number },
): Promise<"moved" | "same" | "taken"> {
  const service = salon.services.find(({ id }) => id === visit.serviceId);
  if (!service) throw new AppError("services.not_found", "not_found");
  const slot = slotOf(service, visit.masterId, visit.start);
  const done = await move(tx, businessId, {
    salon,
    bookingId,
    slot,
    holdId: null,
    by: "person",
    now,
  });
  // One that is cancelled or over here stays so.
  if ("refused" in done) return done.refused === "taken" ? "taken" : "same";
  return done.again ? "same" : "moved";
}
