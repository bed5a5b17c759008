import { and, eq } from "drizzle-orm";
import { chats } from "../db/schema/business.ts";
import { isLanguage } from "../texts/language.ts";
import { isCardStyle, type Chat } from "./chat.ts";

/** One chat of a business. */
export function ours(businessId: string, chatId: string): ReturnType<typeof and> {
  return and(eq(chats.businessId, businessId), eq(chats.id, chatId));
}

export function toChat(row: typeof chats.$inferSelect): Chat {
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
