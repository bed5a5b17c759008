import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { chatOf } from "../business/chat-service.ts";
import { membersOf } from "../business/member-service.ts";
import { personOf } from "../business/person-service.ts";
import type { Tx } from "../db/client.ts";
import type { Language } from "../texts/language.ts";
import { agentSettings } from "./setting-service.ts";

/** Where people of the business hear of conversations; `group`: the chat that is meant for it. */
export type DeskPlace = {
  telegramId: number;
  threadId: number | null;
  language: Language;
  masked: boolean;
  group: boolean;
};

/** The operators' chat where one is set and reachable; else the owner and the admins in private. */
export async function deskPlaces(
  tx: Tx,
  businessId: string,
  { botId }: { botId: number },
): Promise<{ business: Business; places: DeskPlace[] } | null> {
  const business = await businessOf(tx, businessId);
  if (!business) return null;
  const { deskChatId } = await agentSettings(tx, businessId);
  const chat = deskChatId === null ? null : await chatOf(tx, businessId, deskChatId);
  if (chat && chat.subscribed && chat.unreachable === null && chat.botId === botId) {
    const { telegramId, threadId, masked, language } = chat;
    const place = { telegramId, threadId, masked, language: language ?? business.language };
    return { business, places: [{ ...place, group: telegramId < 0 }] };
  }
  return { business, places: await leaders(tx, business) };
}

/** The operators' chat of the business, when this Telegram chat is it. */
export async function isDeskChat(
  tx: Tx,
  businessId: string,
  { botId, telegramId }: { botId: number; telegramId: number },
): Promise<boolean> {
  const { deskChatId } = await agentSettings(tx, businessId);
  const chat = deskChatId === null ? null : await chatOf(tx, businessId, deskChatId);
  return chat?.subscribed === true && chat.botId === botId && chat.telegramId === telegramId;
}

/** The owner and the admins in private. */
export async function leaders(tx: Tx, business: Business): Promise<DeskPlace[]> {
  const places: DeskPlace[] = [];
  for (const { personId, role } of await membersOf(tx, business.id)) {
    if (role !== "owner" && role !== "admin") continue;
    const person = await personOf(tx, personId);
    places.push({
      telegramId: personId,
      threadId: null,
      language: person?.language ?? business.language,
      masked: false,
      group: false,
    });
  }
  return places;
}
