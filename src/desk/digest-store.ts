import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";

export type DealFigures = { made: number; won: number; lost: number };

/** Deals that were made, won and lost in a time (epoch ms); what was undone does not count. */
export async function dealFigures(
  tx: Tx,
  businessId: string,
  { from, to }: { from: number; to: number },
): Promise<DealFigures> {
  const [row] = await tx.execute<DealFigures>(sql`
    select count(*) filter (where created_at >= ${iso(from)}::timestamptz and created_at < ${iso(to)}::timestamptz)::int as made,
      count(*) filter (where status = 'won' and closed_at >= ${iso(from)}::timestamptz and closed_at < ${iso(to)}::timestamptz)::int as won,
      count(*) filter (where status = 'lost' and closed_at >= ${iso(from)}::timestamptz and closed_at < ${iso(to)}::timestamptz)::int as lost
    from deals where business_id = ${businessId} and removed_at is null and updated_at >= ${iso(from)}::timestamptz`);
  return row ?? { made: 0, won: 0, lost: 0 };
}
