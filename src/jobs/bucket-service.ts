import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { Limit } from "../lib/bucket.ts";
import type { Clock } from "../lib/clock.ts";
import { earliest, stamp, without, type Window } from "../lib/slot.ts";

export type BucketKey = { key: string; limits: readonly Limit[] };

/**
 * Reserves the earliest place that all windows allow, not before the clock's `now` under the lock (epoch ms both), in the
 * stead of one reserved before. The rows are shared by every process; keys are locked in order.
 */
export async function reserve(
  tx: Tx,
  {
    keys,
    clock,
    instead = null,
  }: { keys: readonly BucketKey[]; clock: Clock; instead?: number | null },
): Promise<{ at: number; now: number }> {
  const locked = await lockWindows(tx, keys);
  const now = clock.now();
  const windows = new Map(
    [...locked].map(([key, window]) => [key, instead === null ? window : without(window, instead)]),
  );
  const at = earliest([...windows.values()], now);
  await writeStamps(tx, windows, at, now);
  return { at, now };
}

/** Records something that leaves at once whatever the windows say: a person waits for it. Only a block holds it back till `at`. */
export async function record(
  tx: Tx,
  { keys, clock }: { keys: readonly BucketKey[]; clock: Clock },
): Promise<{ at: number; now: number }> {
  const windows = await lockWindows(tx, keys);
  const now = clock.now();
  await writeStamps(tx, windows, now, now);
  return { at: Math.max(now, ...[...windows.values()].map((window) => window.blockedUntil)), now };
}

/** Nothing leaves under the key before `until` (epoch ms): Telegram's own word. */
export async function block(tx: Tx, { key, until }: { key: string; until: number }): Promise<void> {
  await tx.execute(sql`
    insert into buckets (key, stamps, blocked_until) values (${key}, '[]', ${until})
    on conflict (key) do update set blocked_until = greatest(buckets.blocked_until, excluded.blocked_until)`);
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
