import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "./database.ts";
import { globalKeys, nobodysYet } from "./keys.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ pool: 1 });
});
afterAll(() => database.close());

test("every unique key of a table of businesses begins with the business, but for those that are told with their reason", async () => {
  const wrong = (await uniqueKeys())
    .filter(({ columns }) => columns[0] !== "business_id")
    .map(({ name }) => name);
  expect(wrong.toSorted()).toEqual(Object.keys(globalKeys).toSorted());
});

test("every table of businesses has a primary key, and knows the business of each row", async () => {
  const rows = await database.db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (not a.attnotnull or not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary))`);
  expect([...rows].map(({ name }) => name).toSorted()).toEqual(Object.keys(nobodysYet).toSorted());
});

test("what must never overlap is kept apart within a business", async () => {
  const rows = await database.db.execute<{ name: string; definition: string }>(sql`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'x'`);
  expect(rows).not.toHaveLength(0);
  for (const { name, definition } of rows) expect(definition, name).toContain("business_id WITH =");
});

test("no table points at another by a foreign key: a server that holds a part of the businesses has all that they have", async () => {
  const rows = await database.db.execute(
    sql`select 1 from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  expect(rows).toHaveLength(0);
});

/** Unique indexes of tables that have a business_id, with their columns in order; an expression is "". */
async function uniqueKeys(): Promise<{ name: string; columns: string[] }[]> {
  const rows = await database.db.execute<{ name: string; columns: string[] }>(sql`
    select c.relname || '.' || x.relname as name, (
        select jsonb_agg(coalesce(k.attname, '') order by place)
        from unnest(i.indkey) with ordinality as u(attnum, place)
        left join pg_attribute k on k.attrelid = c.oid and k.attnum = u.attnum) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id'
    where c.relnamespace = 'public'::regnamespace and i.indisunique`);
  return [...rows];
}
