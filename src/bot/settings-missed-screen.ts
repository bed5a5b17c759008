import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { back, ticked, type SettingsView } from "./settings-view.ts";

type Asked = Extract<Action, { do: "settings_ask" }>["what"];

const promises = [
  [5, 10, 15],
  [30, 60],
] as const;
const ghosts = [3, 5, 10] as const;

/** How soon a missed call is called back, and what counts as having done so. */
export function missedScreen(language: Language, { business }: SettingsView): Screen {
  const { name, slaMin, ghostS, triedCloses } = business;
  const [soon, later] = promises.map((minutes) =>
    minutes.map((one): Button => ({
      label: ticked(text(language, "settings-missed-in", { minutes: one }), one === slaMin),
      action: { do: "settings_missed", set: { slaMin: one } },
    })),
  );
  const seconds = ghosts.map((one): Button => ({
    label: ticked(text(language, "settings-missed-from", { seconds: one }), one === ghostS),
    action: { do: "settings_missed", set: { ghostS: one } },
  }));
  const any: Button = {
    label: ticked(text(language, "settings-missed-any"), ghostS === 0),
    action: { do: "settings_missed", set: { ghostS: 0 } },
  };
  const tries: Button = {
    label: text(language, triedCloses ? "settings-missed-no-tries" : "settings-missed-tries"),
    action: { do: "settings_missed", set: { triedCloses: !triedCloses } },
  };
  return {
    html: [
      html(language, "settings-missed-title", { business: name }),
      [
        html(language, "settings-missed-promise", { minutes: slaMin }),
        ghostS === 0
          ? html(language, "settings-missed-talk-any")
          : html(language, "settings-missed-talk", { seconds: ghostS }),
        html(language, triedCloses ? "settings-missed-tried" : "settings-missed-not-tried"),
      ].join("\n"),
      html(language, "settings-missed-why"),
    ].join("\n\n"),
    rows: [
      soon ?? [],
      [...(later ?? []), write(language, "sla")],
      [any, ...seconds],
      [write(language, "ghost")],
      [tries],
      back(language),
    ],
  };
}

function write(language: Language, what: Extract<Asked, "sla" | "ghost">): Button {
  return {
    label: text(language, `settings-write-${what}`),
    action: { do: "settings_ask", what, line: null },
  };
}
