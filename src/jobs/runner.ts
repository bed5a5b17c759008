import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  parseCronItems,
  run,
  type JobHelpers,
  type Runner,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from "graphile-worker";
import { openWorkerPool } from "../db/worker-pool.ts";
import { holdWorkerId } from "./liveness.ts";
import type { AnyHandler, Handlers } from "./tasks.ts";
import { workerLogger } from "./worker-log.ts";
import type { Logger } from "pino";

/** Named queues wait for a poll when their job ended elsewhere, and LISTEN comes back slowly after an outage. */
const POLL_MS = 1000;
const DEAF_POLL_MS = 100;

/** Times are UTC. A night that the process slept through is made up for at its next start. */
const CRON = [
  { task: "reconcile", match: "40 2 * * *", options: { backfillPeriod: 24 * 60 * 60 * 1000 } },
  { task: "clean", match: "30 3 * * *", options: { backfillPeriod: 24 * 60 * 60 * 1000 } },
];

export type WorkerOptions = {
  url: string;
  handlers: Handlers;
  concurrency: number;
  logger: Logger;
  /** A run of a job failed; `last` when it is not tried again. */
  failed?: (task: string, last: boolean) => void;
  /** A run of a job ended well, and what it wrote is committed. */
  done?: (task: string) => void;
};
export type StartedRunner = {
  id: string;
  /** Settles when the runner has ended, for whatever reason, or when one of its workers has. */
  ended: Promise<void>;
  /** False when jobs were still running `withinMs` later: they stay locked under the id. */
  stop(withinMs: number): Promise<boolean>;
};

/** One run of graphile-worker: no job starts before the lock of its id is held. */
export async function startRunner(
  options: WorkerOptions,
  signal: AbortSignal,
): Promise<StartedRunner> {
  const { url, handlers, concurrency, logger } = options;
  const events = new EventEmitter() as WorkerEvents;
  const given = new AbortController();
  let pool: WorkerPool | undefined;
  let locking: ReturnType<typeof holdWorkerId> | undefined;
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool;
    locking = holdWorkerId(url, workerPool.id, AbortSignal.any([signal, given.signal]));
    keepAwake(events, workerPool);
  });
  // A worker that lost its connection never comes back, and one whose results could not be written back waits for ever in
  // the stop that graphile-worker then begins.
  const crippled = new Promise<void>((done) => {
    events.on("pool:fatalError", () => done());
    events.on("worker:stop", ({ error }) => {
      if (error) done();
    });
  });
  events.on("job:error", ({ job }) => options.failed?.(job.task_identifier, false));
  events.on("job:failed", ({ job }) => options.failed?.(job.task_identifier, true));
  const connections = openWorkerPool({ url, max: concurrency + 2, logger });
  const runner = await run({
    pgPool: connections,
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    taskList: taskList(handlers, options.done),
    parsedCronItems: parseCronItems(CRON.filter((item) => item.task in handlers)),
    events,
    logger: workerLogger(logger),
    preset: {
      // No localQueue: a batch of it holds several jobs of one queue, which then run beside each other (seen with 0.17.3).
      // Batches of results are tried again when the database is away; without them graphile-worker does not catch the failure.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      plugins: [
        {
          name: "FrontdeskLivenessPlugin",
          version: "1.0.0",
          worker: { hooks: { startWorker: async () => void (await locking) } },
        },
      ],
    },
  });
  return {
    id: pool?.id ?? "",
    ended: Promise.race([runner.promise.catch(() => {}), crippled]),
    async stop(withinMs) {
      const done = await stopped(runner, withinMs);
      given.abort();
      await (await locking)?.release();
      if (done) await connections.end();
      return done;
    },
  };
}

function taskList(handlers: Handlers, done?: (task: string) => void): TaskList {
  const list: TaskList = {};
  for (const [task, handler] of Object.entries(handlers)) {
    const work: AnyHandler = handler;
    list[task] = async (payload, helpers) => {
      const { id, attempts, max_attempts: maxAttempts } = helpers.job;
      await work(payload, { id, attempt: attempts, maxAttempts });
      done?.(task);
      if (helpers.job.job_queue_id !== null) await leaveQueue(helpers);
    };
  }
  return list;
}

/**
 * graphile-worker looks for the next job before it has written back this one: the next of the queue would wait for a poll.
 * So the job leaves its queue here; the later write-back finds nothing to do. When this fails, that one still comes.
 */
async function leaveQueue(helpers: JobHelpers): Promise<void> {
  await helpers
    .query(
      `with done as (delete from graphile_worker._private_jobs where id = $1 returning job_queue_id)
       update graphile_worker._private_job_queues as queue set locked_by = null, locked_at = null
       from done where queue.id = done.job_queue_id and queue.locked_by = $2`,
      [helpers.job.id, helpers.job.locked_by],
    )
    .catch(() => {});
}

/** Wakes idle workers where graphile-worker would leave them to their poll. */
function keepAwake(events: WorkerEvents, pool: WorkerPool): void {
  let over = false;
  let deaf: NodeJS.Timeout | undefined;
  const wake = (): void => {
    if (!over) pool.nudge(1);
  };
  const hears = (): void => {
    clearInterval(deaf);
    deaf = undefined;
  };
  // Looking for a job locks every free queue, so workers that look at the same moment find nothing: one wakes the next.
  events.on("job:start", ({ job }) => {
    if (job.job_queue_id !== null) setImmediate(wake);
  });
  events.on("pool:listen:error", () => (deaf ??= setInterval(wake, DEAF_POLL_MS)));
  events.on("pool:listen:success", hears);
  for (const end of ["pool:gracefulShutdown", "pool:forcefulShutdown", "pool:release"] as const) {
    events.on(end, () => {
      over = true;
      hears();
    });
  }
}

/** Without graphile-worker's `kill`, which does nothing after `stop`, and its forceful shutdown, which leaks its pool. */
async function stopped(runner: Runner, withinMs: number): Promise<boolean> {
  const waiting = new AbortController();
  const late = sleep(withinMs, false, { signal: waiting.signal }).catch(() => false);
  const done = runner.stop().then(
    () => true,
    () => true,
  );
  const result = await Promise.race([done, late]);
  waiting.abort();
  return result;
}
