import type { Business } from "../business/business.ts";
import { topicOf, type Chat } from "../business/chat.ts";
import type { Scopes } from "../desk/scope-service.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { languageNames, type Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { cardMessages, messagesOf } from "./notify-filter.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type NotifyPart = Extract<Action, { do: "notify" }>["screen"];

export type NotifyView = {
  business: Business;
  chat: Chat;
  /** Whether the place is a forum's General. */
  general: boolean;
  /** The names of the business's lines and employees. */
  known: Scopes;
  /** Businesses that the person may add here. */
  others: Business[];
  notes: string[];
};

/** What comes into this chat in plain words, and a button for each thing that can be changed. */
export function notifyScreen(language: Language, view: NotifyView): Screen {
  const { business, chat, others, notes } = view;
  const go = (screen: Exclude<NotifyPart, "main">): Button => ({
    label: text(language, `notify-go-${screen}`),
    action: { do: "notify", screen, page: 0 },
  });
  const keys: Button = {
    label: text(language, chat.buttons ? "notify-hide-buttons" : "notify-show-buttons"),
    action: { do: "notify_set", screen: "main", set: { buttons: !chat.buttons } },
  };
  const switched = (what: "remind" | "deals"): Button => ({
    label: text(language, `notify-${chat[what] ? "no-" : ""}${what}`),
    action: {
      do: "notify_set",
      screen: "main",
      set: what === "remind" ? { remind: !chat.remind } : { deals: !chat.deals },
    },
  });
  const also = others.map((other): Button[] => [
    {
      label: text(language, "notify-also", { business: other.name }),
      action: { do: "subscribe" },
      of: other.id,
    },
  ]);
  const facts = [...factsOf(language, view), ...lookOf(language, business, chat)];
  return {
    html: [titleOf(language, view), facts.join("\n"), ...notes].join("\n\n"),
    rows: [
      [go("messages"), go("style")],
      [go("direction"), go("lines")],
      [go("exts"), go("clients")],
      [go("quiet"), go("language")],
      [switched("remind"), switched("deals")],
      [keys, { label: text(language, "notify-stop"), action: { do: "unsubscribe" } }],
      ...also,
    ],
  };
}

/** "Поділ", or the number of a line without a name. */
function lineName({ lines }: Scopes, number: string): string {
  return cleanName(lines.find((line) => line.number === number)?.name, NAME) ?? showPhone(number);
}

/** "Олена (101)", or the extension of somebody without a name. */
function employeeName({ extensions }: Scopes, ext: string): string {
  const name = cleanName(extensions.find((one) => one.ext === ext)?.name, NAME);
  return name === null ? ext : `${name} (${ext})`;
}

const NAME = 24;
/** So many of a list are named, the rest is counted. */
const NAMED = 3;

function titleOf(language: Language, { business: { name }, chat, general }: NotifyView): string {
  if (general) return html(language, "notify-title-general", { business: name });
  const topic = cleanName(topicOf(chat), NAME);
  if (topic !== null) return html(language, "notify-title-topic-named", { business: name, topic });
  const id = chat.threadId === null ? "notify-title" : "notify-title-topic";
  return html(language, id, { business: name });
}

/** Which calls come here. */
function factsOf(language: Language, { chat, known }: NotifyView): string[] {
  const { missedOnly, directions = [], lines = [], exts = [], clients = [] } = chat.filter;
  const messages = messagesOf(chat.filter);
  return [
    missedOnly
      ? html(language, "notify-fact-missed")
      : messages.length === cardMessages.length
        ? html(language, "notify-fact-all-messages")
        : html(language, "notify-fact-messages", {
            messages: messages.map((one) => text(language, `notify-message-${one}`)).join(", "),
          }),
    // Missed calls are incoming ones anyway.
    ...(missedOnly && directions.length === 0
      ? []
      : [html(language, "notify-fact-direction", { direction: directionName(language, chat) })]),
    html(language, "notify-fact-lines", {
      lines: listed(
        language,
        lines.map((line) => lineName(known, line)),
      ),
    }),
    html(language, "notify-fact-exts", {
      exts: listed(
        language,
        exts.map((ext) => employeeName(known, ext)),
      ),
    }),
    html(language, "notify-fact-clients", {
      clients: listed(
        language,
        clients.map((client) => showPhone(client)),
      ),
    }),
  ];
}

function directionName(language: Language, { filter: { directions = [] } }: Chat): string {
  const [only, ...more] = directions;
  return text(language, `notify-direction-${only && more.length === 0 ? only : "all"}`);
}

/** How they look and when they ring. */
function lookOf(language: Language, { workingHours, ...business }: Business, chat: Chat): string[] {
  const { quiet, loudOutsideHours } = chat.filter;
  const outside = loudOutsideHours ? "loud" : "silent";
  // Whoever wants no message while it rings gets the summary alone, whatever the style.
  const style = messagesOf(chat.filter).includes("ring") ? chat.style : "final";
  return [
    html(language, "notify-fact-style", { style: text(language, `notify-style-${style}`) }),
    quiet ? html(language, "notify-fact-quiet", quiet) : html(language, "notify-fact-no-quiet"),
    ...(workingHours === null ? [] : [html(language, `notify-fact-outside-${outside}`)]),
    html(language, "notify-fact-language", {
      language: languageNames[chat.language ?? business.language],
    }),
    html(language, "notify-fact-buttons", {
      has: text(language, chat.buttons ? "notify-has" : "notify-has-not"),
    }),
    html(language, chat.remind ? "notify-fact-remind" : "notify-fact-no-remind"),
    html(language, chat.deals ? "notify-fact-deals" : "notify-fact-no-deals"),
  ];
}

function listed(language: Language, names: readonly string[]): string {
  if (names.length === 0) return text(language, "notify-all-said");
  const shown = names.slice(0, NAMED).join(", ");
  const count = names.length - NAMED;
  return count > 0 ? text(language, "notify-more-said", { shown, count }) : shown;
}
