import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json } from "../db/value.ts";

export type KeptUpdate = { updateId: number; place: number; sealed: string };

/** Keeps sealed updates; those already kept are left out of the answer. */
export async function keepUpdates(
  tx: Tx,
  { botId, updates, now }: { botId: number; updates: readonly KeptUpdate[]; now: number },
): Promise<number[]> {
  const rows = updates.map(({ updateId, place, sealed }) => ({
    update_id: updateId,
    place,
    payload: sealed,
  }));
  const kept = await tx.execute<{ update_id: string }>(sql`
    insert into updates (bot_id, update_id, place, payload, received_at)
    select ${botId}::bigint, update_id, place, payload, ${new Date(now).toISOString()}::timestamptz
    from jsonb_to_recordset(${json(rows)}) as r(update_id bigint, place bigint, payload text)
    order by update_id on conflict do nothing returning update_id`);
  return [...kept].map((row) => Number(row.update_id));
}

/**
 * Begins the oldest update of the same place that no handler has finished yet, this one at the latest: what came first is
 * handled first, also when it failed before. `tries` counts this one.
 */
export async function beginOldest(
  tx: Tx,
  { botId, updateId }: { botId: number; updateId: number },
): Promise<{ updateId: number; sealed: string; tries: number } | null> {
  const rows = await tx.execute<{ update_id: string; payload: string; tries: number }>(sql`
    update updates set tries = tries + 1 where bot_id = ${botId} and update_id = (
      select o.update_id from updates o join updates mine using (bot_id, place)
      where bot_id = ${botId} and mine.update_id = ${updateId} and o.update_id <= mine.update_id and o.handled_at is null
      order by o.update_id limit 1
    ) returning update_id, payload, tries`);
  const row = rows[0];
  return row ? { updateId: Number(row.update_id), sealed: row.payload, tries: row.tries } : null;
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

/** Deletes handled updates, replies and unfinished forms that nothing will ask for again. */
export async function forgetTalk(tx: Tx, { before }: { before: number }): Promise<void> {
  const limit = new Date(before).toISOString();
  await tx.execute(
    sql`delete from updates where received_at < ${limit}::timestamptz and handled_at is not null`,
  );
  await tx.execute(sql`delete from replies where created_at < ${limit}::timestamptz`);
  await tx.execute(sql`delete from forms where updated_at < ${limit}::timestamptz`);
}

export async function seeBot(
  tx: Tx,
  { id, username, name, now }: { id: number; username: string; name: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    insert into bots (id, username, name, seen_at) values (${id}, ${username}, ${name}, ${new Date(now).toISOString()}::timestamptz)
    on conflict (id) do update set username = excluded.username, name = excluded.name, seen_at = excluded.seen_at`);
}
