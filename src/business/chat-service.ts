import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { chats } from "../db/schema/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { ours, toChat } from "./chat-store.ts";
import type { Chat, ChatOptions } from "./chat.ts";

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
  tx: Tx,
  botId: number,
  telegramId: number,
  threadId: number | null,
): Promise<Chat[]> {
  const rows = await tx
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

function sameThread(threadId: number | null): ReturnType<typeof eq> {
  return threadId === null ? isNull(chats.threadId) : eq(chats.threadId, threadId);
}
