import { and, eq, isNull } from "drizzle-orm";
import { salonBots } from "../db/schema/agent.ts";
import { whatsappNumbers } from "../db/schema/channel.ts";
import type { Database } from "../db/client.ts";
import { keyIdOf, open, seal, type Keyring } from "../lib/secret-box.ts";

type Rotation = { keyring: Keyring; random: (bytes: number) => Uint8Array };

const NONCE_BYTES = 12;

/** Seals tokens and secrets of the salons' bots anew with the first key; gives how many bots had another. */
export async function resealSalonBots(db: Database, rotation: Rotation): Promise<number> {
  let count = 0;
  const rows = await db.select().from(salonBots).where(isNull(salonBots.removedAt));
  for (const { id, businessId, token, secret } of rows) {
    const set = { token: resealed(token, rotation), secret: resealed(secret, rotation) };
    if (set.token === token && set.secret === secret) continue;
    await db
      .update(salonBots)
      .set(set)
      .where(
        and(eq(salonBots.businessId, businessId), eq(salonBots.id, id), eq(salonBots.token, token)),
      );
    count += 1;
  }
  return count;
}

/** Seals tokens and secrets of WhatsApp numbers anew with the first key; gives how many numbers had another. */
export async function resealWhatsapp(db: Database, rotation: Rotation): Promise<number> {
  let count = 0;
  const linked = isNull(whatsappNumbers.removedAt);
  for (const row of await db.select().from(whatsappNumbers).where(linked)) {
    const { id, businessId, token, appSecret, verifyToken, path } = row;
    const again = (sealed: string | null) => (sealed === null ? null : resealed(sealed, rotation));
    const set = {
      token: resealed(token, rotation),
      appSecret: again(appSecret),
      verifyToken: again(verifyToken),
      path: again(path),
    };
    const same = set.token === token && set.appSecret === appSecret;
    if (same && set.verifyToken === verifyToken && set.path === path) continue;
    await db
      .update(whatsappNumbers)
      .set(set)
      .where(
        and(
          eq(whatsappNumbers.businessId, businessId),
          eq(whatsappNumbers.id, id),
          eq(whatsappNumbers.token, token),
        ),
      );
    count += 1;
  }
  return count;
}

function resealed(sealed: string, { keyring, random }: Rotation): string {
  if (keyIdOf(sealed) === keyring.sealing.id) return sealed;
  return seal(keyring, open(keyring, sealed), random(NONCE_BYTES));
}
