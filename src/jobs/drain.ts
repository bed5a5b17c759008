import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import type { AnyHandler, Handlers, JobContext, Task } from "./tasks.ts";

const ENDLESS = 10_000;

/**
 * Runs, one after another, every job that is due at `now` (epoch ms), the jobs that they add included; gives their number.
 * For tests, whose clock is not Postgres's: a job without a time of its own is always due. The first failure is rethrown.
 */
export async function drain(db: Database, handlers: Handlers, now: number): Promise<number> {
  for (let done = 0; done < ENDLESS; done += 1) {
    const job = await take(db, now);
    if (!job) return done;
    try {
      await run(handlers, job);
    } catch (error) {
      await putBack(db, job.id, error);
      throw error;
    }
    await db.execute(sql`delete from graphile_worker._private_jobs where id = ${job.id}`);
  }
  throw new AppError("jobs.endless", "conflict");
}

type Row = { id: string; task: Task; payload: unknown; attempts: number; max_attempts: number };

/** add_jobs takes Postgres's clock where no time is given, so such a job has its own time of adding as due time. */
async function take(db: Database, now: number): Promise<Row | null> {
  const rows = await db.execute<Row>(sql`
    update graphile_worker._private_jobs as job
    set locked_at = now(), locked_by = 'drain', attempts = attempts + 1
    from graphile_worker._private_tasks as task
    where task.id = job.task_id and job.id = (
      select id from graphile_worker._private_jobs
      where is_available
        and (run_at <= ${new Date(now).toISOString()}::timestamptz or run_at in (created_at, updated_at))
      order by priority, run_at, id limit 1
      for update skip locked
    )
    returning job.id, task.identifier as task, job.payload, job.attempts, job.max_attempts`);
  return rows[0] ?? null;
}

async function run(handlers: Handlers, job: Row): Promise<void> {
  const context: JobContext = { id: job.id, attempt: job.attempts, maxAttempts: job.max_attempts };
  const handler: AnyHandler | undefined = handlers[job.task];
  if (!handler) throw new AppError(`jobs.no_handler.${job.task}`, "not_found");
  await handler(job.payload, context);
}

async function putBack(db: Database, id: string, error: unknown): Promise<void> {
  await db.execute(sql`
    update graphile_worker._private_jobs
    set locked_at = null, locked_by = null, last_error = ${String(error)}
    where id = ${id}`);
}
