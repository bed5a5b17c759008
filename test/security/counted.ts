/** The guards of the design, and what is tried against all of them at once. */
export const guards = [
  "Hooks",
  "Members",
  "Cabinet",
  "Output",
  "Outbound requests",
  "Secrets",
  "Tenants",
  "Model",
  "Limits",
  "Privacy",
  "Supply chain",
  "Fuzz",
] as const;
export type Guard = (typeof guards)[number];

/** What one test tried against a guard. `leaks`: answers that held what was not theirs to hold. */
export type Counted = {
  guard: Guard;
  attempts: number;
  refused: number;
  leaks: number;
  /** What else the table says of it. */
  note?: string;
};

/** Hands over what a test counted to the table of the run. */
export function handOver(task: { meta: { counted?: Counted } }, counted: Counted): void {
  task.meta.counted = counted;
}

declare module "vitest" {
  interface TaskMeta {
    counted?: Counted;
  }
}
