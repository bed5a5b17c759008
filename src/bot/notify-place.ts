import { changeChat, chatHere, subscribe, unsubscribe } from "../business/chat-service.ts";
import { topicOf, topicTitle, type Chat } from "../business/chat.ts";
import { businessesOf } from "../business/person-service.ts";
import { may } from "../business/role.ts";
import { scopes } from "../desk/scope-service.ts";
import { text } from "../texts/bundle.ts";
import { isForum, threadOf, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { patchOf, type NotifyWish } from "./notify-filter.ts";
import { notifyMenu } from "./notify-menu.ts";
import type { NotifyPart } from "./notify-screen.ts";
import { html } from "./say.ts";
import { show, tell, type Button, type Screen } from "./screen.ts";

/** Subscribes the place the message stands in; what the wish leaves out stays as it was. */
export async function turnOn(
  ctx: DeskContext,
  member: Acting,
  wish: NotifyWish,
): Promise<Chat | null> {
  const { db, botInfo, clock } = ctx.desk.deps;
  if (!ctx.chat || isLost(ctx)) return lostPlace(ctx);
  const chat = await subscribe(db, member.business.id, {
    botId: botInfo.id,
    telegramId: ctx.chat.id,
    threadId: threadOf(ctx),
    type: ctx.chat.type,
    title: titleHere(ctx, await chatOfPlace(ctx, member.business.id)),
    now: clock.now(),
  });
  return change(ctx, member, chat, wish);
}

export async function change(
  ctx: DeskContext,
  { business }: Acting,
  chat: Chat,
  wish: NotifyWish,
): Promise<Chat> {
  const patch = patchOf(chat, wish);
  return (await changeChat(ctx.desk.deps.db, business.id, { chatId: chat.id, patch })) ?? chat;
}

export async function turnOff(ctx: DeskContext, { business }: Acting): Promise<void> {
  const { deps, language } = ctx.desk;
  if (isLost(ctx)) return void (await lostPlace(ctx));
  const chat = await chatOfPlace(ctx, business.id);
  const ended =
    chat !== undefined &&
    (await unsubscribe(deps.db, business.id, { chatId: chat.id, now: deps.clock.now() }));
  await show(ctx, business.id, {
    html: html(language, ended ? "notify-turned-off" : "notify-was-off"),
    rows: startRow(ctx),
  });
}

/** The subscription of the place that the pressed message stands in; one that ended is not begun anew by an old button. */
export async function subscribedHere(ctx: DeskContext, { business }: Acting): Promise<Chat | null> {
  if (isLost(ctx)) return lostPlace(ctx);
  const chat = await chatOfPlace(ctx, business.id);
  if (chat) return chat;
  const said = html(ctx.desk.language, "notify-not-on", { business: business.name });
  await show(ctx, business.id, { html: said, rows: startRow(ctx) });
  return null;
}

async function chatOfPlace(ctx: DeskContext, businessId: string): Promise<Chat | undefined> {
  const { db, botInfo } = ctx.desk.deps;
  if (!ctx.chat) return undefined;
  const here = await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx));
  return here.find((chat) => chat.businessId === businessId);
}

/** A topic's name is told only by the message that opened it, to which every other one of the topic is a reply. */
function titleHere(ctx: DeskContext, known: Chat | undefined): string {
  const title = ctx.chat?.title ?? ctx.desk.person.firstName;
  const topic =
    ctx.msg?.reply_to_message?.forum_topic_created?.name ?? (known ? topicOf(known) : null);
  return threadOf(ctx) === null || topic === null ? title : topicTitle(title, topic);
}

/** Of a message that Telegram no longer gives, nobody knows the topic. */
function isLost(ctx: DeskContext): boolean {
  return isForum(ctx) && ctx.callbackQuery?.message?.date === 0;
}

async function lostPlace(ctx: DeskContext): Promise<null> {
  await tell(ctx, "bot-stale");
  return null;
}

function startRow(ctx: DeskContext): Button[][] {
  return [[{ label: text(ctx.desk.language, "notify-start"), action: { do: "subscribe" } }]];
}

type Shown = { chat: Chat; screen?: NotifyPart; page?: number; notes?: string[] };

export async function screenOf(
  ctx: DeskContext,
  { business }: Acting,
  { chat, screen = "main", page = 0, notes = [] }: Shown,
): Promise<Screen> {
  const { deps, person, language } = ctx.desk;
  const here = await chatHere(deps.db, chat.botId, chat.telegramId, chat.threadId);
  const mine = await businessesOf(deps.db, person.id);
  const others = mine
    .filter((one) => may(one.role, "notify"))
    .map((one) => one.business)
    .filter((other) => !here.some(({ businessId }) => businessId === other.id));
  const known = await scopes(deps.db, business.id);
  const general = chat.threadId === null && isForum(ctx);
  return notifyMenu(language, { business, chat, general, known, others, notes }, { screen, page });
}
