import type { Database } from "../db/client.ts";
import type { Gate } from "../gateways/telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block, record, reserve } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { editLimits, sendLimits } from "../calls/card-limit-service.ts";
import { keepReply, markReply, waitingReply } from "./reply-store.ts";

export type ReplyDeps = { db: Database; clock: Clock; botId: number; wakeAt: (at: number) => void };

/**
 * The gate of the bot's screens. In a private chat an answer leaves at once and is only counted, because Telegram does not
 * strictly limit answers there; in a group, or after Telegram's own «retry after», it waits in a job.
 */
export function createGate({ db, clock, botId, wakeAt }: ReplyDeps): Gate {
  const limitsOf = (chatId: number, edit: boolean) =>
    edit ? editLimits(botId, chatId) : sendLimits(botId, chatId);
  return {
    pass: ({ chatId, group, edit }) =>
      db.transaction(async (tx) => {
        const now = clock.now();
        const keys = limitsOf(chatId, edit);
        if (!group) return (await record(tx, { keys, now })).blockedUntil > now ? "defer" : "go";
        return (await reserve(tx, { keys, now })) > now + TOLERANCE_MS ? "defer" : "go";
      }),
    defer: async (method, payload) => {
      const at = await db.transaction(async (tx) => {
        const now = clock.now();
        const chatId = Number(payload["chat_id"]);
        const due = await reserve(tx, { keys: limitsOf(chatId, method.startsWith("edit")), now });
        const id = await keepReply(tx, { botId, method, payload, now });
        await add(tx, {
          task: "telegram.send",
          payload: { id },
          queue: `replies:${chatId}`,
          runAt: due,
        });
        return due;
      });
      wakeAt(at);
    },
    throttled: (chatId, retryAfterMs) =>
      block(db, {
        key: chatId === null ? `bot:${botId}` : `chat:${botId}:${chatId}`,
        until: clock.now() + retryAfterMs,
      }),
  };
}

/** Within this a burst is what Telegram tolerates. */
const TOLERANCE_MS = 1500;

/** Sends a request that had to wait. */
export async function sendReply(
  deps: ReplyDeps & {
    request: (method: string, payload: Record<string, unknown>) => Promise<Outcome>;
  },
  { id }: { id: string },
): Promise<void> {
  const reply = await waitingReply(deps.db, id);
  if (!reply) return;
  const outcome = await deps.request(reply.method, reply.payload);
  const now = deps.clock.now();
  if ("retry" in outcome) {
    const at = now + outcome.retry;
    await add(deps.db, {
      task: "telegram.send",
      payload: { id },
      queue: `replies:${String(reply.payload["chat_id"])}`,
      runAt: at,
    });
    deps.wakeAt(at);
    return;
  }
  await markReply(deps.db, { id, error: "sent" in outcome ? null : JSON.stringify(outcome), now });
}
