import { chatOf, markUnreachable, moved, topicLost } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import type { Database } from "../db/client.ts";
import type { CardGateway, Place } from "../gateways/telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { together } from "../lib/together.ts";
import { cardJobs } from "./card-job.ts";
import { findPlace, placesOf, type Places } from "./card-limit-service.ts";
import * as cards from "./card-store.ts";
import type { Card, SentCard } from "./card-store.ts";
import { render } from "./card-text-service.ts";
import type { CardPart } from "./filter.ts";
import type { StoredCall } from "./store.ts";

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
  ambiguous: (card: { callId: number; chatId: string; part: CardPart }) => void;
  sent: (entry: { chat: string; part: CardPart; edit: boolean }) => void;
  failed: (problem: string, about: Record<string, unknown>) => void;
};

export type ChatPlace = { businessId: string; chatId: string };

/** Sends what waits in a chat, in its order; gives the instant at which to go on, or null when nothing waits. */
export async function sendWaiting(deps: CardDeps, place: ChatPlace): Promise<number | null> {
  for (;;) {
    const next = await nextOf(deps, place);
    if (!next) return null;
    if (!("html" in next)) continue;
    const at = await depart(deps, next);
    if (at !== null) return at;
    const pause = await send(deps, next);
    if (pause !== null) return pause;
  }
}

type Sending = {
  card: Card;
  chat: Chat;
  places: Places;
  html: string;
  silent: boolean;
  replyTo: number | null;
};

/** The oldest message that waits; one that is not wanted any more is closed. Only the chat's own job touches these rows. */
async function nextOf(
  deps: CardDeps,
  { businessId, chatId }: ChatPlace,
): Promise<Sending | { closed: string } | null> {
  const { db, clock } = deps;
  const [waiting, chat, places] = await together([
    cards.firstWaiting(db, businessId, chatId),
    chatOf(db, businessId, chatId),
    placesOf(db, businessId, chatId),
  ]);
  if (!waiting || !chat) return null;
  const { card, call } = waiting;
  const now = clock.now();
  const needless = whyNot(card, chat, call);
  if (needless !== null || !call) {
    const reason = needless ?? "no_call";
    await cards.closeCard(db, businessId, { card, reason, now });
    return { closed: reason };
  }
  const delivered = deps.delivered.get(nameOf(card));
  if (delivered) {
    await note(deps, businessId, delivered);
    return { closed: "delivered" };
  }
  if (card.sendingSince !== null) deps.ambiguous({ callId: card.callId, chatId, part: card.part });
  const [html, all] = await together([
    render(db, { businessId, call, chat, part: card.part, now }),
    card.part === "final" ? cards.cardsOfCalls(db, businessId, [card.callId]) : [],
  ]);
  const ring = all.find((other) => other.chatId === chatId && other.part === "ring");
  const replyTo = ring?.telegramId === chat.telegramId ? ring.messageId : null;
  return { card, chat, places, html, silent: call.recovered, replyTo };
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

/** Takes a place in the limits and brackets the send with a mark; gives the place's time when it is not now. */
async function depart(deps: CardDeps, { card, chat, places }: Sending): Promise<number | null> {
  return deps.db.transaction(async (tx) => {
    const wish = { kind: "send" as const, places, clock: deps.clock };
    const { at, now, keep } = await findPlace(tx, chat, wish);
    const waits = at > now;
    const mark = { card, by: deps.processId, now };
    await together([keep(), waits ? null : cards.markSending(tx, chat.businessId, mark)]);
    return waits ? at : null;
  });
}

/** Null when the next message may follow at once, else the instant at which to try again. */
async function send(
  deps: CardDeps,
  { card, chat, html, silent, replyTo }: Sending,
): Promise<number | null> {
  const { businessId } = chat;
  const place: Place = { chatId: chat.telegramId, threadId: chat.threadId };
  const outcome = await deps.gateway.send(place, { html, silent, replyTo });
  const now = deps.clock.now();
  if ("sent" in outcome && outcome.sent !== null) {
    const digest = sha256Hex(html);
    const sent = { card, messageId: outcome.sent, telegramId: chat.telegramId, digest, now };
    deps.delivered.set(nameOf(card), sent);
    await note(deps, businessId, sent);
    deps.sent({ chat: chat.title, part: card.part, edit: false });
    return null;
  }
  // The mark stays, so that the next try counts. Thrown, it would wait longer each time: up to hours after an outage.
  if ("ambiguous" in outcome) return now + AWAY_MS;
  await cards.clearSending(deps.db, businessId, card);
  if (
    "refused" in outcome ||
    ("lost" in outcome && outcome.lost === "message") ||
    "sent" in outcome
  ) {
    deps.failed("Telegram refused a card", { outcome, callId: card.callId });
    await cards.closeCard(deps.db, businessId, { card, reason: "refused", now });
    return null;
  }
  return settleTrouble(deps, chat, outcome);
}

const AWAY_MS = 2000;

/** The database may be away when Telegram's answer comes: it is kept in the process until it could be written. */
async function note(deps: CardDeps, businessId: string, sent: SentCard): Promise<void> {
  await cards.markSent(deps.db, businessId, sent);
  deps.delivered.delete(nameOf(sent.card));
}

function nameOf({ callId, chatId, part }: SentCard["card"]): string {
  return `${callId} ${chatId} ${part}`;
}

/** What a chat's trouble means for everything that waits there. Null: try again at once. */
async function settleTrouble(deps: CardDeps, chat: Chat, outcome: Outcome): Promise<number | null> {
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
    const until = now + outcome.retry;
    await block(deps.db, { key: `chat:${chat.botId}:${chat.telegramId}`, until });
    return until;
  }
  // Telegram cannot be reached at all: every chat waits, or each would knock on its own.
  await block(deps.db, { key: `bot:${chat.botId}`, until: now + AWAY_MS });
  return now + AWAY_MS;
}

/** The topic is gone: what waits for it leaves for General, also where General is subscribed by itself. */
async function toGeneral(deps: CardDeps, topic: Chat): Promise<void> {
  const { businessId } = topic;
  await deps.db.transaction(async (tx) => {
    const general = await topicLost(tx, businessId, topic.id);
    if (!general || general.id === topic.id) return;
    const to = { from: topic.id, into: general.id };
    const calls = await cards.moveWaiting(tx, businessId, to);
    await add(tx, cardJobs(calls.map((callId) => ({ businessId, callId, chatId: general.id }))));
  });
}
