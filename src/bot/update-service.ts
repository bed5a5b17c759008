import type { Update } from "grammy/types";
import { isUnavailable, type Database } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { open, seal, type Keyring } from "../lib/secret-box.ts";
import { beginOldest, keepUpdates, markHandled } from "./update-store.ts";

export type UpdateDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  random: (bytes: number) => Uint8Array;
};

/** Keeps updates and queues their handling in one transaction: what Telegram will not send again is safe after it. */
export async function receive(
  { db, clock, keyring, random }: UpdateDeps,
  botId: number,
  updates: readonly Update[],
): Promise<void> {
  if (updates.length === 0) return;
  const now = clock.now();
  await db.transaction(async (tx) => {
    const kept = updates.map((update) => ({
      updateId: update.update_id,
      place: placeOf(update),
      sealed: seal(keyring, JSON.stringify(update), random(NONCE_BYTES)),
    }));
    const fresh = new Set(await keepUpdates(tx, { botId, updates: kept, now }));
    const jobs = updates
      .filter((update) => fresh.has(update.update_id))
      .map((update, i) => ({
        task: "update" as const,
        payload: { botId, updateId: update.update_id },
        queue: `updates:${botId}:${placeOf(update)}`,
        // A queue takes the earlier due time first: jobs of one moment would run in any order.
        runAt: now - updates.length + i,
      }));
    await add(tx, jobs);
  });
}

/**
 * Runs the bot's handlers for one kept update, after those of its chat that came before it and failed meanwhile. After the
 * last failed try the person is told, and the failure is thrown once the others had their turn.
 */
export async function handleUpdate(
  deps: UpdateDeps & {
    bot: { handleUpdate(update: Update): Promise<void> };
    sorry: (update: Update) => Promise<void>;
  },
  { botId, updateId }: { botId: number; updateId: number },
): Promise<void> {
  const failures: unknown[] = [];
  for (;;) {
    const next = await beginOldest(deps.db, { botId, updateId });
    if (!next) break;
    const update: Update = JSON.parse(open(deps.keyring, next.sealed));
    const done = { botId, updateId: next.updateId };
    try {
      await deps.bot.handleUpdate(update);
      await markHandled(deps.db, { ...done, now: deps.clock.now(), error: null });
    } catch (error) {
      if (next.tries < TRIES || isUnavailable(error)) throw error;
      const name = error instanceof Error ? error.name : "unknown";
      await markHandled(deps.db, { ...done, now: deps.clock.now(), error: name });
      failures.push(error);
      await deps.sorry(update);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Handlers of one chat run one after another. */
function placeOf(update: Update): number {
  const { message, edited_message, callback_query, my_chat_member } = update;
  const chat =
    message?.chat ?? edited_message?.chat ?? callback_query?.message?.chat ?? my_chat_member?.chat;
  return chat?.id ?? callback_query?.from.id ?? 0;
}

const NONCE_BYTES = 12;
/** Four minutes of trying, with the pauses between them growing; a killed process may use one up. */
const TRIES = 7;
