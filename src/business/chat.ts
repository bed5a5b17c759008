import type { Language } from "../texts/language.ts";

export type CardStyle = "two" | "one" | "final";
export const cardStyles: readonly CardStyle[] = ["two", "one", "final"];

/** What a chat may leave out: the message of an incoming call, the final one of a call with a talk or without. */
export type CardMessage = "ring" | "answered" | "missed";

/**
 * Absent and empty fields filter nothing. Lines and clients are E.164. In quiet hours ("HH:MM" on the business's wall
 * clock) and, unless `loudOutsideHours`, outside the working hours messages come without sound.
 */
export type ChatFilter = {
  missedOnly?: boolean;
  messages?: CardMessage[];
  directions?: ("in" | "out")[];
  lines?: string[];
  exts?: string[];
  clients?: string[];
  quiet?: { from: string; to: string };
  loudOutsideHours?: boolean;
};

/** A Telegram chat or forum topic with its cards' settings. Instants are epoch milliseconds. */
export type Chat = {
  id: string;
  businessId: string;
  botId: number;
  telegramId: number;
  /** The forum topic; null for an ordinary chat and for General, which is sent without a thread id. */
  threadId: number | null;
  type: string;
  title: string;
  /** Null: the business's language. */
  language: Language | null;
  style: CardStyle;
  buttons: boolean;
  masked: boolean;
  filter: ChatFilter;
  /** Asked for reminders of follow-ups, and for new deals to ring. */
  remind: boolean;
  deals: boolean;
  subscribedAt: number;
  subscribed: boolean;
  unreachable: { at: number; reason: string } | null;
};

/** What a subscription or `/notify` may set. */
export type ChatOptions = Partial<
  Pick<Chat, "language" | "style" | "buttons" | "masked" | "filter" | "remind" | "deals">
>;

export function isCardStyle(value: string): value is CardStyle {
  return (cardStyles as readonly string[]).includes(value);
}

/** Stands between the title of a group and the name of its topic. */
export const TOPIC_SIGN = " › ";

export function plainTitle(title: string): string {
  return title.replaceAll(TOPIC_SIGN, " > ");
}

/** The title of a topic's subscription: "Front desk › Calls". */
export function topicTitle(group: string, topic: string): string {
  return `${plainTitle(group)}${TOPIC_SIGN}${plainTitle(topic)}`;
}

/** The topic's name in the title of its subscription; null where it was never told. */
export function topicOf({ title, threadId }: Pick<Chat, "title" | "threadId">): string | null {
  if (threadId === null) return null;
  return title.split(TOPIC_SIGN)[1] ?? null;
}
