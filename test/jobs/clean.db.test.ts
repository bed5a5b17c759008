import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cleanJobs } from "../../src/jobs/clean.ts";
import { drain } from "../../src/jobs/drain.ts";
import { add } from "../../src/jobs/job-service.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

const send = (id: string) => ({ task: "telegram.send" as const, payload: { id }, queue: id });
const HOUR_MS = 3_600_000;
let fresh: FreshDatabase;

beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.close());

test("queues go with their last job, and what was given up goes when it is old; what waits stays", async () => {
  const now = Date.now();
  await add(fresh.db, [send("done"), { ...send("waits"), runAt: now + HOUR_MS }]);
  await drain(fresh.db, { "telegram.send": async () => {} }, now);
  await add(fresh.db, { ...send("given up"), maxAttempts: 1, runAt: now + HOUR_MS });
  await fresh.db.execute(
    sql`update graphile_worker._private_jobs set attempts = 1 where max_attempts = 1`,
  );
  await cleanJobs(fresh.db, { before: now - HOUR_MS });
  expect(await queues()).toEqual(["given up", "waits"]);
  await cleanJobs(fresh.db, { before: now + HOUR_MS });
  expect(await queues()).toEqual(["waits"]);
});

async function queues(): Promise<string[]> {
  const rows = await fresh.db.execute<{ name: string }>(
    sql`select queue_name as name from graphile_worker._private_job_queues order by 1`,
  );
  return [...rows].map(({ name }) => name);
}
