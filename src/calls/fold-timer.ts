import { groupBy } from "../lib/group-by.ts";

/** A call that changes by itself at `due` (epoch ms). */
export type DueCall = { businessId: string; callId: number; due: number };

/** The further away, the less a moment matters; calls that are due at about the same time share a job. */
const STEPS = [
  { within: 30_000, step: 100 },
  { within: 600_000, step: 1000 },
] as const;
const LONGEST_STEP = 10_000;

/** The jobs that fold calls again when a window of theirs has passed; a waiting job takes new calls along. */
export function foldJobs(calls: readonly DueCall[], now: number) {
  const slots = groupBy(calls, ({ businessId, due }) => `${businessId}:${slotOf(due, now)}`);
  return [...slots].map(([slot, own]) => ({
    task: "call.fold" as const,
    payload: own.map(({ businessId, callId }) => ({ businessId, callId })),
    key: `fold:${slot}`,
    runAt: Math.max(...own.map(({ due }) => slotOf(due, now))),
  }));
}

function slotOf(due: number, now: number): number {
  const step = STEPS.find(({ within }) => due - now <= within)?.step ?? LONGEST_STEP;
  return Math.ceil(due / step) * step;
}
