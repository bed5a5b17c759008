import type { Row } from "./fault.ts";

const heads = [
  "fault",
  "seed",
  "times",
  "sent",
  "kept",
  "doubled",
  "lost",
  "ambiguous",
  "longest recovery",
  "pids",
  "duration",
  "holds",
];
/** So many process ids are printed; the file has all of them. */
const PIDS = 3;

/** The table of a run, and under it what each row adds in words. */
export function showTable(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const shown = lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | "));
  const rule = widths.map((width) => "-".repeat(width)).join("-|-");
  const notes = rows.map((row) => `${row.name}: ${row.error ?? row.figures?.note ?? ""}`);
  return [shown[0] ?? "", rule, ...shown.slice(1), "", ...notes].join("\n");
}

/** Whether the product stood it. */
export function holds({ figures }: Row): boolean {
  return figures?.holds === true;
}

function cellsOf(row: Row): string[] {
  const { name, seed, durationMs, figures } = row;
  const ends = [secondsOf(durationMs), figures === null ? "could not run" : yes(figures.holds)];
  if (figures === null) return [name, String(seed), ...heads.slice(2, -2).map(() => "–"), ...ends];
  const { times, sent, kept, doubled, lost, ambiguous, recoveryMs, pids } = figures;
  return [
    name,
    ...[seed, times, sent, kept, doubled, lost, ambiguous].map(String),
    recoveryMs === null ? "–" : secondsOf(recoveryMs),
    pidsOf(pids),
    ...ends,
  ];
}

function pidsOf(pids: readonly number[]): string {
  const more = pids.length > PIDS ? ` … ${pids.length} in all` : "";
  return pids.slice(0, PIDS).join(" ") + more;
}

function secondsOf(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function yes(value: boolean): string {
  return value ? "yes" : "NO";
}
