import type { Mutant } from "./instrument.ts";
import type { Known } from "./ledger.ts";

/** What came of a core. Untested: no test runs through it; loaded: only the loading of a file does, it is not tried. */
export type Score = Record<"killed" | "survived" | "untested" | "late" | "loaded", Mutant[]>;

export function scoreOf(mutants: readonly Mutant[], known: Known): Score {
  const score: Score = { killed: [], survived: [], untested: [], late: [], loaded: [] };
  for (const mutant of mutants) score[fate(mutant, known)].push(mutant);
  return score;
}

function fate({ id }: Mutant, { killed, late, covered, loaded }: Known): keyof Score {
  if (killed.has(id)) return "killed";
  if (late.has(id)) return "late";
  if (covered.has(id)) return "survived";
  return loaded.has(id) ? "loaded" : "untested";
}

/** The cores as they are printed. A mutant that hangs is noticed, one that no test reaches is not. */
export function table(scores: ReadonlyMap<string, Score>): string {
  const head = [
    "core",
    "mutants",
    "killed",
    "timed out",
    "survived",
    "no test",
    "at load",
    "score",
  ];
  const rows = [...scores].map(([core, { killed, late, survived, untested, loaded }]) => {
    const noticed = killed.length + late.length;
    const tried = noticed + survived.length + untested.length;
    const counts = [
      tried,
      killed.length,
      late.length,
      survived.length,
      untested.length,
      loaded.length,
    ];
    return [core, ...counts.map(String), `${((100 * noticed) / Math.max(1, tried)).toFixed(1)} %`];
  });
  return [head, ...rows].map(lined).join("\n");
}

/** What nothing noticed, to be read beside the source. */
export function remaining({ survived, untested }: Score): string {
  return [...told(survived, "survived"), ...told(untested, "no test")].join("\n");
}

function told(mutants: readonly Mutant[], why: string): string[] {
  return mutants.map(({ at, line, was, is }) => `${at}:${line} ${why}\n  - ${was}\n  + ${is}\n`);
}

function lined(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(14) : cell.padStart(11))).join("");
}
