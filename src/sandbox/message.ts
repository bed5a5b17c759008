import type { Message, MessageEntity, ReactionType } from "grammy/types";
import type { Markup } from "./keyboard.ts";

/** What a message says, in the fields of Telegram's Message: text, caption, media, contact or a service note. */
export type Content = {
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
} & Partial<
  Pick<
    Message,
    | "photo"
    | "document"
    | "audio"
    | "voice"
    | "sticker"
    | "location"
    | "contact"
    | "forward_origin"
    | "link_preview_options"
  >
> &
  Service;

type Service = Partial<
  Pick<
    Message,
    | "new_chat_members"
    | "left_chat_member"
    | "new_chat_title"
    | "migrate_to_chat_id"
    | "migrate_from_chat_id"
    | "forum_topic_created"
    | "forum_topic_edited"
    | "forum_topic_closed"
    | "forum_topic_reopened"
  >
> & { pinned_message?: object };

export type Saved = {
  /** Key of its chat. */
  chat: string;
  id: number;
  /** Person or bot. */
  from: number;
  /** The bot that wrote it on behalf of the person that it is from. */
  businessBot?: number;
  /** Unix seconds. */
  date: number;
  editDate?: number;
  thread?: number;
  replyTo?: number;
  content: Content;
  markup?: Markup;
  edits: number;
  silent: boolean;
  deleted: boolean;
  service: boolean;
  /** By bot or person. */
  reactions?: Record<string, ReactionType[]>;
};

const media = ["photo", "document", "audio", "voice", "sticker", "location"] as const;

/** The kind of a message: text, a medium, contact, or the name of its service note. */
export function kindOf({ content, service }: Saved): string {
  if (service) return Object.keys(content)[0] ?? "service";
  if (content.contact !== undefined) return "contact";
  return media.find((name) => content[name] !== undefined) ?? "text";
}
