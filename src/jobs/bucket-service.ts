import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json, texts } from "../db/value.ts";
import type { Limit } from "../lib/bucket.ts";
import type { Clock } from "../lib/clock.ts";
import { believed, BLOCK_MS, earliest, FAR_MS, stamp, without, type Window } from "../lib/slot.ts";

/** `shared`: many chats reserve places under this key, so that what really leaves is counted beside what was planned. */
export type BucketKey = { key: string; limits: readonly Limit[]; shared?: true };

/**
 * `at`: when the request may leave (epoch ms); `slot`: the place reserved until then, null when it leaves now. Nothing of it
 * holds before `keep` has written it.
 */
export type Found = { at: number; now: number; slot: number | null; keep: () => Promise<void> };

/** A place this long unused belongs to a time before an outage: all of them taken at once would break the limits. */
const STALE_MS = 2000;

type Wish = { keys: readonly BucketKey[]; clock: Clock; kept?: number | null };

/**
 * Lets a request leave now, or finds the earliest place that all windows allow; `kept` is the place reserved before. A
 * busy process uses places late and several at once, so a request also waits for those that really left. The rows are
 * shared by every process and locked in the order of their keys; `now` is read under the lock.
 */
export async function find(tx: Tx, { keys, clock, kept = null }: Wish): Promise<Found> {
  const { locked, now } = await lockWindows(tx, { keys, clock });
  const { planned, left } = locked;
  const usable = kept !== null && kept > now - STALE_MS && kept < now + FAR_MS;
  const slot = usable ? kept : earliest([...planned.values()], now);
  const at = earliest([...left.values(), ...blocks(planned)], Math.max(now, slot));
  const leaves = at <= now;
  const stamps = leaves ? leaving(locked, slot, now) : usable ? [] : stamped(planned, slot, now);
  return { at, now, slot: leaves ? null : slot, keep: () => writeStamps(tx, stamps) };
}

/** As `find`, and kept at once. */
export async function reserve(tx: Tx, wish: Wish): Promise<{ at: number; now: number }> {
  const { at, now, keep } = await find(tx, wish);
  await keep();
  return { at, now };
}

/** Records something that leaves at once whatever the windows say: a person waits for it. Only a block holds it back till `at`. */
export async function record(
  tx: Tx,
  { keys, clock }: { keys: readonly BucketKey[]; clock: Clock },
): Promise<{ at: number; now: number }> {
  const { locked, now } = await lockWindows(tx, { keys, clock });
  const { planned, left } = locked;
  await writeStamps(tx, stamped(new Map([...planned, ...left]), now, now));
  return { at: earliest(blocks(planned), now), now };
}

/** Nothing leaves under the key before `until` (epoch ms), `BLOCK_MS` ahead at most: Telegram's own word. */
export async function block(tx: Tx, { key, until }: { key: string; until: number }): Promise<void> {
  await tx.execute(sql`
    insert into buckets (key, stamps, blocked_until) values (${key}, '[]', ${until})
    on conflict (key) do update set blocked_until = case
      when buckets.blocked_until > excluded.blocked_until + ${BLOCK_MS} then excluded.blocked_until
      else greatest(buckets.blocked_until, excluded.blocked_until) end`);
}

type Windows = Map<string, Window>;
/** `planned` under the wished keys, and under the shared ones what really `left`. */
type Locked = { keys: readonly BucketKey[]; planned: Windows; left: Windows };

/** Only the blocks of these windows. */
function blocks(windows: Windows): Window[] {
  return [...windows.values()].map(({ blockedUntil }) => ({
    stamps: [],
    limits: [],
    blockedUntil,
  }));
}

/** A chat's own windows count from when the request leaves; a shared plan keeps the place, or those behind it would move. */
function leaving({ keys, planned, left }: Locked, slot: number, now: number): [string, number[]][] {
  const shared = new Set(keys.filter((each) => each.shared === true).map(({ key }) => key));
  const used = [...planned].map(([key, window]): [string, number[]] => [
    key,
    stamp(without(window, slot), shared.has(key) ? slot : now, now),
  ]);
  return [...used, ...stamped(left, now, now)];
}

function stamped(windows: Windows, at: number, now: number): [string, number[]][] {
  return [...windows].map(([key, window]) => [key, stamp(window, at, now)]);
}

async function lockWindows(
  tx: Tx,
  { keys, clock }: { keys: readonly BucketKey[]; clock: Clock },
): Promise<{ locked: Locked; now: number }> {
  const shared = keys.filter((each) => each.shared === true);
  const all = [...keys, ...shared.map(({ key, limits }) => ({ key: `left:${key}`, limits }))];
  const names = all.map(({ key }) => key).toSorted();
  let rows = await lockedRows(tx, names);
  if (rows.length < names.length) {
    await tx.execute(
      sql`insert into buckets (key, stamps) select k, '[]' from jsonb_array_elements_text(${json(names)}) k order by k on conflict do nothing`,
    );
    rows = await lockedRows(tx, names);
  }
  const now = clock.now();
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  const windows = all.map(({ key, limits }): [string, Window] => {
    const row = rowOf.get(key);
    const blockedUntil = Number(row?.blocked_until ?? 0);
    return [key, believed({ stamps: row?.stamps ?? [], limits, blockedUntil }, now)];
  });
  const locked = {
    keys,
    planned: new Map(windows.slice(0, keys.length)),
    left: new Map(windows.slice(keys.length)),
  };
  return { locked, now };
}

async function lockedRows(tx: Tx, names: readonly string[]) {
  return [
    ...(await tx.execute<{ key: string; stamps: number[]; blocked_until: string }>(sql`
      select key, stamps, blocked_until from buckets
      where key = any(${texts(names)}) order by key for update`)),
  ];
}

async function writeStamps(tx: Tx, stamps: readonly [string, number[]][]): Promise<void> {
  if (stamps.length === 0) return;
  const rows = stamps.map(([key, list]) => ({ key, stamps: list }));
  await tx.execute(sql`
    update buckets b set stamps = r.stamps
    from jsonb_to_recordset(${json(rows)}) as r(key text, stamps jsonb) where b.key = r.key`);
}
