import { text } from "../texts/bundle.ts";
import { dateNear, dayOf } from "../texts/format.ts";
import { escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { instantOn } from "./period.ts";

type Words = Partial<Record<Language, string>>;

/** What the caller wishes for in the chat, as far as it is known; `day` is "YYYY-MM-DD" and `minute` of it, on the business's wall. */
export type ChatWish = {
  service: Words | null;
  at: number | null;
  day: string | null;
  minute: number | null;
};

/** What is known of a call's client beside their calls. Instants are epoch ms. */
export type CardChat = {
  /** They write at the moment. */
  writes: { channel: "telegram" | "whatsapp"; wish: ChatWish } | null;
  /** Their coming visits, the next one first. */
  visits: { start: number; service: Words; master: Words }[];
  /** Free times can be offered to them in a chat. */
  canOffer: boolean;
  /** They were, for this missed call. */
  offered: { at: number; by: string } | null;
};

export const NO_CHAT: CardChat = { writes: null, visits: [], canOffer: false, offered: null };

type View = { language: Language; zone: string; now: number };

/** That the caller is in the chat now, and that they are expected. */
export function chatRows({ writes, visits }: CardChat, view: View): string[] {
  const { language, zone, now } = view;
  const coming = visits.map(({ start, service, master }) =>
    text(language, "card-visit", {
      when: dateNear(language, start, now, zone),
      service: wordsIn(service, language),
      master: wordsIn(master, language),
    }),
  );
  if (writes === null) return coming;
  const channel = channelNames[writes.channel];
  const wish = wishOf(writes.wish, view);
  const line =
    wish === null
      ? text(language, "card-chat", { channel })
      : text(language, "card-chat-wish", { channel, wish });
  return [line, ...coming];
}

/** Names that are the same in every language. */
export const channelNames = { telegram: "Telegram", whatsapp: "WhatsApp" } as const;

/** "Манікюр, завтра, 18:30" as plain text; null when nothing is known. */
export function wishText(wish: ChatWish, view: View): string | null {
  return wishOf(wish, view, plainIn);
}

function wishOf(wish: ChatWish, view: View, shown = wordsIn): string | null {
  const service = wish.service === null ? null : shown(wish.service, view.language);
  const parts = [service, whenOf(wish, view)].filter((part) => part !== null && part !== "");
  return parts.length === 0 ? null : parts.join(", ");
}

const NOON = 720;

function whenOf({ at, day, minute }: ChatWish, { language, zone, now }: View): string | null {
  if (at !== null) return dateNear(language, at, now, zone);
  if (day === null) return null;
  return minute === null
    ? dayOf(language, instantOn(day, NOON, zone), zone)
    : dateNear(language, instantOn(day, minute, zone), now, zone);
}

function wordsIn(words: Words, language: Language): string {
  return escapeName(plainIn(words, language)) || escapeHtml("—");
}

function plainIn(words: Words, language: Language): string {
  const known = words[language] ?? words.uk ?? words.ru ?? words.en ?? "";
  return known.slice(0, LONGEST);
}

const LONGEST = 60;
