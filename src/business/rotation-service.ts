import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { accounts, hookTokens } from "../db/schema/business.ts";
import { keyIdOf, open, seal, type Keyring } from "../lib/secret-box.ts";

type Rotation = { keyring: Keyring; random: (bytes: number) => Uint8Array };

const NONCE_BYTES = 12;

/** Seals every stored secret anew with the first key; returns how many had another. A secret changed meanwhile stays. */
export async function resealSecrets(db: Database, rotation: Rotation): Promise<number> {
  let count = 0;
  for (const { id, businessId, secret } of await db
    .select()
    .from(accounts)
    .where(ne(accounts.secret, ""))) {
    const fresh = reseal(secret, rotation);
    if (fresh === null) continue;
    const own = and(eq(accounts.businessId, businessId), eq(accounts.id, id));
    const changed = and(own, eq(accounts.secret, secret));
    await db.update(accounts).set({ secret: fresh }).where(changed);
    count += 1;
  }
  for (const { id, businessId, token } of await db.select().from(hookTokens)) {
    const fresh = reseal(token, rotation);
    if (fresh === null) continue;
    const own = and(eq(hookTokens.businessId, businessId), eq(hookTokens.id, id));
    await db.update(hookTokens).set({ token: fresh }).where(own);
    count += 1;
  }
  const links = await db.execute<{ id: string; business_id: string; link: string }>(
    sql`select id, business_id, link from inbox where link is not null`,
  );
  for (const { id, business_id, link } of links) {
    const fresh = reseal(link, rotation);
    if (fresh === null) continue;
    await db.execute(
      sql`update inbox set link = ${fresh} where business_id = ${business_id} and id = ${id}::bigint and link = ${link}`,
    );
    count += 1;
  }
  return count;
}

function reseal(sealed: string, { keyring, random }: Rotation): string | null {
  if (keyIdOf(sealed) === keyring.sealing.id) return null;
  return seal(keyring, open(keyring, sealed), random(NONCE_BYTES));
}
