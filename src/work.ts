import { randomUUID } from "node:crypto";
import type { Update } from "grammy/types";
import { forgetConversations } from "./agent/clean-service.ts";
import type { AgentRoom } from "./agent-start.ts";
import { cleanBookings } from "./booking/clean-service.ts";
import { apologyFor } from "./bot/apology.ts";
import { sendReply, type ReplyDeps } from "./bot/reply-service.ts";
import { handleUpdate } from "./bot/update-service.ts";
import { forgetTalk } from "./bot/update-store.ts";
import { forgetInvites } from "./business/member-service.ts";
import { forgetPresses } from "./business/press-service.ts";
import { forgetSessions } from "./business/session-service.ts";
import { forgetNotices } from "./business/notice-service.ts";
import { refreshWatch } from "./bot/watch-service.ts";
import { runCard } from "./calls/card-service.ts";
import { cleanCalls } from "./calls/clean-service.ts";
import { lookAtFollowup } from "./calls/followup-due-service.ts";
import { foldCalls } from "./calls/fold-service.ts";
import { runQuietList, tellTopicLost } from "./calls/quiet-list-service.ts";
import { cleanWhatsapp } from "./channels/whatsapp-inbox-service.ts";
import type { Config } from "./config.ts";
import { remindTask } from "./crm/task-remind-service.ts";
import { runDigest } from "./desk/digest-service.ts";
import { runReconcileVisit } from "./desk/reconcile-service.ts";
import { runNotice } from "./desk/notice-service.ts";
import { createCardGateway, createReplyGateway, type BotAddress } from "./gateways/telegram.ts";
import { cleanJobs } from "./jobs/clean.ts";
import type { Handlers } from "./jobs/tasks.ts";
import { AppError } from "./lib/app-error.ts";
import { clock } from "./lib/clock.ts";
import { logger, logStep } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";
import type { SpeechRoom } from "./speech-start.ts";
import type { Spine } from "./spine.ts";
import { toldLater } from "./step.ts";
import type { Telegram } from "./telegram-start.ts";
import { cleanDeliveries } from "./webhooks/clean-service.ts";
import { recheckAll, type LinkDeps } from "./telephony/link-service.ts";
import { runReconcile, type ReconcileDeps } from "./telephony/reconcile-service.ts";
import type { WhatsappRoom } from "./whatsapp-start.ts";

const DAY_MS = 86_400_000;
/** What people left behind: handled updates, unfinished forms, old invitations, jobs that were given up. */
const KEEP_DAYS = 14;

type WorkDeps = {
  link: LinkDeps;
  reconcile: ReconcileDeps;
  config: Config;
  address: BotAddress;
  spine: Spine;
  telegram: Telegram;
  replies: ReplyDeps;
  metrics: Metrics;
  speech: SpeechRoom;
  agent: AgentRoom;
  whatsapp: WhatsappRoom;
};

/** A new message has its wait from the moment it was wanted; an edit has none. */
type CardSent = { chat: string; part: string; edit: boolean; waitedMs?: number | null };

/** What each task of the closed list does. */
export function handlersOf({
  link,
  reconcile,
  config,
  address,
  spine,
  telegram,
  replies,
  metrics,
  speech,
  agent,
  whatsapp,
}: WorkDeps): Handlers {
  const { db } = replies;
  const request = toldLater(createReplyGateway(address), metrics);
  const cards = {
    db,
    clock,
    gateway: createCardGateway(address),
    processId: randomUUID(),
    delivered: new Map(),
    wakeAt: spine.waker.wakeAt,
    ambiguous: (card: object) => {
      metrics.ambiguous();
      logger.warn(card, "ambiguous_send: a message may have left twice");
    },
    listed: new Map(),
    throttled: metrics.throttled,
    sent: (entry: CardSent) => {
      const { waitedMs, ...about } = entry;
      logStep("message.out", { msg: `в «${entry.chat}»`, ...about });
      if (typeof waitedMs === "number") metrics.card(entry.part, waitedMs);
    },
    failed: (problem: string, about: object) => logStep("failed", { msg: problem, ...about }),
  };
  const notices = {
    db,
    clock,
    gateway: cards.gateway,
    wakeAt: spine.waker.wakeAt,
    ambiguous: cards.ambiguous,
    left: ({ telegramId, key }: { telegramId: number; key: string }) =>
      logStep("message.out", { msg: `в ${telegramId}`, chat: telegramId, notice: key }),
    throttled: metrics.throttled,
    failed: cards.failed,
  };
  const botOf = () => {
    const bot = telegram.bot();
    if (!bot) throw new AppError("telegram.not_ready", "conflict");
    return bot;
  };
  return {
    ...agent.handlers,
    ...whatsapp.handlers,
    "call.fold": (job) => foldCalls(spine.fold, job),
    card: (job) => runCard(cards, job),
    "card.list": (job) => runQuietList(cards, job),
    "topic.lost": (job) => tellTopicLost(cards, job),
    notice: (job) => runNotice(notices, job),
    digest: (job) => runDigest({ db, clock }, job),
    "task.remind": (job) => remindTask({ db, clock, botId: replies.botId }, job),
    "followup.due": (job) => lookAtFollowup({ db, clock, botId: () => botOf().botInfo.id }, job),
    update: (job) =>
      handleUpdate({ ...replies, bot: botOf(), sorry: (update) => sorry(request, update) }, job),
    "telegram.send": (job) => sendReply({ ...replies, request }, job),
    "setup.watch": (job) => refreshWatch({ db, api: botOf().api }, job),
    reconcile: (job) => runReconcile(reconcile, job),
    "visit.reconcile": (job) => runReconcileVisit({ db, clock, botId: replies.botId }, job),
    clean: async () => {
      // Novofon tells an offset of its cabinet, not a zone: after a clock change it is another.
      await recheckAll(link);
      const now = clock.now();
      await cleanCalls(db, { days: config.retentionCallsDays, now });
      await speech.clean();
      await cleanDeliveries(db, { before: now - config.retentionDeliveriesDays * DAY_MS });
      const before = now - KEEP_DAYS * DAY_MS;
      await forgetTalk(db, { before });
      await forgetInvites(db, { before });
      await forgetSessions(db, { before });
      await forgetPresses(db, { before: now - DAY_MS });
      await forgetNotices(db, { before });
      await cleanBookings(db, { now });
      await cleanWhatsapp(db, { now });
      await forgetConversations(db, { before: now - config.retentionCallsDays * DAY_MS });
      await cleanJobs(db, { before });
    },
  };
}

/** A person always gets an answer, also when the handlers failed for good. */
async function sorry(
  request: ReturnType<typeof createReplyGateway>,
  update: Update,
): Promise<void> {
  if (update.callback_query)
    await request("answerCallbackQuery", { callback_query_id: update.callback_query.id });
  const apology = apologyFor(update);
  if (apology) await request("sendMessage", apology);
}
