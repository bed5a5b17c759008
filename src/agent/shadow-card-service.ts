import { businessOf } from "../business/business-service.ts";
import { keyboardOf } from "../business/button-service.ts";
import { memberOf } from "../business/member-service.ts";
import {
  postNotices,
  settleNotice,
  type Notice,
  type StandingNotice,
} from "../business/notice-service.ts";
import { editLimits } from "../calls/card-limit-service.ts";
import type { Database } from "../db/client.ts";
import type { CardGateway } from "../gateways/telegram.ts";
import type { ForumGateway } from "../gateways/salon-forum.ts";
import { block, reserve } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { conversationById, type StoredConversation } from "./conversation-store.ts";
import { namesOf, topicIn, type Who } from "./desk-card-service.ts";
import { deskPlaces, type DeskPlace } from "./desk-place-service.ts";
import { draftJob } from "./say-job.ts";
import { draftCard, draftReminder } from "./shadow-card.ts";
import { cardKey, cardsOf } from "./shadow-notice-service.ts";
import type { Draft } from "./shadow.ts";
import { draftById } from "./shadow-store.ts";
import type { Utterance } from "./utterance.ts";
import { lastLines } from "./utterance-store.ts";

export type DraftCardDeps = {
  db: Database;
  clock: Clock;
  /** The main bot's. */
  botId: () => number;
  forum: ForumGateway;
  cards: Pick<CardGateway, "edit">;
  wakeAt: (at: number) => void;
};

type DraftJob = {
  businessId: string;
  conversationId: number;
  draftId: number;
  instead: boolean;
  again: boolean;
};

/** Brings the cards of a draft to what it is now: posted while it is open, without buttons once it is over. */
export async function runDraftCard(deps: DraftCardDeps, job: DraftJob): Promise<void> {
  const { db } = deps;
  const { businessId, conversationId, draftId } = job;
  const conversation = await conversationById(db, businessId, conversationId);
  const draft = await draftById(db, businessId, { id: draftId });
  if (job.again) {
    if (conversation && draft?.ended === null) await remind(deps, conversation, draft);
    return;
  }
  if (conversation && draft?.ended === null) return post(deps, conversation, { draft, job });
  const at = await close(deps, job, conversation && draft ? { conversation, draft } : null);
  if (at === null) return;
  await add(db, { ...draftJob(job, {}), runAt: at });
  deps.wakeAt(at);
}

/** Lines before what is answered: a bare «так» says little by itself. */
const BEFORE = 3;
/** What may have been said meanwhile. */
const AFTER = 5;

type About = { conversation: StoredConversation; draft: Draft };
type Told = About & {
  who: Who;
  lines: readonly Utterance[];
  by: string | null;
  zone: string;
  instead: boolean;
};

async function toldOf(
  { db }: DraftCardDeps,
  { conversation, draft }: About,
  instead: boolean,
): Promise<Told> {
  const { businessId, id: conversationId } = conversation;
  const count = draft.utteranceIds.length + BEFORE;
  // Once it is over, what came after it belongs to the next one.
  const until = draft.utteranceIds.at(-1) ?? 0;
  const last = await lastLines(db, businessId, { conversationId, count: count + AFTER });
  const by = draft.endedBy === null ? null : await memberOf(db, businessId, draft.endedBy);
  return {
    conversation,
    draft,
    who: await namesOf(db, conversation),
    lines: last.filter(({ id }) => id <= until).slice(-count),
    by: by?.name ?? null,
    zone: (await businessOf(db, businessId))?.timezone ?? "UTC",
    instead,
  };
}

function cardIn(
  { draft, who, lines, by, zone, instead }: Told,
  { language, masked }: Pick<DeskPlace, "language" | "masked">,
  { topic, now }: { topic: boolean; now: number },
) {
  const phone = who.phone === null ? null : (masked ? maskPhone : showPhone)(who.phone);
  const { name } = who;
  return draftCard(language, { draft, instead, name, phone, masked, lines, by, topic, now, zone });
}

async function post(
  deps: DraftCardDeps,
  conversation: StoredConversation,
  { draft, job }: { draft: Draft; job: DraftJob },
): Promise<void> {
  const { db, clock } = deps;
  const { businessId, id } = conversation;
  const botId = deps.botId();
  const now = clock.now();
  const desk = await deskPlaces(db, businessId, { botId });
  const told = await toldOf(deps, { conversation, draft }, job.instead);
  const posted: Notice[] = [];
  for (const place of desk?.places ?? []) {
    const threadId = await topicIn(deps, conversation, { place, name: told.who.name });
    const { html, rows } = cardIn(told, place, { topic: threadId !== null, now });
    posted.push({
      key: cardKey(id, draft.id, place.telegramId),
      botId,
      telegramId: place.telegramId,
      threadId: threadId ?? place.threadId,
      html,
      keyboard: await keyboardOf(db, businessId, rows),
      silent: false,
      replyTo: null,
    });
  }
  await postNotices(db, businessId, { posted, now });
}

/** Cards that stand are edited, those that have not left yet never do; gives when to go on, or null when all is done. */
async function close(
  deps: DraftCardDeps,
  { businessId, conversationId, draftId }: DraftJob,
  about: About | null,
): Promise<number | null> {
  const { db, clock } = deps;
  const desk = await deskPlaces(db, businessId, { botId: deps.botId() });
  const told = about && (await toldOf(deps, about, false));
  for (const card of await cardsOf(db, businessId, { conversationId, draftId })) {
    const now = clock.now();
    if (card.messageId === null) {
      await settleNotice(db, businessId, { id: card.id, reason: "over", now });
      continue;
    }
    const known = desk?.places.find(({ telegramId }) => telegramId === card.telegramId);
    const language = known?.language ?? desk?.business.language ?? "uk";
    const place = { language, masked: known?.masked ?? card.telegramId < 0 };
    const { html, rows } = told
      ? cardIn(told, place, { topic: card.threadId !== null, now })
      : { html: text(language, "shadow-gone"), rows: [] };
    const keyboard = await keyboardOf(db, businessId, rows);
    const at = await edit(deps, card, { messageId: card.messageId, html, keyboard });
    if (at !== null) return at;
  }
  return null;
}

const AWAY_MS = 2000;

/** Null when the message is as it should be, or cannot be reached any more. */
async function edit(
  { db, clock, cards }: DraftCardDeps,
  { botId, telegramId, threadId }: StandingNotice,
  { messageId, ...content }: { messageId: number; html: string; keyboard: Notice["keyboard"] },
): Promise<number | null> {
  const keys = editLimits(botId, telegramId);
  const { at, now } = await db.transaction((tx) => reserve(tx, { keys, clock }));
  if (at > now) return at;
  const outcome = await cards.edit({ chatId: telegramId, threadId }, messageId, content);
  if ("unsent" in outcome || "ambiguous" in outcome) return clock.now() + AWAY_MS;
  if (!("retry" in outcome)) return null;
  const until = clock.now() + outcome.retry;
  if (outcome.told) await block(db, { key: `chat:${botId}:${telegramId}`, until });
  return until;
}

/** Nobody has touched a draft for as long as the business lets its customers wait: it is brought before them once more. */
async function remind(
  deps: DraftCardDeps,
  conversation: StoredConversation,
  { id: draftId }: Draft,
): Promise<void> {
  const { db, clock } = deps;
  const { businessId, id: conversationId } = conversation;
  const { name } = await namesOf(db, conversation);
  const desk = await deskPlaces(db, businessId, { botId: deps.botId() });
  const posted: Notice[] = [];
  for (const card of await cardsOf(db, businessId, { conversationId, draftId })) {
    const { botId, telegramId, threadId, messageId } = card;
    const place = desk?.places.find((one) => one.telegramId === telegramId);
    if (!place || messageId === null) continue;
    posted.push({
      key: `desk:${conversationId}:draft-again:${draftId}:${telegramId}`,
      botId,
      telegramId,
      threadId,
      html: draftReminder(place.language, { name }),
      keyboard: null,
      silent: false,
      replyTo: messageId,
    });
  }
  await postNotices(db, businessId, { posted, now: clock.now() });
}
