import { randomBytes } from "node:crypto";
import type { Chat as TelegramChat } from "grammy/types";
import { Impossible } from "./cast.ts";
import { chatJson, peerOf } from "./chat.ts";
import type { Chat } from "./chat.ts";
import { connectionJson } from "./connection.ts";
import type { Connection, Rights } from "./connection.ts";
import type { Saved } from "./message.ts";
import { botUser } from "./person.ts";
import type { Bot, Person } from "./person.ts";
import { queueUpdate } from "./update.ts";
import { messageJson, userJson } from "./view.ts";
import type { MessageJson } from "./view.ts";
import type { World } from "./world.ts";

const USUAL: Rights = { can_reply: true, can_read_messages: true };

type Wish = { [right in keyof Rights]?: boolean | undefined };

/** The bot that answers for a person now: an account has one at a time. */
function connectionOf(world: World, person: number): Connection | undefined {
  return [...world.connections.values()].find((one) => one.person === person && one.enabled);
}

/** A person lets a bot into their account; one that was there before goes. */
export function connect(
  world: World,
  { id: person }: Person,
  { id: bot }: Bot,
  wish: Wish = {},
): Connection {
  const rights = withWish(USUAL, wish);
  const before = connectionOf(world, person);
  if (before?.bot === bot) return told(world, { ...before, rights });
  if (before) told(world, { ...before, enabled: false });
  const id = randomBytes(18).toString("base64url");
  return told(world, { id, person, bot, date: world.seconds(), rights, enabled: true });
}

export function disconnect(world: World, person: Person): Connection {
  return told(world, { ...present(world, person), enabled: false });
}

/** What is not named stays as it is. */
export function changeRights(world: World, person: Person, wish: Wish): Connection {
  const connection = present(world, person);
  return told(world, { ...connection, rights: withWish(connection.rights, wish) });
}

/** Tells the bots that are connected to the accounts of a chat's two people what was said there, and its writer, too. */
export function announceBusiness(
  world: World,
  saved: Saved,
  kind: "business_message" | "edited_business_message" = "business_message",
): void {
  for (const connection of readersOf(world, world.chats.get(saved.chat))) {
    const bot = world.bots.get(connection.bot);
    if (bot) queueUpdate(world, bot, kind, businessJson(world, connection, saved));
  }
}

export function announceDeleted(world: World, saved: Saved): void {
  const chat = world.chats.get(saved.chat);
  for (const connection of readersOf(world, chat)) {
    const bot = world.bots.get(connection.bot);
    if (!bot || !chat) continue;
    queueUpdate(world, bot, "deleted_business_messages", {
      business_connection_id: connection.id,
      chat: peerJson(world, connection, chat),
      message_ids: [saved.id],
    });
  }
}

/** The connections over which a chat is read. */
export function readersOf(world: World, chat: Chat | undefined): Connection[] {
  if (!chat || peerOf(chat, chat.id) === null) return [];
  return chat.members.flatMap((id) => connectionOf(world, id) ?? []);
}

/** A message as the bot that wrote it sees it: in its own chat, or in that of an account. */
export function sentJson(world: World, saved: Saved): MessageJson {
  const connection = saved.businessBot === undefined ? undefined : connectionOf(world, saved.from);
  return connection ? businessJson(world, connection, saved) : messageJson(world, saved);
}

function withWish(rights: Rights, wish: Wish): Rights {
  return {
    can_reply: wish.can_reply ?? rights.can_reply,
    can_read_messages: wish.can_read_messages ?? rights.can_read_messages,
  };
}

function told(world: World, connection: Connection): Connection {
  const bot = world.bots.get(connection.bot);
  const json = connectionJson(connection, userJson(world, connection.person));
  if (bot) queueUpdate(world, bot, "business_connection", json);
  return world.saveConnection(connection);
}

function present(world: World, { id, first_name }: Person): Connection {
  const connection = connectionOf(world, id);
  if (!connection) throw new Impossible(`no bot is connected to the account of ${first_name}`);
  return connection;
}

/** A message as it stands in an account: the chat is the other person, whoever wrote it. */
function businessJson(
  world: World,
  connection: Connection,
  saved: Saved,
  withReply = true,
): MessageJson {
  const chat = world.chats.get(saved.chat);
  if (!chat) throw new Error(`chat ${saved.chat} is gone`);
  const target =
    withReply && saved.replyTo !== undefined ? world.message(saved.chat, saved.replyTo) : undefined;
  const writer =
    saved.from === connection.person && saved.businessBot !== undefined
      ? world.bots.get(saved.businessBot)
      : undefined;
  return {
    ...messageJson(world, saved, false),
    business_connection_id: connection.id,
    ...(writer ? { sender_business_bot: botUser(writer) } : {}),
    chat: peerJson(world, connection, chat),
    ...(target && !target.deleted
      ? { reply_to_message: businessJson(world, connection, target, false) }
      : {}),
  };
}

function peerJson(world: World, { person }: Connection, chat: Chat): TelegramChat {
  const peer = peerOf(chat, person) ?? 0;
  return chatJson({ ...chat, id: peer }, world.people.get(peer));
}
