import { Composer } from "grammy";
import { changeChat, chatHere, subscribe, unsubscribe } from "../business/chat-service.ts";
import type { Chat, ChatFilter, ChatOptions } from "../business/chat.ts";
import { businessesOf } from "../business/person-service.ts";
import { may } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import { allowed, threadOf, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { parseNotify, type NotifyWish } from "./notify-command.ts";
import { notifyScreen } from "./notify-screen.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";

export const notifyComposer = new Composer<DeskContext>();

notifyComposer.command("notify", async (ctx) => {
  const member = await allowed(ctx, "notify");
  if (!member) return;
  const command = parseNotify(ctx.match, member.business.country);
  if ("wrong" in command) return tell(ctx, "notify-wrong", { word: command.wrong.slice(0, 60) });
  if ("notLine" in command)
    return tell(ctx, "notify-not-line", { word: command.notLine.slice(0, 60) });
  if ("off" in command) return turnOff(ctx, member);
  const chat = await turnOn(ctx, member, command.wish);
  if (chat)
    await send(
      ctx,
      member.business.id,
      await screenOf(ctx, member, { chat, notes: notesOf(ctx, command.wish) }),
    );
});

export const notifyPresses: Presses<
  "subscribe" | "unsubscribe" | "missed_only" | "no_filter" | "card_language"
> = {
  subscribe: { right: "notify", run: (ctx, member) => change(ctx, member, {}) },
  unsubscribe: { right: "notify", run: (ctx, member) => turnOff(ctx, member) },
  missed_only: {
    right: "notify",
    run: (ctx, member, { on }) => change(ctx, member, { missedOnly: on }),
  },
  no_filter: {
    right: "notify",
    run: (ctx, member) => change(ctx, member, { lines: [], exts: [] }),
  },
  card_language: {
    right: "notify",
    run: (ctx, member, { language }) => change(ctx, member, { cardLanguage: language }),
  },
};

async function change(ctx: DeskContext, member: Acting, wish: NotifyWish): Promise<void> {
  const chat = await turnOn(ctx, member, wish);
  if (chat) await show(ctx, member.business.id, await screenOf(ctx, member, { chat, notes: [] }));
}

/** Subscribes the place the message stands in; what the wish leaves out stays as it was. */
async function turnOn(
  ctx: DeskContext,
  { business }: Acting,
  wish: NotifyWish,
): Promise<Chat | null> {
  const { db, botInfo, clock } = ctx.desk.deps;
  if (!ctx.chat) return null;
  const place = { botId: botInfo.id, telegramId: ctx.chat.id, threadId: threadOf(ctx) };
  const chat = await subscribe(db, business.id, {
    ...place,
    type: ctx.chat.type,
    title: titleOf(ctx),
    now: clock.now(),
  });
  const changed = await changeChat(db, business.id, {
    chatId: chat.id,
    patch: patchOf(chat, wish),
  });
  return changed ?? chat;
}

function patchOf(chat: Chat, wish: NotifyWish): ChatOptions {
  const filter: ChatFilter = { ...chat.filter };
  if (wish.missedOnly !== undefined) filter.missedOnly = wish.missedOnly;
  if (wish.lines !== undefined) filter.lines = wish.lines;
  if (wish.exts !== undefined) filter.exts = wish.exts;
  return {
    filter,
    ...(wish.buttons === undefined ? {} : { buttons: wish.buttons }),
    ...(wish.cardLanguage === undefined ? {} : { language: wish.cardLanguage }),
  };
}

async function turnOff(ctx: DeskContext, { business }: Acting): Promise<void> {
  const { deps, language } = ctx.desk;
  if (!ctx.chat) return;
  const here = await chatHere(deps.db, deps.botInfo.id, ctx.chat.id, threadOf(ctx));
  const chat = here.find((one) => one.businessId === business.id);
  const ended =
    chat !== undefined &&
    (await unsubscribe(deps.db, business.id, { chatId: chat.id, now: deps.clock.now() }));
  await show(ctx, business.id, {
    html: html(language, ended ? "notify-turned-off" : "notify-was-off"),
    rows: [[{ label: text(language, "notify-start"), action: { do: "subscribe" } }]],
  });
}

async function screenOf(
  ctx: DeskContext,
  { business }: Acting,
  about: { chat: Chat; notes: string[] },
) {
  const { deps, person, language } = ctx.desk;
  const { botId, telegramId, threadId } = about.chat;
  const here = await chatHere(deps.db, botId, telegramId, threadId);
  const mine = await businessesOf(deps.db, person.id);
  const others = mine.filter(
    (one) => may(one.role, "notify") && !here.some((chat) => chat.businessId === one.business.id),
  );
  return notifyScreen(language, { business, ...about, others: others.map((one) => one.business) });
}

/** What was asked for and does not exist yet is said, not passed over. */
function notesOf(ctx: DeskContext, wish: NotifyWish): string[] {
  const { language } = ctx.desk;
  const notes: string[] = [];
  if (wish.style !== undefined && wish.style !== "two")
    notes.push(html(language, "notify-only-two"));
  if (wish.quiet) notes.push(html(language, "notify-no-quiet"));
  return notes;
}

function titleOf(ctx: DeskContext): string {
  return ctx.chat?.title ?? ctx.desk.person.firstName;
}
