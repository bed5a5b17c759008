import type { Database, Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { book, type Booked } from "./booking-service.ts";
import { changePlace, lockPlaces, placeOf, busyRows } from "./booking-store.ts";
import { offerJob, tellWaiting } from "./effect-service.ts";
import { hold } from "./hold-service.ts";
import { dropReminders, plan } from "./reminder-service.ts";
import { inDaytime, isDaytime } from "./reminder.ts";
import { salonOf } from "./salon-service.ts";
import type { Salon, Slot } from "./salon.ts";
import { freeSlots, lastDay } from "./slot.ts";
import { slotOfPlace, type By, type Channel, type Refused } from "./visit.ts";
import { keepWait, lapsedOffers, openWaits, setWait, waitById, type Wait } from "./wait-store.ts";
import { dateAt, minuteAt, MINUTE_MS, wallDay } from "./wall-day.ts";

export type { Wait } from "./wait-store.ts";

type Wish = Pick<Wait, "serviceId" | "masterId" | "day" | "fromMin" | "toMin">;
type Customer = Exclude<By, "person">;

/** A customer waits for a place on a day; the same service and day again is the same wait. Null: a day nobody can wait for. */
export async function addWait(
  tx: Tx,
  businessId: string,
  value: Wish & { salon: Salon; by: Customer; now: number },
): Promise<number | null> {
  const { salon, by, now, ...wish } = value;
  if (wish.day < dateAt(now, salon.zone) || wish.day > lastDay(salon, now)) return null;
  if (!salon.services.some(({ id }) => id === wish.serviceId)) return null;
  const waitId = await keepWait(tx, businessId, { ...wish, ...by, now });
  // What is free already is theirs to take.
  await add(tx, offerJob(businessId, { day: wish.day, at: null }));
  return waitId;
}

/** Who waits on a day, or from today on, in their order. */
export async function waitsOf(
  tx: Tx,
  businessId: string,
  value: { day: string } | { from: string },
): Promise<Wait[]> {
  return openWaits(tx, businessId, value);
}

/** A customer takes the place they were offered: it is booked as any other. */
export async function takeOffer(
  tx: Tx,
  businessId: string,
  value: {
    salon: Salon;
    waitId: number;
    by: Customer;
    clientId: number | null;
    channel: Channel;
    now: number;
  },
): Promise<(Booked & { slot: Slot }) | (Refused & { slot: Slot | null })> {
  const { salon, waitId, by, now, clientId, channel } = value;
  await lockPlaces(tx, businessId);
  const { conversationId } = by;
  const wait = await waitById(tx, businessId, { waitId, conversationId });
  const place = wait?.offeredId ? await placeOf(tx, businessId, { id: wait.offeredId }) : null;
  if (!wait || !place || wait.status === "over") return { refused: "gone", slot: null };
  const slot = slotOfPlace(place);
  const holdId = place.id;
  const made = await book(tx, businessId, { salon, slot, holdId, by, clientId, channel, now });
  if ("refused" in made) return { ...made, slot };
  await setWait(tx, businessId, { waitId, status: "taken" });
  return { ...made, slot };
}

/** A customer does not want what they were offered, and waits no more; the next one is asked. */
export async function passOffer(
  tx: Tx,
  businessId: string,
  value: { salon: Salon; waitId: number; conversationId: number; now: number },
): Promise<boolean> {
  const { salon, waitId, conversationId, now } = value;
  await lockPlaces(tx, businessId);
  const wait = await waitById(tx, businessId, { waitId, conversationId });
  if (wait?.status !== "offered" && wait?.status !== "waiting") return false;
  await setWait(tx, businessId, { waitId, status: "passed" });
  await giveBack(tx, businessId, { salon, offeredId: wait.offeredId, now });
  return true;
}

/** The job behind "wait.offer": what is free on a day is held for those who wait for it, a place for one at a time, by day only. */
export async function offerPlaces(
  { db, now }: { db: Database; now: number },
  { businessId, day }: { businessId: string; day: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPlaces(tx, businessId);
    const salon = await salonOf(tx, businessId);
    for (const { offeredId } of await lapsedOffers(tx, businessId, { day, now }))
      await giveBack(tx, businessId, { salon, offeredId, now });
    const waiting = await openWaits(tx, businessId, { day });
    const asking = waiting.filter(({ status }) => status === "waiting");
    if (asking.length === 0) return;
    if (!isDaytime(now, salon.zone)) {
      const at = inDaytime(now, salon.zone, "morning")[0] ?? now;
      await add(tx, offerJob(businessId, { day, at }));
      return;
    }
    for (const wait of asking) await offer(tx, businessId, { salon, wait, now });
  });
}

const OFFER_MS = 15 * MINUTE_MS;

async function offer(
  tx: Tx,
  businessId: string,
  { salon, wait, now }: { salon: Salon; wait: Wait; now: number },
): Promise<void> {
  const { day, serviceId, masterId, conversationId, clientId } = wait;
  const { from, to } = wallDay(day, salon.zone);
  const around = { from: from - DAY_MS, to: to + DAY_MS, now, but: [] };
  const busy = await busyRows(tx, businessId, around);
  const slot = freeSlots(salon, busy, { serviceId, masterId, day, now: now + OFFER_MS }).find(
    ({ start }) => {
      const minute = minuteAt(start, salon.zone);
      return minute >= wait.fromMin && minute <= wait.toMin;
    },
  );
  if (!slot) return;
  const by = { conversationId, clientId };
  const channel = "telegram" as const;
  const held = await hold(tx, businessId, {
    salon,
    slot,
    by,
    channel,
    now,
    offeredForMs: OFFER_MS,
  });
  if ("refused" in held) return;
  const { holdId, until } = held.hold;
  await setWait(tx, businessId, {
    waitId: wait.id,
    status: "offered",
    offer: { id: holdId, until },
  });
  await plan(tx, businessId, {
    bookingId: holdId,
    start: slot.start,
    planned: [{ kind: "offer", dueAt: now }],
  });
  await add(tx, offerJob(businessId, { day, at: until }));
}

const DAY_MS = 86_400_000;

/** A place that was offered is free again, unless it was booked. */
async function giveBack(
  tx: Tx,
  businessId: string,
  value: { salon: Salon; offeredId: number | null; now: number },
): Promise<void> {
  const { salon, offeredId, now } = value;
  if (offeredId === null) return;
  const place = await placeOf(tx, businessId, { id: offeredId, lock: true });
  if (place?.status !== "held") return;
  await changePlace(tx, businessId, {
    id: offeredId,
    set: { status: "gone", updatedAt: new Date(now) },
  });
  await dropReminders(tx, businessId, { bookingIds: [offeredId], reason: "late" });
  await tellWaiting(tx, businessId, { starts: [place.start], zone: salon.zone });
}
