import { editLimits, sendLimits } from "../calls/card-limit-service.ts";
import type { Database } from "../db/client.ts";
import type { Gate } from "../gateways/telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block, record, reserve } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { open, seal, type Keyring } from "../lib/secret-box.ts";
import { keepReply, markReply, waitingReply } from "./reply-store.ts";

export type ReplyDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  random: (bytes: number) => Uint8Array;
  botId: number;
  wakeAt: (at: number) => void;
};

/**
 * The gate of the bot's screens. In a private chat an answer leaves at once and is only counted, because Telegram does not
 * strictly limit answers there; in a group, or after Telegram's own «retry after», it waits in a job.
 */
export function createGate(deps: ReplyDeps): Gate {
  const { db, clock, botId } = deps;
  return {
    pass: ({ chatId, group, edit }) =>
      db.transaction(async (tx) => {
        const keys = edit ? editLimits(botId, chatId) : sendLimits(botId, chatId);
        const { at, now } = group
          ? await reserve(tx, { keys, clock })
          : await record(tx, { keys, clock });
        return at > now ? { later: at } : "go";
      }),
    defer: (method, payload, at) => defer(deps, { method, payload, at }),
    throttled: async (chatId, retryAfterMs) => {
      const until = clock.now() + retryAfterMs;
      await block(db, { key: chatId === null ? `bot:${botId}` : `chat:${botId}:${chatId}`, until });
      return until;
    },
  };
}

const NONCE_BYTES = 12;

type Deferred = { method: string; payload: Record<string, unknown>; at: number };

async function defer(deps: ReplyDeps, { method, payload, at }: Deferred): Promise<void> {
  const { db, clock, keyring, random, botId } = deps;
  const sealed = seal(keyring, JSON.stringify(payload), random(NONCE_BYTES));
  await db.transaction(async (tx) => {
    const id = await keepReply(tx, { botId, method, sealed, now: clock.now() });
    await add(tx, replyJob({ id, chatId: Number(payload["chat_id"]) }, at));
  });
  deps.wakeAt(at);
}

function replyJob({ id, chatId }: { id: string; chatId: number }, runAt: number) {
  return { task: "telegram.send" as const, payload: { id }, queue: `replies:${chatId}`, runAt };
}

/** Sends a request that had to wait. */
export async function sendReply(
  deps: ReplyDeps & {
    request: (method: string, payload: Record<string, unknown>) => Promise<Outcome>;
  },
  { id }: { id: string },
): Promise<void> {
  const reply = await waitingReply(deps.db, id);
  if (!reply) return;
  const payload: Record<string, unknown> = JSON.parse(open(deps.keyring, reply.sealed));
  const outcome = await deps.request(reply.method, payload);
  const now = deps.clock.now();
  if ("retry" in outcome) {
    const at = now + outcome.retry;
    await add(deps.db, replyJob({ id, chatId: Number(payload["chat_id"]) }, at));
    deps.wakeAt(at);
    return;
  }
  await markReply(deps.db, { id, error: "sent" in outcome ? null : JSON.stringify(outcome), now });
}
