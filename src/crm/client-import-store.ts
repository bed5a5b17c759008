import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json } from "../db/value.ts";

/** Adds clients that are known by name only; the caller holds the lock. Answers their ids by their numbers. */
export async function insertNumberless(
  tx: Tx,
  businessId: string,
  { made, now }: { made: readonly { number: number; name: string }[]; now: number },
): Promise<Map<number, number>> {
  if (made.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; number: number }>(sql`
    insert into clients (business_id, number, name, name_from, created_at)
    select ${businessId}::uuid, number, name, 'person', ${iso(now)}::timestamptz
    from jsonb_to_recordset(${json(made)}) as r(number int, name text) order by number returning id, number`);
  return new Map([...rows].map(({ id, number }) => [number, Number(id)]));
}
