import type { Tx } from "../db/client.ts";
import { bookingEvent } from "./booking-event.ts";
import { deletePlaces, placesOf } from "./booking-store.ts";
import { setOff, tellWaiting } from "./effect-service.ts";
import { deleteNotices } from "./notice-store.ts";
import { salonOf } from "./salon-service.ts";
import { isOpen, isVisit, type FullVisit } from "./visit.ts";
import { deleteWaits } from "./wait-store.ts";

/**
 * Takes away the visits and wishes of clients and conversations. Coming visits are called off first, which is told without
 * a word of the person; `numbers` are what people and events knew the visits by.
 */
export async function eraseBookings(
  tx: Tx,
  businessId: string,
  value: { clientIds: readonly number[]; conversationIds: readonly number[]; now: number },
): Promise<{ bookings: number; cancelled: number; waits: number; numbers: number[] }> {
  const { clientIds, conversationIds, now } = value;
  const salon = await salonOf(tx, businessId);
  const places = await placesOf(tx, businessId, {
    anyOf: { clientIds, conversationIds },
    statuses: ["held", "gone", "booked", "confirmed", "cancelled", "completed", "no_show"],
    lock: true,
    limit: MOST,
  });
  const visits = places.filter(isVisit);
  const coming = visits.filter((visit) => isOpen(visit) && visit.end > now);
  const ids = places.map(({ id }) => id);
  await deleteNotices(tx, businessId, ids);
  await deletePlaces(tx, businessId, ids);
  const waits = await deleteWaits(tx, businessId, { clientIds, conversationIds });
  const events = coming.map((visit) =>
    bookingEvent(businessId, "booking.cancelled", { visit: nameless(visit), salon, now }),
  );
  await setOff(tx, { events, jobs: [] });
  const starts = coming.map(({ start }) => start);
  await tellWaiting(tx, businessId, { starts, zone: salon.zone });
  const numbers = visits.map(({ number }) => number);
  return { bookings: visits.length, cancelled: coming.length, waits, numbers };
}

const MOST = 10_000;

function nameless(visit: FullVisit): FullVisit {
  const { client } = visit;
  return {
    ...visit,
    client: client && { ...client, name: null, phone: null },
    status: "cancelled",
    cancelledBy: "client",
  };
}
