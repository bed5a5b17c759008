import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";

export type Counted = "clients" | "deals" | "tasks" | "comments" | "conversations" | "bookings";

/** The next `count` numbers of a business's clients, deals, tasks, comments or conversations; without gaps, since a rollback gives them back. */
export async function nextNumbers(
  tx: Tx,
  businessId: string,
  { what, count = 1 }: { what: Counted; count?: number },
): Promise<number[]> {
  if (count === 0) return [];
  const [row] = await tx.execute<{ last: number }>(sql`
    insert into counters (business_id, what, last) values (${businessId}::uuid, ${what}, ${count}::int)
    on conflict (business_id, what) do update set last = counters.last + excluded.last returning last`);
  if (!row) throw new AppError("counters.not_kept", "conflict");
  return Array.from({ length: count }, (_, i) => row.last - count + 1 + i);
}
