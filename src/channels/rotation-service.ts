import { and, eq, isNull } from "drizzle-orm";
import { salonBots } from "../db/schema/agent.ts";
import type { Database } from "../db/client.ts";
import { keyIdOf, open, seal, type Keyring } from "../lib/secret-box.ts";

type Rotation = { keyring: Keyring; random: (bytes: number) => Uint8Array };

const NONCE_BYTES = 12;

/** Seals tokens and secrets of the salons' bots anew with the first key; gives how many bots had another. */
export async function resealSalonBots(db: Database, rotation: Rotation): Promise<number> {
  let count = 0;
  const rows = await db.select().from(salonBots).where(isNull(salonBots.removedAt));
  for (const { id, token, secret } of rows) {
    const set = { token: resealed(token, rotation), secret: resealed(secret, rotation) };
    if (set.token === token && set.secret === secret) continue;
    await db
      .update(salonBots)
      .set(set)
      .where(and(eq(salonBots.id, id), eq(salonBots.token, token)));
    count += 1;
  }
  return count;
}

function resealed(sealed: string, { keyring, random }: Rotation): string {
  if (keyIdOf(sealed) === keyring.sealing.id) return sealed;
  return seal(keyring, open(keyring, sealed), random(NONCE_BYTES));
}
