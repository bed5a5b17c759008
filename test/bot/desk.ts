import { randomBytes } from "node:crypto";
import { Bot, type Api, type Transformer } from "grammy";
import type { InlineKeyboardButton, Update, UserFromGetMe } from "grammy/types";
import { createBot } from "../../src/bot/bot.ts";
import type { BotDeps, DeskContext } from "../../src/bot/context.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import type { NovofonCheck } from "../../src/gateways/novofon.ts";
import type { PhonetCheck } from "../../src/gateways/phonet.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import { freshDatabase } from "../db/database.ts";

export type Person = { id: number; first_name: string; language_code: string };
export type Place = { id: number; type: "private" | "supergroup"; title?: string; thread?: number };
export type Sent = { method: string; payload: Record<string, unknown>; messageId: number };
type Fault = { error_code: number; description: string };
type Update0 = Omit<Update, "update_id">;

export const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
export const olena: Person = { id: 101, first_name: "Олена", language_code: "uk" };
export const ivan: Person = { id: 102, first_name: "Иван", language_code: "ru" };
export const kate: Person = { id: 103, first_name: "Kate", language_code: "en" };
export const group: Place = { id: -1001, type: "supergroup", title: "Front desk" };

const botInfo: UserFromGetMe = {
  id: 7000000001,
  is_bot: true,
  first_name: "Frontdesk",
  username: "frontdesk_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  can_manage_bots: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  supports_guest_queries: false,
  supports_join_request_queries: false,
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The bot on a database of its own; only Telegram and the providers are played. */
export async function openDesk(options: { sandbox?: boolean; publicUrl?: string | null } = {}) {
  const { db, close } = await freshDatabase();
  const sent: Sent[] = [];
  const faults = new Map<string, Fault>();
  const answers = {
    phonet: { ok: true, users: [{ ext: "101", name: "Олена" }] } as PhonetCheck,
    novofon: { ok: true, timezone: "Etc/GMT-3", extensions: ["100", "102"] } as NovofonCheck,
    deferred: false,
    test: { status: 200 } as { status: number } | { unreachable: string },
  };
  const time = { now: NOW };
  const clock = { now: () => time.now };
  const keyring = parseKeyring(randomBytes(32).toString("base64"));
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const publicUrl = options.publicUrl === undefined ? "https://desk.example" : options.publicUrl;
  let lastMessage = 1000;

  const transformer: Transformer = (_prev, method, payload) => {
    const fields = { ...payload } as Record<string, unknown>;
    check(method, fields);
    const fault = faults.get(method);
    if (fault) return Promise.resolve({ ok: false, ...fault });
    const writes = method === "sendMessage";
    const messageId = writes && !answers.deferred ? (lastMessage += 1) : 0;
    sent.push({ method, payload: fields, messageId });
    const message = { message_id: messageId, date: 0, chat: { id: fields["chat_id"], type: "private" } };
    return Promise.resolve({ ok: true, result: (writes ? message : true) as never });
  };
  const deps: BotDeps = {
    db,
    keyring,
    clock,
    random,
    token: "1:test",
    apiRoot: "http://127.0.0.1:1",
    botInfo,
    publicUrl,
    sandbox: options.sandbox ?? false,
    transformer,
    link: {
      db,
      clock,
      keyring,
      random,
      publicUrl,
      phonet: { check: () => Promise.resolve(answers.phonet) },
      novofon: { check: () => Promise.resolve(answers.novofon) },
    },
    calls: { list: (businessId, query) => listCalls(db, businessId, query) },
    sendTestHook: () => Promise.resolve(answers.test),
  };
  let bot: Bot<DeskContext> = createBot(deps);
  let updateId = 1;
  let presses = 0;
  const handle = (update: Update0) => {
    if (update.callback_query) presses += 1;
    return bot.handleUpdate({ update_id: (updateId += 1), ...update });
  };

  return {
    presses: () => presses,
    db,
    deps,
    time,
    sent,
    faults,
    answers,
    close,
    handle,
    api: (): Api => bot.api,
    /** A new process on the same data. */
    restart: () => void (bot = createBot(deps)),
    say: (person: Person, text: string, place: Place = home(person)) => handle(saying(person, text, place)),
    /** Presses the newest button with this label, or the one given. */
    press: (person: Person, button: string | InlineKeyboardButton, place: Place = home(person)) =>
      handle(pressing(person, typeof button === "string" ? buttonOf(sent, button) : button, { place, sent })),
    button: (label: string) => buttonOf(sent, label),
    /** The last thing written or edited. */
    last: () => textOf(sent.findLast(({ payload }) => typeof payload["text"] === "string" && "chat_id" in payload)),
    texts: () => sent.filter(({ payload }) => "chat_id" in payload && "text" in payload).map(textOf),
    buttons: () => buttonsOf(sent.findLast(({ payload }) => "chat_id" in payload && "text" in payload)),
  };
}

/** A business of Olena's, made by the bot itself. */
export async function withBusiness(desk: Desk, name = "Лілея"): Promise<void> {
  await desk.say(olena, "/start");
  await desk.press(olena, "Українська");
  await desk.say(olena, name);
  await desk.press(olena, "💇 Салон краси");
  await desk.press(olena, "✅ Так, усе правильно");
}

/** Someone invited by Olena with this role. */
export async function invited(desk: Desk, person: Person, role: "Оператор" | "Адміністратор"): Promise<void> {
  await desk.say(olena, "/team");
  await desk.press(olena, `➕ ${role}`);
  await desk.say(person, `/start ${inviteOf(desk)}`);
}

export function inviteOf(desk: Desk): string {
  return /start=(join_[\w-]+)/.exec(desk.last())?.[1] ?? "no invite";
}

function home(person: Person): Place {
  return { id: person.id, type: "private" };
}

function saying(person: Person, text: string, place: Place): Update0 {
  const command = /^\/[\w@]+/.exec(text)?.[0];
  const message = {
    message_id: 500,
    date: Math.floor(NOW / 1000),
    from: { ...person, is_bot: false },
    chat: chatOf(person, place),
    text,
    ...(command ? { entities: [{ type: "bot_command", offset: 0, length: command.length }] } : {}),
    ...topicOf(place),
  };
  return { message } as Update0;
}

function pressing(person: Person, button: InlineKeyboardButton, about: { place: Place; sent: Sent[] }): Update0 {
  const { place, sent } = about;
  const data = "callback_data" in button ? button.callback_data : "";
  const message = {
    message_id: sent.findLast(({ payload }) => JSON.stringify(payload).includes(data))?.messageId || 900,
    date: 1,
    chat: chatOf(person, place),
    text: "…",
    ...topicOf(place),
  };
  return { callback_query: { id: "1", from: { ...person, is_bot: false }, chat_instance: "1", data, message } } as Update0;
}

function chatOf(person: Person, { id, type, title }: Place) {
  return type === "private" ? { id, type, first_name: person.first_name } : { id, type, title };
}

function topicOf({ thread }: Place) {
  return thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true };
}

function textOf(sent: Sent | undefined): string {
  return String(sent?.payload["text"] ?? "");
}

function buttonsOf(sent: Sent | undefined): InlineKeyboardButton[] {
  const markup = sent?.payload["reply_markup"] as { inline_keyboard: InlineKeyboardButton[][] } | undefined;
  return markup?.inline_keyboard.flat() ?? [];
}

function buttonOf(sent: Sent[], label: string): InlineKeyboardButton {
  const found = sent.toReversed().flatMap(buttonsOf).find((button) => button.text === label || button.text.startsWith(label));
  if (!found) throw new Error(`no button «${label}»; last: ${buttonsOf(sent.at(-1)).map((button) => button.text).join(" | ")}`);
  return found;
}

/** What Telegram would refuse is refused here, whatever a test looks at. */
function check(method: string, payload: Record<string, unknown>): void {
  const text = payload["text"];
  if (typeof text === "string" && method !== "answerCallbackQuery") {
    if (text.length === 0 || text.length > 4096) throw new Error(`text of ${text.length} characters`);
    if (payload["parse_mode"] === "HTML") checkHtml(text);
  }
  if (method === "answerCallbackQuery" && typeof text === "string" && text.length > 200) throw new Error("toast too long");
  for (const button of buttonsOf({ method, payload, messageId: 0 })) {
    if (button.text.trim() === "" || button.text.length > 80) throw new Error(`label «${button.text}»`);
    if ("callback_data" in button && Buffer.byteLength(button.callback_data) > 64) throw new Error("callback data too long");
  }
}

function checkHtml(text: string): void {
  const open: string[] = [];
  for (const [tag, slash, name = ""] of text.matchAll(/<(\/?)([a-z]*)[^>]*>?/g)) {
    if (!/^<\/?(?:b|i|code|pre)>$/.test(tag)) throw new Error(`tag ${tag} in ${text}`);
    if (slash === "") open.push(name);
    else if (open.pop() !== name) throw new Error(`${tag} closes nothing in ${text}`);
  }
  if (open.length > 0 || /&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`broken HTML: ${text}`);
}
