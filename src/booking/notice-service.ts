import type { Tx } from "../db/client.ts";
import { placeOf, placesOf } from "./booking-store.ts";
import { settleRow, waitingNotice, type Dropped } from "./notice-store.ts";
import { reminderSettings } from "./reminder-service.ts";
import { isDaytime, type NoticeKind } from "./reminder.ts";
import { salonOf } from "./salon-service.ts";
import type { Salon } from "./salon.ts";
import { isOpen, type Place } from "./visit.ts";
import { openWaits } from "./wait-store.ts";
import { dateAt } from "./wall-day.ts";

export type { Dropped } from "./notice-store.ts";

/** What a customer is to be told by the clock. Of review and comeback they may have opted out. */
export type VisitNotice = {
  noticeId: number;
  kind: NoticeKind;
  marketing: boolean;
  place: Place;
  /** Where they were spoken with, or who they are: the agent finds the way. */
  conversationId: number | null;
  clientId: number | null;
  /** Of an offer: the wait it answers. */
  waitId: number | null;
  reviewUrl: string | null;
  salon: Salon;
};

/**
 * The notice of a job "visit.notice" if it is to leave now; else why not is noted. Nothing is locked yet: the conversation is
 * locked before the notice is settled, as a turn that changes the visit does it.
 */
export async function dueNotice(
  tx: Tx,
  businessId: string,
  { noticeId, now }: { noticeId: number; now: number },
): Promise<VisitNotice | null> {
  const notice = await waitingNotice(tx, businessId, noticeId);
  if (!notice) return null;
  const { kind, bookingId, start } = notice;
  const salon = await salonOf(tx, businessId);
  const place = await placeOf(tx, businessId, { id: bookingId });
  const found = place && place.start === start ? place : null;
  const dropped = found
    ? await hindrance(tx, businessId, { kind, place: found, salon, now })
    : "moved";
  if (!found || dropped !== null) {
    await settleNotice(tx, businessId, { noticeId, now, dropped: dropped ?? "moved" });
    return null;
  }
  const waiting =
    kind === "offer"
      ? await openWaits(tx, businessId, { day: dateAt(found.start, salon.zone) })
      : [];
  return {
    noticeId,
    kind,
    marketing: kind === "review" || kind === "comeback",
    place: found,
    conversationId: found.conversationId,
    clientId: found.client?.id ?? null,
    waitId: waiting.find(({ offeredId }) => offeredId === found.id)?.id ?? null,
    reviewUrl: (await reminderSettings(tx, businessId)).reviewUrl,
    salon,
  };
}

/** The notice leaves with what the same transaction stores, or never will; false: it was settled meanwhile, and nothing is to be said. */
export async function settleNotice(
  tx: Tx,
  businessId: string,
  value: { noticeId: number; now: number; dropped?: Dropped },
): Promise<boolean> {
  const { noticeId, now, dropped } = value;
  const set = dropped === undefined ? { sentAt: new Date(now) } : { droppedReason: dropped };
  return settleRow(tx, businessId, { noticeId, set });
}

/** Why a notice says nothing any more; null: it is still true. */
async function hindrance(
  tx: Tx,
  businessId: string,
  { kind, place, salon, now }: { kind: NoticeKind; place: Place; salon: Salon; now: number },
): Promise<Dropped | null> {
  if (kind === "offer")
    return place.status === "held" && (place.heldUntil ?? 0) > now ? null : "late";
  if (kind === "day" || kind === "hours") {
    if (!isOpen(place)) return "cancelled";
    // A process that was down told nobody; right before the visit, or at night, it would only disturb.
    return place.start - now >= LEAST_MS && isDaytime(now, salon.zone) ? null : "late";
  }
  if (place.status !== "completed") return "cancelled";
  const settings = await reminderSettings(tx, businessId);
  if (kind === "review") return settings.review ? null : "off";
  if (settings.comebackDays === null) return "off";
  return (await hasLater(tx, businessId, place)) ? "confirmed" : null;
}

const LEAST_MS = 30 * 60_000;

/** Whether the same customer has been here since, or will be. */
async function hasLater(
  tx: Tx,
  businessId: string,
  { id, start, conversationId, client }: Place,
): Promise<boolean> {
  const statuses = ["booked", "confirmed", "completed"] as const;
  const later = { from: start, statuses, limit: 2 };
  const theirs = [
    ...(conversationId === null
      ? []
      : await placesOf(tx, businessId, { ...later, of: { conversationId, clientId: null } })),
    ...(client === null ? [] : await placesOf(tx, businessId, { ...later, clientId: client.id })),
  ];
  return theirs.some((place) => place.id !== id);
}
