import { dialogueKey } from "./chat.ts";
import type { Chat } from "./chat.ts";
import type { Connection } from "./connection.ts";
import type { Bot } from "./person.ts";
import { badRequest, forbidden } from "./refusal.ts";
import type { World } from "./world.ts";

/** A bot may use a chat that had an incoming message within a day. */
const SILENT_S = 24 * 3600;

/** A connection that this bot was told of, or Telegram's refusal (Client.cpp, check_business_connection). */
export function knownConnection(world: World, bot: Bot, id: string): Connection {
  const connection = world.connections.get(id);
  if (connection?.bot !== bot.id) throw badRequest("business connection not found");
  return connection;
}

/**
 * The chat that a bot may use on behalf of an account now, or Telegram's refusal: the errors of
 * core.telegram.org/method/messages.sendMessage. That a missing right is BOT_ACCESS_FORBIDDEN and an ended connection is
 * BUSINESS_CONNECTION_INVALID is what their descriptions say; it was not seen live.
 */
export function reachBehalf(
  world: World,
  bot: Bot,
  { business_connection_id, chat_id }: { business_connection_id: string; chat_id: number | string },
  right: "can_reply" | "can_read_messages" = "can_reply",
): { chat: Chat; connection: Connection } {
  const connection = knownConnection(world, bot, business_connection_id);
  const person = world.people.get(Number(chat_id));
  if (person === undefined) throw badRequest("chat not found");
  if (!connection.enabled) throw badRequest("BUSINESS_CONNECTION_INVALID");
  if (person.id === connection.person) throw badRequest("BUSINESS_PEER_INVALID");
  if (!connection.rights[right]) throw badRequest("BOT_ACCESS_FORBIDDEN");
  if (person.deactivated === true) throw forbidden("user is deactivated");
  const chat = world.chats.get(dialogueKey(connection.person, person.id));
  const last = world.messages.get(chat?.key ?? "")?.findLast(({ from }) => from === person.id);
  if (chat === undefined || last === undefined || world.seconds() - last.date >= SILENT_S)
    throw badRequest("BUSINESS_PEER_USAGE_MISSING");
  return { chat, connection };
}
