import type { Context } from "grammy";
import { businessOf } from "../business/business-service.ts";
import { chatHere, chatsIn } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { memberOf } from "../business/member-service.ts";
import { businessesOf } from "../business/person-service.ts";
import type { Business } from "../business/business.ts";
import { may, roles, type Action as Right, type Role } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { send, tell, type Button } from "./screen.ts";

/** What the button of who is no member carries. */
export const ASK_ACCESS = "access:ask";

/** A member who acts for a business, with the role they have at this moment. */
export type Acting = { business: Business; role: Role };

/** The topic that the message stands in; General and ordinary chats have none. */
export function threadOf(ctx: DeskContext): number | null {
  const message = ctx.msg;
  return message?.is_topic_message === true ? (message.message_thread_id ?? null) : null;
}

export function isGroup(ctx: Context): boolean {
  return ctx.chat?.type === "group" || ctx.chat?.type === "supergroup";
}

export function isForum(ctx: Context): boolean {
  return ctx.chat?.type === "supergroup" && ctx.chat.is_forum === true;
}

/**
 * In a subscribed chat or topic its business counts, elsewhere the person's active one; in other topics of a group one of
 * the group's, if the person belongs to it. Null: the person is no member of the chat's business.
 */
export async function acting(ctx: DeskContext): Promise<Acting | null> {
  const { deps, person } = ctx.desk;
  const mine = await businessesOf(deps.db, person.id);
  const active = mine.find((one) => one.active) ?? null;
  if (!isGroup(ctx) || !ctx.chat) return active;
  const here = await chatHere(deps.db, deps.botInfo.id, ctx.chat.id, threadOf(ctx));
  if (here.length > 0) return among(mine, here);
  const around = await chatsIn(deps.db, { botId: deps.botInfo.id, telegramId: ctx.chat.id });
  return among(mine, around) ?? active;
}

function among<T extends Acting & { active: boolean }>(mine: T[], chats: Chat[]): T | null {
  const counts = mine.filter((one) => chats.some((chat) => chat.businessId === one.business.id));
  return counts.find((one) => one.active) ?? counts[0] ?? null;
}

/** The person acting for a business with this right, null for any; whoever has it not is told why, and null comes back. */
export async function allowed(ctx: DeskContext, right: Right | null): Promise<Acting | null> {
  const member = await acting(ctx);
  if (member && (right === null || may(member.role, right))) return member;
  const { language } = ctx.desk;
  if (member && right !== null)
    await send(ctx, null, {
      html: text(language, "bot-no-right", { who: whoMay(language, right) }),
    });
  else if (isGroup(ctx)) await turnAway(ctx);
  else await tell(ctx, "bot-no-business");
  return null;
}

/** Says in a group that only its business's team is answered; where cards come, the person may ask to be let in. */
export async function turnAway(ctx: DeskContext): Promise<void> {
  const { language } = ctx.desk;
  const key: Button = { label: text(language, "access-ask"), data: ASK_ACCESS };
  const rows = (await subscriptionsAround(ctx)).length > 0 ? [[key]] : [];
  await send(ctx, null, { html: html(language, "bot-members-only"), rows });
}

/** The subscriptions of the place the message stands in, or else of the group's other topics. */
export async function subscriptionsAround(ctx: DeskContext): Promise<Chat[]> {
  const { db, botInfo } = ctx.desk.deps;
  if (!ctx.chat) return [];
  const here = await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx));
  return here.length > 0 ? here : chatsIn(db, { botId: botInfo.id, telegramId: ctx.chat.id });
}

/** The person as a member of this very business, or null. */
export async function actingFor(ctx: DeskContext, businessId: string): Promise<Acting | null> {
  const { deps, person } = ctx.desk;
  const member = await memberOf(deps.db, businessId, person.id);
  const business = member && (await businessOf(deps.db, businessId));
  return business ? { business, role: member.role } : null;
}

/** Secrets and settings belong into the private chat: in a group the person gets a button there. True when said so. */
export async function sentToPrivate(ctx: DeskContext): Promise<boolean> {
  if (!isGroup(ctx)) return false;
  const { deps, language } = ctx.desk;
  // Who is no member would find nothing there.
  if ((await subscriptionsAround(ctx)).length > 0 && !(await acting(ctx))) {
    await turnAway(ctx);
    return true;
  }
  const url = `https://t.me/${deps.botInfo.username}?start=connect`;
  await send(ctx, null, {
    html: html(language, "bot-private-only"),
    rows: [[{ label: text(language, "bot-open-private"), url }]],
  });
  return true;
}

/** "the owner", or "an admin or the owner". */
export function whoMay(language: Language, right: Right): string {
  const least = roles.toReversed().find((role) => may(role, right));
  return text(language, least === "owner" ? "bot-who-owner" : "bot-who-admin");
}
