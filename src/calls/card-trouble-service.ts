import { markUnreachable, moved, topicLost } from "../business/chat-fate-service.ts";
import type { Chat } from "../business/chat.ts";
import type { Database } from "../db/client.ts";
import type { CardGateway } from "../gateways/telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { cardJobs } from "./card-job.ts";
import { moveWaiting, type SentCard } from "./card-store.ts";
import type { CardPart } from "./filter.ts";
import { listJob, topicJob } from "./quiet-job.ts";
import { moveLists, type SentList } from "./quiet-store.ts";

export type CardDeps = {
  db: Database;
  clock: Clock;
  gateway: CardGateway;
  /** This process, so that a mark left behind can be told from its own. */
  processId: string;
  /** Wakes the worker at an instant (epoch ms) nearer than its poll. */
  wakeAt: (at: number) => void;
  /** What Telegram took and the database does not know yet. */
  delivered: Map<string, SentCard>;
  listed: Map<string, SentList>;
  /** A message is sent again because nobody knows whether it had arrived; `callId` is null for a list. */
  ambiguous: (message: { callId: number | null; chatId: string; part: CardPart | "list" }) => void;
  /** `waitedMs`: from the moment a new message was wanted; null for an edit. */
  sent: (entry: {
    chat: string;
    part: CardPart | "list";
    edit: boolean;
    waitedMs: number | null;
  }) => void;
  /** Telegram asked to come later. */
  throttled: () => void;
  failed: (problem: string, about: Record<string, unknown>) => void;
};

export type ChatPlace = { businessId: string; chatId: string };

/** How long to leave Telegram, or the way to it, alone. */
export const AWAY_MS = 2000;

/** What a chat's trouble means for everything that waits there: when to try again, null for at once. */
export async function settleTrouble(
  deps: CardDeps,
  chat: Chat,
  outcome: Outcome,
): Promise<number | null> {
  const now = deps.clock.now();
  if ("moved" in outcome) {
    await moved(deps.db, chat.botId, chat.telegramId, outcome.moved);
    return null;
  }
  if ("lost" in outcome && chat.threadId !== null) {
    await toGeneral(deps, chat);
    return null;
  }
  if ("lost" in outcome) {
    // General itself is closed: nothing can be written there.
    const trouble = { chatId: chat.id, reason: "no_rights", now };
    await markUnreachable(deps.db, chat.businessId, trouble);
    return null;
  }
  if ("dead" in outcome) {
    const trouble = { chatId: chat.id, reason: outcome.dead, now };
    await markUnreachable(deps.db, chat.businessId, trouble);
    return null;
  }
  if ("retry" in outcome) {
    if (outcome.told) deps.throttled();
    const until = now + outcome.retry;
    await block(deps.db, { key: `chat:${chat.botId}:${chat.telegramId}`, until });
    return until;
  }
  // Telegram cannot be reached at all: every chat waits, or each would knock on its own.
  await block(deps.db, { key: `bot:${chat.botId}`, until: now + AWAY_MS });
  return now + AWAY_MS;
}

/** The topic is gone: what waits for it leaves for General, also where General is subscribed by itself, and is told there. */
async function toGeneral(deps: CardDeps, topic: Chat): Promise<void> {
  const { businessId } = topic;
  await deps.db.transaction(async (tx) => {
    const general = await topicLost(tx, businessId, topic.id);
    if (!general) return;
    const place = { businessId, chatId: general.id };
    await add(tx, topicJob(place));
    if (general.id === topic.id) return;
    const to = { from: topic.id, into: general.id };
    const calls = await moveWaiting(tx, businessId, to);
    const lists = await moveLists(tx, businessId, to);
    await add(tx, [
      ...cardJobs(calls.map((callId) => ({ ...place, callId }))),
      ...lists.map((until) => listJob({ ...place, until })),
    ]);
  });
}
