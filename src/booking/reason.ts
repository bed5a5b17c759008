import { businessOpen, masterOpen, openingOn, workable } from "./opening.ts";
import type { Busy, Master, Salon, Service, Slot } from "./salon.ts";
import { lastDay, mastersFor, type Wish } from "./slot.ts";
import { holds, type Stretch } from "./stretch.ts";
import { dateAt, minuteAt, MINUTE_MS, shownInstant, wallDay } from "./wall-day.ts";

/** Why a visit cannot be, the farthest from being possible first; a break is outside the master's hours. */
const reasons = [
  "no_master",
  "too_far",
  "closed_day",
  "outside_business_hours",
  "master_day_off",
  "outside_master_hours",
  "past",
  "too_soon",
  "busy",
  "off_step",
] as const;
export type Reason = (typeof reasons)[number];

/** Who is free for a visit at a minute of a day, in the salon's order of masters, or why nobody is: of several the least hindrance. */
export function slotAt(
  salon: Salon,
  busy: readonly Busy[],
  { day, minute, ...wish }: Wish & { day: string; minute: number },
): { free: Slot[] } | { taken: Reason } {
  const service = salon.services.find(({ id }) => id === wish.serviceId);
  const masters = mastersFor(salon, wish);
  if (!service || masters.length === 0) return { taken: "no_master" };
  const date = wallDay(day, salon.zone);
  const start = shownInstant(date, minute);
  if (start === null) return { taken: "off_step" };
  const slots = masters.map(({ id }) => slotOf(service, id, start));
  const found = slots.map((slot) => ({ slot, reason: reasonOf(salon, busy, slot, wish.now) }));
  const free = found.filter(({ reason }) => reason === null).map(({ slot }) => slot);
  if (free.length > 0) return { free };
  const rank = Math.max(
    ...found.map(({ reason }) => (reason === null ? -1 : reasons.indexOf(reason))),
  );
  return { taken: reasons[rank] ?? "busy" };
}

/** Why a customer cannot have this visit; null: they can. Its end is worked out anew from the price list. */
export function reasonOf(
  salon: Salon,
  busy: readonly Busy[],
  slot: Pick<Slot, "masterId" | "serviceId" | "start">,
  now: number,
): Reason | null {
  const service = salon.services.find(({ id }) => id === slot.serviceId);
  const [master] = mastersFor(salon, slot);
  if (!service || !master) return "no_master";
  const { rules, zone } = salon;
  const day = dateAt(slot.start, zone);
  if (day > lastDay(salon, now)) return "too_far";
  // Of a day that is over nothing else need be said.
  if (day < dateAt(now, zone)) return "past";
  const visit = slotOf(service, master.id, slot.start);
  const hindered = outsideHours(salon, master, visit);
  if (hindered !== null) return hindered;
  if (slot.start < now) return "past";
  if (slot.start < now + rules.leadMin * MINUTE_MS) return "too_soon";
  if (isBusy(busy, service, visit)) return "busy";
  return minuteAt(slot.start, zone) % rules.stepMin === 0 ? null : "off_step";
}

/** The visit of a service with a master that begins at an instant. */
export function slotOf(service: Service, masterId: number, start: number): Slot {
  return {
    masterId,
    serviceId: service.id,
    start,
    end: start + service.durationMin * MINUTE_MS,
  };
}

function outsideHours(
  salon: Salon,
  master: Master,
  { start, end }: Slot,
): Extract<
  Reason,
  "closed_day" | "outside_business_hours" | "master_day_off" | "outside_master_hours"
> | null {
  const visit: Stretch = { from: start, to: end };
  const date = dateAt(start, salon.zone);
  const dates = [-1, 0, 1].map((after) => wallDay(date, salon.zone, after));
  const day = wallDay(date, salon.zone);
  const open = businessOpen(salon, dates);
  if (!holds(open, visit))
    return openingOn(salon, day) === null ? "closed_day" : "outside_business_hours";
  if (holds(workable(master, dates, open), visit)) return null;
  const off = master.daysOff.includes(date) || !master.hours[day.weekday];
  return off && !holds(masterOpen(master, dates), { from: start, to: start + 1 })
    ? "master_day_off"
    : "outside_master_hours";
}

function isBusy(busy: readonly Busy[], service: Service, { masterId, start, end }: Slot): boolean {
  const until = end + service.bufferMin * MINUTE_MS;
  return busy.some((one) => one.masterId === masterId && one.from < until && start < one.to);
}
