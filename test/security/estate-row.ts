import { sql } from "drizzle-orm";
import type { Business } from "../../src/business/business.ts";
import type { Database } from "../../src/db/client.ts";

type Column = {
  table_name: string;
  column_name: string;
  data_type: string;
  is_nullable: string;
  column_default: string | null;
  is_identity: string;
};

/** What people write, by its column: a mark is put before it. */
const WORDS = [
  "accounts.label",
  "api_tokens.name",
  "business_connections.owner_name",
  "businesses.name",
  "chats.title",
  "clients.name",
  "clients.note",
  "comments.text",
  "conversations.profile_name",
  "deals.name",
  "deals.note",
  "employees.name",
  "endpoints.name",
  "endpoints.host",
  "lines.name",
  "salon_bots.name",
  "stages.name",
  "tasks.title",
  "transcripts.text",
  "utterances.text",
  "agent_drafts.text",
  "whatsapp_people.name",
];
/** The same in `{"uk": "…"}` and its like. */
const NAMED = ["services.names", "masters.names", "salons.names", "salons.address"];

/** Names and kinds of the columns of every table that belongs to a business. */
async function columnsOf(db: Database): Promise<Map<string, Column[]>> {
  const rows = await db.execute<Column>(sql`
    select table_name, column_name, data_type, is_nullable, column_default, is_identity
    from information_schema.columns c
    where table_schema = 'public' and exists (
      select 1 from information_schema.columns b join information_schema.tables t using (table_schema, table_name)
      where b.table_schema = 'public' and b.table_name = c.table_name
        and b.column_name = 'business_id' and t.table_type = 'BASE TABLE')
    order by table_name, ordinal_position`);
  const tables = new Map<string, Column[]>();
  for (const row of rows) tables.set(row.table_name, [...(tables.get(row.table_name) ?? []), row]);
  return tables;
}

/** One row in each table where the business has none yet; returns the tables that took none. */
export async function fillRest(
  db: Database,
  { id }: Business,
  { mark, nth }: { mark: string; nth: number },
): Promise<string[]> {
  const without: string[] = [];
  for (const [table, columns] of await columnsOf(db)) {
    const name = sql.identifier(table);
    const [known] = await db.execute<{ some: boolean }>(
      sql`select exists(select 1 from ${name} where business_id = ${id}::uuid) as some`,
    );
    if (known?.some === true) continue;
    const needed = columns.filter(
      (one) => one.is_nullable === "NO" && one.column_default === null && one.is_identity === "NO",
    );
    const names = sql.join(
      needed.map((one) => sql.identifier(one.column_name)),
      sql`, `,
    );
    const values = sql.join(
      needed.map((one) =>
        one.column_name === "business_id" ? sql`${id}::uuid` : valueOf(one, { mark, nth }),
      ),
      sql`, `,
    );
    try {
      await db.execute(sql`insert into ${name} (${names}) values (${values})`);
    } catch {
      without.push(table);
    }
  }
  return without;
}

function valueOf({ data_type: type }: Column, { mark, nth }: { mark: string; nth: number }) {
  if (type === "uuid") return sql`gen_random_uuid()`;
  if (type === "jsonb") return sql`'[]'::jsonb`;
  if (type === "boolean") return sql`false`;
  if (type.startsWith("timestamp")) return sql`now()`;
  if (type === "text") return sql`${`${mark}-${nth}`}`;
  if (type === "bytea") return sql`'\\x00'::bytea`;
  return sql`${7_700_000 + nth}`;
}

/** Puts the mark into what people wrote, and, for theirs, other digits into the numbers. */
export async function markRows(
  db: Database,
  { id }: Business,
  { mark, phones }: { mark: string; phones: boolean },
): Promise<void> {
  for (const [table, column] of WORDS.map((one) => one.split("."))) {
    const [name, field] = [sql.identifier(table ?? ""), sql.identifier(column ?? "")];
    const key = sql.identifier(table === "businesses" ? "id" : "business_id");
    await db.execute(
      sql`update ${name} set ${field} = ${`${mark} `} || ${field} where ${key} = ${id}::uuid and ${field} is not null`,
    );
  }
  for (const [table, column] of NAMED.map((one) => one.split("."))) {
    const [name, field] = [sql.identifier(table ?? ""), sql.identifier(column ?? "")];
    await db.execute(sql`
      update ${name} set ${field} = regexp_replace(${field}::text, '"(uk|ru|en)": "', ${`"\\1": "${mark} `}, 'g')::jsonb
      where business_id = ${id}::uuid and ${field} is not null`);
  }
  await db.execute(sql`
    update calls set state = jsonb_set(state, '{clientName}', to_jsonb(${mark}::text)) where business_id = ${id}::uuid`);
  if (phones) await otherPhones(db, id);
}

/** +380670000001 becomes +380670777001 wherever it stands. */
async function otherPhones(db: Database, id: string): Promise<void> {
  for (const [table, columns] of await columnsOf(db))
    for (const { column_name: column, data_type: type } of columns) {
      if (type !== "text" && type !== "jsonb") continue;
      const [name, field] = [sql.identifier(table), sql.identifier(column)];
      await db.execute(sql`
        update ${name} set ${field} = regexp_replace(${field}::text, '(380\\d\\d)0000(\\d{3})', '\\10777\\2', 'g')::${sql.raw(type)}
        where business_id = ${id}::uuid and ${field}::text ~ '380\\d\\d0000\\d{3}'`);
    }
}

/** A digest of every row of a business in each table, itself included. */
export async function digestOf(db: Database, { id }: Business): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  const owned = [...(await columnsOf(db)).keys()].map((table) => [table, "business_id"] as const);
  for (const [table, key] of [...owned, ["businesses", "id"] as const]) {
    const [row] = await db.execute<{ many: string; digest: string | null }>(sql`
      select count(*)::text as many, md5(string_agg(t::text, '|' order by t::text)) as digest
      from ${sql.identifier(table)} t where ${sql.identifier(key)} = ${id}::uuid`);
    digests[table] = `${row?.many ?? "?"} ${row?.digest ?? ""}`;
  }
  return digests;
}
