import { parseSpan } from "../bot/hours.ts";
import { parseNumbers } from "../bot/notify-command.ts";
import {
  cardMessages,
  MAX_CLIENTS,
  messagesOf,
  patchOf,
  type NotifyWish,
} from "../bot/notify-filter.ts";
import { isCardStyle, type Chat, type ChatOptions } from "../business/chat.ts";
import { AppError } from "../lib/app-error.ts";
import { showPhone, type Country } from "../lib/phone.ts";
import { isLanguage } from "../texts/language.ts";
import { wrongsOf, type Wrongs } from "./care-edit.ts";

/** What comes into a chat as the fields of its form. */
export function chatFields(chat: Chat): URLSearchParams {
  const { filter, style, language, buttons, masked, remind, deals } = chat;
  const { missedOnly = false, directions = [], quiet, loudOutsideHours = false } = filter;
  const { lines = [], exts = [], clients = [] } = filter;
  const [only, ...more] = directions;
  const fields = new URLSearchParams({
    direction: only !== undefined && more.length === 0 ? only : "all",
    clients: clients.map((client) => showPhone(client)).join("\n"),
    from: quiet?.from ?? "",
    to: quiet?.to ?? "",
    style,
    language: language ?? "",
  });
  const shown = missedOnly ? cardMessages : messagesOf(filter);
  for (const message of shown) fields.append("messages", message);
  for (const line of lines) fields.append("lines", line);
  for (const ext of exts) fields.append("exts", ext);
  const ticks = { missedOnly, loud: loudOutsideHours, buttons, masked, remind, deals };
  for (const [name, on] of Object.entries(ticks)) if (on) fields.set(name, "on");
  return fields;
}

/** Reads the form; each mistake stands at its field. */
export function readChat(
  form: URLSearchParams,
  { chat, country }: { chat: Chat; country: Country },
): { patch: ChatOptions } | { wrongs: Wrongs } {
  const field = (name: string): string => (form.get(name) ?? "").trim();
  const style = field("style");
  const language = field("language");
  const direction = field("direction");
  if (!isCardStyle(style) || (language !== "" && !isLanguage(language)))
    throw new AppError("chats.invalid", "invalid");
  const missedOnly = form.has("missedOnly");
  const messages = cardMessages.filter((one) => form.getAll("messages").includes(one));
  const quiet = quietOf(field("from"), field("to"));
  const clients = clientsOf(field("clients"), country);
  const wrongs = wrongsOf([
    ["messages", messages.length > 0 || missedOnly ? null : { id: "web-chat-set-messages-none" }],
    ["from", quiet === "wrong" ? { id: "web-chat-set-quiet-wrong" } : null],
    ["clients", "wrong" in clients ? clients.wrong : null],
  ]);
  if (wrongs !== null || quiet === "wrong" || "wrong" in clients) return { wrongs: wrongs ?? {} };
  const wish: NotifyWish = {
    style,
    buttons: form.has("buttons"),
    missedOnly,
    messages,
    directions: direction === "in" || direction === "out" ? [direction] : [],
    lines: chosen(form, "lines", /^\+\d{5,15}$/),
    exts: chosen(form, "exts", /^\d{1,6}$/),
    clients: clients.numbers,
    quiet,
    loudOutsideHours: form.has("loud"),
    remind: form.has("remind"),
    deals: form.has("deals"),
  };
  return {
    patch: {
      ...patchOf(chat, wish),
      language: isLanguage(language) ? language : null,
      masked: form.has("masked"),
    },
  };
}

/** Two times, or none at all. */
function quietOf(from: string, to: string): { from: string; to: string } | null | "wrong" {
  if (from === "" && to === "") return null;
  const span = from === "" || to === "" ? null : parseSpan(`${from}-${to}`);
  return span === null ? "wrong" : { from: span[0], to: span[1] };
}

function clientsOf(
  written: string,
  country: Country,
): { numbers: string[] } | { wrong: Wrongs[string] } {
  if (written === "") return { numbers: [] };
  const read = parseNumbers(written, country);
  if ("notLine" in read)
    return { wrong: { id: "notify-not-line", args: { word: read.notLine.slice(0, 60) } } };
  if (read.numbers.length > MAX_CLIENTS)
    return { wrong: { id: "notify-clients-many", args: { max: MAX_CLIENTS } } };
  return { numbers: read.numbers.toSorted() };
}

/** Ticked values; what no page of ours offers is refused. */
function chosen(form: URLSearchParams, name: string, shape: RegExp): string[] {
  const values = [...new Set(form.getAll(name))].toSorted();
  if (values.length > MAX_ENTRIES || !values.every((value) => shape.test(value)))
    throw new AppError("chats.invalid", "invalid");
  return values;
}

const MAX_ENTRIES = 200;
