import type { Database } from "../db/client.ts";
import { ANSWER_MS, inTime, outOfTime } from "../db/in-time.ts";
import type { Hook, Watched } from "./hook.ts";
import { insertHooks } from "./inbox-store.ts";

/** The only way in for telephony: resolves when the hook is committed, rejects when it could not be. */
export type Inbox = { put(hook: Hook): Promise<void>; idle(): Promise<void> };

export type InboxDeps = {
  db: Database;
  /** So many hooks were committed: these of them are to be folded. */
  committed: (hooks: number, toFold: readonly number[]) => void;
  watched: (tokens: readonly Watched[]) => void;
  /** Whether the database is away, as opposed to a row that it refuses. */
  isUnavailable: (error: unknown) => boolean;
};

type Waiting = { hook: Hook; done: () => void; failed: (error: unknown) => void };

const BATCH = 500;
const BATCH_BYTES = 8 * 1024 * 1024;
/** More than this waiting means that the database hangs: the provider is told to come again. */
const FULL = 5000;
const FULL_BYTES = 64 * 1024 * 1024;
/** One statement in flight: the next batch gathers meanwhile, and a large one costs less for each hook. */
const FLIGHTS = 1;

/** Gathers hooks that arrive while earlier ones are being committed and writes them together. */
export function createInbox(deps: InboxDeps): Inbox {
  const waiting: Waiting[] = [];
  const flights = new Set<Promise<void>>();
  let bytes = 0;
  const next = (): Waiting[] => {
    let size = 0;
    const end = waiting.findIndex(({ hook }, i) => {
      size += hook.raw.length;
      return i === BATCH || (i > 0 && size > BATCH_BYTES);
    });
    const batch = waiting.splice(0, end === -1 ? waiting.length : end);
    for (const { hook } of batch) bytes -= hook.raw.length;
    return batch;
  };
  const launch = (): void => {
    while (flights.size < FLIGHTS && waiting.length > 0) {
      const flight = write(deps, next()).finally(() => {
        flights.delete(flight);
        launch();
      });
      flights.add(flight);
    }
  };
  return {
    put: (hook) =>
      new Promise<void>((done, failed) => {
        if (waiting.length >= FULL || bytes > FULL_BYTES) return failed(outOfTime());
        bytes += hook.raw.length;
        waiting.push({ hook, done, failed });
        if (waiting.length === 1) queueMicrotask(launch);
      }),
    idle: async () => {
      while (waiting.length + flights.size > 0) await Promise.allSettled(flights);
    },
  };
}

async function write(deps: InboxDeps, batch: readonly Waiting[]): Promise<void> {
  try {
    const hooks = batch.map(({ hook }) => hook);
    // A commit that comes after its deadline does no harm: what the provider repeats is known by its content.
    const { toFold, watched } = await inTime(insertHooks(deps.db, hooks), ANSWER_MS);
    for (const { done } of batch) done();
    deps.committed(batch.length, toFold);
    if (watched.length > 0) deps.watched(watched);
  } catch (error) {
    if (batch.length === 1 || deps.isUnavailable(error))
      for (const { failed } of batch) failed(error);
    else for (const one of batch) await write(deps, [one]);
  }
}
