import type { Erased } from "../desk/erase-service.ts";
import { countedKinds, type ErasedCounts } from "../desk/erase-word.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Screen } from "./screen.ts";

/** What would go, before anything does. */
export function eraseScreen(language: Language, phone: string, found: Erased): Screen {
  if (countedKinds(found.counts).length === 0)
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
  if (countedKinds(erased.counts).length === 0)
    return { html: html(language, "erase-nothing-more") };
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

function countLines(language: Language, counts: ErasedCounts): string {
  return countedKinds(counts)
    .map(({ id, count }) => html(language, id, { count: String(count) }))
    .join("\n");
}
