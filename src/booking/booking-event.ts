import type { DomainEvent, EventData } from "../events/event.ts";
import { isoWithOffset } from "../lib/iso.ts";
import { wordsIn, type Salon } from "./salon.ts";
import type { FullVisit } from "./visit.ts";

type Changed =
  | "booking.created"
  | "booking.confirmed"
  | "booking.cancelled"
  | "booking.completed"
  | "booking.no_show";
type Told = { visit: FullVisit; salon: Pick<Salon, "zone" | "language">; now: number };

/** What is told of a visit, in the business's own language. */
export function bookingEvent(businessId: string, event: Changed, told: Told): DomainEvent {
  return { businessId, event, at: told.now, data: dataOf(told) };
}

/** The visit takes place at another time, or with another master. */
export function rescheduledEvent(
  businessId: string,
  { from, ...told }: Told & { from: number },
): DomainEvent {
  return {
    businessId,
    event: "booking.rescheduled",
    at: told.now,
    data: { ...dataOf(told), previous_start: isoWithOffset(from, told.salon.zone) },
  };
}

function dataOf({ visit, salon }: Told): EventData<"booking.created"> {
  const { service, master, client, price, currency, start, end } = visit;
  return {
    booking_id: visit.number,
    service_id: service.slug,
    service: wordsIn(service.names, salon.language, salon),
    master_id: master.slug,
    master: wordsIn(master.names, salon.language, salon),
    start: isoWithOffset(start, salon.zone),
    end: isoWithOffset(end, salon.zone),
    duration_min: Math.round((end - start) / MINUTE_MS),
    price: { ...price, currency },
    client: {
      id: client?.number ?? null,
      name: client?.name ?? null,
      phone: client?.phone ?? null,
    },
    channel: visit.channel,
    status: visit.status,
  };
}

const MINUTE_MS = 60_000;
