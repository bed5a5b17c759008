import { sql } from "drizzle-orm";
import type { Database, Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";

/** Deletes everything of every business: the demo begins anew. The sandbox never runs on a real business's database. */
export async function forgetBusinesses(db: Database): Promise<void> {
  const tables = await db.execute<{ name: string }>(sql`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
    where c.table_schema = 'public' and c.column_name = 'business_id' and t.table_type = 'BASE TABLE'`);
  await db.transaction(async (tx) => {
    for (const { name } of tables) await tx.execute(sql`delete from ${sql.identifier(name)}`);
    await tx.execute(sql`delete from businesses`);
    await tx.execute(sql`update people set active_business_id = null`);
  });
}

/** The calls of a business that wait for a window to pass. */
export async function dueCalls(db: Tx, businessId: string): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from calls where business_id = ${businessId}::uuid and due_at is not null`,
  );
  return [...rows].map(({ id }) => Number(id));
}

/** Whether the business has a past: a call from before an instant. */
export async function hasPast(
  db: Tx,
  businessId: string,
  { before }: { before: number },
): Promise<boolean> {
  const [row] = await db.execute<{ past: boolean }>(sql`
    select exists(select 1 from calls where business_id = ${businessId}::uuid and started_at < ${iso(before)}::timestamptz) as past`);
  return row?.past ?? false;
}

/** One seeding at a time. */
export async function holdSeed(tx: Tx, businessId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`seed:${businessId}`}, 0))`);
}
