import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json } from "../db/value.ts";

/**
 * Takes events of an erased person out of what was and would be sent: deliveries that have not left are dropped, one that
 * is just leaving is not repeated, and the log keeps a line without content. Gives how many deliveries it found.
 */
export async function eraseDeliveries(
  tx: Tx,
  businessId: string,
  { eventIds, now }: { eventIds: readonly string[]; now: number },
): Promise<number> {
  if (eventIds.length === 0) return 0;
  const rows = await tx.execute(sql`
    with found as (
      select id, state, event, endpoint_id, attempts from deliveries
      where business_id = ${businessId} and body is not null
        and event_id in (select value::uuid from jsonb_array_elements_text(${json(eventIds)}) as ids(value))
      for update
    ), gone as (
      update deliveries d set body = null, client_id = null, lease = null, leased_until = null, manual = false,
        reason = case when found.state in ('waiting', 'leased', 'parked') then 'erased' else reason end,
        ended_at = coalesce(ended_at, ${iso(now)}::timestamptz),
        state = case when found.state in ('waiting', 'leased', 'parked') then 'dropped' else found.state end
      from found where d.id = found.id
    ), silent as (
      update webhook_logs set payload = null, response = null, error_message = 'erased'
      where business_id = ${businessId} and delivery_id in (select id from found)
    ), stone as (
      insert into webhook_logs (business_id, endpoint_id, delivery_id, event, response_time_ms, is_success, error_message, cause, attempt, trigger, at)
      select ${businessId}::uuid, endpoint_id, id, event, 0, false, 'erased', 'erased', attempts, 'schedule', ${iso(now)}::timestamptz
      from found where state in ('waiting', 'leased', 'parked')
    )
    select id from found`);
  return rows.length;
}
