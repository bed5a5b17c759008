/// <reference lib="dom" />
import { attempt, loadAllMessages, loadWorld, openChat, send } from "./client-api.ts";
import { addBot, newGroup, newTopic, shareContact } from "./client-dialog.ts";
import { h, icon } from "./client-dom.ts";
import { answererOf, botsOf, model, personNow, type Chat } from "./client-model.ts";
import { say } from "./client-text.ts";
import { toast } from "./client-toast.ts";

type Choice = { sign: string; label: string; act: () => void };

/** What a person can do beside writing: share a contact, bring the bot into a group, make a group, block the bot, have a bot answer in their account. */
export function attachMenu(anchor: HTMLElement, chat: Chat): void {
  const [bot] = botsOf(chat).length > 0 ? botsOf(chat) : model.world.bots;
  const choices: Choice[] = [];
  if (chat.type === "private")
    choices.push({ sign: "user", label: say("contact-share"), act: () => shareContact(chat) });
  choices.push({ sign: "doc", label: say("file-send"), act: () => sendFile(chat) });
  const missing = model.world.bots.find(
    (one) => chat.type === "private" || !botsOf(chat).includes(one),
  );
  const withPerson = chat.peer !== undefined;
  if (missing && !withPerson)
    choices.push({ sign: "bot", label: say("bot-add"), act: () => addBot(missing) });
  choices.push({ sign: "users", label: say("group-new"), act: newGroup });
  if (bot && !withPerson) {
    const blocked = personNow()?.blocked.includes(String(bot.id)) ?? false;
    choices.push({
      sign: blocked ? "check" : "x",
      label: say(blocked ? "bot-unblock" : "bot-block"),
      act: () => block(bot.id, !blocked),
    });
  }
  choices.push(...accountChoices());
  openMenu(anchor, choices);
}

/** The switch of the person's own account: the bot that answers there goes, or the one that wants to comes. */
function accountChoices(): Choice[] {
  const now = answererOf(model.person);
  const bot = now ?? model.world.bots.find(({ business }) => business);
  if (!bot) return [];
  const label = `${say(now ? "account-disconnect" : "account-connect")}: ${bot.first_name}`;
  return [{ sign: now ? "x" : "bot", label, act: () => switchAccount(bot.id, !now) }];
}

function switchAccount(bot: number, on: boolean): void {
  const { person } = model;
  attempt(async () => {
    await (on
      ? send("POST", "/business/connect", { person, bot })
      : send("POST", "/business/disconnect", { person }));
    await loadWorld();
    toast(say(on ? "account-connected" : "account-disconnected"));
  });
}

/** A file of the person's own machine, as Telegram would carry it. */
function sendFile(chat: Chat): void {
  const picker = h("input", { type: "file", hidden: true });
  picker.addEventListener("change", () => {
    const file = picker.files?.[0];
    picker.remove();
    if (file) attempt(() => carry(chat, file));
  });
  document.body.append(picker);
  picker.click();
}

async function carry(chat: Chat, file: File): Promise<void> {
  if (file.size > MAX_FILE) throw new Error(say("file-large"));
  const address = await new Promise<string>((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () =>
      done(typeof reader.result === "string" ? reader.result : ""),
    );
    reader.addEventListener("error", () => failed(reader.error ?? new Error(file.name)));
    reader.readAsDataURL(file);
  });
  const what = {
    kind: file.type.startsWith("image/") ? "photo" : "document",
    name: file.name,
    mime: file.type || "application/octet-stream",
    base64: address.slice(address.indexOf(",") + 1),
  };
  await send("POST", "/attach", { person: model.person, chat: chat.key, what });
}

/** The control API takes a body of one mebibyte. */
const MAX_FILE = 700 * 1024;

/** What changes the group itself. */
export function groupMenu(anchor: HTMLElement, chat: Chat): void {
  const choices: Choice[] = [];
  if (chat.is_forum)
    choices.push({ sign: "plus", label: say("topic-new"), act: () => newTopic(chat) });
  if (chat.type === "group")
    choices.push({ sign: "retry", label: say("migrate"), act: () => migrate(chat) });
  for (const bot of botsOf(chat))
    choices.push({
      sign: "x",
      label: `${say("bot-remove")}: ${bot.first_name}`,
      act: () => kick(chat, bot.id),
    });
  openMenu(anchor, choices);
}

function block(bot: number, on: boolean): void {
  attempt(async () => {
    await send("POST", on ? "/block" : "/unblock", { person: model.person, bot });
    await loadWorld();
    if (on) toast(say("blocked-note"));
  });
}

function migrate(chat: Chat): void {
  attempt(async () => {
    const { id } = await send<{ id: number }>("POST", `/chats/${chat.key}/migrate`);
    await loadWorld();
    await loadAllMessages();
    openChat(String(id));
    toast(say("migrated"));
  });
}

function kick(chat: Chat, bot: number): void {
  attempt(async () => {
    await send("DELETE", `/chats/${chat.key}/bots/${bot}`);
    await loadWorld();
  });
}

/** Opens what may be chosen beside a button. */
export function openMenu(anchor: HTMLElement, choices: readonly Choice[]): void {
  const close = (back: boolean) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    if (back) anchor.focus();
  };
  const outside = (event: Event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close(false);
  };
  const buttons = choices.map(({ sign, label, act }) =>
    h(
      "button",
      { type: "button", role: "menuitem", onclick: () => (close(true), act()) },
      icon(sign),
      label,
    ),
  );
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": anchor.getAttribute("aria-label") ?? "" },
    ...buttons,
  );
  menu.addEventListener("keydown", (event) => {
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close(true);
    else if (step === undefined) return;
    else buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  });
  document.body.append(menu);
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  buttons[0]?.focus();
}

/** Above the anchor where there is no room below, and never past the right edge. */
function place(menu: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const below = at.bottom + 4 + menu.offsetHeight < innerHeight;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - 4 - menu.offsetHeight)}px`;
  menu.style.left = `${Math.max(12, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 12))}px`;
}
