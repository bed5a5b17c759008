import { kinds, zones, type Business } from "../business/business.ts";
import { text } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import { languageNames, languages, type Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { hoursLines, hoursText } from "./hours.ts";
import { currencies, currencyName, zoneLabel, zoneName } from "./place.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type SettingsPart = Extract<Action, { do: "settings" }>["screen"];
/** `home`: whether the set-up screen, which is not for groups, may be gone back to. */
type View = { business: Business; now: number; home: boolean };

/** The business's settings, or the choice of one of them. */
export function settingsScreen(language: Language, part: SettingsPart, view: View): Screen {
  return parts[part](language, view);
}

const parts: Record<SettingsPart, (language: Language, view: View) => Screen> = {
  main: mainScreen,
  kind: (language, { business }) => ({
    html: html(language, "settings-choose-kind"),
    rows: choice(
      language,
      kinds.map((kind) => ({
        label: ticked(text(language, `bot-kind-${kind}`), kind === business.kind),
        action: { do: "settings_set", set: { kind } },
      })),
    ),
  }),
  zone: (language, { business, now }) => ({
    html: html(language, "bot-choose-zone"),
    rows: choice(
      language,
      zones.map((timezone) => ({
        label: ticked(zoneLabel(language, timezone, now), timezone === business.timezone),
        action: { do: "settings_set", set: { timezone } },
      })),
    ),
  }),
  currency: (language, { business }) => ({
    html: html(language, "bot-choose-currency"),
    rows: choice(
      language,
      currencies.map((currency) => ({
        label: ticked(currencyName(language, currency), currency === business.currency),
        action: { do: "settings_set", set: { currency } },
      })),
    ),
  }),
  language: (language, { business }) => ({
    html: html(language, "settings-choose-language"),
    rows: choice(
      language,
      languages.map((code) => ({
        label: ticked(languageNames[code], code === business.language),
        action: { do: "settings_set", set: { language: code } },
      })),
    ),
  }),
  hours: hoursScreen,
};

function mainScreen(language: Language, { business, now, home }: View): Screen {
  const { timezone, currency, workingHours } = business;
  const hours = workingHours && hoursText(language, workingHours);
  const facts = [
    html(language, "settings-kind", { kind: text(language, `bot-kind-${business.kind}`) }),
    html(language, "settings-zone", {
      zone: zoneName(language, timezone),
      time: timeOf(language, now, timezone),
    }),
    html(language, "settings-currency", { currency: currencyName(language, currency) }),
    html(language, "settings-language", { language: languageNames[business.language] }),
    hours === null
      ? html(language, "settings-hours-none")
      : html(language, "settings-hours", { hours }),
  ];
  const go = (screen: Exclude<SettingsPart, "main">): Button => ({
    label: text(language, `settings-go-${screen}`),
    action: { do: "settings", screen },
  });
  const name: Button = {
    label: text(language, "settings-go-name"),
    action: { do: "settings_ask", what: "name" },
  };
  return {
    html: [html(language, "settings-title", { business: business.name }), facts.join("\n")].join(
      "\n\n",
    ),
    rows: [
      [name, go("kind")],
      [go("zone"), go("currency")],
      [go("language"), go("hours")],
      home ? [{ label: text(language, "bot-back"), action: { do: "connect" } }] : [],
    ],
  };
}

function hoursScreen(language: Language, { business }: View): Screen {
  const { workingHours } = business;
  const presets = (["office", "daily", "unset"] as const).map((hours): Button => ({
    label: text(language, `settings-hours-${hours}`),
    action: { do: "settings_hours", hours },
  }));
  return {
    html: [
      html(language, "settings-hours-title", { business: business.name }),
      workingHours === null
        ? html(language, "settings-hours-unknown")
        : hoursLines(language, workingHours).join("\n"),
      html(language, "settings-hours-why"),
    ].join("\n\n"),
    rows: [
      ...presets.map((button) => [button]),
      [
        {
          label: text(language, "settings-hours-write"),
          action: { do: "settings_ask", what: "hours" },
        },
      ],
      [back(language)],
    ],
  };
}

function choice(language: Language, buttons: Button[]): Button[][] {
  const pairs = buttons.flatMap((_button, index) =>
    index % 2 === 0 ? [buttons.slice(index, index + 2)] : [],
  );
  return [...pairs, [back(language)]];
}

function back(language: Language): Button {
  return { label: text(language, "bot-back"), action: { do: "settings", screen: "main" } };
}

function ticked(label: string, chosen: boolean): string {
  return chosen ? `✓ ${label}` : label;
}
