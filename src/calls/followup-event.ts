import type { DomainEvent } from "../events/event.ts";
import { isoWithOffset } from "../lib/iso.ts";
import type { Followup } from "./followup.ts";

type Where = { businessId: string; zone: string; now: number };

/** What the outside learns of a follow-up. */
export function followupEvent(
  event: "followup.claimed" | "followup.closed" | "followup.overdue",
  row: Followup,
  { businessId, zone, now }: Where,
): DomainEvent {
  const until = row.closedAt ?? now;
  const data = {
    call_id: row.callId,
    client_phone: row.client,
    claimed_by: row.claimedName,
    due_at: row.dueAt === null ? null : isoWithOffset(row.dueAt, zone),
    closed_by: row.closedBy,
    closed_how: row.closedHow,
    waited_s: Math.max(0, Math.floor((until - row.openedAt) / 1000)),
  };
  return { businessId, event, data, at: now };
}
