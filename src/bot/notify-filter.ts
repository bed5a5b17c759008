import type { CardMessage, CardStyle, Chat, ChatFilter, ChatOptions } from "../business/chat.ts";
import type { Language } from "../texts/language.ts";

export const cardMessages: readonly CardMessage[] = ["ring", "answered", "missed"];
/** As many lines, or clients, as one chat may name. */
export const MAX_CLIENTS = 50;

/** What a command or a press asks of a chat; an absent field stays as it is, an empty list means "all". */
export type NotifyWish = {
  style?: CardStyle;
  buttons?: boolean;
  missedOnly?: boolean;
  messages?: CardMessage[];
  directions?: ("in" | "out")[];
  lines?: string[];
  exts?: string[];
  clients?: string[];
  quiet?: { from: string; to: string } | null;
  loudOutsideHours?: boolean;
  cardLanguage?: Language;
  /** Reminders of calls that nobody called back, and new deals: they come besides the cards. */
  remind?: boolean;
  deals?: boolean;
};

/** What the menu turns on and off one by one. */
export type Listed = "messages" | "lines" | "exts" | "clients";
export type Toggle = { field: Listed; value: string; on: boolean };

/** The chat's settings after a wish. What filters nothing is left out of the filter. */
export function patchOf(chat: Pick<Chat, "filter">, wish: NotifyWish): ChatOptions {
  const { style, buttons, cardLanguage, remind, deals } = wish;
  return {
    filter: filterAfter(chat.filter, wish),
    ...(style === undefined ? {} : { style }),
    ...(buttons === undefined ? {} : { buttons }),
    ...(cardLanguage === undefined ? {} : { language: cardLanguage }),
    ...(remind === undefined ? {} : { remind }),
    ...(deals === undefined ? {} : { deals }),
  };
}

/** What a press on one entry of a list asks for; null when no message at all would be left. */
export function wishOf(filter: ChatFilter, { field, value, on }: Toggle): NotifyWish | null {
  if (field !== "messages") {
    const others = (filter[field] ?? []).filter((one) => one !== value);
    return { [field]: on ? [...others, value].toSorted() : others };
  }
  const messages = cardMessages.filter((message) =>
    message === value ? on : messagesOf(filter).includes(message),
  );
  return messages.length > 0 ? { messages } : null;
}

/** The kinds of messages that the filter lets through. */
export function messagesOf({ messages = [], missedOnly }: ChatFilter): readonly CardMessage[] {
  if (missedOnly) return ["missed"];
  return messages.length > 0 ? messages : cardMessages;
}

function filterAfter(filter: ChatFilter, wish: NotifyWish): ChatFilter {
  const { style: _style, buttons: _buttons, cardLanguage: _language, ...others } = wish;
  const { remind: _remind, deals: _deals, ...fields } = others;
  const { quiet, ...rest }: ChatFilter = filter;
  const after: ChatFilter = { ...rest, ...without(fields, "quiet") };
  const hush = wish.quiet === undefined ? quiet : wish.quiet;
  if (hush) after.quiet = hush;
  // Both say which messages come, so that one takes the other's place.
  if (wish.missedOnly) delete after.messages;
  else if (wish.messages !== undefined) delete after.missedOnly;
  return bare(after);
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _gone, ...rest } = value;
  return rest;
}

function bare(filter: ChatFilter): ChatFilter {
  const after = { ...filter };
  if (!after.missedOnly) delete after.missedOnly;
  if (!after.loudOutsideHours) delete after.loudOutsideHours;
  if (isAll(after.messages, cardMessages.length)) delete after.messages;
  if (isAll(after.directions, 2)) delete after.directions;
  for (const field of ["lines", "exts", "clients"] as const)
    if (isAll(after[field], Infinity)) delete after[field];
  return after;
}

function isAll(list: readonly string[] | undefined, whole: number): boolean {
  return list === undefined || list.length === 0 || list.length >= whole;
}
