import type { Tx } from "../db/client.ts";
import { changePlace, insertPlace, lockPlaces, placeOf, placesOf } from "./booking-store.ts";
import { dropHolds } from "./hold-store.ts";
import { tellWaiting } from "./effect-service.ts";
import { slotOf } from "./reason.ts";
import { refusalOf } from "./refusal-service.ts";
import type { Salon, Service, Slot } from "./salon.ts";
import { without, type Stretch } from "./stretch.ts";
import type { By, Channel, Refused } from "./visit.ts";
import { MINUTE_MS } from "./wall-day.ts";

type Holding = {
  salon: Salon;
  slot: Slot;
  by: Exclude<By, "person">;
  channel: Channel;
  now: number;
  /** A freed place that they are offered for so long, beside what they hold already; ten minutes without it. */
  offeredForMs?: number;
};

const HOLD_MS = 10 * MINUTE_MS;

/**
 * Keeps a place for a customer while they decide; what their conversation held before is given up. Of a place that their own
 * visit overlaps only the rest is kept: they are moving that visit.
 */
export async function hold(
  tx: Tx,
  businessId: string,
  { salon, slot, by, channel, now, offeredForMs }: Holding,
): Promise<{ hold: { holdId: number; slot: Slot; until: number } } | Refused> {
  const service = salon.services.find(({ id }) => id === slot.serviceId);
  if (!service) return { refused: "gone", reason: "no_master" };
  const wanted = stretchOf(service, slot);
  await lockPlaces(tx, businessId);
  const dropped = await dropHolds(tx, businessId, {
    now,
    over: { masterId: slot.masterId, ...wanted },
    ...(offeredForMs === undefined ? { of: by.conversationId } : {}),
  });
  const own = await ownAround(tx, businessId, { by, masterId: slot.masterId, wanted });
  const but = own.map(({ id }) => id);
  const reason = await refusalOf(tx, businessId, { salon, slot, but, now });
  if (reason !== null) return { refused: "taken", reason };
  const rest = without(
    [wanted],
    own.map(({ start, busyUntil }) => ({ from: start, to: busyUntil })),
  ).at(-1);
  if (!rest) return { refused: "taken", reason: "busy" };
  const until = now + (offeredForMs ?? HOLD_MS);
  const made = slotOf(service, slot.masterId, slot.start);
  const holdId = await insertPlace(tx, businessId, {
    masterId: slot.masterId,
    serviceId: service.id,
    conversationId: by.conversationId,
    clientId: by.clientId,
    startsAt: new Date(rest.from),
    endsAt: new Date(Math.max(rest.from, Math.min(made.end, rest.to))),
    busyUntil: new Date(rest.to),
    status: "held",
    heldUntil: new Date(until),
    ...pricesOf(service, salon),
    channel,
    createdAt: new Date(now),
    updatedAt: new Date(now),
  });
  const { zone } = salon;
  if (dropped.length > 0)
    await tellWaiting(tx, businessId, { starts: dropped.map(({ start }) => start), zone });
  if (holdId === null) return { refused: "taken", reason: "busy" };
  await tellWaiting(tx, businessId, { starts: [slot.start], zone, at: until });
  return { hold: { holdId, slot: made, until } };
}

/** A customer wants the place no more; false: it was not theirs, or is a visit by now. */
export async function release(
  tx: Tx,
  businessId: string,
  value: { holdId: number; conversationId: number; zone: string; now: number },
): Promise<boolean> {
  const { holdId, conversationId, zone, now } = value;
  const held = await placeOf(tx, businessId, { id: holdId, lock: true });
  if (held?.status !== "held" || held.conversationId !== conversationId) return false;
  const set = { status: "gone", updatedAt: new Date(now) };
  await changePlace(tx, businessId, { id: holdId, set });
  await tellWaiting(tx, businessId, { starts: [held.start], zone });
  return true;
}

/** How long a visit keeps its master busy. */
export function stretchOf(service: Service, { start }: Pick<Slot, "start">): Stretch {
  return {
    from: start,
    to: start + (service.durationMin + service.bufferMin) * MINUTE_MS,
  };
}

/** When and by whom a place is taken, as its row says it. */
export function timesOf(service: Service, slot: Slot) {
  const { from, to } = stretchOf(service, slot);
  return {
    masterId: slot.masterId,
    serviceId: service.id,
    startsAt: new Date(from),
    endsAt: new Date(to - service.bufferMin * MINUTE_MS),
    busyUntil: new Date(to),
  };
}

/** What it costs, likewise. */
export function pricesOf({ price }: Service, { currency }: Salon) {
  return { amount: String(price.amount), priceKind: price.kind, currency };
}

/** The customer's own visits with this master that the wanted time touches. */
async function ownAround(
  tx: Tx,
  businessId: string,
  value: { by: Exclude<By, "person">; masterId: number; wanted: Stretch },
) {
  const { by, masterId, wanted } = value;
  const near = await placesOf(tx, businessId, {
    of: by,
    masterId,
    statuses: ["booked", "confirmed"],
    from: wanted.from - DAY_MS,
    to: wanted.to,
  });
  return near.filter(({ busyUntil }) => busyUntil > wanted.from);
}

const DAY_MS = 86_400_000;
