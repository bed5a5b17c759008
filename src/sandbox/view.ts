import type { Chat as TelegramChat, InlineKeyboardMarkup, MessageEntity, User } from "grammy/types";
import { chatJson } from "./chat.ts";
import type { Chat } from "./chat.ts";
import { kindOf } from "./message.ts";
import type { Content, Saved } from "./message.ts";
import { botUser, personUser } from "./person.ts";
import { rendered } from "./rendered.ts";
import type { World } from "./world.ts";

export function userJson(world: World, id: number): User {
  const bot = world.bots.get(id);
  if (bot !== undefined) return botUser(bot);
  const person = world.people.get(id);
  return person === undefined ? { id, is_bot: false, first_name: "" } : personUser(person);
}

export function chatOf(world: World, chat: Chat): TelegramChat {
  return chatJson(chat, chat.type === "private" ? world.people.get(chat.id) : undefined);
}

/** A message as the Bot API shows it. */
export type MessageJson = Content & {
  message_id: number;
  message_thread_id?: number;
  is_topic_message?: true;
  from: User;
  chat: TelegramChat;
  date: number;
  edit_date?: number;
  reply_to_message?: MessageJson;
  reply_markup?: InlineKeyboardMarkup;
  business_connection_id?: string;
  sender_business_bot?: User;
};

/**
 * A message as the Bot API shows it; the message it replies to is given one level deep, as Telegram does. In a topic, one
 * that answers nothing is a reply to the message that opened the topic.
 */
export function messageJson(world: World, saved: Saved, withReply = true): MessageJson {
  const chat = world.chats.get(saved.chat);
  if (chat === undefined) throw new Error(`chat ${saved.chat} is gone`);
  const replyTo = saved.replyTo ?? (saved.thread === saved.id ? undefined : saved.thread);
  const target =
    withReply && replyTo !== undefined ? world.message(saved.chat, replyTo) : undefined;
  return {
    message_id: saved.id,
    ...(saved.thread === undefined
      ? {}
      : { message_thread_id: saved.thread, is_topic_message: true }),
    from: userJson(world, saved.from),
    chat: chatOf(world, chat),
    date: saved.date,
    ...(saved.editDate === undefined ? {} : { edit_date: saved.editDate }),
    ...(target === undefined || target.deleted
      ? {}
      : { reply_to_message: messageJson(world, target, false) }),
    ...saved.content,
    ...(saved.markup !== undefined && "inline_keyboard" in saved.markup
      ? { reply_markup: saved.markup }
      : {}),
  };
}

/** A message as the page and the tests see it. */
export type MessageView = {
  chat: string;
  message_id: number;
  from: User;
  date: number;
  edit_date?: number;
  kind: string;
  text: string;
  entities: MessageEntity[];
  /** Safe HTML of the text. */
  html: string;
  reply_markup?: Saved["markup"];
  reply_to_message_id?: number;
  thread?: number;
  /** The bot that wrote it for the person that it is from. */
  business_bot?: number;
  edits: number;
  silent: boolean;
  deleted: boolean;
  content: Saved["content"];
  reactions?: Saved["reactions"];
};

export function messageView(world: World, saved: Saved): MessageView {
  const { content } = saved;
  const text = content.text ?? content.caption ?? "";
  const entities = content.entities ?? content.caption_entities ?? [];
  return {
    chat: saved.chat,
    message_id: saved.id,
    from: userJson(world, saved.from),
    date: saved.date,
    ...(saved.editDate === undefined ? {} : { edit_date: saved.editDate }),
    kind: kindOf(saved),
    text,
    entities,
    html: rendered(text, entities),
    ...(saved.markup === undefined ? {} : { reply_markup: saved.markup }),
    ...(saved.replyTo === undefined ? {} : { reply_to_message_id: saved.replyTo }),
    ...(saved.thread === undefined ? {} : { thread: saved.thread }),
    ...(saved.businessBot === undefined ? {} : { business_bot: saved.businessBot }),
    edits: saved.edits,
    silent: saved.silent,
    deleted: saved.deleted,
    content,
    ...(saved.reactions === undefined ? {} : { reactions: saved.reactions }),
  };
}
