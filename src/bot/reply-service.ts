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
  const again = nextTry(outcome, payload);
  if (again === null || now - reply.createdAt > GIVE_UP_MS) {
    const error = "sent" in outcome ? null : JSON.stringify(outcome);
    await markReply(deps.db, { id, error, now });
    return;
  }
  if (again.payload) {
    await defer(deps, { ...again, method: reply.method, at: now });
    return markReply(deps.db, { id, error: JSON.stringify(outcome), now });
  }
  const at = now + again.afterMs;
  await add(deps.db, replyJob({ id, chatId: Number(payload["chat_id"]) }, at));
  deps.wakeAt(at);
}

const GIVE_UP_MS = 60 * 60_000;
const AWAY_MS = 2000;

type Retry = { afterMs: number; payload?: never } | { payload: Record<string, unknown> };

/** How to go on with an answer that did not arrive: later, elsewhere, or not at all. An answer twice is better than none. */
function nextTry(outcome: Outcome, payload: Record<string, unknown>): Retry | null {
  if ("retry" in outcome) return { afterMs: outcome.retry };
  if ("unsent" in outcome || "ambiguous" in outcome) return { afterMs: AWAY_MS };
  if ("moved" in outcome) return { payload: { ...payload, chat_id: outcome.moved } };
  if (!("lost" in outcome) || payload["message_thread_id"] === undefined) return null;
  const { message_thread_id: _gone, ...general } = payload;
  return { payload: general };
}
