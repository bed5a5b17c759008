import { cardStyles, type ChatFilter } from "../business/chat.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { languageNames, languages, type Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { hoursText } from "./hours.ts";
import { cardMessages, messagesOf, type Listed } from "./notify-filter.ts";
import { notifyScreen, type NotifyPart, type NotifyView } from "./notify-screen.ts";
import { zoneName } from "./place.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** The menu of a chat's cards: its first screen, or the choice of one thing. */
export function notifyMenu(
  language: Language,
  view: NotifyView,
  { screen, page }: { screen: NotifyPart; page: number },
): Screen {
  if (screen === "main") return notifyScreen(language, view);
  const { lines, rows } = choices[screen](language, view, page);
  return {
    html: [...view.notes, ...lines].join("\n\n"),
    rows: [
      ...rows,
      [
        {
          label: text(language, "bot-back"),
          action: { do: "notify", screen: "main", page: 0 },
        },
      ],
    ],
  };
}

type Choice = { lines: string[]; rows: Button[][] };
type Setting = Extract<Action, { do: "notify_set" }>["set"];

/** As many entries of a list as one screen holds. */
const PAGE = 8;
const NAME = 24;
const quietPresets = [
  { from: "22:00", to: "08:00" },
  { from: "21:00", to: "09:00" },
];

const choices: Record<
  Exclude<NotifyPart, "main">,
  (language: Language, view: NotifyView, page: number) => Choice
> = {
  messages: messagesChoice,
  style: (language, { chat }) => ({
    lines: [html(language, "notify-style-title")],
    rows: cardStyles.map((style) => [
      setter("style", text(language, `notify-pick-${style}`), style === chat.style, { style }),
    ]),
  }),
  direction: directionChoice,
  lines: (language, view, page) => {
    const known = view.known.lines.map(({ number, name }) => ({
      value: number,
      label: [cleanName(name, NAME), showPhone(number)].filter((part) => part !== null).join(" · "),
    }));
    const missing = missingOf(view.chat.filter.lines, known);
    const others = missing.map((value) => ({ value, label: showPhone(value) }));
    return listChoice(language, view, { field: "lines", entries: [...known, ...others], page });
  },
  exts: (language, view, page) => {
    const known = view.known.extensions.map(({ ext, name }) => ({
      value: ext,
      label: [cleanName(name, NAME), ext].filter((part) => part !== null).join(" · "),
    }));
    const missing = missingOf(view.chat.filter.exts, known);
    const others = missing.map((value) => ({ value, label: value }));
    return listChoice(language, view, { field: "exts", entries: [...known, ...others], page });
  },
  clients: clientsChoice,
  quiet: quietChoice,
  language: (language, { business, chat }) => ({
    lines: [html(language, "notify-language-title")],
    rows: languages.map((code) => [
      setter("language", languageNames[code], code === (chat.language ?? business.language), {
        cardLanguage: code,
      }),
    ]),
  }),
};

function messagesChoice(language: Language, { chat }: NotifyView): Choice {
  const { filter, style } = chat;
  const shown = messagesOf(filter);
  const isAll = shown.length === cardMessages.length;
  const toggles = cardMessages
    .filter((message) => message !== "ring" || style !== "final")
    .map((value): Button[] => {
      const on = shown.includes(value) && !filter.missedOnly;
      return [
        {
          label: ticked(text(language, `notify-pick-${value}`), on),
          action: { do: "notify_toggle", field: "messages", value, on: !on, page: 0 },
        },
      ];
    });
  const lines = [html(language, "notify-messages-title")];
  if (style === "final") lines.push(html(language, "notify-messages-final"));
  return {
    lines,
    rows: [
      ...toggles,
      [
        setter("messages", text(language, "notify-pick-missed-only"), filter.missedOnly === true, {
          missedOnly: true,
          messages: [],
        }),
        setter("messages", text(language, "notify-pick-all-messages"), isAll, {
          missedOnly: false,
          messages: [],
        }),
      ],
    ],
  };
}

function directionChoice(language: Language, { chat }: NotifyView): Choice {
  const { directions = [] } = chat.filter;
  const isAll = directions.length !== 1;
  const one = (direction: "in" | "out"): Button =>
    setter(
      "direction",
      text(language, `notify-pick-${direction}`),
      !isAll && directions.includes(direction),
      { directions: [direction] },
    );
  return {
    lines: [html(language, "notify-direction-title")],
    rows: [
      [setter("direction", text(language, "notify-pick-both"), isAll, { directions: [] })],
      [one("in"), one("out")],
    ],
  };
}

function clientsChoice(language: Language, view: NotifyView, page: number): Choice {
  const { clients = [] } = view.chat.filter;
  const write: Button = {
    label: text(language, "notify-write-clients"),
    action: { do: "notify_ask", what: "clients" },
  };
  const entries = clients.map((value) => ({ value, label: showPhone(value) }));
  const { lines, rows } = listChoice(language, view, { field: "clients", entries, page });
  const now = clients.length > 0 ? "notify-clients-some" : "notify-clients-all";
  return { lines: [...lines, html(language, now)], rows: [...rows, [write]] };
}

function quietChoice(language: Language, { business, chat }: NotifyView): Choice {
  const { workingHours, timezone } = business;
  const { quiet, loudOutsideHours = false } = chat.filter;
  const lines = [
    html(language, "notify-quiet-title", { zone: zoneName(language, timezone) }),
    quiet ? html(language, "notify-quiet-now", quiet) : html(language, "notify-quiet-now-none"),
    workingHours === null
      ? html(language, "notify-quiet-no-hours")
      : html(language, "notify-quiet-hours", {
          hours: hoursText(language, workingHours),
          sound: text(language, loudOutsideHours ? "notify-sound-on" : "notify-sound-off"),
        }),
  ];
  const presets = quietPresets.map((preset) =>
    setter(
      "quiet",
      `${preset.from}–${preset.to}`,
      quiet?.from === preset.from && quiet.to === preset.to,
      { quiet: preset },
    ),
  );
  const none = setter("quiet", text(language, "notify-pick-no-quiet"), !quiet, { quiet: null });
  const write: Button = {
    label: text(language, "notify-write-quiet"),
    action: { do: "notify_ask", what: "quiet" },
  };
  const outside: Button = {
    label: text(language, loudOutsideHours ? "notify-outside-silence" : "notify-outside-sound"),
    action: {
      do: "notify_set",
      screen: "quiet",
      set: { loudOutsideHours: !loudOutsideHours },
    },
  };
  return { lines, rows: [presets, [none, write], workingHours === null ? [] : [outside]] };
}

type Entry = { value: string; label: string };

/** Entries that are turned on and off one by one; none of them means all. */
function listChoice(
  language: Language,
  { chat }: NotifyView,
  about: { field: Exclude<Listed, "messages">; entries: readonly Entry[]; page: number },
): Choice {
  const { field, entries } = about;
  const chosen: ChatFilter[typeof field] = chat.filter[field];
  const pages = Math.max(1, Math.ceil(entries.length / PAGE));
  const page = Math.min(about.page, pages - 1);
  const toggles = entries
    .slice(page * PAGE, (page + 1) * PAGE)
    .map(({ value, label }): Button[] => {
      const on = chosen?.includes(value) ?? false;
      return [
        { label: ticked(label, on), action: { do: "notify_toggle", field, value, on: !on, page } },
      ];
    });
  const turns: Button[] = [];
  if (page > 0) turns.push({ label: "←", action: { do: "notify", screen: field, page: page - 1 } });
  if (page < pages - 1)
    turns.push({ label: "→", action: { do: "notify", screen: field, page: page + 1 } });
  const isAll = chosen === undefined || chosen.length === 0;
  const all = setter(field, text(language, `notify-pick-all-${field}`), isAll, allOf[field]);
  const lines = [html(language, `notify-${field}-title`)];
  if (field !== "clients" && entries.length === 0)
    lines.push(html(language, `notify-${field}-none`));
  return { lines, rows: [[all], ...toggles, turns] };
}

const allOf: Record<Exclude<Listed, "messages">, Setting> = {
  lines: { lines: [] },
  exts: { exts: [] },
  clients: { clients: [] },
};

/** What the filter names and the business does not know. */
function missingOf(chosen: readonly string[] | undefined, known: readonly Entry[]): string[] {
  return (chosen ?? []).filter((one) => !known.some(({ value }) => value === one));
}

function setter(screen: NotifyPart, label: string, chosen: boolean, set: Setting): Button {
  return { label: ticked(label, chosen), action: { do: "notify_set", screen, set } };
}

function ticked(label: string, chosen: boolean): string {
  return chosen ? `✓ ${label}` : label;
}
