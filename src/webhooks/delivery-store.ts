import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json } from "../db/value.ts";
import type { Told } from "./envelope.ts";
import { wakePump } from "./wake-store.ts";

/** An event on its way to an endpoint, as the fan-out makes it. */
export type NewDelivery = {
  eventId: string;
  event: string;
  sequence: number;
  lane: string;
  clientId: number | null;
  /** Null: it is larger than what is sent. */
  body: string | null;
  state: "waiting" | "parked" | "dropped";
  reason: string | null;
  dueAt: string;
};

/** Writes the deliveries of an endpoint and moves its sequence on; what is too large is told in the log. The caller holds the endpoint's row. */
export async function addDeliveries(
  tx: Tx,
  businessId: string,
  value: { endpointId: string; sequence: number; made: readonly NewDelivery[]; now: number },
): Promise<void> {
  const { endpointId, sequence, made, now } = value;
  await tx.execute(sql`
    with moved as (
      update endpoints set sequence = ${sequence} where business_id = ${businessId} and id = ${endpointId}
    ), made as (
    insert into deliveries (business_id, endpoint_id, event_id, event, sequence, lane, client_id, body, state, reason, due_at, created_at)
    select ${businessId}::uuid, ${endpointId}::uuid, r."eventId", r.event, r.sequence, r.lane, r."clientId", r.body, r.state, r.reason, r."dueAt", ${iso(now)}::timestamptz
    from jsonb_to_recordset(${json(made)}) as r("eventId" uuid, event text, sequence bigint, lane text, "clientId" bigint, body text, state text, reason text, "dueAt" timestamptz)
    order by r.sequence
    returning id, event, state
    )
    insert into webhook_logs (business_id, endpoint_id, delivery_id, event, response_time_ms, is_success, error_message, cause, attempt, trigger, at)
    select ${businessId}::uuid, ${endpointId}::uuid, id, event, 0, false, 'payload_too_large', 'payload_too_large', 0, 'schedule', ${iso(now)}::timestamptz
    from made where state = 'dropped'`);
}

/** A delivery that nobody but its test sends; the pump finds it should the test die. */
export async function addTest(
  tx: Tx,
  businessId: string,
  { endpointId, told, body }: { endpointId: string; told: Told; body: string },
): Promise<number> {
  return tx.transaction(async (inner) => {
    const [row] = await inner.execute<{ id: string }>(sql`
      insert into deliveries (business_id, endpoint_id, event_id, event, kind, lane, body, due_at, created_at)
      values (${businessId}, ${endpointId}, ${told.id}, ${told.event}, 'test', 'test', ${body}, ${iso(told.at + ORPHANED_MS)}, ${iso(told.at)}) returning id`);
    await wakePump(inner, businessId, { endpointId, at: told.at + ORPHANED_MS });
    return Number(row?.id ?? 0);
  });
}

const ORPHANED_MS = 60_000;
