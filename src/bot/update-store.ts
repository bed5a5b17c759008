import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

export type KeptUpdate = { updateId: number; sealed: string };

/** Keeps sealed updates; those already kept are left out of the answer. */
export async function keepUpdates(
  tx: Tx,
  { botId, updates, now }: { botId: number; updates: readonly KeptUpdate[]; now: number },
): Promise<number[]> {
  const rows = updates.map(({ updateId, sealed }) => ({ update_id: updateId, payload: sealed }));
  const kept = await tx.execute<{ update_id: string }>(sql`
    insert into updates (bot_id, update_id, payload, received_at)
    select ${botId}::bigint, update_id, payload, ${new Date(now).toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(update_id bigint, payload text)
    order by update_id on conflict do nothing returning update_id`);
  return [...kept].map((row) => Number(row.update_id));
}

/** An update, sealed, that no handler has finished yet. */
export async function unhandled(
  tx: Tx,
  { botId, updateId }: { botId: number; updateId: number },
): Promise<string | null> {
  const rows = await tx.execute<{ payload: string | null }>(sql`
    select payload from updates where bot_id = ${botId} and update_id = ${updateId} and handled_at is null`);
  return rows[0]?.payload ?? null;
}

/** Forgets what the update said: only that it came and was handled remains. */
export async function markHandled(
  tx: Tx,
  {
    botId,
    updateId,
    now,
    error,
  }: { botId: number; updateId: number; now: number; error: string | null },
): Promise<void> {
  await tx.execute(sql`
    update updates set handled_at = ${new Date(now).toISOString()}::timestamptz, error = ${error}, payload = null
    where bot_id = ${botId} and update_id = ${updateId}`);
}

/** Deletes handled updates and replies that nothing will ask for again. */
export async function forgetUpdates(tx: Tx, { before }: { before: number }): Promise<void> {
  const limit = new Date(before).toISOString();
  await tx.execute(
    sql`delete from updates where received_at < ${limit}::timestamptz and handled_at is not null`,
  );
  await tx.execute(sql`delete from replies where created_at < ${limit}::timestamptz`);
}

export async function seeBot(
  tx: Tx,
  { id, username, name, now }: { id: number; username: string; name: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    insert into bots (id, username, name, seen_at) values (${id}, ${username}, ${name}, ${new Date(now).toISOString()}::timestamptz)
    on conflict (id) do update set username = excluded.username, name = excluded.name, seen_at = excluded.seen_at`);
}
