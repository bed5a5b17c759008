import { foldBatch, type FoldDeps } from "./fold-service.ts";

export type FoldLoop = { nudge: () => void; stop: () => Promise<void> };

const BATCH = 200;
/** Under load hooks are answered first: the fold takes larger batches at longer intervals. */
const BUSY_PAUSE_MS = 5;
const POLL_MS = 1000;

/** Folds the inbox whenever it is nudged, and each second for what another process left behind. */
export function startFoldLoop(deps: FoldDeps & { trouble: (error: unknown) => void }): FoldLoop {
  const state = { wanted: false, stopping: false };
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    while (state.wanted && !state.stopping) {
      state.wanted = false;
      try {
        if ((await foldBatch(deps, BATCH)) === BATCH) state.wanted = true;
      } catch (error) {
        deps.trouble(error);
      }
      if (state.wanted) await pause(BUSY_PAUSE_MS);
    }
    running = null;
  };
  const nudge = (): void => {
    state.wanted = true;
    running ??= run();
  };
  const timer = setInterval(nudge, POLL_MS);
  return {
    nudge,
    stop: async () => {
      state.stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
