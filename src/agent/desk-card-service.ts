import { businessOf } from "../business/business-service.ts";
import { keyboardOf } from "../business/button-service.ts";
import { memberOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { clientOf } from "../crm/client-service.ts";
import type { Database, Tx } from "../db/client.ts";
import { deskMessages } from "../db/schema/agent.ts";
import type { ForumGateway } from "../gateways/salon-forum.ts";
import type { Clock } from "../lib/clock.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import type { Language } from "../texts/language.ts";
import {
  changeConversation,
  conversationById,
  type StoredConversation,
} from "./conversation-store.ts";
import { deskCard, deskLines, deskReason, topicName, type DeskCard } from "./desk-card.ts";
import { deskPlaces, type DeskPlace } from "./desk-place-service.ts";
import { promisedAnswer } from "./handoff-service.ts";
import { draftCardLeft } from "./shadow-notice-service.ts";
import type { Utterance } from "./utterance.ts";
import { windowLine } from "./window-line.ts";
import { lastLines, linesById } from "./utterance-store.ts";

export type DeskCardDeps = {
  db: Database;
  clock: Clock;
  /** The main bot's. */
  botId: () => number;
  forum: ForumGateway;
};

type DeskJob = {
  businessId: string;
  conversationId: number;
  what: "handoff" | "lines" | "off";
  utteranceIds: readonly number[];
};

const LINES = 6;

/**
 * Brings a conversation before the people who answer: a card with its last lines when they take over, and each further
 * message. In a forum each customer has a topic, made at the first of these.
 */
export async function runDeskCard(deps: DeskCardDeps, job: DeskJob): Promise<void> {
  const { db, clock } = deps;
  const { businessId, conversationId, what, utteranceIds } = job;
  const botId = deps.botId();
  const conversation = await conversationById(db, businessId, conversationId);
  const desk = conversation && (await deskPlaces(db, businessId, { botId }));
  if (!conversation || !desk) return;
  const who = await namesOf(db, conversation);
  const now = clock.now();
  const lines = await linesById(db, businessId, { conversationId, ids: utteranceIds });
  const posted: Notice[] = [];
  for (const place of desk.places) {
    const threadId = await topicIn(deps, conversation, { place, name: who.name });
    const about = { conversation, who, place, topic: threadId !== null, now };
    const card =
      what === "lines"
        ? { html: deskLines(place.language, { name: who.name, lines }), rows: [] }
        : await cardIn(db, about, what === "off" ? lines : null);
    const mark = what === "handoff" ? (conversation.handoffAt ?? now) : (utteranceIds.at(-1) ?? 0);
    posted.push({
      key: `desk:${conversationId}:${what}:${mark}:${place.telegramId}`,
      botId,
      telegramId: place.telegramId,
      threadId: threadId ?? place.threadId,
      html: card.html,
      keyboard: await keyboardOf(db, businessId, card.rows),
      silent: false,
      replyTo: null,
    });
  }
  await postNotices(db, businessId, { posted, now });
}

/** The card of a conversation as it is now, for one that was pressed. */
export async function deskCardOf(
  tx: Tx,
  businessId: string,
  value: {
    conversationId: number;
    language: Language;
    topic: boolean;
    masked: boolean;
    now: number;
  },
): Promise<DeskCard | null> {
  const { conversationId, language, topic, masked, now } = value;
  const conversation = await conversationById(tx, businessId, conversationId);
  if (!conversation) return null;
  const who = await namesOf(tx, conversation);
  const place = { telegramId: 0, threadId: null, language, masked, group: topic };
  return cardIn(tx, { conversation, who, place, topic, now }, null);
}

/** A notice left or was given up: what stands for a conversation in an operators' chat is remembered; a lost topic is forgotten. */
export async function deskNoticeEnded(
  tx: Tx,
  businessId: string,
  notice: Notice & { ended: { messageId: number } | { lost: true }; now: number },
): Promise<void> {
  const [, of] = /^desk:(\d+):/.exec(notice.key) ?? [];
  const conversationId = Number(of ?? 0);
  if (conversationId === 0) return;
  const { botId, telegramId, ended, now } = notice;
  if ("messageId" in ended) {
    const { messageId } = ended;
    const at = new Date(now);
    await tx
      .insert(deskMessages)
      .values({ businessId, botId, telegramId, messageId, conversationId, at })
      .onConflictDoNothing();
    return draftCardLeft(tx, businessId, { key: notice.key, conversationId });
  }
  if (notice.threadId === null) return;
  // Its topic was deleted: what was to be said there goes to the chat itself.
  await changeConversation(tx, businessId, { id: conversationId, threadId: null });
  const { html, keyboard, silent } = notice;
  const key = `${notice.key}:general`;
  const again = { key, botId, telegramId, threadId: null, html, keyboard, silent, replyTo: null };
  await postNotices(tx, businessId, { posted: [again], now });
}

/** Who a customer is to the business's people. */
export type Who = { name: string | null; phone: string | null };

export async function namesOf(
  tx: Tx,
  { businessId, clientId, profileName }: StoredConversation,
): Promise<Who> {
  const found = clientId === null ? null : await clientOf(tx, businessId, clientId);
  return { name: found?.client.name ?? profileName, phone: found?.client.phones[0] ?? null };
}

type About = {
  conversation: StoredConversation;
  who: Who;
  place: DeskPlace;
  topic: boolean;
  now: number;
};

/** `lines`: only these; null: the last ones of the dialogue. */
async function cardIn(
  tx: Tx,
  { conversation, who, place, topic, now }: About,
  lines: readonly Utterance[] | null,
): Promise<DeskCard> {
  const { businessId, id: conversationId, mode, handoffReason, handoffAt, takenBy } = conversation;
  const taker = takenBy === null ? null : await memberOf(tx, businessId, takenBy);
  const promised = handoffAt === null ? null : await promisedAnswer(tx, businessId, handoffAt);
  const { phone } = who;
  const business = await businessOf(tx, businessId);
  const zone = business?.timezone ?? "UTC";
  return deskCard(place.language, {
    conversationId,
    reason: lines === null ? deskReason(handoffReason) : "off",
    name: who.name,
    phone: phone === null ? null : (place.masked ? maskPhone : showPhone)(phone),
    lines: lines ?? (await lastLines(tx, businessId, { conversationId, count: LINES })),
    takenBy: taker?.name ?? null,
    returned: lines === null && mode === "agent",
    answersBy: promised?.answersBy ?? null,
    window: windowLine(place.language, conversation, { now, zone }),
    topic,
    now,
    zone,
  });
}

/** The customer's topic where the operators' chat is a forum that lets us make one; null anywhere else. */
export async function topicIn(
  { db, forum }: Pick<DeskCardDeps, "db" | "forum">,
  { businessId, id, threadId, number }: StoredConversation,
  { place, name }: { place: DeskPlace; name: string | null },
): Promise<number | null> {
  if (!place.group) return null;
  if (threadId !== null) return threadId;
  const title = topicName(place.language, { name, number });
  const made = await forum.createTopic(place.telegramId, title);
  if (made !== null) await changeConversation(db, businessId, { id, threadId: made });
  return made;
}
