import type { WorkingHours } from "./working-hours.ts";

/** People's names of lines (by E.164) and employees (by extension); neither object has a prototype, so a hostile key finds nothing. */
export type Labels = { lines: Record<string, string>; employees: Record<string, string> };

/** A person with an extension; the name is empty where the provider tells none. */
export type Extension = { ext: string; name: string };

/** A number of the business's own, E.164. */
export type Line = { number: string; name: string };

/** `hours` null: the line keeps the business's. */
export type OwnLine = Line & { hours: WorkingHours | null };

/** Key and value pairs as a plain map without a prototype; pairs without a value are left out. */
export function toLabels(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const labels: Record<string, string> = Object.fromEntries(
    pairs.filter(([, value]) => value !== ""),
  );
  Object.setPrototypeOf(labels, null);
  return labels;
}
