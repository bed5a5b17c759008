import { add, payloadsAfter } from "../jobs/job-service.ts";
import { groupBy } from "../lib/group-by.ts";
import type { Call, Windows } from "./call.ts";
import type { FoldDeps, FoldJob } from "./fold-service.ts";
import { storedCalls } from "./store.ts";

/** Events may tell of times so far ahead of their arrival. */
const SKEW_MS = 15 * 60_000;

/**
 * After the clock was set back: calls that are due later than any window of theirs ends get a timer of that window instead.
 * Gives the latest of those instants, or null when there is none.
 */
export async function mendTimers(deps: FoldDeps): Promise<number | null> {
  const now = deps.clock.now();
  const after = now + deps.windows.settleMs + SKEW_MS;
  const waiting = (await payloadsAfter(deps.db, { task: "call.fold", after })).flat();
  const far: { job: Required<FoldJob>; windowMs: number }[] = [];
  for (const [businessId, jobs] of groupBy(waiting, (job) => job.businessId)) {
    const ids = [...new Set(jobs.map(({ callId }) => callId))];
    for (const [callId, { state, mergedInto }] of await storedCalls(deps.db, businessId, ids)) {
      if (!state || state.dueAt === null || mergedInto !== null) continue;
      const windowMs = windowOf(state, deps.windows);
      if (state.dueAt > now + windowMs + SKEW_MS)
        far.push({ job: { businessId, callId, asIf: state.dueAt }, windowMs });
    }
  }
  await add(
    deps.db,
    far.map(({ job, windowMs }) => ({
      task: "call.fold" as const,
      payload: [job],
      key: `fold:again:${job.businessId}:${job.callId}:${job.asIf}`,
      keyMode: "preserve_run_at" as const,
      runAt: now + windowMs,
    })),
  );
  for (const { windowMs } of far) deps.wakeAt(now + windowMs);
  return far.length === 0 ? null : Math.max(...far.map(({ job }) => job.asIf));
}

function windowOf({ state, quietSince }: Call, windows: Windows): number {
  if (quietSince !== null) return windows.settleMs;
  return state === "talking" ? windows.talkingMs : windows.ringingMs;
}
