import type { Reporter, TestCase, TestModule } from "vitest/node";
import { guards, type Guard } from "./counted.ts";

export type Line = {
  guard: Guard;
  tests: number;
  attempts: number;
  refused: number;
  leaks: number;
  durationMs: number;
  notes: string[];
  holds: boolean;
};

/** Puts what tests hand over into one line for each guard; a test that hands over nothing is one attempt. */
export function tallying(guardsOf: (file: string) => Guard | null): {
  reporter: Reporter;
  lines: () => Line[];
  failures: () => string[];
} {
  const lines = new Map(guards.map((guard) => [guard, emptyLine(guard)]));
  const failures: string[] = [];
  const failed = (guard: Guard, what: string): void => {
    const line = lines.get(guard);
    if (line) line.holds = false;
    failures.push(what);
  };
  const seen = (test: TestCase): void => {
    const file = guardsOf(test.module.relativeModuleId);
    const counted = test.meta().counted;
    const line = lines.get(counted?.guard ?? file ?? "Tenants");
    if (!line) return;
    const { attempts, refused, leaks, note } = counted ?? { attempts: 1, refused: 1, leaks: 0 };
    const passed = test.result().state === "passed";
    line.tests += 1;
    line.attempts += attempts;
    line.refused += passed ? refused : 0;
    line.leaks += leaks;
    line.durationMs += test.diagnostic()?.duration ?? 0;
    if (note !== undefined) line.notes.push(note);
    if (!passed || leaks > 0)
      failed(line.guard, `${test.module.relativeModuleId}: ${test.fullName}`);
  };
  const ended = (module: TestModule): void => {
    for (const error of module.errors())
      failed(
        guardsOf(module.relativeModuleId) ?? "Tenants",
        `${module.relativeModuleId}: ${error.message}`,
      );
  };
  return {
    reporter: { onTestCaseResult: seen, onTestModuleEnd: ended },
    lines: () => guards.flatMap((guard) => lines.get(guard) ?? []),
    failures: () => failures,
  };
}

export function emptyLine(guard: Guard): Line {
  return {
    guard,
    tests: 0,
    attempts: 0,
    refused: 0,
    leaks: 0,
    durationMs: 0,
    notes: [],
    holds: true,
  };
}

/** The lines as a Markdown table, padded so that it reads in a terminal too. */
export function showTally(lines: readonly Line[]): string {
  const cells = [
    ["guard", "attempts", "refused as it should", "leaks", "duration", "holds", "notes"],
    ...lines.map((line) => [
      line.guard,
      String(line.attempts),
      String(line.refused),
      String(line.leaks),
      `${(line.durationMs / 1000).toFixed(1)} s`,
      line.holds ? "yes" : "NO",
      line.notes.join("; "),
    ]),
  ];
  const widths = cells[0]?.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const [head = "", ...rest] = cells.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join(" | ")} |`,
  );
  return [
    head,
    `| ${(widths ?? []).map((width) => "-".repeat(width)).join(" | ")} |`,
    ...rest,
  ].join("\n");
}
