import { deskNoticeEnded } from "../agent/desk-card-service.ts";
import { moved } from "../business/chat-fate-service.ts";
import {
  markNotice,
  moveNotices,
  noticeJob,
  settleNotice,
  waitingNotice,
  type PostedNotice,
} from "../business/notice-service.ts";
import { sendLimits } from "../calls/card-limit-service.ts";
import type { Database } from "../db/client.ts";
import type { CardGateway } from "../gateways/telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block, reserve } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";

export type NoticeDeps = {
  db: Database;
  clock: Clock;
  gateway: Pick<CardGateway, "send">;
  wakeAt: (at: number) => void;
  /** A message is sent again because nobody knows whether it had arrived. */
  ambiguous: (message: { notice: string }) => void;
  /** A message of its own left for a chat. */
  left: (message: { telegramId: number; key: string }) => void;
  throttled: () => void;
  failed: (problem: string, about: Record<string, unknown>) => void;
};

type NoticeJob = { businessId: string; id: string; placed?: boolean };

/** Sends a message of its own: once its place in Telegram's limits has come, at least once, and with a mark around the request. */
export async function runNotice(deps: NoticeDeps, job: NoticeJob): Promise<void> {
  const { businessId, id } = job;
  const notice = await waitingNotice(deps.db, businessId, id);
  if (!notice) return;
  const now = deps.clock.now();
  if (now - notice.postedAt > GIVE_UP_MS)
    return settleNotice(deps.db, businessId, { id, reason: "late", now });
  if (job.placed !== true) {
    const keys = sendLimits(notice.botId, notice.telegramId);
    const place = await deps.db.transaction((tx) => reserve(tx, { keys, clock: deps.clock }));
    if (place.at > place.now) return again(deps, job, { notice, runAt: place.at, placed: true });
  }
  if (notice.sendingSince !== null) deps.ambiguous({ notice: notice.key });
  await markNotice(deps.db, businessId, { id, sendingSince: deps.clock.now() });
  const place = { chatId: notice.telegramId, threadId: notice.threadId };
  const { html, keyboard, silent, replyTo } = notice;
  const outcome = await deps.gateway.send(place, { html, keyboard, silent, replyTo });
  await settle(deps, job, { notice, outcome });
}

/** A reminder of yesterday helps nobody. */
const GIVE_UP_MS = 12 * 3_600_000;
const AWAY_MS = 2000;

async function settle(
  deps: NoticeDeps,
  job: NoticeJob,
  { notice, outcome }: { notice: PostedNotice; outcome: Outcome },
): Promise<void> {
  const { db } = deps;
  const { businessId, id } = job;
  const now = deps.clock.now();
  if ("sent" in outcome && outcome.sent !== null) {
    const messageId = outcome.sent;
    await db.transaction(async (tx) => {
      await settleNotice(tx, businessId, { id, messageId, now });
      await deskNoticeEnded(tx, businessId, { ...notice, ended: { messageId }, now });
    });
    return deps.left({ telegramId: notice.telegramId, key: notice.key });
  }
  // The mark stays, so that the next try counts.
  if ("ambiguous" in outcome)
    return again(deps, job, { notice, runAt: now + AWAY_MS, placed: false });
  await markNotice(db, businessId, { id, sendingSince: null });
  if ("retry" in outcome) {
    if (outcome.told) deps.throttled();
    const until = now + outcome.retry;
    await block(db, { key: `chat:${notice.botId}:${notice.telegramId}`, until });
    return again(deps, job, { notice, runAt: until, placed: false });
  }
  if ("unsent" in outcome) return again(deps, job, { notice, runAt: now + AWAY_MS, placed: false });
  if ("moved" in outcome) {
    const from = notice.telegramId;
    await moved(db, notice.botId, from, outcome.moved);
    await moveNotices(db, { botId: notice.botId, from, to: outcome.moved });
    return again(deps, job, { notice, runAt: now, placed: false });
  }
  if ("refused" in outcome) deps.failed("Telegram refused a message", { key: notice.key, outcome });
  const reason = "dead" in outcome ? outcome.dead : "lost" in outcome ? "lost" : "refused";
  await db.transaction(async (tx) => {
    await settleNotice(tx, businessId, { id, reason, now });
    if ("lost" in outcome)
      await deskNoticeEnded(tx, businessId, { ...notice, ended: { lost: true }, now });
  });
}

async function again(
  deps: NoticeDeps,
  { businessId, id }: NoticeJob,
  { notice, runAt, placed }: { notice: PostedNotice; runAt: number; placed: boolean },
): Promise<void> {
  const { telegramId } = notice;
  await add(deps.db, noticeJob({ businessId, id, telegramId }, { runAt, placed }));
  deps.wakeAt(runAt);
}
