import type { ChatMember } from "grammy/types";
import { reachChat, reachMessage } from "./access.ts";
import { reachBehalf } from "./behalf.ts";
import type { Call, Plays } from "./call.ts";
import { administrator, isAdmin, placeOf, restricted } from "./chat.ts";
import type { Chat } from "./chat.ts";
import { emotions } from "./emotion.ts";
import { moveBot } from "./membership.ts";
import { postService } from "./post.ts";
import { badRequest, notPlayed } from "./refusal.ts";
import { chatOf, messageJson, userJson } from "./view.ts";

const MAX_DOWNLOAD = 20 * 1024 * 1024;
const actions = new Set(
  "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note".split(
    " ",
  ),
);
const iconColors = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];

/** Methods about chats, their members, topics and files. */
export const chatMethods: Plays = {
  sendChatAction: ({ world, bot }, { business_connection_id, chat_id, action }) => {
    if (!actions.has(action)) throw badRequest("Wrong parameter action in request");
    const chat =
      business_connection_id === undefined
        ? reachChat(world, bot, chat_id, "write")
        : reachBehalf(world, bot, { business_connection_id, chat_id }).chat;
    world.events.emit("action", { chat: chat.key, bot: bot.id, action });
    return true;
  },
  getChat: ({ world, bot }, { chat_id }) => {
    const chat = reachChat(world, bot, chat_id, "read");
    const pinned = chat.pinned === undefined ? undefined : world.message(chat.key, chat.pinned);
    return {
      ...chatOf(world, chat),
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: true,
        limited_gifts: true,
        unique_gifts: true,
        premium_subscription: true,
        gifts_from_channels: true,
      },
      ...(pinned === undefined || pinned.deleted
        ? {}
        : { pinned_message: messageJson(world, pinned) }),
    };
  },
  getChatMember: (call, { chat_id, user_id }) => {
    const chat = reachChat(call.world, call.bot, chat_id, "read");
    const member = memberOf(call, chat, user_id);
    if (member === null) throw badRequest("user not found");
    return member;
  },
  getChatAdministrators: (call, { chat_id }) => {
    const chat = reachChat(call.world, call.bot, chat_id, "read");
    if (chat.type === "private")
      throw badRequest("there are no administrators in the private chat");
    const ids = [...chat.members.slice(0, 1), ...(isAdmin(chat, call.bot.id) ? [call.bot.id] : [])];
    return ids.map((id) => memberOf(call, chat, id));
  },
  getChatMemberCount: ({ world, bot }, { chat_id }) => {
    const chat = reachChat(world, bot, chat_id, "read");
    return chat.members.length + chat.bots.filter((place) => place.status === "in").length;
  },
  leaveChat: ({ world, bot }, { chat_id }) => {
    const chat = reachChat(world, bot, chat_id, "write");
    if (chat.type === "private") throw badRequest("Can't leave private chats");
    moveBot(world, chat, bot, { status: "left", admin: false }, bot.id);
    return true;
  },
  createForumTopic: (call, { chat_id, name, icon_color = 7_322_096, icon_custom_emoji_id }) => {
    if (icon_custom_emoji_id !== undefined) throw notPlayed("topic icons");
    const chat = reachChat(call.world, call.bot, chat_id, "write");
    if (!chat.is_forum) throw badRequest("The chat is not a forum");
    if (!isAdmin(chat, call.bot.id)) throw badRequest("Not enough rights to create a topic");
    const trimmed = name.trim();
    if (trimmed === "") throw badRequest("Name must be non-empty");
    if (trimmed.length > 128) throw badRequest("TOPIC_TITLE_TOO_LONG");
    if (!iconColors.includes(icon_color)) throw badRequest("Invalid icon color specified");
    const id = addTopic(call, chat, call.bot.id, { name: trimmed, icon_color });
    return { message_thread_id: id, name: trimmed, icon_color };
  },
  pinChatMessage: (call, { chat_id, message_id }) => {
    const { world, bot } = call;
    const chat = reachChat(world, bot, chat_id, "write");
    const message = reachMessage(world, chat, message_id, "message to pin");
    if (chat.type !== "private" && !isAdmin(chat, bot.id)) {
      throw badRequest("Not enough rights to manage pinned messages in the chat");
    }
    if (message.service) throw badRequest("Service messages can't be pinned");
    world.saveChat(Object.assign(chat, { pinned: message.id }));
    postService(call, chat, bot.id, { pinned_message: messageJson(world, message, false) });
    return true;
  },
  setMessageReaction: ({ world, bot }, { chat_id, message_id, reaction = [] }) => {
    const chat = reachChat(world, bot, chat_id, "read");
    const message = reachMessage(world, chat, message_id, "message to react");
    if (reaction.length > 1) throw badRequest("REACTIONS_TOO_MANY");
    if (reaction.some((one) => one.type !== "emoji")) throw notPlayed("custom and paid reactions");
    if (reaction.some((one) => one.type === "emoji" && !emotions.has(one.emoji)))
      throw badRequest("REACTION_INVALID");
    world.saveMessage({ ...message, reactions: { ...message.reactions, [bot.id]: [...reaction] } });
    return true;
  },
  getFile: ({ world, bot }, { file_id }) => {
    const file = world.files.get(file_id);
    if (file === undefined || file.owner !== bot.id)
      throw badRequest("wrong file_id or the file is temporarily unavailable");
    if (file.size > MAX_DOWNLOAD) throw badRequest("file is too big");
    return { file_id, file_unique_id: file.unique, file_size: file.size, file_path: file.path };
  },
};

/** Opens a topic; its id is the id of the service message that tells of it. */
export function addTopic(
  call: Pick<Call, "world">,
  chat: Chat,
  by: number,
  topic: { name: string; icon_color: number },
): number {
  const id = call.world.nextMessageId(chat.key);
  chat.topics.push({ id, closed: false, ...topic });
  call.world.saveChat(chat);
  postService(
    call,
    chat,
    by,
    { forum_topic_created: { name: topic.name, icon_color: topic.icon_color } },
    id,
  );
  return id;
}

function memberOf({ world }: Call, chat: Chat, id: number): ChatMember | null {
  const user = userJson(world, id);
  const place = placeOf(chat, id);
  if (place?.status === "kicked") return { status: "kicked", user, until_date: 0 };
  if (place?.status === "left") return { status: "left", user };
  if (place?.admin === true) return administrator(user);
  if (place?.muted === true) return restricted(user);
  if (place !== undefined) return { status: "member", user };
  if (chat.members[0] === id && chat.type !== "private")
    return { status: "creator", user, is_anonymous: false };
  if (chat.members.includes(id)) return { status: "member", user };
  return world.people.has(id) || world.bots.has(id) ? { status: "left", user } : null;
}
