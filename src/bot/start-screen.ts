import { kinds, zones, type Business } from "../business/business.ts";
import { text } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import { languageNames, type Language } from "../texts/language.ts";
import { currencies, currencyName, zoneLabel, zoneName } from "./place.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** The choice of a language; it belongs to the person, so its buttons belong to no business. */
export function languageScreen(language: Language, first: boolean): Screen {
  const rows = (["uk", "ru", "en"] as const).map((code) => [
    { label: languageNames[code], data: `lang:${code}` },
  ]);
  return { html: html(language, first ? "bot-hello" : "bot-choose-language"), rows };
}

export function kindScreen(language: Language, business: Business): Screen {
  const buttons = kinds.map((kind): Button => ({
    label: text(language, `bot-kind-${kind}`),
    action: { do: "kind", kind },
  }));
  return { html: html(language, "bot-ask-kind", { name: business.name }), rows: pairs(buttons) };
}

export function placeScreen(language: Language, business: Business, now: number): Screen {
  const { timezone, currency } = business;
  return {
    html: html(language, "bot-ask-zone", {
      zone: zoneName(language, timezone),
      time: timeOf(language, now, timezone),
      currency: currencyName(language, currency),
    }),
    rows: [
      [{ label: text(language, "bot-zone-yes"), action: { do: "connect" } }],
      [
        { label: text(language, "bot-zone-other"), action: { do: "zones" } },
        { label: text(language, "bot-currency-other"), action: { do: "currencies" } },
      ],
    ],
  };
}

export function zonesScreen(language: Language, now: number): Screen {
  const buttons = zones.map((zone): Button => ({
    label: zoneLabel(language, zone, now),
    action: { do: "zone", zone },
  }));
  return { html: html(language, "bot-choose-zone"), rows: pairs(buttons) };
}

export function currenciesScreen(language: Language): Screen {
  const buttons = currencies.map((currency): Button => ({
    label: currencyName(language, currency),
    action: { do: "currency", currency },
  }));
  return { html: html(language, "bot-choose-currency"), rows: pairs(buttons) };
}

function pairs(buttons: Button[]): Button[][] {
  return buttons.flatMap((_button, index) =>
    index % 2 === 0 ? [buttons.slice(index, index + 2)] : [],
  );
}
