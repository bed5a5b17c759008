import { noticeAt, noticesLike, type StandingNotice } from "../business/notice-service.ts";
import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { draftJob } from "./say-job.ts";
import { draftById } from "./shadow-store.ts";

/** The key of a draft's card in one chat. */
export function cardKey(conversationId: number, draftId: number, telegramId: number): string {
  return `${cardPrefix(conversationId, draftId)}${telegramId}`;
}

/** The cards of a draft that were posted, wherever they stand. */
export function cardsOf(
  tx: Tx,
  businessId: string,
  { conversationId, draftId }: { conversationId: number; draftId: number },
): Promise<StandingNotice[]> {
  return noticesLike(tx, businessId, { prefix: cardPrefix(conversationId, draftId) });
}

/** A card left: what became of its draft meanwhile is shown on it now. */
export async function draftCardLeft(
  tx: Tx,
  businessId: string,
  { key, conversationId }: { key: string; conversationId: number },
): Promise<void> {
  const draftId = draftOfKey(key);
  if (draftId === null) return;
  const draft = await draftById(tx, businessId, { id: draftId, lock: true });
  if (draft?.ended === null) return;
  await add(tx, draftJob({ businessId, conversationId, draftId }, {}));
}

/** The draft that a message in an operators' chat is the card of; null for any other message, and once it is over. */
export async function draftAt(
  tx: Tx,
  businessId: string,
  place: { botId: number; telegramId: number; messageId: number },
): Promise<number | null> {
  const notice = await noticeAt(tx, businessId, place);
  const draftId = notice && draftOfKey(notice.key);
  if (!draftId) return null;
  const draft = await draftById(tx, businessId, { id: draftId });
  return draft?.ended === null ? draftId : null;
}

function cardPrefix(conversationId: number, draftId: number): string {
  return `desk:${conversationId}:draft:${draftId}:`;
}

function draftOfKey(key: string): number | null {
  const [, id] = /^desk:\d+:draft:(\d+):/.exec(key) ?? [];
  return id === undefined ? null : Number(id);
}
