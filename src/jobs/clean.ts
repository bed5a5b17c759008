import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";

/** Deletes jobs that were given up before an instant (epoch ms) and the queues that no job names any more. */
export async function cleanJobs(db: Database, { before }: { before: number }): Promise<void> {
  await db.execute(sql`
    delete from graphile_worker._private_jobs
    where attempts >= max_attempts and locked_at is null and updated_at < ${new Date(before).toISOString()}::timestamptz`);
  // As graphile-worker's own cleanup does it: a queue is a row for each chat that ever wrote.
  await db.execute(sql`
    delete from graphile_worker._private_job_queues
    where locked_at is null
      and id not in (select job_queue_id from graphile_worker._private_jobs where job_queue_id is not null)`);
}
