import type { Language } from "../texts/language.ts";

export type CardStyle = "two" | "one" | "final";
export const cardStyles: readonly CardStyle[] = ["two", "one", "final"];

/** Empty fields filter nothing. Lines are E.164; quiet hours are "HH:MM" on the business's wall clock. */
export type ChatFilter = {
  missedOnly?: boolean;
  lines?: string[];
  exts?: string[];
  quiet?: { from: string; to: string };
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
  subscribedAt: number;
  subscribed: boolean;
  unreachable: { at: number; reason: string } | null;
};

/** What a subscription or `/notify` may set. */
export type ChatOptions = Partial<
  Pick<Chat, "language" | "style" | "buttons" | "masked" | "filter">
>;

export function isCardStyle(value: string): value is CardStyle {
  return (cardStyles as readonly string[]).includes(value);
}
