import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import type { Entry, Journal } from "./journal.ts";

/** Keeps the local Telegram in its own schema of the product's database, so that chats survive a restart. */
export function databaseJournal(db: Database): Journal {
  return {
    load: async () => {
      const rows = await db.execute<Entry>(sql`select kind, id, data from sandbox.entries`);
      return [...rows];
    },
    write: async (entries) => {
      const gone = entries.filter((entry) => entry.data === null);
      const kept = entries.filter((entry) => entry.data !== null);
      if (kept.length > 0) {
        await db.execute(sql`
          insert into sandbox.entries (kind, id, data)
          select kind, id, data from jsonb_to_recordset(${JSON.stringify(kept)}::text::jsonb) as r(kind text, id text, data jsonb)
          on conflict (kind, id) do update set data = excluded.data`);
      }
      if (gone.length > 0) {
        await db.execute(sql`
          delete from sandbox.entries e using jsonb_to_recordset(${JSON.stringify(gone)}::text::jsonb) as r(kind text, id text)
          where e.kind = r.kind and e.id = r.id`);
      }
    },
  };
}
