import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import type { CallData, CallEventName, ToldEvent } from "./event.ts";

/** What was announced about these calls from one instant to another (epoch ms), in order of writing. */
export async function eventsOfCalls(
  tx: Tx,
  businessId: string,
  { callIds, from, to }: { callIds: readonly number[]; from: number; to: number },
): Promise<ToldEvent[]> {
  const rows = await tx.execute<{ event: CallEventName; at: string; data: CallData }>(sql`
    select event, at, data from events
    where business_id = ${businessId} and event like 'call.%' and event not in ('call.transcribed', 'call.analyzed') and at between ${iso(from)}::timestamptz and ${iso(to)}::timestamptz
      and (data->>'call_id')::bigint = any(${numbers(callIds)})
    order by id`);
  return [...rows].map((row) => ({ ...row, at: new Date(row.at).getTime() }));
}
