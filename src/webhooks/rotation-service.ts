import { and, eq } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { endpoints, endpointSecrets } from "../db/schema/webhook.ts";
import { keyIdOf, open, seal, type Keyring } from "../lib/secret-box.ts";

type Rotation = { keyring: Keyring; random: (bytes: number) => Uint8Array };

const NONCE_BYTES = 12;

/** Seals addresses, headers and secrets of endpoints anew with the first key; gives how many had another. What was changed meanwhile stays. */
export async function resealEndpoints(db: Database, rotation: Rotation): Promise<number> {
  let count = 0;
  for (const { id, businessId, url, headers } of await db.select().from(endpoints)) {
    const set = {
      url: resealed(url, rotation),
      headers: headers === null ? null : resealed(headers, rotation),
    };
    if (set.url === url && set.headers === headers) continue;
    await db
      .update(endpoints)
      .set(set)
      .where(
        and(eq(endpoints.businessId, businessId), eq(endpoints.id, id), eq(endpoints.url, url)),
      );
    count += 1;
  }
  for (const { id, businessId, secret } of await db.select().from(endpointSecrets)) {
    const fresh = resealed(secret, rotation);
    if (fresh === secret) continue;
    const own = and(eq(endpointSecrets.businessId, businessId), eq(endpointSecrets.id, id));
    await db.update(endpointSecrets).set({ secret: fresh }).where(own);
    count += 1;
  }
  return count;
}

function resealed(sealed: string, { keyring, random }: Rotation): string {
  if (keyIdOf(sealed) === keyring.sealing.id) return sealed;
  return seal(keyring, open(keyring, sealed), random(NONCE_BYTES));
}
