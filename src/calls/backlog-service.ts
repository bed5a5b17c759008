import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** Beyond this the exact number helps nobody, and counting costs. */
const MOST = 100_000;

/** Hooks of all businesses that are accepted and not folded yet. */
export async function unfoldedHooks(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from inbox where folded_at is null limit ${MOST}) waiting`,
  );
  return row?.n ?? 0;
}
