import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** How many wait for a call back, and how many customers for a person's answer. */
export async function waitingOf(
  tx: Tx,
  businessId: string,
): Promise<{ followups: number; talks: number }> {
  const [row] = await tx.execute<{ followups: number; talks: number }>(sql`
    select
      (select count(*)::int from followups
        where business_id = ${businessId}::uuid and closed_at is null and client is not null) as followups,
      (select count(*)::int from conversations
        where business_id = ${businessId}::uuid and closed_at is null and mode = 'human') as talks`);
  return row ?? { followups: 0, talks: 0 };
}
