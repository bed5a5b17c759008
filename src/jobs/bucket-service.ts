import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { Limit } from "../lib/bucket.ts";
import { earliest, stamp, type Window } from "../lib/slot.ts";

export type BucketKey = { key: string; limits: readonly Limit[] };

/**
 * Reserves the earliest place that all windows allow and returns it (epoch ms, not before `now`).
 * The rows are shared by every process; keys are locked in order.
 */
export async function reserve(
  tx: Tx,
  { keys, now }: { keys: readonly BucketKey[]; now: number },
): Promise<number> {
  const windows = await lockWindows(tx, keys);
  const at = earliest([...windows.values()], now);
  await writeStamps(tx, windows, at, now);
  return at;
}

/** Records something that leaves at once whatever the windows say: a person waits for it. */
export async function record(
  tx: Tx,
  { keys, now }: { keys: readonly BucketKey[]; now: number },
): Promise<{ blockedUntil: number }> {
  const windows = await lockWindows(tx, keys);
  await writeStamps(tx, windows, now, now);
  return {
    blockedUntil: Math.max(0, ...[...windows.values()].map((window) => window.blockedUntil)),
  };
}

/** Nothing leaves under the key before `until` (epoch ms): Telegram's own word. */
export async function block(tx: Tx, { key, until }: { key: string; until: number }): Promise<void> {
  await tx.execute(sql`
    insert into buckets (key, stamps, blocked_until) values (${key}, '[]', ${until})
    on conflict (key) do update set blocked_until = greatest(buckets.blocked_until, excluded.blocked_until)`);
}

/** Until when nothing may leave under these keys (epoch ms); 0 when nothing stands in the way. */
export async function blockedUntil(tx: Tx, keys: readonly BucketKey[]): Promise<number> {
  const names = JSON.stringify(keys.map(({ key }) => key));
  const [row] = await tx.execute<{ until: string | null }>(sql`
    select max(blocked_until) as until from buckets where key = any(array(select jsonb_array_elements_text(${names}::text::jsonb)))`);
  return Number(row?.until ?? 0);
}

async function lockWindows(tx: Tx, keys: readonly BucketKey[]): Promise<Map<string, Window>> {
  const names = keys.map(({ key }) => key).toSorted();
  let rows = await lockedRows(tx, names);
  if (rows.length < names.length) {
    await tx.execute(
      sql`insert into buckets (key, stamps) select k, '[]' from jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb) k order by k on conflict do nothing`,
    );
    rows = await lockedRows(tx, names);
  }
  const limitsOf = new Map(keys.map(({ key, limits }) => [key, limits]));
  return new Map(
    rows.map((row) => [
      row.key,
      {
        stamps: row.stamps,
        limits: limitsOf.get(row.key) ?? [],
        blockedUntil: Number(row.blocked_until),
      },
    ]),
  );
}

async function lockedRows(tx: Tx, names: readonly string[]) {
  return [
    ...(await tx.execute<{ key: string; stamps: number[]; blocked_until: string }>(sql`
      select key, stamps, blocked_until from buckets
      where key = any(array(select jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb))) order by key for update`)),
  ];
}

async function writeStamps(
  tx: Tx,
  windows: Map<string, Window>,
  at: number,
  now: number,
): Promise<void> {
  const rows = [...windows].map(([key, window]) => ({ key, stamps: stamp(window, at, now) }));
  await tx.execute(sql`
    update buckets b set stamps = r.stamps
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(key text, stamps jsonb) where b.key = r.key`);
}
