import type { Business } from "../business/business.ts";
import type { OwnLine } from "../business/line.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { hoursLines, hoursText } from "./hours.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { back, paged, type SettingsView } from "./settings-view.ts";

/** The working hours of the business, or of one of its lines. */
export function hoursScreen(
  language: Language,
  { business, line }: { business: Business; line: OwnLine | null },
): Screen {
  const number = line?.number ?? null;
  const presets = (["office", "daily", "unset"] as const).map((hours): Button[] => {
    const label =
      hours === "unset" && line
        ? text(language, "settings-line-unset")
        : text(language, `settings-hours-${hours}`);
    return [{ label, action: { do: "settings_hours", hours, line: number } }];
  });
  const write: Button = {
    label: text(language, "settings-hours-write"),
    action: { do: "settings_ask", what: "hours", line: number },
  };
  return {
    html: (line ? lineHours(language, line, business) : ownHours(language, business)).join("\n\n"),
    rows: [...presets, [write], back(language, line ? "lines" : "main")],
  };
}

/** The lines, each with its hours, or that it keeps the business's. */
export function linesScreen(language: Language, view: SettingsView): Screen {
  const { business, lines, page } = view;
  const { shown, turns } = paged(lines, { page, screen: "lines" });
  const list = shown.map((line) => {
    const hours = line.hours === null ? null : hoursText(language, line.hours);
    return hours === null
      ? html(language, "settings-line-business", { line: lineName(line) })
      : html(language, "settings-line", { line: lineName(line), hours });
  });
  return {
    html: [
      html(language, "settings-lines-title", { business: business.name }),
      list.length > 0 ? list.join("\n") : html(language, "settings-lines-none"),
      html(language, "settings-lines-why"),
    ].join("\n\n"),
    rows: [
      ...shown.map((line): Button[] => [
        { label: lineName(line), action: { do: "line_hours", line: line.number } },
      ]),
      turns,
      back(language),
    ],
  };
}

const NAME = 32;

function lineName({ name, number }: OwnLine): string {
  return cleanName(name, NAME) ?? showPhone(number);
}

function ownHours(language: Language, { name, workingHours }: Business): string[] {
  return [
    html(language, "settings-hours-title", { business: name }),
    workingHours === null
      ? html(language, "settings-hours-unknown")
      : hoursLines(language, workingHours).join("\n"),
    html(language, "settings-hours-why"),
  ];
}

function lineHours(language: Language, line: OwnLine, { workingHours }: Business): string[] {
  const title = html(language, "settings-line-title", { line: lineName(line) });
  if (line.hours !== null) return [title, hoursLines(language, line.hours).join("\n")];
  if (workingHours === null) return [title, html(language, "settings-line-same-unknown")];
  const business = hoursLines(language, workingHours).join("\n");
  return [title, `${html(language, "settings-line-same")}\n${business}`];
}
