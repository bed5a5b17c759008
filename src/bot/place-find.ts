import { busyOf, salonOf } from "../booking/salon-service.ts";
import type { Busy, Master, Salon, Service } from "../booking/salon.ts";
import { visitBy } from "../booking/visit-service.ts";
import { isOpen, type FullVisit } from "../booking/visit.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { PlaceOf } from "./place-screen.ts";
import { html } from "./say.ts";
import { show } from "./screen.ts";
import { readerHere, showVisit } from "./visit-show.ts";
import type { VisitReader } from "./visit-screen.ts";

const DAY_MS = 86_400_000;

/** All that a time is looked for with. The salon is that of its people: they need no lead. */
export type Search = {
  reader: VisitReader;
  of: PlaceOf;
  /** Of a visit that is moved. */
  visit: FullVisit | null;
  salon: Salon;
  service: Service;
  /** Who does it. */
  masters: Master[];
  busy: Busy[];
};

/** What a time is looked for, if it is still there; otherwise the person is told, and null comes back. */
export async function searchFor(
  ctx: DeskContext,
  member: Acting,
  of: PlaceOf,
): Promise<Search | null> {
  const { db } = ctx.desk.deps;
  const { id: businessId } = member.business;
  const reader = await readerHere(ctx, member.business);
  if (!reader) return null;
  const known = await salonOf(db, businessId);
  const visit = "bookingId" in of ? await visitBy(db, businessId, { id: of.bookingId }) : null;
  if ("bookingId" in of && !(visit && isOpen(visit))) {
    const said = visit ? ("booking-already" as const) : null;
    await showVisit(ctx, member, { bookingId: of.bookingId, said });
    return null;
  }
  const salon = forPeople(visit ? withServiceOf(known, visit) : known);
  const serviceId = "bookingId" in of ? visit?.serviceId : of.serviceId;
  const service = salon.services.find(({ id }) => id === serviceId);
  if (!service) {
    await show(ctx, businessId, { html: html(reader.language, "service-gone"), rows: [] });
    return null;
  }
  const masters = salon.masters.filter(({ services }) => services.includes(service.id));
  const { now } = reader;
  const busy = await busyOf(db, businessId, {
    from: now - DAY_MS,
    to: now + (salon.rules.horizonDays + 2) * DAY_MS,
    now,
    but: visit ? [visit.id] : [],
  });
  return { reader, of, visit, salon, service, masters, busy };
}

/** A service that was put away meanwhile is still what was booked. */
function withServiceOf(salon: Salon, visit: FullVisit): Salon {
  const { serviceId: id, masterId, service, price, start, end } = visit;
  if (salon.services.some((one) => one.id === id)) return salon;
  const durationMin = Math.round((end - start) / 60_000);
  const booked: Service = { ...service, id, durationMin, bufferMin: 0, price, synonyms: [] };
  const masters = salon.masters.map((master) =>
    master.id === masterId ? { ...master, services: [...master.services, id] } : master,
  );
  return { ...salon, services: [...salon.services, booked], masters };
}

function forPeople(salon: Salon): Salon {
  return { ...salon, rules: { ...salon.rules, leadMin: 0 } };
}
