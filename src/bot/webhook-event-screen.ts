import { text } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { meant } from "../webhooks/pattern.ts";
import type { Action } from "./action.ts";
import type { Button, Screen } from "./screen.ts";
import { families, familyOf, marked } from "./webhook-events.ts";

type Choice = {
  title: string;
  patterns: readonly string[];
  family: string | null;
  open: (family: string | null) => Action;
  press: (pattern: string, on: boolean) => Action;
  /** Rows below the families. */
  below: Button[][];
};

const marks = { all: "☑️", some: "➖", none: "▫️" };

/** Which events are wanted: families and wildcards, or the events of one family. */
export function eventsScreen(language: Language, choice: Choice): Screen {
  const { title, patterns, family, open, below } = choice;
  const chosen = patterns.length === 0 ? "—" : eventsText(language, patterns);
  const many = text(language, "console-chosen", { events: escapeHtml(chosen) });
  const html = [title, many, text(language, "console-choose")].join("\n\n");
  if (family === null)
    return {
      html,
      rows: [
        [wish(language, choice, "*")],
        ...familyKeys(choice),
        [wish(language, choice, "*.created")],
        ...below,
      ],
    };
  const own = meant([`${family}.*`]);
  return {
    html,
    rows: [
      [wish(language, choice, `${family}.*`)],
      ...own.map((event) => [wish(language, choice, event)]),
      [{ label: text(language, "bot-back"), action: open(null) }],
    ],
  };
}

/** "deal.won, task.*", or that it is everything. */
export function eventsText(language: Language, patterns: readonly string[]): string {
  return patterns.includes("*") ? text(language, "console-all") : patterns.join(", ");
}

/** Two families a row: the name opens one. */
function familyKeys({ patterns, open }: Choice): Button[][] {
  const keys = families.map((family): Button => {
    const all = meant([`${family}.*`]).length;
    const many = meant(patterns).filter((event) => familyOf(event) === family).length;
    return { label: `${family} · ${many}/${all} ›`, action: open(family) };
  });
  const rows: Button[][] = [];
  for (let at = 0; at < keys.length; at += 2) rows.push(keys.slice(at, at + 2));
  return rows;
}

function wish(language: Language, { patterns, press }: Choice, pattern: string): Button {
  const mark = marked(patterns, pattern);
  const name = pattern === "*" ? text(language, "console-all") : pattern;
  return { label: `${marks[mark]} ${name}`, action: press(pattern, mark !== "all") };
}
