import { reasonOf, type Reason } from "../booking/reason.ts";
import type { Busy, Master, Salon, Service, Slot } from "../booking/salon.ts";
import { freeSlots, nearest } from "../booking/slot.ts";
import type { FullVisit } from "../booking/visit.ts";
import { dateAt, MINUTE_MS } from "../booking/wall-day.ts";

/** What gets a time: a visit that is moved, or a new one of a service. */
export type PlaceOf = { bookingId: number } | { serviceId: number };

/** All that a time is looked for with. The salon is that of its people: they need no lead. */
export type PlaceSearch = {
  /** Of a visit that is moved. */
  visit: FullVisit | null;
  salon: Salon;
  service: Service;
  /** Who does it. */
  masters: Master[];
  busy: Busy[];
  now: number;
};

/** Of these the business's people are told, and may pass over them. A step, a lead and a horizon are rules for customers only. */
export type PlaceWarning = Extract<
  Reason,
  | "closed_day"
  | "outside_business_hours"
  | "master_day_off"
  | "outside_master_hours"
  | "past"
  | "no_master"
>;

/** What stands in the way of a time; `taken`: another visit begins or runs within it. Null: nothing. */
export function hindranceOf(
  search: PlaceSearch,
  slot: Slot,
): { taken: true } | { warning: PlaceWarning } | null {
  const { salon, busy, now } = search;
  if (isTaken(search, slot)) return { taken: true };
  const reason = reasonOf(salon, busy, slot, now);
  return reason !== null && isWarning(reason) ? { warning: reason } : null;
}

/** The `count` free times of that day that are nearest to one, of its master; where the visit stands now is none. */
export function nearestTo(search: PlaceSearch, slot: Slot, count: number): Slot[] {
  const { salon, busy, service, now, visit } = search;
  const { masterId, start } = slot;
  const day = dateAt(start, salon.zone);
  const free = freeSlots(salon, busy, { serviceId: service.id, masterId, day, now });
  const others = free.filter(
    (one) =>
      one.start !== start && !(visit?.masterId === one.masterId && visit.start === one.start),
  );
  return nearest(others, start, count);
}

/** Whether the master is free when the visit begins, but not for all of it. */
export function isTooLong({ busy }: PlaceSearch, { masterId, start }: Slot): boolean {
  return !busy.some((one) => one.masterId === masterId && one.from <= start && start < one.to);
}

/** A service that was put away meanwhile is still what was booked. */
export function withServiceOf(salon: Salon, visit: FullVisit): Salon {
  const { serviceId: id, masterId, service, price, start, end } = visit;
  if (salon.services.some((one) => one.id === id)) return salon;
  const durationMin = Math.round((end - start) / MINUTE_MS);
  const booked: Service = { ...service, id, durationMin, bufferMin: 0, price, synonyms: [] };
  const masters = salon.masters.map((master) =>
    master.id === masterId ? { ...master, services: [...master.services, id] } : master,
  );
  return { ...salon, services: [...salon.services, booked], masters };
}

/** Taken is taken, outside the hours too. */
function isTaken({ busy, service }: PlaceSearch, { masterId, start, end }: Slot): boolean {
  const until = end + service.bufferMin * MINUTE_MS;
  return busy.some((one) => one.masterId === masterId && one.from < until && start < one.to);
}

const warnings: readonly Reason[] = [
  "closed_day",
  "outside_business_hours",
  "master_day_off",
  "outside_master_hours",
  "past",
  "no_master",
];

function isWarning(reason: Reason): reason is PlaceWarning {
  return warnings.includes(reason);
}
