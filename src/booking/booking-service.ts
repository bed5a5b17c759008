import type { Tx } from "../db/client.ts";
import { nextNumbers } from "../crm/count-service.ts";
import { AppError } from "../lib/app-error.ts";
import { bookingEvent, rescheduledEvent } from "./booking-event.ts";
import { changePlace, countPlaces, insertPlace, lockPlaces, placeOf } from "./booking-store.ts";
import { dropHolds } from "./hold-store.ts";
import { endJob, setOff, tellWaiting } from "./effect-service.ts";
import { pricesOf, stretchOf, timesOf } from "./hold-service.ts";
import { dropReminders, planReminders } from "./reminder-service.ts";
import { refusalOf } from "./refusal-service.ts";
import type { Salon, Service, Slot, Visit } from "./salon.ts";
import {
  isOpen,
  isOwn,
  isVisit,
  visitOf,
  type By,
  type Channel,
  type FullVisit,
  type Place,
  type Refused,
} from "./visit.ts";
import { endWaits } from "./wait-store.ts";
import { dateAt } from "./wall-day.ts";

/** So many coming visits a conversation may have: more are made by people. */
const MOST_COMING = 3;

type Booking = {
  salon: Salon;
  slot: Slot;
  /** What the customer held of it. */
  holdId: number | null;
  by: By;
  /** Whose visit it is. */
  clientId: number | null;
  /** Of a visit that the business's people make for someone who writes to them. */
  conversationId?: number | null;
  channel: Channel;
  note?: string | null;
  now: number;
};
type Moving = {
  salon: Salon;
  bookingId: number;
  slot: Slot;
  holdId: number | null;
  by: By;
  now: number;
};
/** `again`: it had been done before, and nothing was written now. */
export type Booked = { visit: Visit; again: boolean };

/**
 * Makes a visit of what was held, or of a free place. A customer's is checked against the salon's rules and hours once more;
 * people may book outside them, but nobody over another visit. The same hold twice is one visit.
 */
export async function book(tx: Tx, businessId: string, value: Booking): Promise<Booked | Refused> {
  const { salon, slot, by, now } = value;
  const service = salon.services.find(({ id }) => id === slot.serviceId);
  if (!service || !salon.masters.some(({ id }) => id === slot.masterId))
    return { refused: "gone", reason: "no_master" };
  await lockPlaces(tx, businessId);
  const held = await heldPlace(tx, businessId, value);
  if (held && isVisit(held))
    return isOpen(held) ? { visit: visitOf(held), again: true } : { refused: "gone" };
  const kept = held && isKept(held, { service, slot, now }) ? held : null;
  const refused = by === "person" ? null : await refusedTo(tx, businessId, { ...value, by, kept });
  if (refused) return refused;
  if (held && !kept) await dropPlace(tx, businessId, { id: held.id, now });
  const id = kept?.id ?? (await occupy(tx, businessId, { ...value, service }));
  if (id === null) return { refused: "taken", reason: "busy" };
  const visit = await finish(tx, businessId, { ...value, service, id });
  return { visit: visitOf(visit), again: false };
}

/** Brings a visit to another time or master; the place that was held for it, if any, is given up in the same step. */
export async function move(
  tx: Tx,
  businessId: string,
  value: Moving,
): Promise<(Booked & { from: number }) | Refused> {
  const { salon, bookingId, slot, holdId, by, now } = value;
  const service = salon.services.find(({ id }) => id === slot.serviceId);
  if (!service) return { refused: "gone", reason: "no_master" };
  await lockPlaces(tx, businessId);
  const before = await openVisit(tx, businessId, { bookingId, by });
  if (!before) return { refused: "gone" };
  const from = before.start;
  if (isSame(before, slot)) return { visit: visitOf(before), again: true, from };
  if (isTooLate(before, { salon, by, now })) return { refused: "too_late" };
  const held = await heldPlace(tx, businessId, value);
  if (by !== "person") {
    const promisedAt =
      held?.status === "held" && (held.heldUntil ?? 0) > now ? held.createdAt : now;
    const but = holdId === null ? [bookingId] : [bookingId, holdId];
    const reason = await refusalOf(tx, businessId, { salon, slot, but, now, promisedAt });
    if (reason !== null) return { refused: "taken", reason };
  }
  if (held?.status === "held") await dropPlace(tx, businessId, { id: held.id, now });
  const moved = await occupyAgain(tx, businessId, { before, service, slot, now });
  if (!moved) return { refused: "taken", reason: "busy" };
  await setOff(tx, {
    events: [rescheduledEvent(businessId, { visit: moved, salon, now, from })],
    jobs: [endJob(businessId, { bookingId, end: moved.end })],
  });
  await planReminders(tx, businessId, { visit: moved, zone: salon.zone, now });
  await tellWaiting(tx, businessId, { starts: [from], zone: salon.zone });
  return { visit: visitOf(moved), again: false, from };
}

/** Calls a visit off: a customer until the salon's cut-off, the business's people always. */
export async function cancel(
  tx: Tx,
  businessId: string,
  value: { salon: Salon; bookingId: number; by: By; now: number },
): Promise<{ visit: Visit } | Refused> {
  const { salon, bookingId, by, now } = value;
  await lockPlaces(tx, businessId);
  const before = await openVisit(tx, businessId, { bookingId, by });
  if (!before) return { refused: "gone" };
  if (isTooLate(before, { salon, by, now })) return { refused: "too_late" };
  const cancelledBy = by === "person" ? "person" : "client";
  const set = { status: "cancelled", cancelledBy, updatedAt: new Date(now) };
  await changePlace(tx, businessId, { id: bookingId, set });
  const visit: FullVisit = { ...before, status: "cancelled", cancelledBy };
  await setOff(tx, {
    events: [bookingEvent(businessId, "booking.cancelled", { visit, salon, now })],
    jobs: [],
  });
  await dropReminders(tx, businessId, { bookingIds: [bookingId], reason: "cancelled" });
  await tellWaiting(tx, businessId, { starts: [visit.start], zone: salon.zone });
  return { visit: visitOf(visit) };
}

/** Whether a customer must ask the business's people: the visit is nearer than the cut-off, or runs already. */
function isTooLate(
  { start }: Pick<Visit, "start">,
  { salon, by, now }: { salon: Pick<Salon, "rules">; by: By; now: number },
): boolean {
  return by !== "person" && start - now < salon.rules.freeCancelHours * HOUR_MS;
}

const HOUR_MS = 3_600_000;

/** The row of the hold, if it is this customer's. */
async function heldPlace(
  tx: Tx,
  businessId: string,
  { holdId, by }: { holdId: number | null; by: By },
): Promise<Place | null> {
  if (holdId === null || by === "person") return null;
  const held = await placeOf(tx, businessId, { id: holdId, lock: true });
  return held?.conversationId === by.conversationId ? held : null;
}

function isKept(
  held: Place,
  { service, slot, now }: { service: Service; slot: Slot; now: number },
): boolean {
  const { from, to } = stretchOf(service, slot);
  return (
    held.status === "held" &&
    held.heldUntil !== null &&
    held.heldUntil > now &&
    held.serviceId === service.id &&
    held.masterId === slot.masterId &&
    held.start === from &&
    held.busyUntil === to
  );
}

async function refusedTo(
  tx: Tx,
  businessId: string,
  value: Booking & { by: Exclude<By, "person">; kept: Place | null },
): Promise<Refused | null> {
  const { salon, slot, by, now, kept, holdId } = value;
  const promisedAt = kept?.createdAt ?? now;
  const but = holdId === null ? [] : [holdId];
  const reason = await refusalOf(tx, businessId, { salon, slot, but, now, promisedAt });
  if (reason !== null) return { refused: "taken", reason };
  const coming = { of: by, statuses: ["booked", "confirmed"], from: now } as const;
  const many = (await countPlaces(tx, businessId, coming)) >= MOST_COMING;
  return many ? { refused: "too_many" } : null;
}

async function dropPlace(
  tx: Tx,
  businessId: string,
  { id, now }: { id: number; now: number },
): Promise<void> {
  await changePlace(tx, businessId, { id, set: { status: "gone", updatedAt: new Date(now) } });
}

/** Takes a place that nobody holds; null: somebody does. */
async function occupy(
  tx: Tx,
  businessId: string,
  value: Booking & { service: Service },
): Promise<number | null> {
  const { service, slot, now, channel } = value;
  const stretch = stretchOf(service, slot);
  await dropHolds(tx, businessId, { now, over: { masterId: slot.masterId, ...stretch } });
  return insertPlace(tx, businessId, {
    ...timesOf(service, slot),
    status: "held",
    heldUntil: new Date(now + HOUR_MS),
    ...pricesOf(service, value.salon),
    channel,
    createdAt: new Date(now),
    updatedAt: new Date(now),
  });
}

/** The place becomes a visit with a number, and everybody is told. */
async function finish(
  tx: Tx,
  businessId: string,
  value: Booking & { service: Service; id: number },
): Promise<FullVisit> {
  const { salon, slot, by, clientId, now, note = null, service, id } = value;
  const [number = 0] = await nextNumbers(tx, businessId, { what: "bookings" });
  const conversationId = by === "person" ? (value.conversationId ?? null) : by.conversationId;
  await changePlace(tx, businessId, {
    id,
    set: {
      number,
      status: "booked",
      heldUntil: null,
      clientId,
      conversationId,
      note,
      ...pricesOf(service, salon),
      createdAt: new Date(now),
      updatedAt: new Date(now),
    },
  });
  const visit = await visitById(tx, businessId, id);
  await setOff(tx, {
    events: [bookingEvent(businessId, "booking.created", { visit, salon, now })],
    jobs: [endJob(businessId, { bookingId: id, end: visit.end })],
  });
  await planReminders(tx, businessId, { visit, zone: salon.zone, now });
  if (conversationId !== null)
    await endWaits(tx, businessId, {
      conversationId,
      serviceId: service.id,
      day: dateAt(slot.start, salon.zone),
    });
  return visit;
}

/** The visit at its new place; null: somebody else's is there. What it costs changes only with its service. */
async function occupyAgain(
  tx: Tx,
  businessId: string,
  value: { before: FullVisit; service: Service; slot: Slot; now: number },
): Promise<FullVisit | null> {
  const { before, service, slot, now } = value;
  const stretch = stretchOf(service, slot);
  await dropHolds(tx, businessId, { now, over: { masterId: slot.masterId, ...stretch } });
  const { amount, kind } = before.serviceId === service.id ? before.price : service.price;
  const changed = await changePlace(tx, businessId, {
    id: before.id,
    set: {
      ...timesOf(service, slot),
      // Who said they would come said it of another time.
      status: "booked",
      amount: String(amount),
      priceKind: kind,
      updatedAt: new Date(now),
    },
  });
  return changed ? visitById(tx, businessId, before.id) : null;
}

async function openVisit(
  tx: Tx,
  businessId: string,
  { bookingId, by }: { bookingId: number; by: By },
): Promise<(Place & FullVisit) | null> {
  const found = await placeOf(tx, businessId, { id: bookingId, lock: true });
  return found && isVisit(found) && isOpen(found) && isOwn(found, by) ? found : null;
}

async function visitById(tx: Tx, businessId: string, id: number): Promise<FullVisit> {
  const found = await placeOf(tx, businessId, { id });
  if (!found || !isVisit(found)) throw new AppError("bookings.not_saved", "conflict");
  return found;
}

function isSame(visit: FullVisit, slot: Slot): boolean {
  return (
    visit.start === slot.start &&
    visit.masterId === slot.masterId &&
    visit.serviceId === slot.serviceId
  );
}
