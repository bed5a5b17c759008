import type { ChatMember } from "grammy/types";
import { administrator, placeOf, restricted } from "./chat.ts";
import type { BotPlace, Chat } from "./chat.ts";
import type { Bot } from "./person.ts";
import { botUser } from "./person.ts";
import { queueUpdate } from "./update.ts";
import { chatOf, userJson } from "./view.ts";
import type { World } from "./world.ts";

/** Moves a bot in, out or up in a group and tells the bot of it (my_chat_member). */
export function moveBot(
  world: World,
  chat: Chat,
  bot: Bot,
  to: Omit<BotPlace, "id">,
  by: number,
): void {
  const before = placeOf(chat, bot.id);
  const old = before === undefined ? undefined : { ...before };
  if (before === undefined) chat.bots.push({ id: bot.id, ...to });
  else Object.assign(before, to);
  world.saveChat(chat);
  queueUpdate(world, bot, "my_chat_member", {
    chat: chatOf(world, chat),
    from: userJson(world, by),
    date: world.seconds(),
    old_chat_member: memberJson(bot, old),
    new_chat_member: memberJson(bot, { id: bot.id, ...to }),
  });
}

/** Tells a bot that a person blocked it, or took it back. */
export function tellBlocked(world: World, bot: Bot, person: number, blocked: boolean): void {
  const chat = world.privateChat(person, bot.id);
  if (chat === undefined) return;
  const out: BotPlace = { id: bot.id, admin: false, status: "kicked" };
  const inside: BotPlace = { id: bot.id, admin: false, status: "in" };
  queueUpdate(world, bot, "my_chat_member", {
    chat: chatOf(world, chat),
    from: userJson(world, person),
    date: world.seconds(),
    old_chat_member: memberJson(bot, blocked ? inside : out),
    new_chat_member: memberJson(bot, blocked ? out : inside),
  });
}

function memberJson(bot: Bot, place: BotPlace | undefined): ChatMember {
  const user = botUser(bot);
  if (place === undefined || place.status === "left") return { user, status: "left" };
  if (place.status === "kicked") return { user, status: "kicked", until_date: 0 };
  if (place.admin) return administrator(user);
  return place.muted ? restricted(user) : { user, status: "member" };
}
