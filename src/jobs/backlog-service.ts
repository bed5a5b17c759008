import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** Since when the oldest job waits that could run now, in milliseconds of Postgres's clock; 0 when none does. */
export async function oldestDueMs(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ ms: string | null }>(sql`
    select extract(epoch from now() - min(run_at)) * 1000 as ms from graphile_worker._private_jobs
    where is_available and run_at <= now()`);
  return Math.max(0, Math.round(Number(row?.ms ?? 0)));
}
