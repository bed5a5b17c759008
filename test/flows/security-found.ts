import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";

/** The names of the secrets that a text holds, as they are, in hex, in base64 or as a list of bytes. */
export function heldBy(secrets: Record<string, string>, text: string): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => secret.length > 1)
    .filter(([name, secret]) => {
      const bytes = name === "encryptionKey" ? Buffer.from(secret, "base64") : Buffer.from(secret);
      const forms = [secret, bytes.toString("hex"), bytes.toString("base64"), bytes.join(",")];
      return forms.some((form) => text.includes(form));
    })
    .map(([name]) => name);
}

/** Every row of every table as text, by the table's name, graphile-worker's included; bytes are in hex. */
export async function dumpOf(db: Database): Promise<Map<string, string>> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
  const dump = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await db.execute<{ row: string }>(
      sql`select t::text as row from ${sql.raw(name)} t`,
    );
    dump.set(name, rows.map(({ row }) => row).join("\n"));
  }
  return dump;
}
