import { placeOf } from "./chat.ts";
import type { Chat } from "./chat.ts";
import type { Saved } from "./message.ts";
import type { Bot } from "./person.ts";
import { badRequest, forbidden } from "./refusal.ts";
import type { World } from "./world.ts";

export type Access = "read" | "edit" | "write";

/** The chat a request means, or Telegram's reason why the bot may not use it (Client.cpp, check_chat_access). */
export function reachChat(world: World, bot: Bot, chatId: string | number, access: Access): Chat {
  const id = Number(chatId);
  return id > 0
    ? reachPerson(world, bot, id, access)
    : reachGroup(world, bot, String(chatId), access);
}

function reachPerson(world: World, bot: Bot, id: number, access: Access): Chat {
  const person = world.people.get(id);
  if (person === undefined) throw badRequest("chat not found");
  if (person.deactivated === true && access !== "read") throw forbidden("user is deactivated");
  const chat = world.privateChat(id, bot.id);
  if (chat === undefined)
    throw access === "write"
      ? forbidden("bot can't initiate conversation with a user")
      : badRequest("chat not found");
  if (person.blocked.includes(bot.id) && access !== "read")
    throw forbidden("bot was blocked by the user");
  return chat;
}

function reachGroup(world: World, bot: Bot, key: string, access: Access): Chat {
  const chat = world.chats.get(key);
  const place = chat === undefined || chat.type === "private" ? undefined : placeOf(chat, bot.id);
  if (chat === undefined || place === undefined) throw badRequest("chat not found");
  if (chat.migratedTo !== undefined && access === "write") {
    throw badRequest("group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: chat.migratedTo,
    });
  }
  if (chat.deleted === true && access === "write") throw forbidden("the group chat was deleted");
  const closed = access !== "read" || chat.type === "supergroup";
  if (place.status === "kicked" && closed)
    throw forbidden(`bot was kicked from the ${chat.type} chat`);
  if (place.status === "left" && closed)
    throw forbidden(`bot is not a member of the ${chat.type} chat`);
  if (place.muted && !place.admin && access === "write")
    throw badRequest("not enough rights to send text messages to the chat");
  return chat;
}

/** A message of a reachable chat; `what` is how Telegram calls it: "message to edit". */
export function reachMessage(world: World, chat: Chat, id: number, what: string): Saved {
  const message = world.message(chat.key, id);
  if (message === undefined || message.deleted) throw badRequest(`${what} not found`);
  return message;
}

const GENERAL_TOPIC = 1;

/** The topic to write to. Telegram ignores a thread in chats that have no topics. */
export function reachThread(chat: Chat, thread: number | undefined, bot: Bot): number | undefined {
  if (thread === undefined || thread <= 0) return undefined;
  if (chat.type === "private") throw badRequest("message thread not found");
  if (!chat.is_forum) return undefined;
  const topic = thread === GENERAL_TOPIC ? undefined : chat.topics.find(({ id }) => id === thread);
  if (topic === undefined) throw badRequest("message thread not found");
  if (topic.closed && placeOf(chat, bot.id)?.admin !== true) throw badRequest("TOPIC_CLOSED");
  return topic.id;
}
