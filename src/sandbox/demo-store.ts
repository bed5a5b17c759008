import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";

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
