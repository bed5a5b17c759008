/// <reference lib="dom" />
import { byId, h, icon, mark, patch, type Item } from "./client-dom.ts";
import { changed, model, titleOf, type Line } from "./client-model.ts";
import { say, stampText } from "./client-text.ts";

const KEPT_LINES = 200;

export type Hook = {
  run?: string;
  at: number;
  name: string;
  status: number | null;
  ms: number;
  error?: string;
  /** Of a service beside Telegram. */
  service?: string;
  about?: string;
  /** Of a bin that caught it. */
  bin?: string;
};
export type Request = {
  n: number;
  at: number;
  bot: number | null;
  method: string;
  params?: Record<string, unknown>;
  ok: boolean;
  error_code?: number;
  description?: string;
  ms: number;
};

export function startJournal(): void {
  byId("clear", HTMLButtonElement).addEventListener("click", () => {
    model.journal = [];
    changed();
  });
}

export function drawJournal(play: () => void): void {
  const live = byId("live", HTMLElement);
  live.className = model.live ? "live" : "live off";
  live.textContent = say(model.live ? "live" : "reconnecting");
  patch(
    byId("log", HTMLElement),
    model.journal.length > 0 ? model.journal.map(lineItem) : [emptyItem(play)],
  );
}

/** A hook of the PBX and what we answered. */
export function logHook(hook: Hook): void {
  const { run, at, name, status, ms } = hook;
  const right = status === null ? say("log-no-answer") : say("log-hook", { status, n: msText(ms) });
  const good = status !== null && status < 400;
  add({
    key: `h${run}${at}${name}${ms}`,
    at,
    sign: signOf(name),
    text: () => textOf(hook),
    right,
    tone: good ? "" : "wrong",
  });
}

/** What the bot asked of Telegram; calls that a reader does not look for are left out unless they failed. */
export function logRequest(request: Request): void {
  const { n, at, method, ok, ms } = request;
  if (
    method === "getUpdates" ||
    (ok && !/^(send|edit|delete|answerCallback)/.test(method)) ||
    method === "sendChatAction"
  )
    return;
  add({
    key: `r${n}`,
    at,
    sign: method.startsWith("answer") ? "hand" : "send",
    text: () => requestText(request),
    right: say("log-ms", { n: msText(ms) }),
    tone: ok ? "sent" : "wrong",
  });
}

export function logPress(name: string, text: string, startedAt: number): void {
  add({
    key: `p${startedAt}`,
    at: startedAt,
    sign: "hand",
    text: () => say("log-pressed", { name, text }),
    right: say("log-ms", { n: Date.now() - startedAt }),
    tone: "",
  });
}

/** What was told or asked: of a service, the talk that it was asked about. */
function textOf({ name, error, service, about = "" }: Hook): string {
  if (service === undefined) return error ? `${name}: ${error}` : name;
  return [say(`at-${service}`), about].filter((part) => part !== "").join(" · ");
}

function msText(ms: number): string {
  return ms < 1 ? "<1" : String(Math.round(ms));
}

function add(line: Line): void {
  if (model.journal.some(({ key }) => key === line.key)) return;
  model.journal = [line, ...model.journal].toSorted((a, b) => b.at - a.at).slice(0, KEPT_LINES);
  changed();
}

function requestText({ method, params = {}, ok, error_code, description, bot }: Request): string {
  const said = plain(words(params["text"] ?? params["caption"]));
  if (method === "answerCallbackQuery" && ok)
    return said ? say("log-answered", { text: said }) : method;
  const chat = chatTitle(params["chat_id"], bot);
  if (!ok)
    return say("log-failed", {
      chat: chat || method,
      code: error_code ?? "",
      text: description ?? "",
    });
  return say(method.startsWith("edit") ? "log-edited" : "log-sent", { chat, text: said || method });
}

function chatTitle(id: unknown, bot: number | null): string {
  const key = words(id);
  const person = model.world.people.find((one) => String(one.id) === key);
  if (person) return person.first_name;
  const chat = model.world.chats.find((one) => String(one.id) === key);
  return chat ? titleOf(chat) : key || String(bot ?? "");
}

function words(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The first line of a text in Telegram's HTML. */
function plain(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return text.split("\n")[0] ?? "";
}

function signOf(name: string): string {
  if (/dial|START|INTERNAL|IVR/.test(name)) return "in";
  if (/bridge|ANSWER/.test(name)) return "talk";
  if (/hangup|END/.test(name)) return "check";
  return "doc";
}

function lineItem({ key, at, sign, text: said, right, tone }: Line): Item {
  const text = said();
  return {
    key,
    stamp: text,
    make: () =>
      h(
        "li",
        { class: tone, title: text },
        h("span", { class: "mono" }, stampText(at)),
        icon(sign),
        h("span", {}, text),
        h("span", {}, right),
      ),
  };
}

function emptyItem(play: () => void): Item {
  return {
    key: "empty",
    stamp: "",
    make: () =>
      h(
        "li",
        { class: "empty" },
        mark(),
        h("span", {}, say("log-empty")),
        h("button", { type: "button", class: "btn", onclick: play }, say("play-answered")),
      ),
  };
}
