/// <reference lib="dom" />
import { attempt, openChat, send } from "./client-api.ts";
import { alertDialog, addBot } from "./client-dialog.ts";
import { byId, h, icon, mark, patch, type Item } from "./client-dom.ts";
import { logPress } from "./client-journal.ts";
import { groupMenu } from "./client-menu.ts";
import {
  aboutPeer,
  aboutWhatsapp,
  initial,
  messageItem,
  type MessageActs,
} from "./client-message.ts";
import { chatNow, privateKey } from "./client-chat-list.ts";
import {
  changed,
  isService,
  messagesOf,
  model,
  personNow,
  titleOf,
  type Button,
  type Chat,
  type Message,
} from "./client-model.ts";
import { dayText, say } from "./client-text.ts";
import { toast } from "./client-toast.ts";
import { lookAt, openList, pressWhatsapp, speakWhatsapp } from "./client-whatsapp.ts";

const SHOWN_MESSAGES = 200;

type Answer = { answered: boolean; text?: string; show_alert?: boolean; url?: string };

/** The open chat: who it is with, its topics, its messages. `play` is what an empty group offers. */
export function drawChat(play: () => void): void {
  const chat = chatNow();
  drawHead(chat);
  drawTopics(chat);
  byId("feed", HTMLElement).dataset["channel"] = chat?.whatsapp ? "whatsapp" : "telegram";
  const messages = chat ? inThread(chat) : [];
  const silent = messages.every(isService);
  patch(byId("messages", HTMLElement), [
    ...feedItems(messages),
    ...(silent ? [emptyItem(chat, play)] : []),
  ]);
  if (!chat) return;
  markSeen(chat);
  if (isLooking()) lookAt(chat);
}

/** Says something in the open chat as the chosen person. */
export function speak(text: string, chat = chatNow()): void {
  const thread = chat?.is_forum && model.thread !== null ? { thread: model.thread } : {};
  const reply = model.replyTo === null ? {} : { reply_to: model.replyTo };
  const quoted = messagesOf(chat?.key ?? "").find((one) => one.message_id === model.replyTo);
  model.replyTo = null;
  changed();
  if (chat?.whatsapp) return speakWhatsapp(chat, text, quoted);
  attempt(() =>
    send("POST", "/say", { person: model.person, chat: chat?.key, text, ...thread, ...reply }),
  );
}

function drawHead(chat: Chat | undefined): void {
  const name = personNow()?.first_name ?? "";
  const about = aboutOf(chat);
  const head: Item = {
    key: "head",
    stamp: JSON.stringify([chat, name, about]),
    make: () => {
      if (!chat) return h("b", {}, "Telegram");
      const group = chat.type !== "private" && !chat.whatsapp;
      const more: HTMLElement = h(
        "button",
        {
          class: "btn icon quiet",
          type: "button",
          "aria-label": say("more"),
          "aria-haspopup": "menu",
          onclick: () => groupMenu(more, chat),
        },
        icon("more"),
      );
      return h(
        "div",
        { class: "who-row" },
        h(
          "span",
          { class: `avatar ${group ? "b" : chat.whatsapp ? "wa" : "bot"}`, "aria-hidden": "true" },
          faceOf(chat),
        ),
        h(
          "div",
          { class: "grow" },
          h("b", {}, titleOf(chat)),
          h("span", { class: "small muted" }, `${about} · ${say("seen-by", { name })}`),
        ),
        group && more,
      );
    },
  };
  patch(byId("head", HTMLElement), [head]);
}

function faceOf(chat: Chat): Node | string {
  if (chat.whatsapp) return icon("chat", "s");
  if (chat.peer !== undefined) return initial(titleOf(chat));
  return chat.type === "private" ? mark() : icon("users", "s");
}

function aboutOf(chat: Chat | undefined): string {
  if (chat?.whatsapp) return aboutWhatsapp(chat.whatsapp);
  if (chat?.peer !== undefined) return aboutPeer();
  return chat?.type === "private" ? say("bot") : say("members", { n: chat?.members.length ?? 0 });
}

function drawTopics(chat: Chat | undefined): void {
  const place = byId("topics", HTMLElement);
  place.hidden = !chat?.is_forum;
  const topics = chat?.is_forum
    ? [{ id: null, name: say("general"), closed: false }, ...chat.topics]
    : [];
  patch(
    place,
    topics.map(({ id, name, closed }) => ({
      key: String(id),
      stamp: JSON.stringify([name, closed, model.thread]),
      make: () => {
        const onclick = () => {
          model.thread = id;
          changed();
        };
        return h(
          "button",
          { type: "button", "aria-pressed": String(model.thread === id), onclick },
          closed ? `${name} · ${say("topic-closed")}` : name,
        );
      },
    })),
  );
}

function inThread(chat: Chat): Message[] {
  const all = messagesOf(chat.key);
  const shown = chat.is_forum ? all.filter(({ thread }) => (thread ?? null) === model.thread) : all;
  return shown.slice(-SHOWN_MESSAGES);
}

function feedItems(messages: readonly Message[]): Item[] {
  const now = Date.now();
  let day = "";
  return messages.flatMap((message) => {
    const quoted = messages.find(({ message_id }) => message_id === message.reply_to_message_id);
    const item = messageItem(message, quoted, acts);
    const date = dayText(message.date * 1000, now);
    if (date === day) return [item];
    day = date;
    return [
      { key: `day ${date}`, stamp: date, make: () => h("span", { class: "day" }, date) },
      item,
    ];
  });
}

function emptyItem(chat: Chat | undefined, play: () => void): Item {
  const [text, label, act] = firstStep(chat, play);
  return {
    key: "empty",
    stamp: text,
    make: () =>
      h(
        "div",
        { class: "empty" },
        mark(),
        h("span", {}, text),
        h("button", { type: "button", class: "btn main", onclick: act }, label),
      ),
  };
}

/** What an empty chat says, and what it offers. */
function firstStep(
  chat: Chat | undefined,
  play: () => void,
): [text: string, label: string, act: () => void] {
  if (chat?.whatsapp)
    return [say("empty-whatsapp"), say("whatsapp-hello"), () => speak(say("whatsapp-hello"), chat)];
  if (chat?.peer !== undefined)
    return [say("empty-person"), say("whatsapp-hello"), () => speak(say("whatsapp-hello"), chat)];
  return chat?.type === "private"
    ? [say("empty-private"), say("start"), () => speak("/start")]
    : [say("empty-group"), say("play-answered"), play];
}

function isLooking(): boolean {
  return !document.hidden && (model.pane === "chat" || innerWidth >= 720);
}

function markSeen(chat: Chat): void {
  const last = messagesOf(chat.key).at(-1)?.message_id ?? 0;
  const place = `${model.person}/${chat.key}`;
  if ((model.seen.get(place) ?? 0) >= last || !isLooking()) return;
  model.seen.set(place, last);
  sessionStorage.setItem("seen", JSON.stringify([...model.seen]));
  changed();
}

const acts: MessageActs = {
  command: (text) => speak(text),
  link: openDeepLink,
  reply: (message) => {
    model.replyTo = message.message_id;
    changed();
    byId("text", HTMLInputElement).focus();
  },
  jump: (id) =>
    document.getElementById(`m${id}`)?.scrollIntoView({ block: "center", behavior: "smooth" }),
  list: (message) => {
    const chat = chatNow();
    if (chat) openList(chat, message);
  },
  press: (message, button, pressed) => {
    const chat = chatNow();
    if (chat?.whatsapp)
      return attempt(() => pressWhatsapp(chat, message, button.callback_data ?? ""));
    if (button.copy_text) return attempt(() => copy(button.copy_text?.text ?? ""));
    attempt(() => press(message, button, pressed));
  },
};

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  toast(say("copied"));
}

async function press(message: Message, button: Button, pressed: HTMLElement): Promise<void> {
  if (pressed.getAttribute("aria-busy") === "true") return;
  pressed.setAttribute("aria-busy", "true");
  const started = Date.now();
  try {
    const { chat, message_id } = message;
    const answer = await send<Answer>("POST", "/press", {
      person: model.person,
      chat,
      message_id,
      data: button.callback_data ?? "",
    });
    logPress(personNow()?.first_name ?? "", button.text, started);
    if (!answer.answered) toast(say("no-answer"));
    else if (answer.text && answer.show_alert) alertDialog(answer.text);
    else if (answer.text) toast(answer.text);
    if (answer.url && !openDeepLink(answer.url)) window.open(answer.url, "_blank", "noopener");
  } finally {
    pressed.removeAttribute("aria-busy");
  }
}

/** A link to one of our bots stays in the sandbox: it starts the bot, or brings it into a group. True when it was one. */
function openDeepLink(url: string): boolean {
  const match = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)(\w+)/i.exec(url);
  const bot = model.world.bots.find(
    ({ username }) => username.toLowerCase() === match?.[1]?.toLowerCase(),
  );
  if (!bot || model.person === null) return false;
  const asked = /[?&](start|startgroup)(?:=([\w-]*))?/.exec(url);
  if (asked?.[1] === "startgroup") addBot(bot);
  else {
    openChat(privateKey(model.person, bot.id));
    if (asked) speak(`/start ${asked[2] ?? ""}`.trim());
  }
  return true;
}
