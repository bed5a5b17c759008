import type { Tx } from "../db/client.ts";
import { busyRows } from "./booking-store.ts";
import { reasonOf, type Reason } from "./reason.ts";
import type { Salon, Slot } from "./salon.ts";

const DAY_MS = 86_400_000;

/** Why a customer cannot have a visit by what the database says now, but for these bookings and holds; null: they can. */
export async function refusalOf(
  tx: Tx,
  businessId: string,
  value: {
    salon: Salon;
    slot: Slot;
    but: readonly number[];
    now: number;
    /** When they were promised the place: the lead counts from there. */
    promisedAt?: number;
  },
): Promise<Reason | null> {
  const { salon, slot, but, now, promisedAt = now } = value;
  if (slot.start < now) return "past";
  const busy = await busyRows(tx, businessId, {
    from: slot.start - DAY_MS,
    to: slot.start + 2 * DAY_MS,
    now,
    but,
  });
  return reasonOf(salon, busy, slot, promisedAt);
}
