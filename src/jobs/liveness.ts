import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { holdLock, type HeldLock } from "../db/lock.ts";

const PREFIX = "frontdesk.worker.";
const RETRY_MS = 500;

/** As long as its process lives, a worker id has its lock: graphile-worker itself would wait four hours for a dead one. */
export async function holdWorkerId(
  url: string,
  id: string,
  signal: AbortSignal,
): Promise<HeldLock | null> {
  while (!signal.aborted) {
    const lock = await holdLock({ url, name: PREFIX + id }).catch(() => null);
    if (lock) return lock;
    await sleep(RETRY_MS);
  }
  return null;
}

/**
 * Frees the jobs and queues of workers whose lock was free in the last sweep and is still, and gives the ids to watch.
 * Once is not enough: after an outage every process needs a moment to take its locks again.
 */
export async function unlockDead(
  db: Database,
  suspects: ReadonlySet<string>,
): Promise<{ freed: string[]; suspects: Set<string> }> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from (
      select locked_by as id from graphile_worker._private_jobs where locked_by is not null
      union
      select locked_by from graphile_worker._private_job_queues where locked_by is not null
    ) holders
    where not exists (
      select 1 from pg_locks
      where locktype = 'advisory' and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = hashtextextended(${PREFIX} || holders.id, 0)
    )`);
  const ids = rows.map((row) => row.id);
  const freed = ids.filter((id) => suspects.has(id));
  await unlock(db, freed);
  return { freed, suspects: new Set(ids.filter((id) => !suspects.has(id))) };
}

/** Frees the jobs and queues of workers that are known to have ended. */
export async function unlock(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  await db.execute(sql`select graphile_worker.force_unlock_workers(array[${list}]::text[])`);
}

/** What `add` gives a job that asks for no number of its own. */
const TRIES = 25;

/**
 * graphile-worker gives a job up that fails, or whose process dies, after another one took its key. Of lists the other one
 * has only what was added since: such a job is tried again, without its key and as often as any other.
 */
export async function takeUpLists(db: Database): Promise<void> {
  await db.execute(sql`
    update graphile_worker._private_jobs set attempts = 0, max_attempts = ${TRIES - 1}::int, run_at = now()
    where key is null and locked_at is null and attempts >= max_attempts and max_attempts = ${TRIES}::int
      and json_typeof(payload) = 'array'`);
}
