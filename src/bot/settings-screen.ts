import { kinds, zones } from "../business/business.ts";
import { text } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import { languageNames, languages, type Language } from "../texts/language.ts";
import { holidayScreen, nearestText } from "./holiday-screen.ts";
import { hoursText } from "./hours.ts";
import { hoursScreen, linesScreen } from "./settings-hours-screen.ts";
import { missedScreen } from "./settings-missed-screen.ts";
import { back, ticked, type SettingsPart, type SettingsView } from "./settings-view.ts";
import { currencies, currencyName, zoneLabel, zoneName } from "./place.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** The business's settings, or the choice of one of them. */
export function settingsScreen(language: Language, part: SettingsPart, view: SettingsView): Screen {
  return parts[part](language, view);
}

const parts: Record<SettingsPart, (language: Language, view: SettingsView) => Screen> = {
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
  hours: (language, { business }) => hoursScreen(language, { business, line: null }),
  missed: missedScreen,
  holidays: holidayScreen,
  lines: linesScreen,
};

function mainScreen(language: Language, { business, now, home }: SettingsView): Screen {
  const { timezone, currency, workingHours } = business;
  const hours = workingHours && hoursText(language, workingHours);
  const nearest = nearestText(language, business, now);
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
    html(language, "settings-missed", { minutes: business.slaMin }),
    nearest === null
      ? html(language, "settings-holidays-none")
      : html(language, "settings-holidays", { nearest }),
  ];
  const go = (screen: Exclude<SettingsPart, "main">): Button => ({
    label: text(language, `settings-go-${screen}`),
    action: { do: "settings", screen },
  });
  const name: Button = {
    label: text(language, "settings-go-name"),
    action: { do: "settings_ask", what: "name", line: null },
  };
  return {
    html: [html(language, "settings-title", { business: business.name }), facts.join("\n")].join(
      "\n\n",
    ),
    rows: [
      [name, go("kind")],
      [go("zone"), go("currency")],
      [go("language"), go("hours")],
      [go("holidays"), go("lines")],
      [go("missed")],
      [{ label: text(language, "settings-go-speech"), action: { do: "speech", screen: "main" } }],
      home ? [{ label: text(language, "bot-back"), action: { do: "connect" } }] : [],
    ],
  };
}

function choice(language: Language, buttons: Button[]): Button[][] {
  const pairs = buttons.flatMap((_button, index) =>
    index % 2 === 0 ? [buttons.slice(index, index + 2)] : [],
  );
  return [...pairs, back(language)];
}
