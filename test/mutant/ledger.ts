import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";

/** What is known of the mutants of a core; it outlives the process that a mutant hangs. */
export type Known = {
  /** Mutant → the test that noticed it. */
  killed: Map<string, string>;
  late: Set<string>;
  /** What some test runs through, and what only the loading of a file does. */
  covered: Set<string>;
  loaded: Set<string>;
};

type Line =
  | { of: string }
  | { killed: string; by: string }
  | { late: string }
  | { covered: string[] }
  | { loaded: string[] };

export function tell(path: string, line: Line): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

export function readLedger(path: string): Known {
  const known: Known = {
    killed: new Map(),
    late: new Set(),
    covered: new Set(),
    loaded: new Set(),
  };
  if (!existsSync(path)) return known;
  for (const text of readFileSync(path, "utf8").split("\n")) {
    if (text === "") continue;
    const line: Line = JSON.parse(text);
    if ("of" in line) continue;
    if ("killed" in line) known.killed.set(line.killed, line.by);
    else if ("late" in line) known.late.add(line.late);
    else if ("covered" in line) for (const id of line.covered) known.covered.add(id);
    else for (const id of line.loaded) known.loaded.add(id);
  }
  return known;
}

/** A ledger that begins anew, unless it is to be gone on with and is of the same sources. */
export function openLedger(path: string, { of, again }: { of: string; again: boolean }): void {
  const first = `${JSON.stringify({ of })}\n`;
  const same = existsSync(path) && readFileSync(path, "utf8").startsWith(first);
  if (!again || !same) writeFileSync(path, first);
}

/** Which mutant is tried now: whoever watches sees when it takes too long. */
export function trying(path: string, id: string): void {
  writeFileSync(`${path}.now`, id);
}

export function tried(path: string): string {
  return existsSync(`${path}.now`) ? readFileSync(`${path}.now`, "utf8") : "";
}
