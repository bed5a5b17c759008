/// <reference lib="dom" />
import { attempt, get } from "./client-api.ts";
import { speak } from "./client-chat.ts";
import { attachMenu } from "./client-menu.ts";
import { byId, h, icon, patch } from "./client-dom.ts";
import { shareContact } from "./client-dialog.ts";
import { colourOf, firstLine, initial } from "./client-message.ts";
import { chatNow } from "./client-chat-list.ts";
import {
  changed,
  messagesOf,
  model,
  personNow,
  type Chat,
  type Command,
  type KeyButton,
} from "./client-model.ts";
import { say } from "./client-text.ts";
import { whatsappMenu } from "./client-whatsapp.ts";

let hinted: Command[] = [];
let chosen = 0;

export function startCompose(): void {
  const input = byId("text", HTMLInputElement);
  byId("compose", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === "" || !chatNow()) return;
    input.value = "";
    speak(text);
    showHints([]);
  });
  input.addEventListener("input", () => {
    chosen = 0;
    attempt(drawHints);
  });
  input.addEventListener("blur", () => setTimeout(() => showHints([]), 150));
  input.addEventListener("keydown", (event) => {
    if (hinted.length > 0) steer(event, input);
    else if (event.key === "Escape" && model.replyTo !== null) dropReply();
  });
  const attach = byId("attach", HTMLButtonElement);
  attach.addEventListener("click", () => {
    const chat = chatNow();
    if (chat?.whatsapp) whatsappMenu(attach, chat);
    else if (chat) attachMenu(attach, chat);
  });
}

/** The composer speaks as the chosen person: its face, its placeholder, the message it answers, the bot's own keys. */
export function drawCompose(): void {
  const person = personNow();
  const chat = chatNow();
  const name = person?.first_name ?? "";
  const me = byId("me", HTMLElement);
  me.textContent = initial(name);
  me.className = `avatar ${person ? colourOf(person.id) : ""}`;
  byId("compose-label", HTMLElement).textContent = say("compose", { name });
  const input = byId("text", HTMLInputElement);
  input.placeholder = say("placeholder", { name });
  for (const control of byId("compose", HTMLFormElement).querySelectorAll("input, button"))
    control.toggleAttribute("disabled", !person || !chat);
  // An owner's phone is there to answer from.
  byId("attach", HTMLButtonElement).hidden = chat?.whatsapp?.owned ?? false;
  drawReply(chat);
  drawReplyKeys(chat);
}

function drawReply(chat: Chat | undefined): void {
  const place = byId("replying", HTMLElement);
  const target =
    chat && messagesOf(chat.key).find(({ message_id }) => message_id === model.replyTo);
  place.hidden = !target;
  if (!target) return;
  const text = say("reply-to", { text: firstLine(target) });
  patch(place, [
    { key: "text", stamp: text, make: () => h("span", {}, text) },
    { key: "drop", stamp: "", make: dropButton },
  ]);
}

function dropButton(): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "btn icon quiet",
      "aria-label": say("reply-drop"),
      onclick: dropReply,
    },
    icon("x", "s"),
  );
}

function dropReply(): void {
  model.replyTo = null;
  changed();
}

/** The keyboard that a bot put under the composer, until it takes it away. */
function drawReplyKeys(chat: Chat | undefined): void {
  const place = byId("replykeys", HTMLElement);
  const last =
    chat &&
    messagesOf(chat.key).findLast(
      ({ reply_markup, deleted }) =>
        !deleted && (reply_markup?.keyboard ?? reply_markup?.remove_keyboard),
    );
  const rows = last?.reply_markup?.keyboard ?? [];
  place.hidden = rows.length === 0 || !chat;
  patch(
    place,
    rows.map((row, n) => ({
      key: String(n),
      stamp: JSON.stringify([row, chat?.key]),
      make: () => h("div", {}, ...row.map((key) => replyKey(key, chat))),
    })),
  );
}

function replyKey(key: KeyButton, chat: Chat | undefined): HTMLElement {
  const button = typeof key === "string" ? { text: key } : key;
  const contact = "request_contact" in button && button.request_contact;
  return h(
    "button",
    {
      type: "button",
      onclick: () => (contact && chat ? shareContact(chat) : speak(button.text, chat)),
    },
    button.text,
  );
}

/** The bots' commands for this person in this chat, as the stand-in scopes them by language and place. */
async function drawHints(): Promise<void> {
  const input = byId("text", HTMLInputElement);
  const chat = chatNow();
  if (!chat || chat.whatsapp || !input.value.startsWith("/")) return showHints([]);
  const given = await get<{ commands: Command[] }[]>(
    `/commands?chat=${encodeURIComponent(chat.key)}&person=${model.person}`,
  );
  const typed = input.value.slice(1);
  showHints(
    given
      .flatMap(({ commands }) => commands)
      .filter(({ command }) => command.startsWith(typed) && input.value.startsWith("/")),
  );
}

function showHints(list: Command[]): void {
  hinted = list;
  const place = byId("hints", HTMLElement);
  const input = byId("text", HTMLInputElement);
  place.hidden = list.length === 0;
  input.setAttribute("aria-expanded", String(list.length > 0));
  if (list.length > 0) input.setAttribute("aria-activedescendant", `hint-${chosen}`);
  else input.removeAttribute("aria-activedescendant");
  place.replaceChildren(
    ...list.map(({ command, description }, n) => {
      const props = {
        role: "option",
        id: `hint-${n}`,
        "aria-selected": String(n === chosen),
        onpointerdown: (event: Event) => (event.preventDefault(), take(command)),
      };
      return h("li", props, h("b", {}, `/${command}`), h("span", {}, description));
    }),
  );
  place.children[chosen]?.scrollIntoView({ block: "nearest" });
}

function steer(event: KeyboardEvent, input: HTMLInputElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const command = hinted[chosen]?.command;
  if (step !== undefined) {
    chosen = (chosen + step + hinted.length) % hinted.length;
    showHints(hinted);
  } else if (event.key === "Escape") showHints([]);
  else if (event.key === "Tab" && command !== undefined) {
    input.value = `/${command} `;
    showHints([]);
  } else if (event.key === "Enter" && command !== undefined) take(command);
  else return;
  event.preventDefault();
}

function take(command: string): void {
  byId("text", HTMLInputElement).value = "";
  showHints([]);
  speak(`/${command}`);
}
