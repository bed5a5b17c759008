import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { book, move } from "./booking-service.ts";
import { placeOf } from "./booking-store.ts";
import { refusalOf } from "./refusal-service.ts";
import { slotOf, type Reason } from "./reason.ts";
import { salonOf } from "./salon-service.ts";
import type { Salon, Slot } from "./salon.ts";
import type { FullVisit } from "./visit.ts";
import { visitBy } from "./visit-service.ts";

type Refusal =
  | { refused: "taken" | "gone" }
  /** It would be outside the rules or hours: people may insist. */
  | { refused: "outside"; reason: Reason };

/** A visit that the business's people make. `force`: outside the rules and hours, too, but never over another visit. */
export async function bookByStaff(
  tx: Tx,
  businessId: string,
  value: {
    clientId: number | null;
    conversationId?: number | null;
    serviceId: number;
    masterId: number;
    start: number;
    note?: string | null;
    force: boolean;
    now: number;
  },
): Promise<{ visit: FullVisit } | Refusal> {
  const { clientId, conversationId = null, note = null, force, now } = value;
  const salon = await salonOf(tx, businessId);
  const slot = slotIn(salon, value);
  if (!slot) return { refused: "gone" };
  const outside = await outsideOf(tx, businessId, { salon, slot, but: [], force, now });
  if (outside) return outside;
  const made = await book(tx, businessId, {
    salon,
    slot,
    holdId: null,
    by: "person",
    clientId,
    conversationId,
    channel: "person",
    note,
    now,
  });
  if ("refused" in made) return { refused: made.refused === "taken" ? "taken" : "gone" };
  return { visit: await visitOfId(tx, businessId, made.visit.id) };
}

/** The same for a visit that is brought to another time or master. */
export async function moveByStaff(
  tx: Tx,
  businessId: string,
  value: { bookingId: number; masterId: number; start: number; force: boolean; now: number },
): Promise<{ visit: FullVisit; from: number } | Refusal> {
  const { bookingId, masterId, start, force, now } = value;
  const salon = await salonOf(tx, businessId);
  const before = await placeOf(tx, businessId, { id: bookingId });
  if (!before) return { refused: "gone" };
  const slot = slotIn(salon, { serviceId: before.serviceId, masterId, start });
  if (!slot) return { refused: "gone" };
  const outside = await outsideOf(tx, businessId, { salon, slot, but: [bookingId], force, now });
  if (outside) return outside;
  const made = await move(tx, businessId, {
    salon,
    bookingId,
    slot,
    holdId: null,
    by: "person",
    now,
  });
  if ("refused" in made) return { refused: made.refused === "taken" ? "taken" : "gone" };
  return { visit: await visitOfId(tx, businessId, bookingId), from: made.from };
}

function slotIn(
  salon: Salon,
  { serviceId, masterId, start }: { serviceId: number; masterId: number; start: number },
): Slot | null {
  const service = salon.services.find(({ id }) => id === serviceId);
  const master = salon.masters.find(({ id }) => id === masterId);
  return service && master ? slotOf(service, masterId, start) : null;
}

async function outsideOf(
  tx: Tx,
  businessId: string,
  value: { salon: Salon; slot: Slot; but: readonly number[]; force: boolean; now: number },
): Promise<Refusal | null> {
  const { force, ...asked } = value;
  if (force) return null;
  const reason = await refusalOf(tx, businessId, asked);
  if (reason === null) return null;
  return reason === "busy" ? { refused: "taken" } : { refused: "outside", reason };
}

async function visitOfId(tx: Tx, businessId: string, id: number): Promise<FullVisit> {
  const visit = await visitBy(tx, businessId, { id });
  if (!visit) throw new AppError("bookings.not_saved", "conflict");
  return visit;
}
