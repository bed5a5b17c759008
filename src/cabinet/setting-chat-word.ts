import { cardMessages, messagesOf } from "../bot/notify-filter.ts";
import type { Business } from "../business/business.ts";
import { topicOf, type Chat } from "../business/chat.ts";
import type { Scopes } from "../desk/scope-service.ts";
import { showPhone } from "../lib/phone.ts";
import { cleanName } from "../texts/html.ts";
import { languageNames } from "../texts/language.ts";
import type { Say } from "./say.ts";

/** The title of a chat as somebody in Telegram gave it, cut and cleaned. */
export function chatTitle({ title }: Chat): string {
  return cleanName(title, MAX_TITLE) ?? "—";
}

/** A private chat, a group or one of its topics. */
export function chatKind(chat: Chat, say: Say): string {
  const { type, threadId } = chat;
  if (topicOf(chat) !== null) return say("chats-topic-named");
  if (threadId !== null) return say("chats-topic", { thread: String(threadId) });
  return say(type === "private" ? "chats-private" : "chats-group");
}

/** What comes into a chat, in words: which calls, how they look, when they ring, what else. */
export function chatFacts(
  chat: Chat,
  { business, known, say }: { business: Business; known: Scopes; say: Say },
): string[] {
  const { lines = [], exts = [], clients = [], quiet, loudOutsideHours = false } = chat.filter;
  const named = (names: string[]): string => listed(names, say);
  const facts = [
    whichCalls(chat, say),
    lines.length > 0 &&
      say("web-chat-set-fact-lines", { lines: named(lines.map((line) => lineName(known, line))) }),
    exts.length > 0 &&
      say("web-chat-set-fact-exts", { exts: named(exts.map((ext) => personName(known, ext))) }),
    clients.length > 0 && say("web-chat-set-fact-clients", { count: clients.length }),
    say(`notify-style-${styleOf(chat)}`),
    quiet !== undefined && say("web-chat-set-fact-quiet", quiet),
    business.workingHours !== null && loudOutsideHours && say("web-chat-set-fact-loud"),
    chat.language !== null && languageNames[chat.language],
    chat.masked && say("web-chat-set-fact-masked"),
    chat.remind && say("web-chat-set-fact-remind"),
    chat.deals && say("web-chat-set-fact-deals"),
  ];
  return facts.filter((fact) => typeof fact === "string");
}

/** "Поділ · 044 000 00 01" of a line, as far as it is known. */
export function lineName({ lines }: Scopes, number: string): string {
  const name = cleanName(lines.find((line) => line.number === number)?.name, MAX_NAME);
  return name ?? showPhone(number);
}

export function personName({ extensions }: Scopes, ext: string): string {
  const name = cleanName(extensions.find((one) => one.ext === ext)?.name, MAX_NAME);
  return name === null ? ext : `${name} (${ext})`;
}

const MAX_TITLE = 64;
const MAX_NAME = 24;
/** So many of a list are named, the rest is counted. */
const NAMED = 3;

function whichCalls(chat: Chat, say: Say): string {
  const { missedOnly = false, directions = [] } = chat.filter;
  if (missedOnly) return say("web-chat-set-fact-missed");
  const [only, ...more] = directions;
  const one = only !== undefined && more.length === 0 ? only : null;
  const messages = messagesOf(chat.filter);
  const calls = one === null ? null : say(`web-chat-set-fact-${one}`);
  if (messages.length === cardMessages.length) return calls ?? say("web-chat-set-fact-all");
  const told = say("web-chat-set-fact-messages", {
    messages: messages.map((message) => say(`notify-message-${message}`)).join(", "),
  });
  return calls === null ? told : `${calls}, ${told}`;
}

/** Whoever wants no message while it rings gets the summary alone, whatever the style. */
function styleOf(chat: Chat): Chat["style"] {
  return messagesOf(chat.filter).includes("ring") ? chat.style : "final";
}

function listed(names: readonly string[], say: Say): string {
  const shown = names.slice(0, NAMED).join(", ");
  const count = names.length - NAMED;
  return count > 0 ? say("notify-more-said", { shown, count }) : shown;
}
