import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { backToSpeech, type SpeechView } from "./settings-speech-view.ts";
import { ticked } from "./settings-view.ts";

/** The language of speech by its name; null: whatever is heard. */
export function languageName(language: Language, code: string | null): string {
  if (code === null) return text(language, "speech-language-any");
  const name = new Intl.DisplayNames([locales[language]], { type: "language" }).of(code) ?? code;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function languageScreen(language: Language, { settings }: SpeechView): Screen {
  const keys = [null, ...spoken].map((code): Button => ({
    label: ticked(languageName(language, code), code === settings.language),
    action: { do: "speech_set", screen: "language", set: { language: code } },
  }));
  const rows = [0, 1, 2, 3, 4].map((row) => keys.slice(row * 2 + 1, row * 2 + 3));
  return {
    html: html(language, "speech-language-why"),
    rows: [keys.slice(0, 1), ...rows, backToSpeech(language)],
  };
}

/** Whose recordings are wanted: those of some lines, or of all. */
export function linesScreen(language: Language, view: SpeechView): Screen {
  const { lines, settings } = view;
  const last = Math.max(0, Math.ceil(lines.length / PAGE) - 1);
  const page = Math.min(view.page, last);
  const turn = (label: string, to: number): Button[] =>
    to < 0 || to > last ? [] : [{ label, action: { do: "speech", screen: "lines", page: to } }];
  const keys = lines.slice(page * PAGE, (page + 1) * PAGE).map(({ number, name }): Button[] => {
    const on = settings.lines.includes(number);
    const label = ticked(cleanName(name, NAME) ?? showPhone(number), on);
    return [{ label, action: { do: "speech_line", line: number, on: !on, page } }];
  });
  const all: Button = {
    label: ticked(text(language, "speech-key-lines-all"), settings.lines.length === 0),
    action: { do: "speech_set", screen: "lines", set: { lines: [] } },
  };
  return {
    html: html(language, lines.length === 0 ? "speech-lines-unknown" : "speech-lines-why"),
    rows: [
      [all],
      ...keys,
      [...turn("◀", page - 1), ...turn("▶", page + 1)],
      backToSpeech(language),
    ],
  };
}

/** On which side of a stereo recording the employee speaks. */
export function sidesScreen(language: Language, { settings }: SpeechView): Screen {
  const rows = recorders.map(([provider, name]): Button[] =>
    (["left", "right"] as const).map((side) => ({
      label: ticked(
        text(language, `speech-key-${side}`, { name }),
        side === (settings.sides[provider] ?? "left"),
      ),
      action: { do: "speech_side", provider, side },
    })),
  );
  return { html: html(language, "speech-sides-why"), rows: [...rows, backToSpeech(language)] };
}

const PAGE = 8;
const NAME = 32;
const locales: Record<Language, string> = { uk: "uk", ru: "ru", en: "en-GB" };
/** The languages of talks that can be chosen, ISO 639-1. */
export const spoken = ["uk", "ru", "en", "pl", "de", "ro", "kk", "uz", "ka", "hy"] as const;
/** Whose stereo recordings there are, by provider. */
export const recorders = [
  ["phonet", "Phonet"],
  ["novofon", "Novofon"],
  ["novofon2", "Novofon 2.0"],
] as const;
