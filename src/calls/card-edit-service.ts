import { chatOf, markUnreachable } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block } from "../jobs/bucket-service.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { together } from "../lib/together.ts";
import { findPlace, placesOf } from "./card-limit-service.ts";
import type { CardDeps, ChatPlace } from "./card-send-service.ts";
import * as cards from "./card-store.ts";
import type { Card } from "./card-store.ts";
import { render } from "./card-text-service.ts";
import { storedCalls, type StoredCall } from "./store.ts";

/** Which calls' messages still have to change, and when to go on; `at` is null when all is done. */
export type LeftToEdit = { at: number | null; calls: number[] };

/** Edits the messages of these calls that say something else than they should now. */
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
  const standing = all.flatMap(({ messageId, ...card }) =>
    card.chatId === chatId && messageId !== null && card.closed === null
      ? [{ ...card, messageId }]
      : [],
  );
  for (const [n, card] of standing.entries()) {
    const call = stored.get(card.callId);
    if (!call?.state) continue;
    const at =
      call.mergedInto === null
        ? await edit(deps, { card, chat, call })
        : await remove(deps, { card, chat });
    if (at !== null) return { at, calls: standing.slice(n).map(({ callId }) => callId) };
  }
  return { at: null, calls: [] };
}

type Standing = { card: Card & { messageId: number }; chat: Chat };

/** Null when the message says what it should, else the instant at which the rest may go on. */
async function edit(
  deps: CardDeps,
  { card, chat, call }: Standing & { call: StoredCall },
): Promise<number | null> {
  // While a call settles nobody knows yet whether it goes on: what stands on the card stays.
  if (card.part === "ring" && isSettling(call)) return null;
  const { businessId } = chat;
  const [html, places] = await together([
    render(deps.db, { businessId, call, chat, part: card.part, now: deps.clock.now() }),
    placesOf(deps.db, businessId, chat.id),
  ]);
  const digest = sha256Hex(html);
  if (digest === card.digest) return null;
  const { at, now } = await deps.db.transaction(async (tx) => {
    const place = await findPlace(tx, chat, { kind: "edit", places, clock: deps.clock });
    await place.keep();
    return place;
  });
  if (at > now) return at;
  const place = { chatId: card.telegramId ?? chat.telegramId, threadId: null };
  const outcome = await deps.gateway.edit(place, card.messageId, html);
  if ("sent" in outcome) {
    await cards.markEdited(deps.db, businessId, { card, digest });
    deps.sent({ chat: chat.title, part: card.part, edit: true });
    return null;
  }
  return settleEdit(deps, { card, chat, outcome });
}

function isSettling({ state }: StoredCall): boolean {
  return state !== null && state.state !== "ended" && state.quietSince !== null;
}

const PAUSE_MS = 1000;

async function settleEdit(
  deps: CardDeps,
  { card, chat, outcome }: Standing & { outcome: Outcome },
): Promise<number | null> {
  const now = deps.clock.now();
  if ("retry" in outcome) {
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
  return null;
}

/** Two calls turned out to be one: the extra message goes. */
async function remove(deps: CardDeps, { card, chat }: Standing): Promise<number | null> {
  const outcome = await deps.gateway.remove(
    { chatId: card.telegramId ?? chat.telegramId, threadId: null },
    card.messageId,
  );
  const now = deps.clock.now();
  if ("retry" in outcome) return now + outcome.retry;
  if ("unsent" in outcome) return now + PAUSE_MS;
  await cards.closeCard(deps.db, chat.businessId, { card, reason: "merged", now });
  return null;
}
