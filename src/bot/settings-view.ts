import type { Business } from "../business/business.ts";
import type { OwnLine } from "../business/line.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { Button } from "./screen.ts";

export type SettingsPart = Extract<Action, { do: "settings" }>["screen"];

/** `home`: whether the set-up screen, which is not for groups, may be gone back to. Only their own screen needs the lines. */
export type SettingsView = {
  business: Business;
  now: number;
  home: boolean;
  lines: readonly OwnLine[];
  page: number;
};

/** As many entries of a list as one screen holds. */
const PAGE = 8;

export function back(language: Language, screen: SettingsPart = "main"): Button[] {
  return [{ label: text(language, "bot-back"), action: { do: "settings", screen } }];
}

export function ticked(label: string, chosen: boolean): string {
  return chosen ? `✓ ${label}` : label;
}

/** One page of a list and the buttons that turn it. */
export function paged<T>(
  entries: readonly T[],
  { page, screen }: { page: number; screen: SettingsPart },
): { shown: T[]; turns: Button[] } {
  const last = Math.max(0, Math.ceil(entries.length / PAGE) - 1);
  const at = Math.min(page, last);
  const turn = (label: string, to: number): Button[] =>
    to < 0 || to > last ? [] : [{ label, action: { do: "settings", screen, page: to } }];
  return {
    shown: entries.slice(at * PAGE, (at + 1) * PAGE),
    turns: [...turn("◀", at - 1), ...turn("▶", at + 1)],
  };
}
