import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

export type Reply = { id: string; botId: number; method: string; payload: Record<string, unknown> };

/** Keeps a request of a screen that has to leave later. */
export async function keepReply(
  tx: Tx,
  { botId, method, payload, now }: Omit<Reply, "id"> & { now: number },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into replies (bot_id, method, payload, created_at)
    values (${botId}, ${method}, ${JSON.stringify(payload)}::text::jsonb, ${new Date(now).toISOString()}::timestamptz) returning id`);
  return String(rows[0]?.id);
}

export async function waitingReply(tx: Tx, id: string): Promise<Reply | null> {
  const rows = await tx.execute<{
    id: string;
    bot_id: string;
    method: string;
    payload: Record<string, unknown>;
  }>(sql`
    select id, bot_id, method, payload from replies where id = ${id} and sent_at is null and error is null`);
  const row = rows[0];
  return row
    ? { id: row.id, botId: Number(row.bot_id), method: row.method, payload: row.payload }
    : null;
}

export async function markReply(
  tx: Tx,
  { id, error, now }: { id: string; error: string | null; now: number },
): Promise<void> {
  await tx.execute(sql`
    update replies set sent_at = ${error === null ? new Date(now).toISOString() : null}::timestamptz, error = ${error} where id = ${id}`);
}
