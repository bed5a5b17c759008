import { and, eq, gt, inArray, lt, lte, or, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { bookings } from "../db/schema/booking.ts";

/** Holds that come to nothing: those of a master that are over and lie in the way, or all that a conversation has but what it was offered. */
export async function dropHolds(
  tx: Tx,
  businessId: string,
  value: {
    now: number;
    over?: { masterId: number; from: number; to: number };
    of?: number;
  },
): Promise<{ id: number; start: number }[]> {
  const { now, over, of } = value;
  const which = [
    over &&
      and(
        eq(bookings.masterId, over.masterId),
        lt(bookings.startsAt, new Date(over.to)),
        gt(bookings.busyUntil, new Date(over.from)),
        lte(bookings.heldUntil, new Date(now)),
      ),
    of === undefined
      ? undefined
      : and(
          eq(bookings.conversationId, of),
          sql`not exists (select 1 from waits w where w.business_id = ${bookings.businessId}
            and w.offered_id = ${bookings.id} and w.status = 'offered')`,
        ),
  ].filter((one) => one !== undefined);
  if (which.length === 0) return [];
  const rows = await tx
    .update(bookings)
    .set({ status: "gone", updatedAt: new Date(now) })
    .where(and(eq(bookings.businessId, businessId), eq(bookings.status, "held"), or(...which)))
    .returning({ id: bookings.id, start: bookings.startsAt });
  return rows.map(({ id, start }) => ({ id, start: start.getTime() }));
}

/** Takes away holds of all businesses that came to nothing before an instant. */
export async function forgetHolds(tx: Tx, before: number): Promise<void> {
  await tx
    .delete(bookings)
    .where(
      and(inArray(bookings.status, ["held", "gone"]), lt(bookings.heldUntil, new Date(before))),
    );
}
