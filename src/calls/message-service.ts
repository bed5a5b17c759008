import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";

/** A call as far as what people note about it goes; `phone` null: hidden. */
export type NotedCall = { callId: number; phone: string | null };

/** The call with this id, or the one that it turned out to be; null when it is no longer kept. */
export async function notedCall(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<NotedCall | null> {
  const [row] = await tx.execute<{ id: string; client: string | null }>(sql`
    with recursive up as (
      select id, merged_into, client from calls where business_id = ${businessId} and id = ${callId}
      union all
      select c.id, c.merged_into, c.client from up join calls c on c.id = up.merged_into and c.business_id = ${businessId})
    select id, client from up where merged_into is null`);
  return row ? { callId: Number(row.id), phone: row.client } : null;
}

/** The call whose message was sent to a Telegram chat under this number at about `sentAt` (epoch ms); null for another's. */
export async function callOfMessage(
  tx: Tx,
  businessId: string,
  { telegramId, messageId, sentAt }: { telegramId: number; messageId: number; sentAt: number },
): Promise<number | null> {
  const [row] = await tx.execute<{ call_id: string }>(sql`
    select cards.call_id from calls join cards on cards.business_id = calls.business_id and cards.call_id = calls.id
    where calls.business_id = ${businessId}
      and calls.started_at between ${iso(sentAt - DAY_MS)}::timestamptz and ${iso(sentAt + HOUR_MS)}::timestamptz
      and cards.message_id = ${messageId} and cards.telegram_id = ${telegramId} limit 1`);
  return row ? Number(row.call_id) : null;
}

const HOUR_MS = 3_600_000;
/** The longest call; a message that left later than that is found by its buttons. */
const DAY_MS = 24 * HOUR_MS;
