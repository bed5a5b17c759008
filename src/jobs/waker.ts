import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";

export type Waker = { wakeAt: (at: number) => void; stop: () => void };

const STEP_MS = 20;
/** Beyond this the worker's own poll is near enough. */
const FAR_MS = 5 * 60_000;

/**
 * Wakes the workers of every process when a job of the near future is due: graphile-worker itself looks once a second.
 * Losing a wake costs at most that second.
 */
export function createWaker({ db, clock }: { db: Database; clock: Clock }): Waker {
  const timers = new Map<number, { timer: NodeJS.Timeout; count: number }>();
  const ring = (step: number): void => {
    const count = timers.get(step)?.count ?? 1;
    timers.delete(step);
    db.execute(sql`select pg_notify('jobs:insert', ${JSON.stringify({ count })})`).catch(() => {});
  };
  return {
    wakeAt(at) {
      const step = Math.ceil((at + 1) / STEP_MS);
      const known = timers.get(step);
      if (known) {
        known.count += 1;
        return;
      }
      const ms = step * STEP_MS - clock.now();
      if (ms > FAR_MS) return;
      timers.set(step, { timer: setTimeout(ring, Math.max(0, ms), step), count: 1 });
    },
    stop() {
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
