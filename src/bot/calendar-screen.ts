import type { Rules } from "../booking/salon.ts";
import type { Business } from "../business/business.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { nearestText } from "./holiday-screen.ts";
import { hoursText } from "./hours.ts";
import { html } from "./say.ts";
import { inRows, lengthOf } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";
import { ticked } from "./settings-view.ts";

export type Rule = Extract<Action, { do: "calendar_rule" }>["rule"];

/** The business's hours and the rules by which customers are booked. */
export function calendarScreen(
  language: Language,
  { business, rules, now }: { business: Business; rules: Rules; now: number },
): Screen {
  const { name, workingHours } = business;
  const nearest = nearestText(language, business, now);
  const hours = [
    workingHours === null
      ? html(language, "calendar-hours-none")
      : html(language, "calendar-hours", { hours: hoursText(language, workingHours) }),
    nearest === null
      ? html(language, "calendar-holidays-none")
      : html(language, "calendar-holidays", { nearest }),
  ];
  const key = (id: TextId, action: Action): Button => ({ label: text(language, id), action });
  const rule = (id: TextId, one: Rule): Button => key(id, { do: "calendar_rule", rule: one });
  return {
    html: [
      html(language, "calendar-title", { business: name }),
      hours.join("\n"),
      rulesText(language, rules).join("\n"),
    ].join("\n\n"),
    rows: [
      [
        key("calendar-key-hours", { do: "settings", screen: "hours" }),
        key("calendar-key-holidays", { do: "settings", screen: "holidays" }),
      ],
      [rule("calendar-key-step", "step"), rule("calendar-key-lead", "lead")],
      [rule("calendar-key-horizon", "horizon"), rule("calendar-key-cutoff", "cutoff")],
      [key("calendar-key-masters", { do: "masters", page: 0, archived: false })],
    ],
  };
}

/** The values of one rule; one that was set elsewhere stands among them. */
export function ruleScreen(
  language: Language,
  { rule, rules }: { rule: Rule; rules: Rules },
): Screen {
  const now = rules[fields[rule]];
  const values = [...new Set([...choices[rule], now])].toSorted((a, b) => a - b);
  const keys = values.map((value): Button => ({
    label: ticked(valueText(language, rule, value), value === now),
    action: { do: "calendar_set", rule, value },
  }));
  return {
    html: html(language, `calendar-choose-${rule}`),
    rows: [...inRows(keys, 3), [{ label: text(language, "bot-back"), action: { do: "calendar" } }]],
  };
}

/** Where each rule is kept. */
export const fields = {
  step: "stepMin",
  lead: "leadMin",
  horizon: "horizonDays",
  cutoff: "freeCancelHours",
} as const satisfies Record<Rule, keyof Rules>;

const choices: Record<Rule, readonly number[]> = {
  step: [10, 15, 20, 30, 60],
  lead: [0, 30, 60, 120, 180, 720, 1440],
  horizon: [7, 14, 30, 45, 60, 90],
  cutoff: [0, 1, 2, 3, 6, 12, 24, 48],
};

function rulesText(language: Language, rules: Rules): string[] {
  const { stepMin, leadMin, horizonDays: days, freeCancelHours } = rules;
  return [
    html(language, "calendar-step", { length: lengthOf(language, stepMin) }),
    leadMin === 0
      ? html(language, "calendar-lead-none")
      : html(language, "calendar-lead", { length: aheadOf(language, leadMin) }),
    html(language, "calendar-horizon", { days }),
    freeCancelHours === 0
      ? html(language, "calendar-cutoff-none")
      : html(language, "calendar-cutoff", { hours: String(freeCancelHours) }),
  ];
}

function valueText(language: Language, rule: Rule, value: number): string {
  if (value === 0) return text(language, "calendar-any-time");
  if (rule === "horizon") return text(language, "calendar-days", { days: String(value) });
  if (rule === "step") return lengthOf(language, value);
  return aheadOf(language, rule === "cutoff" ? value * 60 : value);
}

/** Whole hours are told as such. */
function aheadOf(language: Language, minutes: number): string {
  if (minutes < 60 || minutes % 60 !== 0) return lengthOf(language, minutes);
  return text(language, "service-hours", { hours: String(minutes / 60) });
}
