import { chatOf } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import type { Tx } from "../db/client.ts";
import type { Place } from "../gateways/telegram.ts";
import { add } from "../jobs/job-service.ts";
import { together } from "../lib/together.ts";
import type { Call } from "./call.ts";
import { cardJobs } from "./card-job.ts";
import { findPlace, placesOf, type Places } from "./card-limit-service.ts";
import { digestOf, type CardContent } from "./card-message.ts";
import { goesIntoRing, IN_RING, stands } from "./card-plan.ts";
import * as cards from "./card-store.ts";
import type { Card, SentCard } from "./card-store.ts";
import { render } from "./card-text-service.ts";
import { AWAY_MS, settleTrouble, type CardDeps, type ChatPlace } from "./card-trouble-service.ts";
import { refusal } from "./filter.ts";
import { listJob } from "./quiet-job.ts";
import { wantList } from "./quiet-store.ts";
import { quietAt, type Quiet } from "./quiet.ts";
import type { StoredCall } from "./store.ts";

/** `calls` are those whose messages are looked through afterwards anyway. */
type Turn = ChatPlace & { calls: readonly number[] };

/** Sends what waits in a chat, in its order; gives the instant at which to go on, or null when nothing waits. */
export async function sendWaiting(deps: CardDeps, turn: Turn): Promise<number | null> {
  for (;;) {
    const next = await nextStep(deps, turn);
    if (!next) return null;
    if ("at" in next) return next.at;
    if ("closed" in next) continue;
    if ("delivered" in next) {
      await note(deps, turn.businessId, next.delivered);
      continue;
    }
    const pause = await send(deps, next);
    if (pause !== null) return pause;
  }
}

type Sending = {
  card: Card;
  chat: Chat;
  content: CardContent;
  /** First heard of long after its end: it rings nobody. */
  late: boolean;
  quiet: Quiet | null;
  /** The incoming message of the same call, where it stands. */
  ring: Card | null;
};

/** `delivered` left before, while the database could not be told. */
type Step = Sending | { closed: string } | { at: number } | { delivered: SentCard };

/** Up to the moment when the oldest message that waits may leave: all on one connection, the mark before the request with it. */
async function nextStep(deps: CardDeps, turn: Turn): Promise<Step | null> {
  return deps.db.transaction(async (tx) => {
    const { businessId, chatId } = turn;
    const [waiting, chat, places] = await together([
      cards.firstWaiting(tx, businessId, chatId),
      chatOf(tx, businessId, chatId),
      placesOf(tx, businessId, chatId),
    ]);
    if (!waiting || !chat) return null;
    const { card, call } = waiting;
    const now = deps.clock.now();
    const needless = whyNot(card, chat, call);
    if (needless !== null || !call?.state) {
      const reason = needless ?? "no_call";
      await cards.closeCard(tx, businessId, { card, reason, now });
      return { closed: reason };
    }
    const delivered = deps.delivered.get(nameOf(card));
    if (delivered) return { delivered };
    return prepare(deps, tx, turn, { card, chat, places, call: { ...call, state: call.state } });
  });
}

type Waiting = { card: Card; chat: Chat; places: Places; call: StoredCall & { state: Call } };

/** Renders the message and takes a place for it; the limits' rows, which every chat wants, are locked last. */
async function prepare(
  deps: CardDeps,
  tx: Tx,
  turn: Turn,
  { card, chat, places, call }: Waiting,
): Promise<Step> {
  const { businessId, chatId } = turn;
  const now = deps.clock.now();
  const [{ content, business }, all, place] = await together([
    render(tx, { businessId, call, chat, part: card.part, now }),
    card.part === "final" ? cards.cardsOfCalls(tx, businessId, [card.callId]) : [],
    findPlace(tx, chat, { kind: "send", places, clock: deps.clock }),
  ]);
  const ring = all.find((other) => other.chatId === chatId && other.part === "ring");
  if (card.part === "final" && goesIntoRing(chat, call.state, { ring, final: card })) {
    await putIntoRing(deps, tx, turn, card);
    return { closed: IN_RING };
  }
  const here = ring && stands(ring) && ring.telegramId === chat.telegramId ? ring : null;
  const quiet = quietAt(chat.filter, business, now);
  const next = { card, chat, content, late: call.recovered, quiet, ring: here };
  if (place.at > place.now) {
    await place.keep();
    return { at: place.at };
  }
  await together([place.keep(), bracket(deps, tx, turn, next)]);
  if (card.sendingSince !== null) deps.ambiguous({ callId: card.callId, chatId, part: card.part });
  return next;
}

/** Why a waiting message is not wanted any more; null when it is. */
function whyNot(card: Card, chat: Chat, call: StoredCall | null): string | null {
  if (!chat.subscribed) return "unsubscribed";
  if (chat.unreachable) return chat.unreachable.reason;
  if (!call?.state) return "no_call";
  if (call.mergedInto !== null) return "merged";
  const ended = call.state.state === "ended";
  if (card.part === "ring" && ended) return "over";
  if (card.part === "final" && !ended) return "reopened";
  // Tried before, it may stand in the chat: then what stands should be known, whatever is set now.
  if (card.sendingSince !== null) return null;
  if (card.part === "ring" && chat.style === "final") return "style";
  return refusal(chat.filter, call.state, card.part) === null ? null : "filtered";
}

/** The incoming message takes the final text over: now, or by a job of its own where it is not looked at afterwards. */
async function putIntoRing(deps: CardDeps, tx: Tx, turn: Turn, card: Card): Promise<void> {
  const closing = { card, reason: IN_RING, now: deps.clock.now() };
  await together([cards.closeCard(tx, turn.businessId, closing), add(tx, afterwards(turn, card))]);
}

function afterwards({ businessId, chatId, calls }: Turn, { callId }: Card) {
  return calls.includes(callId) ? [] : cardJobs([{ businessId, chatId, callId }]);
}

/** Brackets the send with a mark, and sees to what follows it. */
async function bracket(
  deps: CardDeps,
  tx: Tx,
  turn: Turn,
  { card, chat, quiet, ring }: Sending,
): Promise<void> {
  const { businessId, chatId } = turn;
  const list = quiet && quiet.until !== null ? { chatId, until: quiet.until } : null;
  // In style `one` the incoming message goes once the final one stands.
  const replaces = ring !== null && chat.style === "one";
  const jobs = [
    ...(replaces ? afterwards(turn, card) : []),
    ...(list ? [listJob({ businessId, ...list })] : []),
  ];
  await together([
    cards.markSending(tx, businessId, { card, by: deps.processId, now: deps.clock.now() }),
    list ? wantList(tx, businessId, list) : null,
    jobs.length > 0 ? add(tx, jobs) : null,
  ]);
}

/** Null when the next message may follow at once, else the instant at which to try again. */
async function send(deps: CardDeps, sending: Sending): Promise<number | null> {
  const { card, chat, content, quiet } = sending;
  const { businessId } = chat;
  const outcome = await request(deps, sending);
  const now = deps.clock.now();
  if ("sent" in outcome && outcome.sent !== null) {
    const sent = {
      card,
      messageId: outcome.sent,
      telegramId: chat.telegramId,
      digest: digestOf(content),
      quiet: quiet !== null && quiet.until !== null,
      repeated: card.sendingSince !== null,
      now,
    };
    deps.delivered.set(nameOf(card), sent);
    await note(deps, businessId, sent);
    const waitedMs = Math.max(0, now - card.wantedAt);
    deps.sent({ chat: chat.title, part: card.part, edit: false, waitedMs });
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

/** A reply goes to its message's topic, which may be closed although General is open: without the reply it arrives. */
async function request(deps: CardDeps, { chat, content, late, quiet, ring }: Sending) {
  const place: Place = { chatId: chat.telegramId, threadId: chat.threadId };
  const replyTo = chat.style === "one" ? null : (ring?.messageId ?? null);
  const message = { ...content, silent: late || quiet !== null };
  const outcome = await deps.gateway.send(place, { ...message, replyTo });
  const elsewhere = "lost" in outcome && chat.threadId === null && replyTo !== null;
  return elsewhere ? deps.gateway.send(place, { ...message, replyTo: null }) : outcome;
}

/** The database may be away when Telegram's answer comes: it is kept in the process until it could be written. */
async function note(deps: CardDeps, businessId: string, sent: SentCard): Promise<void> {
  await cards.markSent(deps.db, businessId, sent);
  deps.delivered.delete(nameOf(sent.card));
}

function nameOf({ seq }: SentCard["card"]): string {
  return String(seq);
}
