import { sql } from "drizzle-orm";
import type { Chat } from "../business/chat.ts";
import type { Tx } from "../db/client.ts";
import { blockedUntil, reserve, type BucketKey } from "../jobs/bucket-service.ts";

/**
 * Telegram's published limits (Bots FAQ): about 30 requests a second in all, one message a second into a chat,
 * 20 a minute into a group, and as many edits beside them.
 */
export function sendLimits(botId: number, telegramId: number): BucketKey[] {
  return [
    { key: `bot:${botId}`, limits: [{ count: 30, windowMs: 1000 }] },
    { key: `chat:${botId}:${telegramId}`, limits: telegramId < 0 ? [SECOND, MINUTE] : [SECOND] },
  ];
}

/** A «retry after» for the chat holds for its edits too. */
export function editLimits(botId: number, telegramId: number): BucketKey[] {
  return [
    { key: `bot:${botId}`, limits: [{ count: 30, windowMs: 1000 }] },
    { key: `edit:${botId}:${telegramId}`, limits: [MINUTE] },
    { key: `chat:${botId}:${telegramId}`, limits: [] },
  ];
}

const SECOND = { count: 1, windowMs: 1000 };
const MINUTE = { count: 20, windowMs: 60_000 };

/** When the chat's next message may leave: its reserved place, kept until it is used. */
export async function sendPlace(tx: Tx, chat: Chat, now: number): Promise<number> {
  return place(tx, {
    chat,
    column: "send_slot",
    limits: sendLimits(chat.botId, chat.telegramId),
    now,
  });
}

export async function editPlace(tx: Tx, chat: Chat, now: number): Promise<number> {
  return place(tx, {
    chat,
    column: "edit_slot",
    limits: editLimits(chat.botId, chat.telegramId),
    now,
  });
}

type Wanted = {
  chat: Chat;
  column: "send_slot" | "edit_slot";
  limits: readonly BucketKey[];
  now: number;
};

/** A place this far ahead was reserved before the clock was set back. */
const TOO_FAR_MS = 10 * 60_000;
/** A place this long unused belongs to a time before an outage: all of them taken at once would break the limits. */
const STALE_MS = 2000;

async function place(tx: Tx, { chat, column, limits, now }: Wanted): Promise<number> {
  const name = sql.identifier(column);
  const rows = await tx.execute<{ slot: string | null }>(
    sql`select ${name} as slot from chats where id = ${chat.id} and business_id = ${chat.businessId} for update`,
  );
  const kept = rows[0]?.slot === null || rows[0] === undefined ? null : Number(rows[0].slot);
  const usable = kept !== null && kept > now - STALE_MS && kept < now + TOO_FAR_MS;
  // Telegram's own word may have come after the place was reserved.
  const at = usable
    ? Math.max(kept, await blockedUntil(tx, limits))
    : await reserve(tx, { keys: limits, now });
  if (at <= now && kept === null) return at;
  await tx.execute(
    sql`update chats set ${name} = ${at <= now ? null : at} where id = ${chat.id} and business_id = ${chat.businessId}`,
  );
  return at;
}
