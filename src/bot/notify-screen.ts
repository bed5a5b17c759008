import type { Business } from "../business/business.ts";
import type { Chat } from "../business/chat.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { languageNames, languages, type Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** What comes into this chat, and how to change it. `others` are businesses that the person may add here. */
export function notifyScreen(
  language: Language,
  about: { business: Business; chat: Chat; others: Business[]; notes: string[] },
): Screen {
  const { business, chat, others, notes } = about;
  const { missedOnly = false, lines = [], exts = [] } = chat.filter;
  const title = chat.threadId === null ? "notify-title" : "notify-title-topic";
  const facts = [html(language, missedOnly ? "notify-on-missed" : "notify-on")];
  if (lines.length > 0)
    facts.push(
      html(language, "notify-lines", { lines: lines.map((line) => showPhone(line)).join(", ") }),
    );
  if (exts.length > 0) facts.push(html(language, "notify-exts", { exts: exts.join(", ") }));
  if (!chat.buttons) facts.push(html(language, "notify-buttons-off"));
  const parts = [
    html(language, title, { business: business.name }),
    facts.join("\n"),
    ...notes,
    html(language, "notify-hint"),
  ];
  const filter: Button[] = [
    {
      label: text(language, missedOnly ? "notify-all-calls" : "notify-missed-only"),
      action: { do: "missed_only", on: !missedOnly },
    },
  ];
  if (lines.length + exts.length > 0)
    filter.push({ label: text(language, "notify-no-filter"), action: { do: "no_filter" } });
  const also = others.map((other): Button[] => [
    {
      label: text(language, "notify-also", { business: other.name }),
      action: { do: "subscribe" },
      of: other.id,
    },
  ]);
  return {
    html: parts.join("\n\n"),
    rows: [
      filter,
      languageRow(chat.language ?? business.language),
      [{ label: text(language, "notify-stop"), action: { do: "unsubscribe" } }],
      ...also,
    ],
  };
}

/** The language of this chat's cards: the group may read another one than the person who sets it up. */
function languageRow(chosen: Language): Button[] {
  return languages.map((language) => ({
    label: language === chosen ? `✓ ${languageNames[language]}` : languageNames[language],
    action: { do: "card_language", language },
  }));
}
