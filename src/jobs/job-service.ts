import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json } from "../db/value.ts";
import type { Task, Tasks } from "./tasks.ts";

/**
 * One piece of work. A waiting job with the same `key` is replaced; one that already runs gets a second job beside it.
 * Jobs of one `queue` run one at a time. `runAt` is epoch ms of our clock; without it the job runs at once.
 */
export type Job = {
  [T in Task]: {
    task: T;
    payload: Tasks[T];
    key?: string;
    /** `preserve_run_at` keeps the due time of the job that it replaces. */
    keyMode?: "replace" | "preserve_run_at";
    queue?: string;
    runAt?: number;
    /** 25 without it: a job killed with its process has used one. */
    maxAttempts?: number;
    /** Smaller runs first; 0 without it. */
    priority?: number;
  };
}[Task];

/** Adds jobs in the caller's transaction, with one call for the batch; of several with one key the last one counts. */
export async function add(tx: Tx, jobs: Job | readonly Job[]): Promise<void> {
  const batch = withoutRepeats(Array.isArray(jobs) ? jobs : [jobs]);
  for (const preserve of [false, true]) {
    const specs = batch
      .filter((job) => (job.keyMode === "preserve_run_at") === preserve)
      .map(toSpec);
    if (specs.length === 0) continue;
    const given = JSON.stringify(specs);
    if (specs.length < LARGE) await addSpecs(tx, given, preserve);
    else await unlessDeadlocked(() => tx.transaction((inner) => addSpecs(inner, given, preserve)));
  }
}

async function addSpecs(tx: Tx, specs: string, preserve: boolean): Promise<void> {
  await tx.execute(sql`
    select count(*) from graphile_worker.add_jobs(
      array(select json_populate_recordset(null::graphile_worker.job_spec, ${specs}::text::json)),
      ${preserve}::boolean
    )`);
}

/** graphile-worker joins its specs with tasks and queues, and the order of a join of many rows is the planner's, not ours. */
const LARGE = 50;
const TRIES = 5;
/** One of two that wait for each other (PostgreSQL, appendix A). */
const DEADLOCK = "40P01";

async function unlessDeadlocked(work: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried === TRIES || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === DEADLOCK) || isDeadlock(error.cause);
}

/** Moves a waiting job to another time; false when none waits under this key. */
export async function reschedule(tx: Tx, job: { key: string; runAt: number }): Promise<boolean> {
  const moved = await tx.execute(sql`
    select 1 from graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where key = ${job.key} and locked_at is null),
      run_at => ${new Date(job.runAt).toISOString()}::timestamptz
    )`);
  return moved.length > 0;
}

/** What waits for an instant after `after`. */
export async function payloadsAfter<T extends Task>(
  tx: Tx,
  { task, after }: { task: T; after: number },
): Promise<Tasks[T][]> {
  const rows = await tx.execute<{ payload: Tasks[T] }>(sql`
    select job.payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
    where task.identifier = ${task} and job.locked_at is null and job.run_at > ${new Date(after).toISOString()}::timestamptz`);
  return [...rows].map(({ payload }) => payload);
}

/** Jobs of these tasks that wait for an instant after `after` run at `to` instead; those that failed often wait on. */
export async function bringForward(
  tx: Tx,
  { tasks, after, to }: { tasks: readonly Task[]; after: number; to: number },
): Promise<void> {
  await tx.execute(sql`
    update graphile_worker._private_jobs job set run_at = ${new Date(to).toISOString()}::timestamptz
    from graphile_worker._private_tasks task
    where task.id = job.task_id and job.locked_at is null and job.attempts <= ${FEW_FAILURES}
      and job.run_at > ${new Date(after).toISOString()}::timestamptz
      and task.identifier in (select jsonb_array_elements_text(${json(tasks)}))`);
}

/** After these graphile-worker's pauses are still shorter than a quarter of an hour (e to the power of them, in seconds). */
const FEW_FAILURES = 6;

/** Takes a waiting job back; one that runs is not interrupted, but not tried again either. */
export async function remove(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`select 1 from graphile_worker.remove_job(${key})`);
}

/** Sorted by key, so that two batches with the same keys cannot wait for each other. */
function withoutRepeats(jobs: readonly Job[]): Job[] {
  const byKey = new Map<string, Job>();
  for (const job of jobs) if (job.key !== undefined) byKey.set(job.key, job);
  const keyed = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);
  return [...jobs.filter((job) => job.key === undefined), ...keyed];
}

function toSpec(job: Job): Record<string, unknown> {
  return {
    identifier: job.task,
    payload: job.payload,
    queue_name: job.queue,
    run_at: job.runAt === undefined ? undefined : new Date(job.runAt).toISOString(),
    max_attempts: job.maxAttempts,
    job_key: job.key,
    priority: job.priority,
  };
}
