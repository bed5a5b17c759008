import type { FileProblem, FilePlace } from "../desk/business-file-read.ts";
import type { Refusal } from "../desk/business-file.ts";
import { isNothing, type Change, type ImportPlan } from "../desk/business-plan.ts";
import type { TextId } from "../texts/bundle.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Screen } from "./screen.ts";

/** What stands behind the button that carries a file out. */
export type ImportFile = { fileId: string; csv: boolean; digest: string };

const SHOWN = 12;
const NAMES = 4;

/** What a file would change, before anything does. */
export function importScreen(
  language: Language,
  value: { plan: ImportPlan; unknown: readonly FilePlace[]; file: ImportFile; other: boolean },
): Screen {
  const { plan, unknown, file, other } = value;
  const left = unknown.length === 0 ? [] : [unknownLine(language, unknown)];
  if (isNothing(plan))
    return { html: [text(language, "import-nothing"), ...left].join("\n\n"), rows: [] };
  const head = text(language, other ? "import-other" : "import-plan");
  return {
    html: [head, planLines(language, plan).join("\n"), ...left].join("\n\n"),
    rows: [
      [{ label: text(language, "import-apply"), action: { do: "import_apply", ...file } }],
      [{ label: text(language, "import-drop"), action: { do: "import_drop" } }],
    ],
  };
}

/** What a file has changed. */
export function importedScreen(language: Language, plan: ImportPlan): Screen {
  const lines = planLines(language, plan).join("\n");
  return { html: `${text(language, "import-done")}\n\n${lines}`, rows: [] };
}

/** Everything that is wrong with a file, each with its line. */
export function problemScreen(language: Language, problems: readonly FileProblem[]): Screen {
  const lines = problems
    .slice(0, SHOWN)
    .map((one) => `• ${place(language, one)}: ${text(language, wrongs[one.wrong])}`);
  const more = problems.length - lines.length;
  return {
    html: [
      text(language, "import-problems"),
      [
        ...lines,
        ...(more > 0 ? [html(language, "import-more", { count: String(more) })] : []),
      ].join("\n"),
    ].join("\n\n"),
    rows: [],
  };
}

function planLines(language: Language, plan: ImportPlan): string[] {
  const keys = [...new Set(plan.settings.map((key) => text(language, settingTexts[key])))];
  const settings =
    keys.length === 0 ? [] : [html(language, "import-settings", { list: keys.join(", ") })];
  const parts = parted.flatMap(([key, id]) => {
    const list = changeList(language, plan[key]);
    return list === "" ? [] : [html(language, id, { list })];
  });
  return [...settings, ...parts];
}

const parted = [
  ["services", "import-services"],
  ["masters", "import-masters"],
  ["clients", "import-clients"],
  ["bookings", "import-bookings"],
] as const;

function changeList(language: Language, changes: readonly Change[]): string {
  const said = (["new", "changed", "archived"] as const).flatMap((how) => {
    const some = changes.filter((change) => change.how === how);
    if (some.length === 0) return [];
    const names = some.slice(0, NAMES).map(({ name }) => cleanName(name));
    const list = [...names, ...(some.length > NAMES ? ["…"] : [])].join(", ");
    return [text(language, hows[how], { count: String(some.length), names: list })];
  });
  return said.join("; ");
}

const hows = {
  new: "import-new",
  changed: "import-changed",
  archived: "import-archived",
} as const;

function unknownLine(language: Language, unknown: readonly FilePlace[]): string {
  const list = unknown
    .slice(0, SHOWN)
    .map(({ line, path }) => text(language, "import-at", { line: String(line), path }));
  return html(language, "import-unknown", { list: list.join(", ") });
}

function place(language: Language, { line, path }: FilePlace): string {
  return html(language, "import-at", { line: String(line), path });
}

const settingTexts: Record<ImportPlan["settings"][number], TextId> = {
  id: "import-key-id",
  type: "import-key-type",
  name: "import-key-name",
  address: "import-key-address",
  timezone: "import-key-timezone",
  currency: "import-key-currency",
  languages: "import-key-languages",
  default_language: "import-key-default-language",
  phone: "import-key-phone",
  working_hours: "import-key-working-hours",
  closed_dates: "import-key-closed-dates",
  slot_step_min: "import-key-slot-step-min",
  min_lead_min: "import-key-min-lead-min",
  horizon_days: "import-key-horizon-days",
  free_cancel_hours: "import-key-free-cancel-hours",
  faq: "import-key-faq",
};

const wrongs: Record<Refusal, TextId> = {
  syntax: "import-wrong-syntax",
  wrong: "import-wrong-wrong",
  words: "import-wrong-words",
  hours: "import-wrong-hours",
  time: "import-wrong-time",
  date: "import-wrong-date",
  start: "import-wrong-start",
  zone: "import-wrong-zone",
  currency: "import-wrong-currency",
  language: "import-wrong-language",
  phone: "import-wrong-phone",
  number: "import-wrong-number",
  id: "import-wrong-id",
  twice: "import-wrong-twice",
  service: "import-wrong-service",
  master: "import-wrong-master",
  client: "import-wrong-client",
  skill: "import-wrong-skill",
  overlap: "import-wrong-overlap",
};
