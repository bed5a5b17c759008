import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { find } from "../../src/desk/find-service.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { bridge, dial, hangup } from "../calls/hooks.ts";
import { createStage, headOf } from "../calls/stage.ts";
import { globalKeys } from "./keys.ts";

const PARTS = 2;

eachOnFreshDatabase();

test("partitioned by the business as docs/scale.md does it, the product goes on where it was", async () => {
  const { ours, theirs } = await twoBusinesses(database());
  const stage = await createStage(database(), ours);
  const other = await createStage(database(), theirs);
  const chat = await stage.subscribe(-1_001_000_000_001);
  await other.hear(dial(0));
  await stage.hear(dial(0));
  const before = await shape(database());

  const tables = await partition(database());

  expect(tables).toEqual(expect.arrayContaining(["bookings", "calls", "cards", "events", "inbox"]));
  expect(await shape(database())).toEqual(before);
  await stage.run();
  await stage.hear(bridge(5), bridge(5));
  stage.go(25);
  await stage.hear(hangup(25, { bridge: 5 }));
  await stage.until(45);
  expect(stage.standing(chat).map(headOf)).toEqual([
    "📞 Вхідний дзвінок · завершено",
    "✅ Вхідний · 20\u202fс",
  ]);
  const found = await find(database(), ours.id, { text: "0001", days: null });
  expect({ calls: found.calls.length, clients: found.clients.length }).toEqual({
    calls: 1,
    clients: 1,
  });
  // Two calls that turn out to be one become one here, too.
  await other.hear(hangup(15, { uuid: "b1", heard: 31 }));
  await other.hear(dial(31, { uuid: "b3", parent: "b2", dial: 31 }));
  await other.hear(hangup(30, { uuid: "b2", parent: "b1", dial: 16, heard: 31 }));
  expect(await callsOf(database(), theirs.id)).toBe(2);
  expect(await partitionsRead(database(), theirs.id)).toEqual({ calls: 1, call_refs: 1 });
});

async function callsOf(db: Database, businessId: string): Promise<number> {
  const rows = await db.execute(
    sql`select 1 from calls where business_id = ${businessId} and merged_into is null`,
  );
  return rows.length;
}

/** How many partitions of its tables are looked into for the legs of a business. */
async function partitionsRead(
  db: Database,
  businessId: string,
): Promise<{ calls: number; call_refs: number }> {
  const rows = await db.execute<{ "QUERY PLAN": string }>(sql`
    explain (costs off) select c.state, r.ref from call_refs r
    join calls c on c.business_id = r.business_id and c.id = r.call_id where r.business_id = ${businessId}`);
  const plan = [...rows].map((row) => row["QUERY PLAN"]).join("\n");
  const read = (table: string): number =>
    new Set(plan.match(new RegExp(`on ${table}_\\d+`, "g"))).size;
  return { calls: read("calls"), call_refs: read("call_refs") };
}

/** Runs the procedure of the page over every table of businesses that it may take; returns their names. */
async function partition(db: Database): Promise<string[]> {
  const page = readFileSync("docs/scale.md", "utf8");
  const [, procedure] = /```sql\n(create procedure [^]*?)```/.exec(page) ?? [];
  if (procedure === undefined) throw new Error("docs/scale.md has no procedure");
  await db.execute(sql.raw(procedure));
  const rows = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  const names = [...rows]
    .map(({ name }) => name)
    .filter((name) => !Object.keys(globalKeys).some((key) => key.startsWith(`${name}.`)));
  for (const name of names)
    await db.execute(sql`call partition_by_business(${name}, ${PARTS}::int)`);
  return names;
}

/** How many rows the tables hold, and which keys and indexes they have under which names. */
async function shape(db: Database): Promise<object[]> {
  const rows = await db.execute<{ name: string; keys: string[] }>(sql`
    select c.relname as name, (
      select jsonb_agg(replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') order by indexrelid::regclass::text)
      from pg_index where indrelid = c.oid) as keys
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1`);
  const shapes: object[] = [];
  for (const { name, keys } of rows) {
    const [counted] = await db.execute(sql.raw(`select count(*)::int as n from ${name}`));
    shapes.push({ name, keys, ...counted });
  }
  return shapes;
}
