import type { Step } from "./pbx-step.ts";

export const deliveries = ["in_order", "shuffled", "doubled", "lost"] as const;
export type Delivery = (typeof deliveries)[number];

const REPEAT_AFTER_MS = 150;

/**
 * The same hooks as a careless network delivers them. Nothing arrives before it happened: shuffled holds an event back
 * until the moment of another one, chosen by `dice` (numbers from 0 to 1, one for each step). Lost: only the provider's
 * statistics know of the call.
 */
export function deliver(
  steps: readonly Step[],
  delivery: Delivery,
  dice: readonly number[],
): Step[] {
  const arranged: Record<Delivery, () => Step[]> = {
    in_order: () => [...steps],
    lost: () => [],
    doubled: () => steps.flatMap((step) => [step, { ...step, atMs: step.atMs + REPEAT_AFTER_MS }]),
    shuffled: () => steps.map((step, n) => ({ ...step, atMs: heldBack(steps, n, dice[n] ?? 0) })),
  };
  return arranged[delivery]().toSorted((a, b) => a.atMs - b.atMs);
}

function heldBack(steps: readonly Step[], n: number, die: number): number {
  const slot = Math.min(steps.length - 1, n + Math.floor(die * Math.min(3, steps.length - n)));
  // the event of the slot itself goes first, so that the held one really comes out of order
  return (steps[slot]?.atMs ?? 0) + (slot > n ? 20 : 0);
}
