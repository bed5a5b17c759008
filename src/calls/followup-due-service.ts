import { sql } from "drizzle-orm";
import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { subscribedChats } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { memberOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import { scheduleOf } from "../business/schedule-service.ts";
import { dueAfter } from "../business/working-time.ts";
import type { Database, Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { emit } from "../events/emit-service.ts";
import type { Clock } from "../lib/clock.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { cardElsewhere } from "./card-text-service.ts";
import { wants } from "./filter.ts";
import { followupEvent } from "./followup-event.ts";
import { lookAgain } from "./followup-service.ts";
import { COLUMNS, toFollowup, type Row } from "./followup-store.ts";
import type { Followup } from "./followup.ts";
import { quietAt } from "./quiet.ts";
import { showFollowups } from "./show-service.ts";
import { storedCalls } from "./store.ts";

export type FollowupDeps = { db: Database; clock: Clock; botId: () => number };

/**
 * A follow-up fell due: once overdue its card says so, and the chats that asked for it are told unless somebody has it; who
 * has it is reminded a promise's time after claiming, and the chats another one later. Each of these happens once.
 */
export async function lookAtFollowup(
  { db, clock, botId }: FollowupDeps,
  { businessId, followupId }: { businessId: string; followupId: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const [row] = await tx.execute<Row>(
      sql`select ${COLUMNS} from followups where business_id = ${businessId} and id = ${followupId} and closed_at is null for update`,
    );
    const business = await businessOf(tx, businessId);
    if (!row || !business) return;
    const known = toFollowup(row);
    const schedule = await scheduleOf(tx, businessId, known.line);
    const next = noticedAt(known, now, (from) => dueAfter(schedule, from, business.slaMin));
    await save(tx, businessId, next);
    if (next.overdueAt !== known.overdueAt) {
      const about = { businessId, zone: business.timezone, now };
      await emit(tx, [followupEvent("followup.overdue", next, about)]);
      await showFollowups(tx, businessId, [next.id]);
    }
    if (next.remindedAt !== known.remindedAt)
      await remind(tx, business, { row: next, botId: botId(), now });
    if (next.escalatedAt !== known.escalatedAt) await escalate(tx, business, { row: next, now });
    await lookAgain(tx, business, next);
  });
}

/** The follow-up with what is to be noticed of it at this instant. */
function noticedAt(row: Followup, now: number, promiseFrom: (at: number) => number): Followup {
  const { dueAt, claimedAt, remindedAt } = row;
  if (dueAt === null) return row;
  const overdueAt = row.overdueAt ?? (dueAt <= now ? now : null);
  const unanswered = claimedAt !== null && promiseFrom(claimedAt) <= now;
  const left = claimedAt === null ? overdueAt !== null : isPast(remindedAt, now, promiseFrom);
  return {
    ...row,
    overdueAt,
    remindedAt: remindedAt ?? (unanswered ? now : null),
    escalatedAt: row.escalatedAt ?? (left ? now : null),
  };
}

function isPast(at: number | null, now: number, promiseFrom: (at: number) => number): boolean {
  return at !== null && promiseFrom(at) <= now;
}

async function save(tx: Tx, businessId: string, row: Followup): Promise<void> {
  const { id, overdueAt, remindedAt, escalatedAt } = row;
  await tx.execute(sql`
    update followups set overdue_at = ${iso(overdueAt)}::timestamptz, reminded_at = ${iso(remindedAt)}::timestamptz,
      escalated_at = ${iso(escalatedAt)}::timestamptz
    where business_id = ${businessId} and id = ${id}`);
}

type Noticed = { row: Followup; now: number };

/** The one who claimed it, in private. */
async function remind(
  tx: Tx,
  business: Business,
  { row, botId, now }: Noticed & { botId: number },
): Promise<void> {
  if (row.claimedBy === null) return;
  await tellMember(tx, business, {
    row,
    botId,
    now,
    personId: row.claimedBy,
    title: "followup-remind",
    key: `followup:${row.id}:remind:${row.claimedAt}`,
  });
}

type Telling = Noticed & { botId: number; personId: number; title: TextId; key: string };

/** Tells a member in private of a follow-up, with its buttons; who is no member any more is told nothing. */
export async function tellMember(
  tx: Tx,
  business: Business,
  { row, botId, personId, title, key, now }: Telling,
): Promise<void> {
  const member = await memberOf(tx, business.id, personId);
  const person = member && (await personOf(tx, personId));
  if (!person) return;
  const place = { key, botId, telegramId: personId, threadId: null, silent: false, replyTo: null };
  const seen = { language: person.language, masked: false, title, now };
  const notice = await noticeOf(tx, business.id, row, { place, seen });
  await postNotices(tx, business.id, { posted: notice ? [notice] : [], now });
}

/** The chats that asked for reminders and have the call's card; at night and outside the hours without sound. */
async function escalate(tx: Tx, business: Business, { row, now }: Noticed): Promise<void> {
  const call = (await storedCalls(tx, business.id, [row.callId])).get(row.callId)?.state;
  if (!call) return;
  const chats = (await subscribedChats(tx, business.id)).filter(
    (chat) => chat.remind && chat.buttons && !chat.unreachable && wants(chat.filter, call, "final"),
  );
  const posted: Notice[] = [];
  for (const chat of chats) {
    const place = placeIn(chat, {
      key: `followup:${row.id}:chat:${chat.id}:${row.openedAt}`,
      silent: quietAt(chat.filter, business, now) !== null,
    });
    const language = chat.language ?? business.language;
    const seen = { language, masked: chat.masked, title: "followup-escalate" as const, now };
    const notice = await noticeOf(tx, business.id, row, { place, seen });
    if (notice) posted.push(notice);
  }
  await postNotices(tx, business.id, { posted, now });
}

function placeIn(chat: Chat, { key, silent }: { key: string; silent: boolean }): NoticePlace {
  const { botId, telegramId, threadId } = chat;
  return { key, silent, botId, telegramId, threadId, replyTo: null };
}

type NoticePlace = Omit<Notice, "html" | "keyboard">;
type Seen = { language: Language; masked: boolean; title: TextId; now: number };

async function noticeOf(
  tx: Tx,
  businessId: string,
  row: Followup,
  { place, seen }: { place: NoticePlace; seen: Seen },
): Promise<Notice | null> {
  const { title, ...view } = seen;
  const asked = { callId: row.callId, chatId: null, ...view };
  const card = await cardElsewhere(tx, businessId, asked);
  if (!card) return null;
  const html = `${text(seen.language, title)}\n\n${card.html}`;
  return { ...place, html, keyboard: card.keyboard };
}
