import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { migrateDatabase } from "../../src/db/migrate.ts";
import { groupBy } from "../../src/lib/group-by.ts";
import { oldDatabase } from "./old-database.ts";

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

/** A value of each type that tables have; what has to differ from row to row gets the row's number. */
const VALUES: Record<string, (row: number) => string> = {
  uuid: (row) => `00000000-0000-4000-8000-00000000000${row}`,
  text: (row) => `text ${row}`,
  _text: () => "{one,two}",
  int2: (row) => String(row),
  int4: (row) => String(row),
  int8: (row) => String(row),
  float4: () => "0.5",
  numeric: () => "12.50",
  bool: () => "true",
  jsonb: () => "{}",
  bytea: (row) => `\\x0${row}`,
  timestamptz: (row) => `2026-01-0${row}T10:00:00Z`,
};
const ROWS = [1, 2] as const;

type Column = { table: string; name: string; type: string };
type Tables = Map<string, Column[]>;

test.each(["0000_first", "0006_recordings_and_webhooks", "0010_bookings_and_conversations"])(
  "rows in every table of %s are there after the update, each with what it had",
  async (newest) => {
    const old = await oldDatabase(newest);
    open.push(old);
    const db = openDatabase({ url: old.url, pool: 1 });
    open.push(db);
    const before = await tablesOf(db);
    expect(before.size).toBeGreaterThan(20);
    for (const columns of before.values()) await fill(db, columns);
    await migrateDatabase({ url: old.url });
    const after = await tablesOf(db);
    for (const [table, columns] of before) {
      const kept = columns.filter(({ name }) =>
        after.get(table)?.some((column) => column.name === name),
      );
      expect(kept.length, table).toBeGreaterThan(0);
      expect(await read(db, kept), table).toEqual(ROWS.map((row) => wanted(kept, row)));
    }
  },
);

async function tablesOf(db: Database): Promise<Tables> {
  const rows = await db.execute<Column>(sql`
    select c.table_name as table, c.column_name as name, c.udt_name as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
    order by c.table_name, c.ordinal_position`);
  return groupBy([...rows], ({ table }) => table);
}

async function fill(db: Database, columns: readonly Column[]): Promise<void> {
  const table = columns[0]?.table ?? "";
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  for (const row of ROWS) {
    const values = columns.map(({ type }) => `'${valueOf(type, row)}'::${type}`).join(", ");
    await db.execute(
      `insert into "${table}" (${names}) overriding system value values (${values})`,
    );
  }
}

async function read(db: Database, columns: readonly Column[]): Promise<unknown[]> {
  const table = columns[0]?.table ?? "";
  const told = columns.map(({ name, type }) => `${shown(`"${name}"`, type)} as "${name}"`);
  const rows = await db.execute(`select ${told.join(", ")} from "${table}" order by 1, 2`);
  return [...rows].toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function wanted(columns: readonly Column[], row: number): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, valueOf(type, row)]));
}

function valueOf(type: string, row: number): string {
  const value = VALUES[type];
  if (!value) throw new Error(`no value for the type ${type}`);
  return value(row);
}

function shown(name: string, type: string): string {
  return type === "timestamptz"
    ? `to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
    : `${name}::text`;
}
