import {
  createRunner,
  createSource,
  createUpdateFetcher,
  type RunnerHandle,
  type UpdateSink,
} from "@grammyjs/runner";
import type { Api } from "grammy";
import type { Update } from "grammy/types";

export type Polling = { stop(): Promise<void>; running(): boolean };

/** What the bot wants to hear of; Telegram keeps the list until it is told another. */
export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
] as const;

/**
 * Long polling whose sink only stores: the next `getUpdates`, which confirms these updates to Telegram, is sent after
 * they are committed. A conflict with another poller is told and tried again.
 */
export function startPolling(
  bot: { api: Api },
  {
    store,
    trouble,
    updates = allowedUpdates,
  }: {
    store: (updates: Update[]) => Promise<void>;
    trouble: (error: unknown) => void;
    updates?: Wanted;
  },
): Polling {
  const state = { runner: newRunner(bot, store, updates), stopping: false };
  const keep = async (): Promise<void> => {
    while (!state.stopping) {
      state.runner.start();
      await state.runner.task()?.catch(trouble);
      if (state.stopping) return;
      await pause(CONFLICT_PAUSE_MS);
      state.runner = newRunner(bot, store, updates);
    }
  };
  const kept = keep();
  return {
    running: () => state.runner.isRunning(),
    stop: async () => {
      state.stopping = true;
      if (state.runner.isRunning()) await state.runner.stop();
      await kept;
    },
  };
}

type Wanted = readonly Exclude<keyof Update, "update_id">[];

function newRunner(
  bot: { api: Api },
  store: (updates: Update[]) => Promise<void>,
  wanted: Wanted,
): RunnerHandle {
  const sink: UpdateSink<Update> = {
    handle: async (updates) => {
      await untilStored(() => store(updates));
      return Number.POSITIVE_INFINITY;
    },
    size: () => 0,
    snapshot: () => [],
  };
  const supplier = createUpdateFetcher<Update, unknown>(
    {
      api: bot.api,
      // The sink takes them all.
      handleUpdate: () => Promise.resolve(),
      errorHandler: () => undefined,
    },
    { fetch: { allowed_updates: wanted }, retryInterval: RETRY_MS, silent: true },
  );
  return createRunner<Update>(createSource<Update>({ supply: supplier }), sink);
}

const CONFLICT_PAUSE_MS = 1000;
const RETRY_MS = 1000;
const PAUSE_MS = 500;

/** The database may be away for a while; what was fetched is not given up. */
async function untilStored(store: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await store();
    } catch {
      await pause(PAUSE_MS);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
