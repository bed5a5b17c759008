import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** Two conversations turned out to be one: visits and places waited for go over. */
export async function moveToConversation(
  tx: Tx,
  businessId: string,
  { from, into }: { from: number; into: number },
): Promise<void> {
  await tx.execute(sql`
    update bookings set conversation_id = ${into}::bigint
    where business_id = ${businessId}::uuid and conversation_id = ${from}::bigint`);
  await tx.execute(sql`
    update waits one set status = 'over'
    where business_id = ${businessId}::uuid and conversation_id = ${from}::bigint and status in ('waiting', 'offered')
      and exists (select 1 from waits other where other.business_id = one.business_id
        and other.conversation_id = ${into}::bigint and other.service_id = one.service_id and other.day = one.day
        and other.status in ('waiting', 'offered'))`);
  await tx.execute(sql`
    update waits set conversation_id = ${into}::bigint
    where business_id = ${businessId}::uuid and conversation_id = ${from}::bigint`);
}
