import { isDeepStrictEqual } from "node:util";
import type {
  InlineKeyboardMarkup,
  LinkPreviewOptions,
  MessageEntity,
  ReplyParameters,
} from "grammy/types";
import { reachChat, reachMessage, reachThread } from "./access.ts";
import { reachBehalf } from "./behalf.ts";
import { announceBusiness, sentJson } from "./business.ts";
import type { Call } from "./call.ts";
import type { Chat } from "./chat.ts";
import { formatted } from "./formatted.ts";
import type { Formatted } from "./formatted.ts";
import { checkMarkup } from "./keyboard.ts";
import type { Markup } from "./keyboard.ts";
import type { Content, Saved } from "./message.ts";
import { badRequest, notPlayed } from "./refusal.ts";
import { announce } from "./update.ts";
import { userJson } from "./view.ts";
import type { MessageJson } from "./view.ts";

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** What all sending methods have in common. */
export type SendParams = {
  business_connection_id?: string | undefined;
  chat_id: number | string;
  message_thread_id?: number | undefined;
  disable_notification?: boolean | undefined;
  reply_parameters?: ReplyParameters | undefined;
  reply_markup?: Markup | undefined;
};

/** Puts a bot's message into a chat as Telegram would, or throws its reason not to. */
export function post(call: Call, params: SendParams, content: Content): Saved {
  const { world, bot } = call;
  const { chat, owner } = placeFor(call, params);
  const thread = reachThread(chat, params.message_thread_id, bot);
  const markup = checkMarkup(params.reply_markup, chat);
  if (owner !== null && markup !== undefined && !("inline_keyboard" in markup))
    throw badRequest("Only inline keyboard is allowed");
  const replyTo = replyTarget(call, chat, params.reply_parameters);
  chat.lastBot = bot.id;
  const saved = world.saveMessage({
    chat: chat.key,
    id: world.nextMessageId(chat.key),
    from: owner ?? bot.id,
    ...(owner === null ? {} : { businessBot: bot.id }),
    date: world.seconds(),
    ...(thread === undefined ? {} : { thread }),
    ...(replyTo === undefined ? {} : { replyTo }),
    content,
    ...(markup === undefined ? {} : { markup }),
    edits: 0,
    silent: params.disable_notification === true,
    deleted: false,
    service: false,
  });
  // The bot hears what it wrote itself, too (sender_business_bot is there to tell it apart).
  announceBusiness(world, saved);
  return saved;
}

export function posted(call: Call, params: SendParams, content: Content): MessageJson {
  return sentJson(call.world, post(call, params, content));
}

/** The bot's own chat, or that of an account on whose behalf it writes; `owner`: whose account. */
function placeFor(
  { world, bot }: Call,
  { business_connection_id, chat_id }: SendParams,
): { chat: Chat; owner: number | null } {
  if (business_connection_id === undefined)
    return { chat: reachChat(world, bot, chat_id, "write"), owner: null };
  const { chat, connection } = reachBehalf(world, bot, { business_connection_id, chat_id });
  return { chat, owner: connection.person };
}

function replyTarget(
  { world, bot }: Call,
  chat: Chat,
  reply: ReplyParameters | undefined,
): number | undefined {
  if (reply === undefined) return undefined;
  if (reply.quote !== undefined) throw notPlayed("quotes in replies");
  if (
    reply.chat_id !== undefined &&
    reachChat(world, bot, reply.chat_id, "read").key !== chat.key
  ) {
    throw notPlayed("replies to another chat");
  }
  const target = world.message(chat.key, reply.message_id ?? 0);
  if (target !== undefined && !target.deleted) return target.id;
  if (reply.allow_sending_without_reply === true) return undefined;
  throw badRequest("message to be replied not found");
}

/** A service note in a chat ("… joined the group"), heard by every bot that is in it. */
export function postService(
  call: Pick<Call, "world">,
  chat: Chat,
  from: number,
  content: Content,
  thread?: number,
): Saved {
  const { world } = call;
  const saved = world.saveMessage({
    chat: chat.key,
    id: world.nextMessageId(chat.key),
    from,
    date: world.seconds(),
    ...(thread === undefined ? {} : { thread }),
    content,
    edits: 0,
    silent: false,
    deleted: false,
    service: true,
  });
  announce(world, saved);
  return saved;
}

type TextParams = {
  text?: string | undefined;
  parse_mode?: string | undefined;
  entities?: readonly MessageEntity[] | undefined;
  link_preview_options?: LinkPreviewOptions | undefined;
};

export function textContent(call: Call, params: TextParams): Content {
  if (params.text === undefined || params.text === "") throw badRequest("Message text is empty");
  const { text, entities } = named(
    call,
    formatted({ text: params.text, parse_mode: params.parse_mode, entities: params.entities }),
  );
  if (text.length > MAX_TEXT) throw badRequest("Message is too long");
  return {
    text,
    ...(entities.length === 0 ? {} : { entities }),
    ...(params.link_preview_options === undefined
      ? {}
      : { link_preview_options: params.link_preview_options }),
  };
}

type CaptionParams = {
  caption?: string | undefined;
  parse_mode?: string | undefined;
  caption_entities?: readonly MessageEntity[] | undefined;
};

export function captionContent(call: Call, params: CaptionParams): Content {
  if (params.caption === undefined || params.caption === "") return {};
  const given = {
    text: params.caption,
    parse_mode: params.parse_mode,
    entities: params.caption_entities,
  };
  const { text, entities } = named(call, formatted(given));
  if (text.length > MAX_CAPTION) throw badRequest("Message caption is too long");
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

/** A link to a person becomes a mention only of somebody whom Telegram knows. */
function named({ world }: Call, { text, entities }: Formatted): Formatted {
  const known = entities.flatMap((entity): MessageEntity[] => {
    if (entity.type !== "text_mention") return [entity];
    const person = world.people.get(entity.user.id);
    return person === undefined ? [] : [{ ...entity, user: userJson(world, person.id) }];
  });
  return { text, entities: known };
}

/** The bot's own message that a request wants to edit. */
export function editable(
  call: Call,
  params: { business_connection_id?: string; chat_id?: number | string; message_id?: number },
): { message: Saved } {
  const { business_connection_id, chat_id, message_id } = params;
  if (chat_id === undefined && message_id === undefined)
    throw badRequest("Message identifier is not specified");
  if (chat_id === undefined) throw badRequest("chat_id is empty");
  const chat =
    business_connection_id === undefined
      ? reachChat(call.world, call.bot, chat_id, "edit")
      : reachBehalf(call.world, call.bot, { business_connection_id, chat_id }).chat;
  const message = reachMessage(call.world, chat, message_id ?? 0, "message to edit");
  const lost = chat.migratedTo !== undefined || chat.deleted === true;
  const writer = message.businessBot ?? message.from;
  if (writer !== call.bot.id || message.service || lost)
    throw badRequest("Message can't be edited");
  return { message };
}

const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

export function edit(
  call: Call,
  message: Saved,
  content: Content,
  markup: InlineKeyboardMarkup | undefined,
): MessageJson {
  const same = isDeepStrictEqual([message.content, message.markup], [content, markup]);
  if (same) throw badRequest(NOT_MODIFIED);
  const { markup: _dropped, ...rest } = message;
  const edited: Saved = {
    ...rest,
    content,
    ...(markup === undefined ? {} : { markup }),
    editDate: call.world.seconds(),
    edits: message.edits + 1,
  };
  const saved = call.world.saveMessage(edited);
  announceBusiness(call.world, saved, "edited_business_message");
  return sentJson(call.world, saved);
}
