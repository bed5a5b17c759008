import { markUnreachable } from "../business/chat-fate-service.ts";
import { chatOf } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block } from "../jobs/bucket-service.ts";
import { together } from "../lib/together.ts";
import type { Call } from "./call.ts";
import { findPlace, placesOf } from "./card-limit-service.ts";
import { digestOf } from "./card-message.ts";
import { IN_RING, ringBecomes, stands } from "./card-plan.ts";
import * as cards from "./card-store.ts";
import type { Card } from "./card-store.ts";
import { render } from "./card-text-service.ts";
import type { CardDeps, ChatPlace } from "./card-trouble-service.ts";
import type { CardPart } from "./filter.ts";
import { storedCalls, type StoredCall } from "./store.ts";

/** Which calls' messages still have to change, and when to go on; `at` is null when all is done. */
export type LeftToEdit = { at: number | null; calls: number[] };

/** Edits the messages of these calls that say something else than they should now, and takes away those that should not stand. */
export async function editStale(
  deps: CardDeps,
  { businessId, chatId, calls }: ChatPlace & { calls: readonly number[] },
): Promise<LeftToEdit> {
  const [stored, chat, all] = await together([
    storedCalls(deps.db, businessId, calls),
    chatOf(deps.db, businessId, chatId),
    cards.cardsOfCalls(deps.db, businessId, calls),
  ]);
  if (!chat || chat.unreachable) return { at: null, calls: [] };
  const own = all.filter((card) => card.chatId === chatId);
  const standing = own.flatMap(({ messageId, ...card }) =>
    messageId !== null && stands({ ...card, messageId }) ? [{ ...card, messageId }] : [],
  );
  for (const [n, card] of standing.entries()) {
    const call = stored.get(card.callId);
    if (!call?.state) continue;
    const final = own.find(({ callId, part }) => callId === card.callId && part === "final");
    const one = { card, chat, call: { ...call, state: call.state }, final };
    const at = await settle(deps, one);
    if (at !== null) return { at, calls: standing.slice(n).map(({ callId }) => callId) };
  }
  return { at: null, calls: [] };
}

type Message = { card: Card & { messageId: number }; chat: Chat };
type Standing = Message & {
  call: StoredCall & { state: Call };
  /** The final message of the same call, sent or not. */
  final: Card | undefined;
};

/** Null when the message is as it should be, else the instant at which the rest may go on. */
async function settle(deps: CardDeps, one: Standing): Promise<number | null> {
  const { card, chat, call, final } = one;
  // Two calls turned out to be one: the extra message goes.
  if (call.mergedInto !== null) return remove(deps, one, "merged");
  // Should a call go on after its end, what was said of it stands until it ends again.
  if (card.part === "final") return call.state.state === "ended" ? edit(deps, one, "final") : null;
  const next = ringBecomes(chat, call.state, { ring: card, final });
  if (next === "keep") return null;
  if (next === "remove") return remove(deps, one, "replaced");
  if (next === "into" && final) {
    const closing = { card: final, reason: IN_RING, now: deps.clock.now() };
    await cards.closeCard(deps.db, chat.businessId, closing);
    return edit(deps, { ...one, final: { ...final, closed: IN_RING } }, "final");
  }
  return edit(deps, one, next === "ring" ? "ring" : "final");
}

async function edit(deps: CardDeps, one: Standing, part: CardPart): Promise<number | null> {
  const { card, chat, call } = one;
  const { businessId } = chat;
  const [{ content }, places] = await together([
    render(deps.db, { businessId, call, chat, part, now: deps.clock.now() }),
    placesOf(deps.db, businessId, chat.id),
  ]);
  const digest = digestOf(content);
  if (digest === card.digest) return null;
  const { at, now } = await deps.db.transaction(async (tx) => {
    const place = await findPlace(tx, chat, { kind: "edit", places, clock: deps.clock });
    await place.keep();
    return place;
  });
  if (at > now) return at;
  const outcome = await deps.gateway.edit(placeOf(one), card.messageId, content);
  if ("sent" in outcome) {
    const shown = card.part === "ring" && part === "final";
    await cards.markEdited(deps.db, businessId, { card, digest, shown, now: deps.clock.now() });
    deps.sent({ chat: chat.title, part: card.part, edit: true, waitedMs: null });
    return null;
  }
  return settleEdit(deps, one, outcome);
}

const PAUSE_MS = 1000;

async function settleEdit(
  deps: CardDeps,
  { card, chat, final }: Standing,
  outcome: Outcome,
): Promise<number | null> {
  const now = deps.clock.now();
  if ("retry" in outcome) {
    if (outcome.told) deps.throttled();
    const until = now + outcome.retry;
    await block(deps.db, { key: `chat:${chat.botId}:${chat.telegramId}`, until });
    return until;
  }
  if ("unsent" in outcome || "ambiguous" in outcome) return now + PAUSE_MS;
  if ("dead" in outcome) {
    const trouble = { chatId: chat.id, reason: outcome.dead, now };
    await markUnreachable(deps.db, chat.businessId, trouble);
    return null;
  }
  // A group that moved keeps its old messages behind: what stands there can no longer be edited.
  await cards.closeCard(deps.db, chat.businessId, { card, reason: "gone", now });
  const unseen = card.part === "ring" && final?.closed === IN_RING && final.digest === null;
  if (!unseen) return null;
  await cards.reopenCard(deps.db, chat.businessId, final);
  return now;
}

async function remove(
  deps: CardDeps,
  one: Standing,
  reason: "merged" | "replaced",
): Promise<number | null> {
  const { card, chat } = one;
  const { businessId } = chat;
  const outcome = await deps.gateway.remove(placeOf(one), card.messageId);
  const now = deps.clock.now();
  if ("retry" in outcome) {
    if (outcome.told) deps.throttled();
    return now + outcome.retry;
  }
  if ("unsent" in outcome || "ambiguous" in outcome) return now + PAUSE_MS;
  if (reason === "replaced" && !("sent" in outcome)) {
    // Too old to be taken away: then at least it does not go on ringing.
    const at = await edit(deps, one, "ring");
    if (at !== null) return at;
    await cards.closeCard(deps.db, businessId, { card, reason: "kept", now });
    return null;
  }
  const removed = "sent" in outcome;
  await cards.closeCard(deps.db, businessId, { card, reason, removed, now });
  return null;
}

function placeOf({ card, chat }: Message): { chatId: number; threadId: null } {
  return { chatId: card.telegramId ?? chat.telegramId, threadId: null };
}
