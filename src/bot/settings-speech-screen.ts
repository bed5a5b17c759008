import type { SpeechSettings } from "../speech/settings.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { dateFull } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import {
  languageScreen,
  languageName,
  linesScreen,
  sidesScreen,
} from "./settings-speech-choice.ts";
import { backToSpeech, type SpeechPart, type SpeechView } from "./settings-speech-view.ts";
import { back, ticked } from "./settings-view.ts";

/** The settings of recordings, or the choice of one of them; before the consent text was accepted there is only that. */
export function speechScreen(language: Language, part: SpeechPart, view: SpeechView): Screen {
  return parts[view.settings.consentAt === null ? "consent" : part](language, view);
}

const parts: Record<SpeechPart, (language: Language, view: SpeechView) => Screen> = {
  main: mainScreen,
  consent: consentScreen,
  language: languageScreen,
  lines: linesScreen,
  numbers: numbersScreen,
  sides: sidesScreen,
  keep: keepScreen,
  model: modelScreen,
};

function mainScreen(language: Language, view: SpeechView): Screen {
  const { settings } = view;
  const { transcribe, analyse } = settings;
  const flip = (
    id: "record" | "analyse",
    on: boolean,
    set: { transcribe: boolean } | { analyse: boolean },
  ): Button => ({
    label: text(language, `speech-key-${id}-${on ? "off" : "on"}`),
    action: { do: "speech_set", screen: "main", set },
  });
  const go = (screen: Exclude<SpeechPart, "main">): Button => ({
    label: text(language, `speech-go-${screen}`),
    action: { do: "speech", screen },
  });
  const rows: Button[][] = [
    [flip("record", transcribe, { transcribe: !transcribe })],
    [flip("analyse", analyse, { analyse: !analyse })],
    [go("language"), go("lines")],
    [go("numbers"), go("sides")],
    [go("keep"), go("model")],
    [go("consent")],
    back(language),
  ];
  return { html: [...facts(language, view), ...serverLines(language, view)].join("\n\n"), rows };
}

function facts(language: Language, { business, settings, server }: SpeechView): string[] {
  const { transcribe, analyse, lines, numbers, instruction, rubric } = settings;
  const own = instruction !== null || rubric !== null;
  return [
    html(language, "speech-title", { business }),
    [
      html(language, transcribe ? "speech-record-on" : "speech-record-off"),
      html(language, analyse ? "speech-analyse-on" : "speech-analyse-off"),
      html(language, "speech-language", { language: languageName(language, settings.language) }),
      lines.length === 0
        ? html(language, "speech-lines-all")
        : html(language, "speech-lines-some", { count: lines.length }),
      numbers.length === 0
        ? html(language, "speech-numbers-all")
        : html(language, "speech-numbers-some", { count: numbers.length }),
      html(language, "speech-keep", { days: daysOf(settings, server) }),
      ...(own ? [html(language, "speech-model-own")] : []),
    ].join("\n"),
  ];
}

/** What is missing on the server, and what to do about it. */
function serverLines(language: Language, { server, settings }: SpeechView): string[] {
  if (!settings.transcribe) return [];
  if (!server.hears) return [html(language, "speech-server-deaf")];
  return settings.analyse && !server.thinks ? [html(language, "speech-server-thoughtless")] : [];
}

function daysOf({ keepDays }: SpeechSettings, server: SpeechView["server"]): number {
  return keepDays === null ? server.keepDays : Math.min(keepDays, server.keepDays);
}

function consentScreen(language: Language, view: SpeechView): Screen {
  const { settings, server, business, zone, acceptedBy } = view;
  const words = [
    html(language, "speech-consent-title", { business }),
    html(language, "speech-consent", { days: daysOf(settings, server) }),
  ];
  if (settings.consentAt === null)
    return {
      html: [...words, html(language, "speech-consent-ask")].join("\n\n"),
      rows: [
        [{ label: text(language, "speech-consent-accept"), action: { do: "speech_accept" } }],
        back(language),
      ],
    };
  const when = dateFull(language, settings.consentAt, zone);
  const name = cleanName(acceptedBy);
  const accepted =
    name === null
      ? html(language, "speech-consent-given", { when })
      : html(language, "speech-consent-given-by", { when, name });
  return { html: [...words, accepted].join("\n\n"), rows: [backToSpeech(language)] };
}

function numbersScreen(language: Language, { settings }: SpeechView): Screen {
  const { numbers } = settings;
  const list = numbers.map(showPhone).join("\n");
  return {
    html: [
      html(language, "speech-numbers-title"),
      numbers.length === 0
        ? html(language, "speech-numbers-none")
        : html(language, "speech-list", { list }),
    ].join("\n\n"),
    rows: [
      [ask(language, "numbers")],
      numbers.length === 0
        ? []
        : [
            {
              label: text(language, "speech-key-numbers-all"),
              action: { do: "speech_set", screen: "numbers", set: { numbers: [] } },
            },
          ],
      backToSpeech(language),
    ],
  };
}

/** Days that recordings may be kept for, where the server keeps them longer. */
export const keeps = [7, 30, 90, 180, 365] as const;

function keepScreen(language: Language, { settings, server }: SpeechView): Screen {
  const now = daysOf(settings, server);
  const shorter = keeps.filter((days) => days < server.keepDays);
  const key = (days: number, keepDays: number | null): Button => ({
    label: ticked(text(language, "speech-key-days", { days }), days === now),
    action: { do: "speech_set", screen: "keep", set: { keepDays } },
  });
  const all = [...shorter.map((days) => key(days, days)), key(server.keepDays, null)];
  return {
    html: [html(language, "speech-keep-title"), html(language, "speech-keep-why")].join("\n\n"),
    rows: [all.slice(0, 3), all.slice(3), backToSpeech(language)],
  };
}

function modelScreen(language: Language, { settings }: SpeechView): Screen {
  const { instruction, rubric } = settings;
  const reset = (
    id: "instruction" | "rubric",
    set: { instruction: null } | { rubric: null },
  ): Button => ({
    label: text(language, `speech-key-${id}-reset`),
    action: { do: "speech_set", screen: "model", set },
  });
  return {
    html: [
      html(language, "speech-model-title"),
      instruction === null
        ? html(language, "speech-instruction-none")
        : html(language, "speech-instruction", { text: instruction }),
      rubric === null
        ? html(language, "speech-rubric-none")
        : html(language, "speech-rubric", { list: rubric.map((line) => `• ${line}`).join("\n") }),
    ].join("\n\n"),
    rows: [
      [ask(language, "instruction")],
      instruction === null ? [] : [reset("instruction", { instruction: null })],
      [ask(language, "rubric")],
      rubric === null ? [] : [reset("rubric", { rubric: null })],
      backToSpeech(language),
    ],
  };
}

function ask(language: Language, what: Extract<Action, { do: "speech_ask" }>["what"]): Button {
  return { label: text(language, `speech-write-${what}`), action: { do: "speech_ask", what } };
}
