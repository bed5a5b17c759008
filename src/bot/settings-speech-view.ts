import type { SpeechSettings } from "../speech/settings.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { BotDeps } from "./context.ts";
import type { Button } from "./screen.ts";

export type SpeechPart = Extract<Action, { do: "speech" }>["screen"];

export type SpeechView = {
  business: string;
  zone: string;
  settings: SpeechSettings;
  server: BotDeps["speech"];
  /** Who accepted the consent text; null: nobody we still know. */
  acceptedBy: string | null;
  /** Only their own screen needs them. */
  lines: readonly { number: string; name: string }[];
  page: number;
};

export function backToSpeech(language: Language): Button[] {
  return [{ label: text(language, "bot-back"), action: { do: "speech", screen: "main" } }];
}
