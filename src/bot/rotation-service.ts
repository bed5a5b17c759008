import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { keyIdOf, open, seal, type Keyring } from "../lib/secret-box.ts";

type Rotation = { keyring: Keyring; random: (bytes: number) => Uint8Array };

const NONCE_BYTES = 12;

/** Seals updates and answers that still wait, and forms half filled, anew with the first key; gives how many had another. */
export async function resealTalk(db: Database, rotation: Rotation): Promise<number> {
  const { keyring, random } = rotation;
  let count = 0;
  for (const { found, kept } of PLACES) {
    for (const row of await db.execute<Row>(found)) {
      const id = keyIdOf(row.sealed);
      // What no key of ours opens was lost before.
      if (id === null || id === keyring.sealing.id || !keyring.all.has(id)) continue;
      const fresh = seal(keyring, open(keyring, row.sealed), random(NONCE_BYTES));
      await db.execute(kept(row, fresh));
      count += 1;
    }
  }
  return count;
}

type Row = { key: string; sealed: string };
type Place = { found: SQL; kept: (row: Row, fresh: string) => SQL };

/** Where the bot keeps sealed texts, with a key as text; what was changed meanwhile stays. */
const PLACES: readonly Place[] = [
  {
    found: sql`select bot_id || ' ' || update_id as key, payload as sealed from updates where payload is not null`,
    kept: ({ key, sealed }, fresh) =>
      sql`update updates set payload = ${fresh} where bot_id = ${key.split(" ")[0]}::bigint and update_id = ${key.split(" ")[1]}::bigint and payload = ${sealed}`,
  },
  {
    found: sql`select id::text as key, payload as sealed from replies where payload is not null`,
    kept: ({ key, sealed }, fresh) =>
      sql`update replies set payload = ${fresh} where id = ${key}::uuid and payload = ${sealed}`,
  },
  {
    found: sql`select key, data->>'sealed' as sealed from forms where data->>'sealed' is not null`,
    kept: ({ key, sealed }, fresh) =>
      sql`update forms set data = jsonb_build_object('sealed', ${fresh}::text) where key = ${key} and data->>'sealed' = ${sealed}`,
  },
];
