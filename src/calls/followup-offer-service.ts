import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { showFollowups } from "./show-service.ts";

/** Notes that free times were offered to the client in a chat; false: somebody did it already, or nobody waits any more. */
export async function noteOffer(
  tx: Tx,
  businessId: string,
  { followupId, by, now }: { followupId: number; by: string; now: number },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update followups set offered_at = ${iso(now)}::timestamptz, offered_by = ${by}
    where business_id = ${businessId}::uuid and id = ${followupId}::bigint and closed_at is null and offered_at is null returning 1`);
  if (rows.length === 0) return false;
  await showFollowups(tx, businessId, [followupId]);
  return true;
}
