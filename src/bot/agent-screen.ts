import type { AgentSettings } from "../agent/setting.ts";
import { tones } from "../agent/setting.ts";
import type { SalonBot } from "../channels/salon-bot.ts";
import { wordsIn, type Words } from "../booking/salon.ts";
import type { Business } from "../business/business.ts";
import type { Chat } from "../business/chat.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { readerKeys, readerLines } from "./agent-shadow-screen.ts";
import { hoursText } from "./hours.ts";
import { remindersText, type Reminders } from "./agent-remind-screen.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { ticked } from "./settings-view.ts";

export type AgentView = {
  business: Business;
  settings: AgentSettings;
  reminders: Reminders;
  bot: SalonBot | null;
  /** Subscribed chats. */
  chats: readonly Chat[];
  /** Whether there is anything to book. */
  ready: boolean;
  /** Whether the server has a model that reads. */
  hasModel: boolean;
};

/** How the agent behaves, and where else its parts are set up. */
export function agentScreen(language: Language, view: AgentView): Screen {
  const { business } = view;
  return {
    html: [
      html(language, "desk-agent-title", { business: business.name }),
      stateLines(language, view).join("\n"),
      [
        ...talkLines(language, view),
        ...peopleLines(language, view),
        ...readerLines(language, view),
      ].join("\n"),
    ].join("\n\n"),
    rows: keysOf(language, view),
  };
}

export function toneScreen(language: Language, { settings }: AgentView): Screen {
  return {
    html: html(language, "desk-agent-choose-tone"),
    rows: [
      ...tones.map((tone): Button[] => [
        {
          label: ticked(text(language, `desk-agent-tone-${tone}`), tone === settings.tone),
          action: { do: "agent_set", set: { tone } },
        },
      ]),
      backKey(language),
    ],
  };
}

/** Which chat's people answer. */
export function chatScreen(language: Language, { settings, chats }: AgentView): Screen {
  const key = (label: string, deskChatId: string | null): Button[] => [
    {
      label: ticked(label, deskChatId === settings.deskChatId),
      action: { do: "agent_set", set: { deskChatId } },
    },
  ];
  return {
    html: html(language, "desk-agent-choose-chat"),
    rows: [
      key(text(language, "desk-agent-chat-private"), null),
      ...chats.slice(0, MOST_CHATS).map((chat) => key(titleOf(chat), chat.id)),
      backKey(language),
    ],
  };
}

const MOST_CHATS = 20;
const LINE = 160;

function stateLines(language: Language, { settings, bot, ready }: AgentView): string[] {
  const username = bot?.username ?? "";
  const state = html(language, settings.enabled ? "desk-agent-on" : "desk-agent-off");
  const link: TextId =
    bot === null
      ? "desk-agent-bot-none"
      : bot.error === null
        ? "desk-agent-bot"
        : "desk-agent-bot-broken";
  const setup = ready ? [] : [html(language, "desk-agent-setup")];
  return [state, html(language, link, bot === null ? {} : { username }), ...setup];
}

function talkLines(language: Language, { business, settings }: AgentView): string[] {
  const { tone, hours, greeting, offLine, restrictions } = settings;
  const always = text(language, "desk-agent-always");
  const lineOf = (words: Words | null): string =>
    words === null
      ? text(language, "desk-agent-usual")
      : (cleanName(wordsIn(words, language, business), LINE) ?? "");
  return [
    html(language, "desk-agent-tone", { tone: text(language, `desk-agent-tone-${tone}`) }),
    html(language, "desk-agent-hours", {
      hours: hours === null ? always : hoursText(language, hours),
    }),
    html(language, "desk-agent-greeting", { line: lineOf(greeting) }),
    html(language, "desk-agent-off-line", { line: lineOf(offLine) }),
    html(language, "desk-agent-restrictions", {
      line: cleanName(restrictions, LINE) ?? text(language, "desk-agent-none"),
    }),
  ];
}

function peopleLines(language: Language, { settings, reminders, chats }: AgentView): string[] {
  const chat = chats.find(({ id }) => id === settings.deskChatId);
  return [
    chat
      ? html(language, "desk-agent-chat", { chat: titleOf(chat) })
      : html(language, "desk-agent-chat-own"),
    html(language, "desk-agent-minutes", { minutes: String(settings.answerWithinMin) }),
    html(language, "desk-agent-reminders", { list: remindersText(language, reminders) }),
  ];
}

function titleOf({ title, threadId }: Chat): string {
  const name = cleanName(title, 40) ?? "…";
  return threadId === null ? name : `${name} · #${threadId}`;
}

function backKey(language: Language): Button[] {
  return [{ label: text(language, "bot-back"), action: { do: "agent", screen: "main" } }];
}

function keysOf(language: Language, { settings: { enabled }, hasModel }: AgentView): Button[][] {
  const key = (id: TextId, action: Action): Button => ({ label: text(language, id), action });
  const go = (id: TextId, screen: Extract<Action, { do: "agent" }>["screen"]): Button =>
    key(id, { do: "agent", screen });
  const ask = (id: TextId, what: Extract<Action, { do: "agent_ask" }>["what"]): Button =>
    key(id, { do: "agent_ask", what });
  return [
    [
      key(enabled ? "desk-agent-key-off" : "desk-agent-key-on", {
        do: "agent_set",
        set: { enabled: !enabled },
      }),
    ],
    [go("desk-agent-key-tone", "tone"), ask("desk-agent-key-hours", "hours")],
    [ask("desk-agent-key-greeting", "greeting"), ask("desk-agent-key-off-line", "off_line")],
    [ask("desk-agent-key-restrictions", "restrictions"), ask("desk-agent-key-minutes", "minutes")],
    [go("desk-agent-key-chat", "chat"), go("desk-agent-key-reminders", "reminders")],
    readerKeys(language, { hasModel }),
    [
      key("desk-agent-key-dialogs", { do: "conversations", page: 0 }),
      key("desk-agent-key-bot", { do: "salonbot" }),
    ],
    [key("trial-key-run", { do: "trial", run: true })],
  ];
}
