import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../lib/app-error.ts";
import { foldBatch, type FoldDeps } from "./fold-service.ts";

export type FoldLoop = {
  /** So many hooks were committed, these of them to be folded. */
  nudge: (hooks: number, toFold: readonly number[]) => void;
  /** Folds what this process still knows of; the rest is another's. */
  stop: () => Promise<void>;
};

const BATCH = 500;
const POLL_MS = 1000;
/** Hooks a second from which on their answers come first: the fold then leaves most of the time to them. */
const BUSY_RATE = 500;
const BUSY_SHARE = 0.1;
const DEADLINE_MS = 60_000;

/**
 * Folds the hooks of this process as it hears of them, and each second what others left: processes that took each other's
 * hooks would meet at the same calls, and the quicker one would do all the work.
 */
export function startFoldLoop(deps: FoldDeps & { trouble: (error: unknown) => void }): FoldLoop {
  let wanted = false;
  const own: number[] = [];
  const stopping = new AbortController();
  let heard = 0;
  let running: Promise<void> | null = null;
  const due = (): boolean => own.length > 0 || (wanted && !stopping.signal.aborted);
  const run = async (): Promise<void> => {
    let counted = performance.now();
    while (due()) {
      const began = performance.now();
      wanted = false;
      try {
        if ((await inTime(foldBatch(deps, BATCH, own.splice(0, BATCH)))) === BATCH) wanted = true;
      } catch (error) {
        deps.trouble(error);
      }
      const now = performance.now();
      const rate = (heard / (now - counted)) * 1000;
      counted = now;
      heard = 0;
      if (rate > BUSY_RATE && (wanted || own.length > 0) && !stopping.signal.aborted)
        await pause((now - began) * (1 / BUSY_SHARE - 1));
    }
    running = null;
  };
  // A run with nothing to do would be over before it is noted, and stand noted for good.
  const wake = (): void => {
    if (due()) running ??= run();
  };
  const nudge = (hooks: number, toFold: readonly number[]): void => {
    heard += hooks;
    own.push(...toFold);
    wake();
  };
  const timer = setInterval(() => {
    wanted = true;
    wake();
  }, POLL_MS);
  return {
    nudge,
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}

/** A batch that never ends keeps its connection and its hooks, not the loop: the others go on without it. */
async function inTime(batch: Promise<number>): Promise<number> {
  const late = new AbortController();
  const deadline = sleep(DEADLINE_MS, null, { signal: late.signal }).then(
    () => Promise.reject(new AppError("calls.fold_stuck", "conflict")),
    () => 0,
  );
  try {
    return await Promise.race([batch, deadline]);
  } finally {
    late.abort();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
