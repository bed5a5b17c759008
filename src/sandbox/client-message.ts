/// <reference lib="dom" />
import { h, icon, mark, type Item } from "./client-dom.ts";
import { entityNodes, type EntityActs } from "./client-entity.ts";
import {
  answererOf,
  isMine,
  isService,
  model,
  type Button,
  type Message,
  type Tick,
  type WhatsappPlace,
} from "./client-model.ts";
import { say, timeText } from "./client-text.ts";

export type MessageActs = EntityActs & {
  press: (message: Message, button: Button, pressed: HTMLElement) => void;
  reply: (message: Message) => void;
  jump: (id: number) => void;
  /** Opens the rows of a WhatsApp list. */
  list: (message: Message) => void;
};

/** One message of the feed as an element that is made anew only when the message changes. */
export function messageItem(
  message: Message,
  quoted: Message | undefined,
  acts: MessageActs,
): Item {
  const key = `m${message.message_id}`;
  const quote = quoted && firstLine(quoted);
  return {
    key,
    stamp: JSON.stringify([message, quote, model.person]),
    make: () =>
      isService(message)
        ? h("span", { class: "service", id: key }, serviceText(message))
        : article(message, quote, acts),
  };
}

/** What a list shows of a message: its first line, or what stands for it. */
export function firstLine(message: Message): string {
  if (message.deleted) return say("deleted");
  if (isService(message)) return serviceText(message);
  return message.text.split("\n")[0] || mediaText(message);
}

/** What a WhatsApp chat is to whom looks at it. */
export function aboutWhatsapp({ typing, owned }: WhatsappPlace): string {
  if (typing) return say("whatsapp-typing");
  return say(owned ? "whatsapp-owner" : "whatsapp-customer");
}

/** A chat with a person to whom looks at it: whether a bot answers there for them. */
export function aboutPeer(): string {
  const bot = answererOf(model.person);
  return bot ? say("chat-account", { name: bot.first_name }) : say("chat-person");
}

export function colourOf(id: number): string {
  const place = model.world.people.findIndex((person) => person.id === id);
  return ["", "c", "b", "d"][Math.max(0, place) % 4] ?? "";
}

export function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment ?? "";
}

function article(message: Message, quote: string | undefined, acts: MessageActs): HTMLElement {
  const mine = isMine(message);
  const name = `msg${mine ? " me" : ""}${message.deleted ? " gone" : ""}`;
  const bubble = h(
    "div",
    { class: "bub", ondblclick: () => acts.reply(message) },
    !mine &&
      h(
        "span",
        { class: `from ${message.from.is_bot ? "" : colourOf(message.from.id)}` },
        message.from.first_name,
      ),
    mine &&
      message.business_bot !== undefined &&
      h("span", { class: "from" }, nameOf(message.business_bot)),
    quote !== undefined &&
      h(
        "button",
        { type: "button", class: "re", onclick: () => acts.jump(message.reply_to_message_id ?? 0) },
        quote,
      ),
    h("div", { class: "said" }, ...body(message, acts), time(message, acts)),
    reactions(message),
  );
  return h(
    "article",
    { class: name, id: `m${message.message_id}` },
    !mine && face(message),
    bubble,
    keyboard(message, acts),
  );
}

function face({ from }: Message): HTMLElement {
  return from.is_bot
    ? h("span", { class: "avatar bot", "aria-hidden": "true" }, mark())
    : h(
        "span",
        { class: `avatar ${colourOf(from.id)}`, "aria-hidden": "true" },
        initial(from.first_name),
      );
}

function body(message: Message, acts: MessageActs): Node[] {
  if (message.deleted) return [document.createTextNode(say("deleted"))];
  const { contact } = message.content;
  const photo = message.content.photo?.at(-1);
  const said = entityNodes(message.text, message.entities, acts);
  if (message.kind === "text") return said;
  const number = contact
    ? entityNodes(` ${contact.phone_number.replace(/^(?!\+)/, "+")}`, [], acts)
    : [];
  if (photo)
    return [
      h("img", {
        class: "picture",
        src: `/sandbox/api/files/${photo.file_id}`,
        alt: mediaText(message),
      }),
      ...said,
    ];
  const sound = message.content.audio ?? message.content.voice;
  if (sound)
    return [
      h("span", { class: "card" }, icon("doc"), h("span", {}, mediaText(message))),
      h("audio", {
        class: "sound",
        src: `/sandbox/api/files/${sound.file_id}`,
        controls: true,
        preload: "none",
        "aria-label": mediaText(message),
      }),
      ...said,
    ];
  return [
    h(
      "span",
      { class: "card" },
      icon(contact ? "user" : "doc"),
      h("span", {}, mediaText(message), ...number),
    ),
    ...said,
  ];
}

function mediaText({ kind, content }: Message): string {
  if (kind === "contact") return say("contact", { name: content.contact?.first_name ?? "" });
  const sound = content.audio ?? content.voice;
  if (sound) {
    const { title, file_name: name } = content.audio ?? {};
    const { duration } = sound;
    const length = `${Math.floor(duration / 60)}:${String(duration % 60).padStart(2, "0")}`;
    return [title ?? name ?? say("voice"), ...(duration > 0 ? [length] : [])].join(" · ");
  }
  return say("file", { name: content.document?.file_name ?? kind });
}

function time(message: Message, acts: MessageActs): HTMLElement {
  const at = timeText((message.edit_date ?? message.date) * 1000);
  const shown = message.edits > 0 ? say("edited", { time: at }) : at;
  const bell = message.silent
    ? h("span", { title: say("silent") }, icon("mute"), h("span", { class: "sr" }, say("silent")))
    : null;
  const label = `${shown}. ${say("reply")}`;
  return h(
    "button",
    {
      type: "button",
      class: "at",
      title: say("reply"),
      "aria-label": label,
      onclick: () => acts.reply(message),
    },
    bell,
    shown,
    isMine(message) && message.tick ? ticks(message.tick) : null,
  );
}

/** WhatsApp's marks: one for sent, two for delivered, coloured for read. */
function ticks(tick: Tick): HTMLElement {
  const text = say(`tick-${tick}`);
  const two = tick === "delivered" || tick === "read";
  const sign =
    tick === "failed" ? "alert" : tick === "accepted" ? "clock" : two ? "ticks" : "check";
  return h(
    "span",
    { class: `tick ${tick}`, title: text },
    icon(sign),
    h("span", { class: "sr" }, text),
  );
}

function reactions({ reactions: given }: Message): HTMLElement | null {
  const all = Object.entries(given ?? {}).flatMap(([id, list]) =>
    list.map(({ emoji }) => `${emoji ?? ""} ${nameOf(Number(id))}`.trim()),
  );
  return all.length === 0 ? null : h("span", { class: "react" }, all.join(" · "));
}

function nameOf(id: number): string {
  const { bots, people } = model.world;
  return [...bots, ...people].find((one) => one.id === id)?.first_name ?? "";
}

function keyboard(message: Message, acts: MessageActs): HTMLElement | null {
  const { list } = message;
  if (list)
    return h(
      "div",
      { class: "keys" },
      h(
        "button",
        { type: "button", disabled: isMine(message), onclick: () => acts.list(message) },
        list.button,
      ),
    );
  const rows = message.deleted ? [] : (message.reply_markup?.inline_keyboard ?? []);
  if (rows.length === 0) return null;
  return h(
    "div",
    { class: "keys" },
    ...rows.map((row) => h("div", {}, ...row.map((button) => inlineKey(message, button, acts)))),
  );
}

function inlineKey(message: Message, button: Button, acts: MessageActs): HTMLElement {
  const url = button.url ?? button.web_app?.url;
  if (url !== undefined && /^(https?|tg|tel|mailto):/i.test(url)) {
    const onclick = (event: Event) => {
      if (acts.link(url)) event.preventDefault();
    };
    return h(
      "a",
      { href: url, target: "_blank", rel: "noopener noreferrer", onclick },
      button.text,
    );
  }
  const made: HTMLElement = h(
    "button",
    {
      type: "button",
      disabled: message.tick !== undefined && isMine(message),
      onclick: () => acts.press(message, button, made),
    },
    button.text,
  );
  return made;
}

function serviceText({ kind, content, from }: Message): string {
  const names = (content.new_chat_members ?? []).map(({ first_name }) => first_name).join(", ");
  switch (kind) {
    case "new_chat_members":
      return say("service-joined", { name: names });
    case "left_chat_member":
      return say("service-left", { name: content.left_chat_member?.first_name ?? "" });
    case "new_chat_title":
      return say("service-title", { title: content.new_chat_title ?? "" });
    case "migrate_to_chat_id":
    case "migrate_from_chat_id":
      return say("migrated");
    case "forum_topic_created":
      return say("service-topic", { name: content.forum_topic_created?.name ?? "" });
    case "forum_topic_edited":
      return say("service-topic-renamed", { name: content.forum_topic_edited?.name ?? "" });
    case "forum_topic_closed":
      return say("service-topic-closed");
    case "forum_topic_reopened":
      return say("service-topic-reopened");
    case "pinned_message":
      return say("service-pinned", { name: from.first_name });
    default:
      return say("service-other");
  }
}
