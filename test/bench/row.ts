import type { Stage } from "./stage.ts";

/** One line of the table. A ratio is the result; the figures beside it are illustrations of this machine. */
export type Line = {
  row: string;
  figure: string;
  reference: string;
  bar: string;
  /** Null where there is no bar. */
  holds: boolean | null;
};

export type Row = {
  name: string;
  /** Left out unless it is named: it takes long. */
  onDemand?: boolean;
  measure(stage: Stage): Promise<{ lines: Line[]; data: unknown }>;
};

export function round(value: number, digits = 0): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
