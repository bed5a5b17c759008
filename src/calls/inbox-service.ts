import type { Database } from "../db/client.ts";
import type { Hook, Watched } from "./hook.ts";
import { insertHooks } from "./inbox-store.ts";

/** The only way in for telephony: resolves when the hook is committed, rejects when it could not be. */
export type Inbox = { put(hook: Hook): Promise<void>; idle(): Promise<void> };

export type InboxDeps = {
  db: Database;
  /** So many hooks were committed: fold them. */
  committed: (hooks: number) => void;
  watched: (tokens: readonly Watched[]) => void;
  /** Whether the database is away, as opposed to a row that it refuses. */
  isUnavailable: (error: unknown) => boolean;
};

type Waiting = { hook: Hook; done: () => void; failed: (error: unknown) => void };

const BATCH = 500;
/** Two statements in flight keep the disk busy while the next batch gathers. */
const FLIGHTS = 2;

/** Gathers hooks that arrive while earlier ones are being committed and writes them together. */
export function createInbox(deps: InboxDeps): Inbox {
  const waiting: Waiting[] = [];
  const flights = new Set<Promise<void>>();
  const launch = (): void => {
    while (flights.size < FLIGHTS && waiting.length > 0) {
      const flight = write(deps, waiting.splice(0, BATCH)).finally(() => {
        flights.delete(flight);
        launch();
      });
      flights.add(flight);
    }
  };
  return {
    put: (hook) =>
      new Promise<void>((done, failed) => {
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
    const watched = await insertHooks(
      deps.db,
      batch.map(({ hook }) => hook),
    );
    for (const { done } of batch) done();
    deps.committed(batch.length);
    if (watched.length > 0) deps.watched(watched);
  } catch (error) {
    if (batch.length === 1 || deps.isUnavailable(error))
      for (const { failed } of batch) failed(error);
    else for (const one of batch) await write(deps, [one]);
  }
}
