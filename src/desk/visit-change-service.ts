import { conversationShown } from "../agent/conversation-list-service.ts";
import { tellVisit } from "../agent/visit-tell-service.ts";
import { book, cancel, move } from "../booking/booking-service.ts";
import { release } from "../booking/hold-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import { confirmVisit, markDone } from "../booking/visit-service.ts";
import { slotOfPlace, type Place } from "../booking/visit.ts";
import type { Database } from "../db/client.ts";

type Of = { bookingId: number; now: number };

/** The business's people know that a customer comes; false: it was changed meanwhile. */
export async function confirmVisitFor(
  db: Database,
  businessId: string,
  { bookingId, now }: Of,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const salon = await salonOf(tx, businessId);
    const done = await confirmVisit(tx, businessId, { salon, bookingId, by: "person", now });
    return !("refused" in done);
  });
}

/** What came of a visit that has begun. */
export async function markVisitFor(
  db: Database,
  businessId: string,
  { bookingId, as, now }: Of & { as: "completed" | "no_show" },
): Promise<"done" | "gone" | "early"> {
  return db.transaction(async (tx) => {
    const salon = await salonOf(tx, businessId);
    const done = await markDone(tx, businessId, { salon, bookingId, as, now });
    return "refused" in done ? done.refused : "done";
  });
}

/** Calls a visit off; its customer hears of it, where there is a way, unless it is to be quiet. */
export async function cancelVisitFor(
  db: Database,
  businessId: string,
  { bookingId, quiet, now }: Of & { quiet: boolean },
): Promise<{ told: boolean } | { refused: "gone" }> {
  return db.transaction(async (tx) => {
    const salon = await salonOf(tx, businessId);
    const done = await cancel(tx, businessId, { salon, bookingId, by: "person", now });
    if ("refused" in done) return { refused: "gone" };
    const value = { bookingId, what: "cancelled", now } as const;
    return { told: !quiet && (await tellVisit(tx, businessId, value)) };
  });
}

/** Gives a place free that a customer holds; false: it is a visit by now, or nobody holds it any more. */
export async function releaseHoldFor(
  db: Database,
  businessId: string,
  { place, now }: { place: Place; now: number },
): Promise<boolean> {
  const { id: holdId, conversationId } = place;
  if (conversationId === null) return false;
  return db.transaction(async (tx) => {
    const { zone } = await salonOf(tx, businessId);
    return release(tx, businessId, { holdId, conversationId, zone, now });
  });
}

/**
 * Makes of a held place what its customer holds it for, without waiting for their yes: a visit, or another time of theirs. By
 * their own rules, so that their yes that comes later is the same visit.
 */
export async function takeHoldFor(
  db: Database,
  businessId: string,
  { place, now }: { place: Place; now: number },
): Promise<
  { number: number; told: boolean } | { refused: "taken" | "gone" | "too_late" | "too_many" }
> {
  const { id: holdId, conversationId } = place;
  if (conversationId === null) return { refused: "gone" };
  return db.transaction(async (tx) => {
    const known = await salonOf(tx, businessId);
    const shown = await conversationShown(tx, businessId, { conversationId, lines: 0 });
    if (!shown) return { refused: "gone" };
    const { memory, clientId: bound } = shown.conversation;
    const clientId = place.client?.id ?? bound;
    const by = { conversationId, clientId };
    const moved =
      memory.draft.holdId === holdId && memory.visitWish === "move" ? memory.visitId : null;
    const slot = {
      ...slotOfPlace(place),
      ...(memory.draft.holdId === holdId ? memory.draft.slot : null),
    };
    const { channel } = place;
    const common = { salon: known, slot, holdId, by, now };
    const done =
      moved === null
        ? await book(tx, businessId, { ...common, clientId, channel })
        : await move(tx, businessId, { ...common, bookingId: moved });
    if ("refused" in done) return { refused: done.refused };
    const what = moved === null ? ("booked" as const) : ("moved" as const);
    const told =
      !done.again && (await tellVisit(tx, businessId, { bookingId: done.visit.id, what, now }));
    return { number: done.visit.number, told };
  });
}
