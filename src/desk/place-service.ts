import { tellVisit } from "../agent/visit-tell-service.ts";
import { book, move } from "../booking/booking-service.ts";
import { busyOf, salonOf } from "../booking/salon-service.ts";
import type { Slot } from "../booking/salon.ts";
import { visitBy } from "../booking/visit-service.ts";
import { isOpen, type FullVisit, type Refused } from "../booking/visit.ts";
import type { Database, Tx } from "../db/client.ts";
import { withServiceOf, type PlaceOf, type PlaceSearch } from "./place.ts";

const DAY_MS = 86_400_000;

/** What a time is looked for with; otherwise what is there no more, or was changed meanwhile. */
export async function searchPlace(
  db: Database,
  businessId: string,
  { of, now }: { of: PlaceOf; now: number },
): Promise<PlaceSearch | { refused: "gone" | "no_service" } | { changed: FullVisit }> {
  const [known, visit] = await Promise.all([
    salonOf(db, businessId),
    "bookingId" in of ? visitBy(db, businessId, { id: of.bookingId }) : null,
  ]);
  if ("bookingId" in of && !visit) return { refused: "gone" };
  if (visit && !isOpen(visit)) return { changed: visit };
  const rules = { ...known.rules, leadMin: 0 };
  const salon = { ...(visit ? withServiceOf(known, visit) : known), rules };
  const serviceId = visit ? visit.serviceId : "serviceId" in of ? of.serviceId : null;
  const service = salon.services.find(({ id }) => id === serviceId);
  if (!service) return { refused: "no_service" };
  const masters = salon.masters.filter(({ services }) => services.includes(service.id));
  const busy = await busyOf(db, businessId, {
    from: now - DAY_MS,
    to: now + (salon.rules.horizonDays + 2) * DAY_MS,
    now,
    but: visit ? [visit.id] : [],
  });
  return { visit, salon, service, masters, busy, now };
}

/** Moves the visit that was looked for, or makes a new one of the client; the customer of a moved one is told. */
export async function placeAt(
  db: Tx,
  businessId: string,
  value: { search: PlaceSearch; slot: Slot; clientId: number | null; note?: string | null },
): Promise<{ bookingId: number; number: number; told: boolean } | Refused> {
  const { search, slot, clientId, note = null } = value;
  const { salon, visit, now } = search;
  return db.transaction(async (tx) => {
    const common = { salon, slot, holdId: null, by: "person", now } as const;
    if (visit) {
      const moved = await move(tx, businessId, { ...common, bookingId: visit.id });
      if ("refused" in moved) return moved;
      const about = { bookingId: visit.id, what: "moved", now } as const;
      const told = !moved.again && (await tellVisit(tx, businessId, about));
      return { bookingId: visit.id, number: visit.number, told };
    }
    const made = await book(tx, businessId, { ...common, clientId, channel: "person", note });
    if ("refused" in made) return made;
    return { bookingId: made.visit.id, number: made.visit.number, told: false };
  });
}
