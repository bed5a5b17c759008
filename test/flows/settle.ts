import { sql } from "drizzle-orm";
import { until } from "../db/until.ts";
import type { World } from "./world.ts";

type Pending = { unfolded: number; due: number };

/** Waits until every hook is folded and no job that is due remains; wakes the workers, whose own timers no moved clock moves. */
export async function settled(world: Pick<World, "db">, withinMs = 15_000): Promise<void> {
  let last: Pending = { unfolded: -1, due: -1 };
  await until(
    "everything pending is done",
    async () => {
      last = await pending(world).catch(() => last);
      if (last.due > 0)
        await world.db().execute(sql`select pg_notify('jobs:insert', '{"count":10}')`);
      return last.unfolded === 0 && last.due === 0;
    },
    withinMs,
  ).catch(async (error: unknown) => {
    throw new Error(
      `${String(error)}: ${JSON.stringify(last)} ${JSON.stringify(await stuckJobs(world))}`,
    );
  });
}

async function pending({ db }: Pick<World, "db">): Promise<Pending> {
  const [row] = await db().execute<Pending>(sql`
    select (select count(*)::int from inbox where folded_at is null) as unfolded,
      (select count(*)::int from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts) as due`);
  return row ?? { unfolded: -1, due: -1 };
}

/** What jobs are left, for the message of a test that failed. */
async function stuckJobs({ db }: Pick<World, "db">) {
  return [
    ...(await db().execute(sql`
      select task_identifier, key, queue_name, run_at, attempts, last_error, locked_by, now() from graphile_worker.jobs order by run_at limit 10`)),
  ];
}
