import { chatOf, markUnreachable, moved, topicLost } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import type { Database } from "../db/client.ts";
import type { CardGateway, Place } from "../gateways/telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import { AppError } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hmac.ts";
import * as cards from "./card-store.ts";
import type { Card } from "./card-store.ts";
import { editPlace, sendPlace } from "./card-limit-service.ts";
import { render } from "./card-text-service.ts";
import type { CardPart } from "./filter.ts";
import { storedCall, type StoredCall } from "./store.ts";

export type CardDeps = {
  db: Database;
  clock: Clock;
  gateway: CardGateway;
  /** This process, so that a mark left behind can be told from its own. */
  processId: string;
  /** Wakes the worker at an instant (epoch ms) nearer than its poll. */
  wakeAt: (at: number) => void;
  ambiguous: (card: { callId: number; chatId: string; part: CardPart }) => void;
  sent: (entry: { chat: string; part: CardPart; edit: boolean }) => void;
  failed: (problem: string, about: Record<string, unknown>) => void;
};

export type CardJob = { businessId: string; callId: number; chatId: string };

/** Brings one call's messages in one chat to what they should be now; older messages of the chat leave first. */
export async function runCard(deps: CardDeps, job: CardJob): Promise<void> {
  for (;;) {
    const step = await nextSend(deps, job);
    if (step.kind === "done") break;
    if (step.kind === "wait") return again(deps, job, step.at);
    if (step.kind === "send" && !(await send(deps, job, step))) return;
  }
  await editStale(deps, job);
}

/** The job of a card, keyed so that quick changes collapse and queued so that a chat keeps its order. */
export function cardJob(job: CardJob, runAt?: number) {
  return {
    task: "card" as const,
    payload: job,
    key: `card:${job.callId}:${job.chatId}`,
    queue: `chat:${job.chatId}`,
    ...(runAt === undefined ? {} : { runAt }),
  };
}

type Sending = {
  kind: "send";
  card: Card;
  chat: Chat;
  html: string;
  silent: boolean;
  replyTo: number | null;
};
type Step = { kind: "done" } | { kind: "next" } | { kind: "wait"; at: number } | Sending;

async function nextSend(deps: CardDeps, job: CardJob): Promise<Step> {
  return deps.db.transaction(async (tx): Promise<Step> => {
    const { businessId, chatId } = job;
    const [card, chat] = await Promise.all([
      cards.firstWaiting(tx, businessId, chatId),
      chatOf(tx, businessId, chatId),
    ]);
    if (!card || !chat) return { kind: "done" };
    const now = deps.clock.now();
    const call = await storedCall(tx, businessId, card.callId);
    const needless = whyNot(card, chat, call);
    if (needless !== null || !call) {
      await cards.closeCard(tx, businessId, { card, reason: needless ?? "no_call", now });
      return { kind: "next" };
    }
    if (card.sendingSince !== null)
      deps.ambiguous({ callId: card.callId, chatId, part: card.part });
    const at = await sendPlace(tx, chat, now);
    if (at > now) return { kind: "wait", at };
    await cards.markSending(tx, businessId, { card, by: deps.processId, now });
    const html = await render(tx, { businessId, call, chat, part: card.part, now });
    const ring =
      card.part === "final"
        ? (await cards.cardsOfCalls(tx, businessId, [card.callId])).find(
            (c) => c.chatId === chatId && c.part === "ring",
          )
        : null;
    return {
      kind: "send",
      card,
      chat,
      html,
      silent: call.recovered,
      replyTo: ring?.telegramId === chat.telegramId ? ring.messageId : null,
    };
  });
}

/** Why a waiting message is not wanted any more; null when it is. */
function whyNot(card: Card, chat: Chat, call: StoredCall | null): string | null {
  if (!chat.subscribed) return "unsubscribed";
  if (chat.unreachable) return chat.unreachable.reason;
  if (!call?.state) return "no_call";
  if (call.mergedInto !== null) return "merged";
  if (card.part === "ring" && call.state.state === "ended") return "over";
  return null;
}

/** True when the next message may follow at once. */
async function send(
  deps: CardDeps,
  job: CardJob,
  { card, chat, html, silent, replyTo }: Sending,
): Promise<boolean> {
  const place: Place = { chatId: chat.telegramId, threadId: chat.threadId };
  const outcome = await deps.gateway.send(place, { html, silent, replyTo });
  const now = deps.clock.now();
  if ("sent" in outcome && outcome.sent !== null) {
    await cards.markSent(deps.db, job.businessId, {
      card,
      messageId: outcome.sent,
      telegramId: chat.telegramId,
      digest: sha256Hex(html),
      now,
    });
    deps.sent({ chat: chat.title, part: card.part, edit: false });
    return true;
  }
  if ("ambiguous" in outcome)
    throw new AppError("telegram.no_answer", "conflict", { cause: outcome.ambiguous });
  await cards.clearSending(deps.db, job.businessId, card);
  if (
    "refused" in outcome ||
    ("lost" in outcome && outcome.lost === "message") ||
    "sent" in outcome
  ) {
    deps.failed("Telegram refused a card", { outcome, callId: card.callId });
    await cards.closeCard(deps.db, job.businessId, { card, reason: "refused", now });
    return true;
  }
  return settleTrouble(deps, job, { chat, outcome });
}

/** What a chat's trouble means for everything that waits there. True: try again at once. */
async function settleTrouble(
  deps: CardDeps,
  job: CardJob,
  { chat, outcome }: { chat: Chat; outcome: Outcome },
): Promise<boolean> {
  const now = deps.clock.now();
  if ("moved" in outcome) {
    await moved(deps.db, chat.botId, chat.telegramId, outcome.moved);
    return true;
  }
  if ("lost" in outcome) {
    await toGeneral(deps, job.businessId, chat);
    return true;
  }
  if ("dead" in outcome) {
    await markUnreachable(deps.db, job.businessId, { chatId: chat.id, reason: outcome.dead, now });
    return true;
  }
  if ("retry" in outcome) {
    await block(deps.db, {
      key: `chat:${chat.botId}:${chat.telegramId}`,
      until: now + outcome.retry,
    });
    await again(deps, job, now + outcome.retry);
    return false;
  }
  // Telegram cannot be reached at all: every chat waits, or each would knock on its own.
  await block(deps.db, { key: `bot:${chat.botId}`, until: now + AWAY_MS });
  await again(deps, job, now + AWAY_MS);
  return false;
}

const AWAY_MS = 2000;

/** The topic is gone: what waits for it leaves for General, also where General is subscribed by itself. */
async function toGeneral(deps: CardDeps, businessId: string, topic: Chat): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const general = await topicLost(tx, businessId, topic.id);
    if (!general || general.id === topic.id) return;
    const to = { from: topic.id, into: general.id };
    const calls = await cards.moveWaiting(tx, businessId, to);
    await add(
      tx,
      calls.map((callId) => cardJob({ businessId, callId, chatId: general.id })),
    );
  });
}

async function editStale(deps: CardDeps, job: CardJob): Promise<void> {
  const { businessId, chatId } = job;
  const [call, chat, all] = await Promise.all([
    storedCall(deps.db, businessId, job.callId),
    chatOf(deps.db, businessId, chatId),
    cards.cardsOfCalls(deps.db, businessId, [job.callId]),
  ]);
  if (!call?.state || !chat || chat.unreachable) return;
  for (const card of all) {
    if (card.chatId !== chatId || card.messageId === null || card.closed !== null) continue;
    const done =
      call.mergedInto === null
        ? await edit(deps, job, { card, chat, call })
        : await remove(deps, job, { card, chat });
    if (!done) return;
  }
}

type Standing = { card: Card; chat: Chat };

/** False when the rest has to wait. */
async function edit(
  deps: CardDeps,
  job: CardJob,
  { card, chat, call }: Standing & { call: StoredCall },
): Promise<boolean> {
  // While a call settles nobody knows yet whether it goes on: what stands on the card stays.
  if (card.part === "ring" && isSettling(call)) return true;
  const now = deps.clock.now();
  const html = await render(deps.db, {
    businessId: job.businessId,
    call,
    chat,
    part: card.part,
    now,
  });
  const digest = sha256Hex(html);
  if (digest === card.digest || card.messageId === null) return true;
  const at = await deps.db.transaction((tx) => editPlace(tx, chat, now));
  if (at > now) {
    await again(deps, job, at);
    return false;
  }
  const outcome = await deps.gateway.edit(
    { chatId: card.telegramId ?? chat.telegramId, threadId: null },
    card.messageId,
    html,
  );
  if ("sent" in outcome) {
    await cards.markEdited(deps.db, job.businessId, { card, digest });
    deps.sent({ chat: chat.title, part: card.part, edit: true });
    return true;
  }
  return settleEdit(deps, job, { card, chat, outcome });
}

function isSettling({ state }: StoredCall): boolean {
  return state !== null && state.state !== "ended" && state.quietSince !== null;
}

async function settleEdit(
  deps: CardDeps,
  job: CardJob,
  { card, chat, outcome }: Standing & { outcome: Outcome },
): Promise<boolean> {
  if ("retry" in outcome || "unsent" in outcome || "ambiguous" in outcome) {
    const now = deps.clock.now();
    const pause = "retry" in outcome ? outcome.retry : 1000;
    if ("retry" in outcome)
      await block(deps.db, { key: `chat:${chat.botId}:${chat.telegramId}`, until: now + pause });
    await again(deps, job, now + pause);
    return false;
  }
  if ("dead" in outcome)
    await markUnreachable(deps.db, job.businessId, {
      chatId: chat.id,
      reason: outcome.dead,
      now: deps.clock.now(),
    });
  // A group that moved keeps its old messages behind: what stands there can no longer be edited.
  else
    await cards.closeCard(deps.db, job.businessId, { card, reason: "gone", now: deps.clock.now() });
  return true;
}

/** Two calls turned out to be one: the extra message goes. */
async function remove(deps: CardDeps, job: CardJob, { card, chat }: Standing): Promise<boolean> {
  if (card.messageId === null) return true;
  const outcome = await deps.gateway.remove(
    { chatId: card.telegramId ?? chat.telegramId, threadId: null },
    card.messageId,
  );
  if ("retry" in outcome || "unsent" in outcome) {
    await again(deps, job, deps.clock.now() + ("retry" in outcome ? outcome.retry : 1000));
    return false;
  }
  await cards.closeCard(deps.db, job.businessId, { card, reason: "merged", now: deps.clock.now() });
  return true;
}

async function again(deps: CardDeps, job: CardJob, at: number): Promise<void> {
  await add(deps.db, cardJob(job, at));
  deps.wakeAt(at);
}
