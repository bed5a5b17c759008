import type { Erased, ErasedCounts } from "../desk/erase-service.ts";
import { showPhone } from "../lib/phone.ts";
import type { TextId } from "../texts/bundle.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Screen } from "./screen.ts";

/** What would go, before anything does. */
export function eraseScreen(language: Language, phone: string, found: Erased): Screen {
  if (isNothing(found.counts))
    return { html: html(language, "erase-nothing", { phone: showPhone(phone) }) };
  const who = [cleanName(found.name), ...found.phones.map(showPhone)]
    .filter((part) => part !== null)
    .join(" · ");
  return {
    html: [
      html(language, "erase-ask", { who }),
      countLines(language, found.counts),
      html(language, "erase-left"),
    ].join("\n\n"),
    rows: [
      [{ label: text(language, "erase-sure"), action: { do: "erase_sure", phone } }],
      [{ label: text(language, "erase-keep"), action: { do: "erase_keep" } }],
    ],
  };
}

/** The receipt: numbers only. */
export function erasedScreen(language: Language, erased: Erased, edited: number): Screen {
  if (isNothing(erased.counts)) return { html: html(language, "erase-nothing-more") };
  return {
    html: [
      html(language, "erase-done"),
      countLines(language, erased.counts),
      html(language, "erase-messages", { count: String(edited) }),
      html(language, "erase-later"),
    ].join("\n\n"),
    rows: [],
  };
}

function isNothing(counts: ErasedCounts): boolean {
  return Object.values(counts).every((count) => count === 0);
}

function countLines(language: Language, counts: ErasedCounts): string {
  return lines
    .filter(([kind]) => counts[kind] > 0)
    .map(([kind, id]) => html(language, id, { count: String(counts[kind]) }))
    .join("\n");
}

const lines: readonly (readonly [keyof ErasedCounts, TextId])[] = [
  ["clients", "erase-clients"],
  ["calls", "erase-calls"],
  ["hooks", "erase-hooks"],
  ["cards", "erase-cards"],
  ["recordings", "erase-recordings"],
  ["transcripts", "erase-transcripts"],
  ["followups", "erase-followups"],
  ["deals", "erase-deals"],
  ["tasks", "erase-tasks"],
  ["comments", "erase-comments"],
  ["bookings", "erase-bookings"],
  ["conversations", "erase-conversations"],
];
