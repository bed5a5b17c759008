import type { Transformer } from "grammy";
import type { Chat, Update } from "grammy/types";

export type Person = { id: number; first_name: string; language_code: string };
export type Place = {
  id: number;
  type: "private" | "supergroup";
  title?: string;
  thread?: number;
  /** Whose message is answered. */
  replyTo?: number;
};
export type Key = { text: string; callback_data?: string; url?: string };
export type Sent = {
  method: string;
  payload: Record<string, unknown>;
  /** Of a message or edit, else null. */
  text: string | null;
  buttons: Key[];
  messageId: number;
};
export type Fault = { error_code: number; description: string };
export type Happening = Omit<Update, "update_id">;

/** Telegram as a transformer: refuses what the real one would and keeps what was sent. */
export function playTelegram() {
  const sent: Sent[] = [];
  const faults = new Map<string, Fault>();
  const limits = { deferred: false };
  let lastMessage = 1000;
  const transformer: Transformer = (_prev, method, payload) => {
    const one = sentOf(method, { ...payload });
    check(one);
    const fault = faults.get(method) ?? mismatchOf(one);
    if (fault) return Promise.resolve({ ok: false, ...fault });
    const writes = /^send(?:Message|Photo|Audio|Voice|Document)$/.test(method);
    if (writes && !limits.deferred) one.messageId = lastMessage += 1;
    sent.push(one);
    const message = {
      message_id: one.messageId,
      date: 0,
      chat: { id: one.payload["chat_id"] },
      ...(limits.deferred ? {} : mediumOf(one)),
    };
    return Promise.resolve({ ok: true, result: anything(writes ? message : true) });
  };
  return { sent, faults, limits, transformer };
}

export function saying(person: Person, text: string, place: Place): Happening {
  const command = /^\/[\w@]+/.exec(text)?.[0];
  return {
    message: {
      message_id: 500,
      date: 1,
      from: { ...person, is_bot: false },
      chat: chatOf(person, place),
      text,
      entities: command ? [{ type: "bot_command", offset: 0, length: command.length }] : [],
      ...topicOf(place),
      ...replyOf(person, place),
    },
  };
}

/** A press of a button below the message that shows it. */
export function pressing(
  person: Person,
  key: Key,
  about: { place: Place; sent: Sent[] },
): Happening {
  const { place, sent } = about;
  const data = key.callback_data ?? "";
  const below = sent.findLast(({ buttons }) => buttons.some((one) => one.callback_data === data));
  const message = {
    message_id: below?.messageId || 900,
    date: 1,
    chat: chatOf(person, place),
    ...(below && isPhoto(below) ? { photo: [], caption: "…" } : { text: "…" }),
    ...topicOf(place),
    ...(below ? { reply_markup: { inline_keyboard: [below.buttons.map(toKey)] } } : {}),
  };
  const from = { ...person, is_bot: false };
  return { callback_query: { id: "1", from, chat_instance: "1", data, message } };
}

/** A message with a picture: sent as one, or changed into one. */
function isPhoto({ method }: Sent): boolean {
  return method === "sendPhoto" || method === "editMessageMedia";
}

/** The file of a message: a new one gets an identifier, which is good for its own kind only. */
function mediumOf({ method, payload, messageId }: Sent): object {
  const kind = /^send(Audio|Voice|Document)$/.exec(method)?.[1]?.toLowerCase();
  if (kind === undefined) return {};
  const file = payload[kind];
  return { [kind]: { file_id: typeof file === "string" ? file : `${kind}-${messageId}` } };
}

function toKey({ text, callback_data = "" }: Key) {
  return { text, callback_data };
}

export function keyNamed(sent: Sent[], label: string): Key {
  const keys = sent.toReversed().flatMap(({ buttons }) => buttons);
  const found = keys.find(({ text }) => text.startsWith(label));
  if (found) return found;
  const shown = sent.findLast(({ buttons }) => buttons.length > 0)?.buttons ?? [];
  throw new Error(`no button «${label}» but ${shown.map(({ text }) => text).join(" | ")}`);
}

function sentOf(method: string, payload: Record<string, unknown>): Sent {
  const markup: { inline_keyboard?: Key[][] } | undefined = anything(payload["reply_markup"]);
  const text = "chat_id" in payload && typeof payload["text"] === "string" ? payload["text"] : null;
  return { method, payload, text, buttons: markup?.inline_keyboard?.flat() ?? [], messageId: 0 };
}

function anything(value: unknown) {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function chatOf(
  person: Person,
  { id, type, title = "" }: Place,
): Chat.PrivateChat | Chat.SupergroupChat {
  return type === "private" ? { id, type, first_name: person.first_name } : { id, type, title };
}

function topicOf({ thread }: Place) {
  return thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true as const };
}

function replyOf(person: Person, place: Place) {
  if (place.replyTo === undefined) return {};
  const from = { id: place.replyTo, is_bot: place.replyTo !== person.id, first_name: "…" };
  const chat = chatOf(person, place);
  // The types ask for a reply of the reply that is there and undefined at once.
  return { reply_to_message: anything({ message_id: 400, date: 1, from, chat, text: "…" }) };
}

/** An identifier is refused where it is of another kind, or of nothing that was sent. */
function mismatchOf({ method, payload }: Sent): Fault | null {
  const kind = /^send(Audio|Voice|Document)$/.exec(method)?.[1]?.toLowerCase();
  const file = kind === undefined ? null : payload[kind];
  if (typeof file !== "string" || file.startsWith(`${kind}-`)) return null;
  return { error_code: 400, description: "Bad Request: wrong file identifier/HTTP URL specified" };
}

/** What Telegram would refuse is refused here, whatever a test looks at. */
function check({ method, payload, text, buttons }: Sent): void {
  if (text !== null) {
    if (text.length === 0 || text.length > 4096) throw new Error(`${text.length} characters`);
    if (payload["parse_mode"] === "HTML") checkHtml(text);
  }
  const toast = payload["text"];
  if (method === "answerCallbackQuery" && typeof toast === "string" && toast.length > 200) {
    throw new Error(`a toast of ${toast.length} characters`);
  }
  for (const button of buttons) {
    if (button.text.trim() === "" || button.text.length > 80) throw new Error(button.text);
    if (Buffer.byteLength(button.callback_data ?? "") > 64) throw new Error("callback data");
  }
}

function checkHtml(text: string): void {
  const open: string[] = [];
  for (const [tag, slash, name = ""] of text.matchAll(/<(\/?)([a-z]*)[^>]*>?/g)) {
    const known =
      /^<\/?(?:b|i|code|pre|a|blockquote)>$|^<blockquote expandable>$|^<a href="tg:\/\/user\?id=\d+">$/;
    if (!known.test(tag)) throw new Error(`tag ${tag} in ${text}`);
    if (slash === "") open.push(name);
    else if (open.pop() !== name) throw new Error(`${tag} closes nothing in ${text}`);
  }
  if (open.length > 0 || /&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`HTML: ${text}`);
}
