import type { Line } from "./row.ts";

/** The lines as a Markdown table, padded so that it reads in a terminal too. */
export function showTable(lines: readonly Line[]): string {
  const cells = [
    ["what", "figure", "reference in this run", "bar", "holds"],
    ...lines.map(({ row, figure, reference, bar, holds }) => [
      row,
      figure,
      reference,
      bar,
      word(holds),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const [head = "", ...rest] = cells.map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [head, rule, ...rest].join("\n");
}

function word(holds: boolean | null): string {
  return holds === null ? "" : holds ? "yes" : "NO";
}
