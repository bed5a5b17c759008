import type { Database, Tx } from "../db/client.ts";
import { bookingEvent } from "./booking-event.ts";
import { changePlace, countPlaces, placeOf, placesOf, type PlaceFilter } from "./booking-store.ts";
import { COMPLETED_AFTER_MS, endJob, setOff } from "./effect-service.ts";
import { dropReminders, planAfter } from "./reminder-service.ts";
import { salonOf } from "./salon-service.ts";
import type { Salon, Visit } from "./salon.ts";
import { isOpen, isOwn, isVisit, visitOf, type By, type FullVisit, type Refused } from "./visit.ts";

type Staff = { salon: Salon; bookingId: number; now: number };
type VisitStatus = FullVisit["status"];
/** Which visits a list shows; `statuses` without it: all but the cancelled ones. */
type VisitFilter = Pick<
  PlaceFilter,
  "from" | "to" | "masterId" | "serviceId" | "clientId" | "after" | "limit" | "offset" | "last"
> & { statuses?: readonly VisitStatus[] };

/** A customer's own coming visits, the next one first. */
export async function comingVisits(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; clientId: number | null; now: number },
): Promise<Visit[]> {
  const { now, ...of } = value;
  const statuses = ["booked", "confirmed"] as const;
  const places = await placesOf(tx, businessId, { of, statuses, from: now });
  return places.filter(isVisit).map(visitOf);
}

/** Visits for the business's people, by their start. */
export async function listVisits(
  tx: Tx,
  businessId: string,
  filter: VisitFilter,
): Promise<FullVisit[]> {
  const statuses = filter.statuses ?? SHOWN;
  return (await placesOf(tx, businessId, { ...filter, statuses })).filter(isVisit);
}

export async function countVisits(
  tx: Tx,
  businessId: string,
  filter: VisitFilter,
): Promise<number> {
  return countPlaces(tx, businessId, { ...filter, statuses: filter.statuses ?? SHOWN });
}

/** A visit by its id, or by the number that people see; null: there is none. */
export async function visitBy(
  tx: Tx,
  businessId: string,
  value: { id: number } | { number: number },
): Promise<FullVisit | null> {
  const filter = "id" in value ? { ids: [value.id] } : value;
  const [place] = await placesOf(tx, businessId, filter);
  return place && isVisit(place) ? place : null;
}

/** The customer says they come, or the business's people know it. Twice is once. */
export async function confirmVisit(
  tx: Tx,
  businessId: string,
  value: Staff & { by: By },
): Promise<{ visit: Visit } | Refused> {
  const { salon, bookingId, by, now } = value;
  const before = await placeOf(tx, businessId, { id: bookingId, lock: true });
  if (!before || !isVisit(before) || !isOpen(before) || !isOwn(before, by) || before.end <= now)
    return { refused: "gone" };
  if (before.status === "confirmed") return { visit: visitOf(before) };
  const visit = await become(tx, businessId, { before, status: "confirmed", salon, now });
  await dropReminders(tx, businessId, {
    bookingIds: [bookingId],
    kinds: ["day"],
    reason: "confirmed",
  });
  return { visit: visitOf(visit) };
}

/** The business's people say what came of a visit that has begun, also when it was taken for another end. */
export async function markDone(
  tx: Tx,
  businessId: string,
  value: Staff & { as: "completed" | "no_show" },
): Promise<{ visit: FullVisit } | { refused: "gone" | "early" }> {
  const { salon, bookingId, as, now } = value;
  const before = await placeOf(tx, businessId, { id: bookingId, lock: true });
  if (!before || !isVisit(before) || before.status === "cancelled") return { refused: "gone" };
  if (before.start > now) return { refused: "early" };
  if (before.status === as) return { visit: before };
  return { visit: await become(tx, businessId, { before, status: as, salon, now }) };
}

/** The job behind "visit.end": a visit that is over for a while, and of which nobody said otherwise, took place. */
export async function endVisit(
  { db, now }: { db: Database; now: number },
  { businessId, bookingId }: { businessId: string; bookingId: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await placeOf(tx, businessId, { id: bookingId, lock: true });
    if (!before || !isVisit(before) || !isOpen(before)) return;
    if (before.end + COMPLETED_AFTER_MS > now) {
      const jobs = [endJob(businessId, { bookingId, end: before.end })];
      await setOff(tx, { events: [], jobs });
      return;
    }
    const salon = await salonOf(tx, businessId);
    await become(tx, businessId, { before, status: "completed", salon, now });
  });
}

const SHOWN: readonly VisitStatus[] = ["booked", "confirmed", "completed", "no_show"];

async function become(
  tx: Tx,
  businessId: string,
  value: {
    before: FullVisit;
    status: "confirmed" | "completed" | "no_show";
    salon: Salon;
    now: number;
  },
): Promise<FullVisit> {
  const { before, status, salon, now } = value;
  const { id } = before;
  await changePlace(tx, businessId, { id, set: { status, updatedAt: new Date(now) } });
  const visit: FullVisit = { ...before, status };
  const events = [bookingEvent(businessId, `booking.${status}`, { visit, salon, now })];
  await setOff(tx, { events, jobs: [] });
  if (status === "confirmed") return visit;
  await dropReminders(tx, businessId, { bookingIds: [id], reason: "late" });
  if (status === "completed") await planAfter(tx, businessId, { visit, zone: salon.zone, now });
  return visit;
}
