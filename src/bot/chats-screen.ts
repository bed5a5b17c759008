import type { Business } from "../business/business.ts";
import { topicOf, type Chat } from "../business/chat.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** As many chats as one screen names. */
const PAGE = 10;
const MAX_TITLE = 40;

export type ChatsView = { business: Business; chats: readonly Chat[]; page: number };

/** Where the cards go, the newest chat first, each with a button that stops them there. */
export function chatsScreen(language: Language, { business, chats, page }: ChatsView): Screen {
  const pages = Math.max(1, Math.ceil(chats.length / PAGE));
  const at = Math.min(page, pages - 1);
  const shown = chats
    .toReversed()
    .map((chat, index) => ({ chat, number: index + 1 }))
    .slice(at * PAGE, (at + 1) * PAGE);
  const stops = shown.map(({ chat, number }): Button[] => [
    {
      label: text(language, "chats-stop", { number, chat: titleOf(chat) }),
      action: { do: "stop_chat", chatId: chat.id },
    },
  ]);
  const turns: Button[] = [];
  if (at > 0) turns.push({ label: "←", action: { do: "chats", page: at - 1 } });
  if (at < pages - 1) turns.push({ label: "→", action: { do: "chats", page: at + 1 } });
  const lines = shown.map(({ chat, number }) =>
    html(language, "chats-line", { number, ...chatNames(language, chat) }),
  );
  const list = lines.length > 0 ? lines.join("\n") : html(language, "link-chats-none");
  return {
    html: [
      html(language, "chats-title", { business: business.name }),
      list,
      html(language, "chats-hint"),
    ].join("\n\n"),
    rows: [...stops, turns, [{ label: text(language, "bot-back"), action: { do: "connect" } }]],
  };
}

/** Names the chats that still get cards, the newest first; null when there is none. */
export function stillComing(language: Language, chats: readonly Chat[]): string | null {
  if (chats.length === 0) return null;
  const lines = chats
    .toReversed()
    .slice(0, PAGE)
    .map((chat) => html(language, "chats-still-line", chatNames(language, chat)));
  const more = chats.length > PAGE ? ["…"] : [];
  return [html(language, "chats-still"), ...lines, ...more].join("\n");
}

/** The title and kind of a chat, to be put into a text. */
export function chatNames(language: Language, chat: Chat): { chat: string; kind: string } {
  return { chat: titleOf(chat), kind: kindOf(language, chat) };
}

/** Telegram does not always tell a topic's name, but its number stands in the topic's link. */
function kindOf(language: Language, chat: Chat): string {
  const { type, threadId } = chat;
  if (topicOf(chat) !== null) return text(language, "chats-topic-named");
  if (threadId !== null) return text(language, "chats-topic", { thread: String(threadId) });
  return text(language, type === "private" ? "chats-private" : "chats-group");
}

function titleOf({ title }: Chat): string {
  return cleanName(title, MAX_TITLE) ?? "—";
}
