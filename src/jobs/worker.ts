import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { openDatabase, type Database } from "../db/client.ts";
import { takeUpLists, unlock, unlockDead } from "./liveness.ts";
import { startRunner, type StartedRunner, type WorkerOptions } from "./runner.ts";

const SWEEP_MS = 3000;
const AGAIN_MS = 1000;
/** What still runs when a worker is lost may end, before its jobs are free for another try. */
const FINISH_MS = 3000;

export type Worker = {
  /** What the jobs that run here carry in `locked_by`; another one after the worker had to begin anew. */
  id(): string;
  /** Takes no new job, waits for the running ones; those that are not done `withinMs` later are left for another try. */
  stop(withinMs: number): Promise<void>;
};

/** Runs jobs until it is stopped: through outages of Postgres, and beside workers of other processes. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const stopping = new AbortController();
  const db = openDatabase({ url: options.url, pool: 1, name: "frontdesk liveness" });
  const state = { runner: await startRunner(options, stopping.signal) };
  const running = Promise.all([
    keepRunning(state, options, { db, signal: stopping.signal }),
    sweep(db, options.logger, stopping.signal),
  ]);
  return {
    id: () => state.runner.id,
    async stop(withinMs) {
      stopping.abort();
      const done = await state.runner.stop(withinMs);
      if (!done) await unlock(db, [state.runner.id]).catch(() => {});
      await running;
      await db.close();
    },
  };
}

/** graphile-worker ends when it cannot write back a result; a new runner begins, and what the old one held is free. */
async function keepRunning(
  state: { runner: StartedRunner },
  options: WorkerOptions,
  context: { db: Database; signal: AbortSignal },
): Promise<void> {
  const { db, signal } = context;
  while (!signal.aborted) {
    const ended = state.runner;
    await Promise.race([ended.ended, aborted(signal)]);
    if (signal.aborted) return;
    options.logger.warn({ worker: ended.id }, "the worker ended by itself, a new one begins");
    await ended.stop(FINISH_MS);
    state.runner = await begin(options, signal, ended);
    await unlock(db, [ended.id]).catch(() => {});
  }
}

async function begin(
  options: WorkerOptions,
  signal: AbortSignal,
  old: StartedRunner,
): Promise<StartedRunner> {
  while (!signal.aborted) {
    try {
      return await startRunner(options, signal);
    } catch (error) {
      options.logger.warn({ err: error }, "the worker cannot begin yet");
      await pause(AGAIN_MS, signal);
    }
  }
  return old;
}

async function sweep(db: Database, logger: Logger, signal: AbortSignal): Promise<void> {
  let suspects = new Set<string>();
  while (!signal.aborted) {
    try {
      await takeUpLists(db);
      const found = await unlockDead(db, suspects);
      suspects = found.suspects;
      if (found.freed.length > 0)
        logger.warn({ workers: found.freed }, "freed the jobs of dead workers");
    } catch {
      // The database is away: what was seen before the outage says nothing about now.
      suspects = new Set();
    }
    await pause(SWEEP_MS, signal);
  }
}

/** A job that never ends must not keep the stop waiting. */
async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
