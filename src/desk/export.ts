import type { Cell } from "../lib/csv.ts";

/** What can be taken out as a table. */
export const exportKinds = ["calls", "clients", "deals", "tasks"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** A row as the database gives it: instants are epoch ms, words are ours. */
export type ExportRow = Record<string, Cell>;

type Column = { name: string; as?: "time" | "word" };

/** The columns of each table, in order; a time is shown on the business's wall, a word in the reader's language. */
const exportColumns: Record<ExportKind, readonly Column[]> = {
  calls: [
    { name: "started", as: "time" },
    { name: "direction", as: "word" },
    { name: "outcome", as: "word" },
    { name: "phone" },
    { name: "client" },
    { name: "line" },
    { name: "employee" },
    { name: "ring" },
    { name: "talk" },
    { name: "short" },
    { name: "next" },
  ],
  clients: [
    { name: "number" },
    { name: "client" },
    { name: "phones" },
    { name: "created", as: "time" },
    { name: "note" },
    { name: "marks", as: "word" },
  ],
  deals: [
    { name: "number" },
    { name: "deal" },
    { name: "status", as: "word" },
    { name: "stage" },
    { name: "amount" },
    { name: "currency" },
    { name: "client" },
    { name: "phone" },
    { name: "created", as: "time" },
    { name: "closed", as: "time" },
    { name: "reason" },
    { name: "note" },
  ],
  tasks: [
    { name: "number" },
    { name: "task" },
    { name: "status", as: "word" },
    { name: "priority", as: "word" },
    { name: "due", as: "time" },
    { name: "assignee" },
    { name: "client" },
    { name: "created", as: "time" },
    { name: "closed", as: "time" },
  ],
};

/** How a table says its head and its words, and shows an instant. */
export type Wording = {
  head: (column: string) => string;
  word: (word: string) => string;
  time: (at: number) => string;
};

export function exportHead(kind: ExportKind, { head }: Wording): Cell[] {
  return exportColumns[kind].map(({ name }) => head(name));
}

export function exportCells(kind: ExportKind, row: ExportRow, { word, time }: Wording): Cell[] {
  return exportColumns[kind].map(({ name, as }) => {
    const cell = row[name] ?? null;
    if (cell === null || as === undefined) return cell;
    return as === "time" ? time(Number(cell)) : word(String(cell));
  });
}
