import { exportKinds, type ExportKind, type Wording } from "../desk/export.ts";
import { isoWithOffset } from "../lib/iso.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { exportPeriods, type ExportDays } from "./export-command.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** Which table; then of which time. */
export function exportScreen(
  language: Language,
  { kind, now, zone }: { kind: ExportKind | null; now: number; zone: string },
): Screen {
  if (kind === null) {
    const rows = exportKinds.map((one): Button[] => [
      { label: text(language, kindTexts[one]), action: { do: "export", kind: one } },
    ]);
    const business: Button = {
      label: text(language, "import-export"),
      action: { do: "export_business" },
    };
    return { html: html(language, "export-ask"), rows: [...rows, [business]] };
  }
  const periods = exportPeriods({ now, zone });
  const key = (id: TextId, days: ExportDays): Button => ({
    label: text(language, id),
    action: { do: "export_send", kind, ...days },
  });
  return {
    html: html(language, "export-when", { kind: text(language, kindTexts[kind]) }),
    rows: [
      [key("export-month", periods.month), key("export-before", periods.before)],
      [key("export-year", periods.year), key("export-all", periods.all)],
      [{ label: text(language, "bot-back"), action: { do: "export", kind: null } }],
    ],
  };
}

export const kindTexts: Record<ExportKind, TextId> = {
  calls: "export-calls",
  clients: "export-clients",
  deals: "export-deals",
  tasks: "export-tasks",
};

/** The words of a table in the reader's language; times with the offset of the business's wall. */
export function wordingOf(language: Language, zone: string): Wording {
  return {
    head: (column) => text(language, heads[column] ?? "export-head-number"),
    word: (word) => (words[word] ? text(language, words[word]) : word),
    time: (at) => isoWithOffset(at, zone).replace("T", " "),
  };
}

const heads: Partial<Record<string, TextId>> = {
  started: "export-head-started",
  direction: "export-head-direction",
  outcome: "export-head-outcome",
  phone: "export-head-phone",
  phones: "export-head-phones",
  client: "export-head-client",
  line: "export-head-line",
  employee: "export-head-employee",
  ring: "export-head-ring",
  talk: "export-head-talk",
  short: "export-head-short",
  next: "export-head-next",
  number: "export-head-number",
  created: "export-head-created",
  closed: "export-head-closed",
  note: "export-head-note",
  marks: "export-head-marks",
  deal: "export-head-deal",
  task: "export-head-task",
  status: "export-head-status",
  stage: "export-head-stage",
  amount: "export-head-amount",
  currency: "export-head-currency",
  reason: "export-head-reason",
  priority: "export-head-priority",
  due: "export-head-due",
  assignee: "export-head-assignee",
};

const words: Partial<Record<string, TextId>> = {
  in: "export-in",
  out: "export-out",
  answered: "export-answered",
  missed: "calls-missed-short",
  busy: "calls-busy-short",
  no_answer: "calls-noanswer-short",
  failed: "calls-failed-short",
  unknown: "calls-unknown-short",
  running: "calls-running-short",
  open: "export-open",
  won: "export-won",
  lost: "export-lost",
  pending: "export-pending",
  completed: "export-completed",
  low: "export-low",
  medium: "export-medium",
  high: "export-high",
  do_not_call: "export-do-not-call",
  not_client: "export-not-client",
};
