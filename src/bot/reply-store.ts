import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

export type SealedReply = {
  id: string;
  botId: number;
  method: string;
  sealed: string;
  createdAt: number;
};

/** Keeps a sealed request of a screen that has to leave later. */
export async function keepReply(
  tx: Tx,
  { botId, method, sealed, now }: Omit<SealedReply, "id" | "createdAt"> & { now: number },
): Promise<string> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into replies (bot_id, method, payload, created_at)
    values (${botId}, ${method}, ${sealed}, ${new Date(now).toISOString()}::timestamptz) returning id`);
  return String(rows[0]?.id);
}

export async function waitingReply(tx: Tx, id: string): Promise<SealedReply | null> {
  const rows = await tx.execute<ReplyRow>(
    sql`select id, bot_id, method, payload, created_at from replies where id = ${id} and payload is not null`,
  );
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    botId: Number(row.bot_id),
    method: row.method,
    sealed: row.payload,
    createdAt: new Date(row.created_at).getTime(),
  };
}

/** Done with it, one way or the other: what it said is forgotten. */
export async function markReply(
  tx: Tx,
  { id, error, now }: { id: string; error: string | null; now: number },
): Promise<void> {
  const sentAt = error === null ? new Date(now).toISOString() : null;
  await tx.execute(sql`
    update replies set sent_at = ${sentAt}::timestamptz, error = ${error}, payload = null where id = ${id}`);
}

type ReplyRow = {
  id: string;
  bot_id: string;
  method: string;
  payload: string;
  created_at: string;
};
