import type { Update } from "grammy/types";
import { isAdmin } from "./chat.ts";
import type { Chat } from "./chat.ts";
import type { Saved } from "./message.ts";
import type { Bot } from "./person.ts";
import { messageJson } from "./view.ts";
import type { UpdateJson, World } from "./world.ts";

export type UpdateKind = Exclude<keyof Update, "update_id">;

/** Kinds that a bot hears only when it asks for them. */
const onDemand = new Set(["chat_member", "message_reaction", "message_reaction_count"]);
const KEPT_MS = 24 * 3_600_000;

/** Queues an update for a bot, unless it did not ask for this kind. */
export function queueUpdate(world: World, bot: Bot, kind: UpdateKind, payload: object): void {
  const wanted =
    bot.allowedUpdates === null ? !onDemand.has(kind) : bot.allowedUpdates.includes(kind);
  if (!wanted) return;
  const update = { update_id: bot.nextUpdate, [kind]: payload };
  bot.nextUpdate += 1;
  world.saveBot(bot);
  world.saveUpdate(bot, update);
}

/** Queues a message of a person for every bot of the chat that may hear it. */
export function announce(
  world: World,
  saved: Saved,
  kind: "message" | "edited_message" = "message",
): void {
  const chat = world.chats.get(saved.chat);
  if (chat === undefined) return;
  for (const place of chat.bots) {
    const bot = world.bots.get(place.id);
    if (bot === undefined || place.status !== "in" || bot.id === saved.from) continue;
    if (hears(world, bot, chat, saved)) queueUpdate(world, bot, kind, messageJson(world, saved));
  }
}

/** Telegram's privacy mode (core.telegram.org/bots/features#privacy-mode). */
function hears(world: World, bot: Bot, chat: Chat, saved: Saved): boolean {
  if (chat.type === "private" || saved.service || !bot.privacy || isAdmin(chat, bot.id))
    return true;
  const target = saved.replyTo === undefined ? undefined : world.message(chat.key, saved.replyTo);
  if (target?.from === bot.id) return true;
  const command = saved.content.entities?.find((entity) => entity.type === "bot_command");
  if (command === undefined) return false;
  const written = (saved.content.text ?? "").slice(command.offset, command.offset + command.length);
  const addressee = written.split("@")[1];
  if (addressee !== undefined) return addressee.toLowerCase() === bot.username.toLowerCase();
  const others = chat.bots.filter((place) => place.status === "in" && place.id !== bot.id);
  return others.length === 0 || chat.lastBot === bot.id;
}

/** Forgets what a getUpdates offset confirms: everything before it, or all but the last ones when it is negative. */
export function confirm(world: World, bot: Bot, offset: number): void {
  const oldest = world.clock.now() - KEPT_MS;
  world.dropUpdates(bot.id, (queued) => queued.at < oldest);
  const queue = world.updates.get(bot.id) ?? [];
  const from =
    offset >= 0 ? offset : (queue.at(Math.max(offset, -queue.length))?.update.update_id ?? 0);
  if (from > 0) world.dropUpdates(bot.id, ({ update }) => update.update_id < from);
}

export function pending(world: World, bot: Bot, limit: number): UpdateJson[] {
  return (world.updates.get(bot.id) ?? []).slice(0, limit).map(({ update }) => update);
}
