import { isoWithOffset } from "../lib/iso.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { ExportKind, Wording } from "./export.ts";

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
