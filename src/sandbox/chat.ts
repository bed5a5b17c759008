import type {
  Chat as TelegramChat,
  ChatMemberAdministrator,
  ChatMemberRestricted,
  User,
} from "grammy/types";
import type { Person } from "./person.ts";

type Topic = { id: number; name: string; closed: boolean; icon_color: number };

/** A bot's place in a group; a bot that was kicked or left is remembered, since Telegram tells it so. */
export type BotPlace = {
  id: number;
  admin: boolean;
  /** Restricted: it may not write. */
  muted?: boolean;
  status: "in" | "kicked" | "left";
};

export type Chat = {
  key: string;
  id: number;
  type: "private" | "group" | "supergroup";
  title?: string;
  is_forum: boolean;
  topics: Topic[];
  /** Person ids; the first one of a group is its owner. */
  members: number[];
  bots: BotPlace[];
  migratedTo?: number;
  deleted?: boolean;
  pinned?: number;
  /** The bot that spoke last: a command without an address is for it. */
  lastBot?: number;
};

export function privateKey(person: number, bot: number): string {
  return `p${person}-${bot}`;
}

export function newPrivateChat(person: number, bot: number): Chat {
  return {
    key: privateKey(person, bot),
    id: person,
    type: "private",
    is_forum: false,
    topics: [],
    members: [person],
    bots: [{ id: bot, admin: false, status: "in" }],
  };
}

/** The key of two people's own chat, whoever is named first. */
export function dialogueKey(one: number, other: number): string {
  return `u${Math.min(one, other)}-${Math.max(one, other)}`;
}

export function newDialogue(one: number, other: number): Chat {
  return {
    key: dialogueKey(one, other),
    id: Math.min(one, other),
    type: "private",
    is_forum: false,
    topics: [],
    members: [Math.min(one, other), Math.max(one, other)],
    bots: [],
  };
}

/** With whom a person is in a chat of two people; null where it is no such chat. */
export function peerOf(chat: Chat, person: number): number | null {
  if (chat.type !== "private" || chat.bots.length > 0) return null;
  return chat.members.find((id) => id !== person) ?? null;
}

export function placeOf(chat: Chat, bot: number): BotPlace | undefined {
  return chat.bots.find((place) => place.id === bot);
}

export function isAdmin(chat: Chat, bot: number): boolean {
  const place = placeOf(chat, bot);
  return place !== undefined && place.status === "in" && place.admin;
}

/** The chat as it stands in updates and messages. */
export function chatJson(chat: Chat, person: Person | undefined): TelegramChat {
  const { id, type, title = "" } = chat;
  if (type === "group") return { id, type, title };
  if (type === "supergroup")
    return { id, type, title, ...(chat.is_forum ? { is_forum: true } : {}) };
  const username = person?.username;
  return {
    id,
    type,
    first_name: person?.first_name ?? "",
    ...(username === undefined ? {} : { username }),
  };
}

/** An administrator bot with all rights that a group has. */
export function administrator(user: User): ChatMemberAdministrator {
  return {
    status: "administrator",
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_pin_messages: true,
    can_manage_topics: true,
    can_send_welcome_messages: false,
  };
}

/** A member who may read and nothing else. */
export function restricted(user: User): ChatMemberRestricted {
  return {
    status: "restricted",
    user,
    is_member: true,
    until_date: 0,
    can_send_messages: false,
    can_send_audios: false,
    can_send_documents: false,
    can_send_photos: false,
    can_send_videos: false,
    can_send_video_notes: false,
    can_send_voice_notes: false,
    can_send_polls: false,
    can_send_other_messages: false,
    can_add_web_page_previews: false,
    can_change_info: false,
    can_invite_users: false,
    can_pin_messages: false,
    can_manage_topics: false,
    can_react_to_messages: false,
    can_edit_tag: false,
  };
}
