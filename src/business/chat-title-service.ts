import { and, eq, sql } from "drizzle-orm";
import { chats } from "../db/schema/business.ts";
import type { Database } from "../db/client.ts";
import { plainTitle, TOPIC_SIGN, topicTitle } from "./chat.ts";

/** A group has another title; its topics keep the names that stand behind theirs. */
export async function renamed(
  db: Database,
  botId: number,
  telegramId: number,
  title: string,
): Promise<void> {
  const group = plainTitle(title);
  await db
    .update(chats)
    .set({
      title: sql`${group}::text || case when ${chats.threadId} is null then '' else coalesce(substring(${chats.title} from ${`${TOPIC_SIGN}.*$`}), '') end`,
    })
    .where(and(eq(chats.botId, botId), eq(chats.telegramId, telegramId)));
}

/** A topic has another name. */
export async function topicRenamed(
  db: Database,
  { botId, telegramId, threadId }: { botId: number; telegramId: number; threadId: number },
  names: { group: string; topic: string },
): Promise<void> {
  await db
    .update(chats)
    .set({ title: topicTitle(names.group, names.topic) })
    .where(
      and(eq(chats.botId, botId), eq(chats.telegramId, telegramId), eq(chats.threadId, threadId)),
    );
}
