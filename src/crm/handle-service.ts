import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** A client's address on a channel: a Telegram user's id, a WhatsApp number's digits; "file": their id in the business file. */
export type Handle = { channel: "telegram" | "whatsapp" | "file"; handle: string };

/** The client that an address was bound to; null for one that nobody is known by. */
export async function clientByHandle(
  tx: Tx,
  businessId: string,
  { channel, handle }: Handle,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select client_id as id from client_handles
    where business_id = ${businessId} and channel = ${channel} and handle = ${handle}`);
  return row ? Number(row.id) : null;
}

/** Binds addresses that a channel proved or the business told; one that another client has stays theirs. Answers how many are new. */
export async function bindHandles(
  tx: Tx,
  businessId: string,
  bound: readonly (Handle & { clientId: number })[],
): Promise<number> {
  let made = 0;
  for (const { channel, handle, clientId } of bound) {
    const rows = await tx.execute(sql`
      insert into client_handles (business_id, channel, handle, client_id)
      values (${businessId}::uuid, ${channel}, ${handle}, ${clientId}::bigint) on conflict do nothing returning 1`);
    made += rows.length;
  }
  return made;
}
