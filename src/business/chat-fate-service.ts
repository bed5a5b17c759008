import { and, eq, exists, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { chats } from "../db/schema/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { ours, toChat } from "./chat-store.ts";
import type { Chat } from "./chat.ts";
import { moveDigests } from "./digest-service.ts";

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
