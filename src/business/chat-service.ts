import { and, asc, eq, exists, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { chats } from "../db/schema/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { isLanguage } from "../texts/language.ts";
import { isCardStyle, type Chat, type ChatOptions } from "./chat.ts";
import { moveDigests } from "./digest-service.ts";

type Place = { botId: number; telegramId: number; threadId: number | null };
type Subscription = Place & { type: string; title: string; now: number } & ChatOptions;

/** Subscribes a chat or topic to cards, or again; given options replace the old ones, the rest is kept. */
export async function subscribe(
  db: Database,
  businessId: string,
  value: Subscription,
): Promise<Chat> {
  const { now, ...fields } = value;
  const { botId: _bot, telegramId: _chat, threadId: _thread, ...changes } = fields;
  const [row] = await db
    .insert(chats)
    .values({ businessId, ...fields, subscribedAt: new Date(now) })
    .onConflictDoUpdate({
      target: [chats.businessId, chats.botId, chats.telegramId, chats.threadId],
      set: {
        ...changes,
        subscribedAt: sql`case when ${chats.unsubscribedAt} is null then ${chats.subscribedAt} else excluded.subscribed_at end`,
        unsubscribedAt: null,
        unreachableAt: null,
        unreachableReason: null,
      },
    })
    .returning();
  if (!row) throw new AppError("chats.not_subscribed", "conflict");
  return toChat(row);
}

/** False when the chat was not subscribed. */
export async function unsubscribe(
  tx: Tx,
  businessId: string,
  value: { chatId: string; now: number },
): Promise<boolean> {
  const changed = await tx
    .update(chats)
    .set({ unsubscribedAt: new Date(value.now) })
    .where(and(ours(businessId, value.chatId), isNull(chats.unsubscribedAt)))
    .returning({ id: chats.id });
  return changed.length > 0;
}

export async function chatOf(tx: Tx, businessId: string, chatId: string): Promise<Chat | null> {
  const [row] = await tx.select().from(chats).where(ours(businessId, chatId));
  return row ? toChat(row) : null;
}

/** Every subscribed chat of a business, reachable or not, oldest first. */
export async function subscribedChats(tx: Tx, businessId: string): Promise<Chat[]> {
  const rows = await tx
    .select()
    .from(chats)
    .where(and(eq(chats.businessId, businessId), isNull(chats.unsubscribedAt)))
    .orderBy(asc(chats.subscribedAt), asc(chats.id));
  return rows.map(toChat);
}

/** Null when the business has no such chat. */
export async function changeChat(
  tx: Tx,
  businessId: string,
  value: { chatId: string; patch: ChatOptions },
): Promise<Chat | null> {
  if (Object.keys(value.patch).length === 0) return chatOf(tx, businessId, value.chatId);
  const [row] = await tx
    .update(chats)
    .set(value.patch)
    .where(ours(businessId, value.chatId))
    .returning();
  return row ? toChat(row) : null;
}

/** The subscriptions that a place in Telegram holds, of any business: who types there is told whose chat it is. */
export async function chatHere(
  db: Database,
  botId: number,
  telegramId: number,
  threadId: number | null,
): Promise<Chat[]> {
  const rows = await db
    .select()
    .from(chats)
    .where(
      and(
        eq(chats.botId, botId),
        eq(chats.telegramId, telegramId),
        sameThread(threadId),
        isNull(chats.unsubscribedAt),
      ),
    )
    .orderBy(asc(chats.subscribedAt), asc(chats.id));
  return rows.map(toChat);
}

/** The subscriptions that a Telegram chat holds in any of its topics, of any business. */
export async function chatsIn(
  db: Database,
  { botId, telegramId }: { botId: number; telegramId: number },
): Promise<Chat[]> {
  const rows = await db
    .select()
    .from(chats)
    .where(
      and(eq(chats.botId, botId), eq(chats.telegramId, telegramId), isNull(chats.unsubscribedAt)),
    )
    .orderBy(asc(chats.subscribedAt), asc(chats.id));
  return rows.map(toChat);
}

/** Marks a chat that Telegram refuses; the first time is kept. True when it was reachable till now. */
export async function markUnreachable(
  tx: Tx,
  businessId: string,
  value: { chatId: string; reason: string; now: number },
): Promise<boolean> {
  const changed = await tx
    .update(chats)
    .set({ unreachableAt: new Date(value.now), unreachableReason: value.reason })
    .where(and(ours(businessId, value.chatId), isNull(chats.unreachableAt)))
    .returning({ id: chats.id });
  return changed.length > 0;
}

/** True when the chat was unreachable till now. */
export async function markReachable(tx: Tx, businessId: string, chatId: string): Promise<boolean> {
  const changed = await tx
    .update(chats)
    .set({ unreachableAt: null, unreachableReason: null })
    .where(and(ours(businessId, chatId), isNotNull(chats.unreachableAt)))
    .returning({ id: chats.id });
  return changed.length > 0;
}

/** The bot was blocked or kicked: every subscription of the Telegram chat is unreachable. Returns those changed. */
export async function lost(
  db: Database,
  value: { botId: number; telegramId: number; reason: string; now: number },
): Promise<Chat[]> {
  const rows = await db
    .update(chats)
    .set({ unreachableAt: new Date(value.now), unreachableReason: value.reason })
    .where(
      and(
        eq(chats.botId, value.botId),
        eq(chats.telegramId, value.telegramId),
        isNull(chats.unreachableAt),
      ),
    )
    .returning();
  return rows.map(toChat);
}

/** The bot is back in a Telegram chat. Returns the subscriptions that are reachable again. */
export async function found(
  db: Database,
  value: { botId: number; telegramId: number },
): Promise<Chat[]> {
  const rows = await db
    .update(chats)
    .set({ unreachableAt: null, unreachableReason: null })
    .where(
      and(
        eq(chats.botId, value.botId),
        eq(chats.telegramId, value.telegramId),
        isNotNull(chats.unreachableAt),
      ),
    )
    .returning();
  return rows.map(toChat);
}

/** A group became a supergroup: its subscriptions follow. One that the new chat already holds is ended instead. */
export async function moved(
  db: Database,
  botId: number,
  oldTelegramId: number,
  newTelegramId: number,
): Promise<Chat[]> {
  if (oldTelegramId === newTelegramId) return [];
  const twin = alias(chats, "twin");
  const twinThere = db
    .select({ one: sql`1` })
    .from(twin)
    .where(
      and(
        eq(twin.businessId, chats.businessId),
        eq(twin.botId, botId),
        eq(twin.telegramId, newTelegramId),
        sql`${twin.threadId} is not distinct from ${chats.threadId}`,
      ),
    );
  const here = and(eq(chats.botId, botId), eq(chats.telegramId, oldTelegramId));
  return db.transaction(async (tx) => {
    await tx
      .update(chats)
      .set({ unsubscribedAt: sql`${chats.subscribedAt}` })
      .where(and(here, exists(twinThere), isNull(chats.unsubscribedAt)));
    const rows = await tx
      .update(chats)
      .set({ telegramId: newTelegramId, type: "supergroup" })
      .where(and(here, sql`not ${exists(twinThere)}`))
      .returning();
    await moveDigests(tx, { botId, from: oldTelegramId, to: newTelegramId });
    return rows.map(toChat);
  });
}

/** A topic was deleted: its subscription falls back to General. Returns the chat whose cards now go there, null for an unknown one. */
export async function topicLost(tx: Tx, businessId: string, chatId: string): Promise<Chat | null> {
  return tx.transaction(async (inner) => {
    const [row] = await inner.select().from(chats).where(ours(businessId, chatId)).for("update");
    if (!row || row.threadId === null) return row ? toChat(row) : null;
    const [general] = await inner
      .select()
      .from(chats)
      .where(
        and(
          eq(chats.businessId, businessId),
          eq(chats.botId, row.botId),
          eq(chats.telegramId, row.telegramId),
          isNull(chats.threadId),
        ),
      );
    if (general) return mergeIntoGeneral(inner, businessId, { topic: row.id, general: general.id });
    const [changed] = await inner
      .update(chats)
      .set({ threadId: null })
      .where(ours(businessId, chatId))
      .returning();
    return changed ? toChat(changed) : null;
  });
}

/** General has its own row: the topic's ends, and General is subscribed from now on if it was not. */
async function mergeIntoGeneral(
  tx: Tx,
  businessId: string,
  value: { topic: string; general: string },
): Promise<Chat | null> {
  const [topic] = await tx
    .update(chats)
    .set({ unsubscribedAt: sql`${chats.subscribedAt}` })
    .where(ours(businessId, value.topic))
    .returning();
  const [general] = await tx
    .update(chats)
    .set({
      unsubscribedAt: null,
      subscribedAt: sql`case when ${chats.unsubscribedAt} is null then ${chats.subscribedAt} else ${topic?.subscribedAt.toISOString()}::timestamptz end`,
    })
    .where(ours(businessId, value.general))
    .returning();
  return general ? toChat(general) : null;
}

function ours(businessId: string, chatId: string): ReturnType<typeof and> {
  return and(eq(chats.businessId, businessId), eq(chats.id, chatId));
}

function sameThread(threadId: number | null): ReturnType<typeof eq> {
  return threadId === null ? isNull(chats.threadId) : eq(chats.threadId, threadId);
}

function toChat(row: typeof chats.$inferSelect): Chat {
  const {
    id,
    businessId,
    botId,
    telegramId,
    threadId,
    type,
    title,
    language,
    style,
    buttons,
    masked,
    filter,
    remind,
    deals,
  } = row;
  const { subscribedAt, unsubscribedAt, unreachableAt, unreachableReason } = row;
  return {
    id,
    businessId,
    botId,
    telegramId,
    threadId,
    type,
    title,
    buttons,
    masked,
    filter,
    remind,
    deals,
    style: isCardStyle(style) ? style : "two",
    language: language !== null && isLanguage(language) ? language : null,
    subscribedAt: subscribedAt.getTime(),
    subscribed: unsubscribedAt === null,
    unreachable: unreachableAt
      ? { at: unreachableAt.getTime(), reason: unreachableReason ?? "" }
      : null,
  };
}
