import { inTime, type EndedWith, type Followup } from "./followup.ts";
import type { Planned } from "./followup-plan.ts";

export type FollowupState = Omit<Followup, "id">;

type Known = {
  client: string | null;
  /** What a colleague is called; null when nobody knows who it was. */
  nameOf: (who: EndedWith["by"]) => string | null;
  /** When a missed call is to be called back. */
  dueOf: (first: EndedWith) => number;
};

/**
 * The state that a follow-up takes. Its due time stays that of the first missed call, however often the client calls again and
 * whoever claims it; only when that call turns out settled or answered does the time run anew, from the next one.
 */
export function stateOf(
  { was, misses, settler, tries }: Planned,
  { client, nameOf, dueOf }: Known,
): FollowupState | null {
  const ordered = misses.toSorted(inTime);
  const first = ordered[0];
  const newest = ordered.at(-1);
  if (!first || !newest) return null;
  const anew = was === null || first.endedAt > was.openedAt;
  const tried = tries.at(-1) ?? null;
  return {
    ...(was ?? unclaimed),
    ...(anew ? unnoticed : {}),
    dueAt: client === null ? null : dueOn(was, first, dueOf),
    client,
    callId: newest.id,
    misses: ordered.length,
    line: first.line,
    openedAt: first.endedAt,
    lastAt: newest.startedAt,
    tries: tries.length,
    triedAt: tried?.at ?? null,
    triedBy: tried ? nameOf(tried.by) : null,
    ...closingOf(settler, first, nameOf),
  };
}

/** A call told late that had come before the first one may bring the time forward, but never into the past. */
function dueOn(was: Followup | null, first: EndedWith, dueOf: Known["dueOf"]): number {
  if (was?.dueAt == null || first.endedAt > was.openedAt) return dueOf(first);
  return first.endedAt < was.openedAt ? Math.min(was.dueAt, dueOf(first)) : was.dueAt;
}

const unnoticed = { overdueAt: null, remindedAt: null, escalatedAt: null };
const unclaimed = {
  claimedBy: null,
  claimedName: null,
  claimedAt: null,
  ...unnoticed,
  dueAt: null,
};

function closingOf(settler: EndedWith | null, first: EndedWith, nameOf: Known["nameOf"]) {
  const how = settler?.meaning;
  if (!settler || !how || how === "missed")
    return { closedAt: null, closedHow: null, closedBy: null, closedCallId: null };
  return {
    closedAt: Math.max(settler.at, first.endedAt),
    closedHow: how,
    closedBy: nameOf(settler.by),
    closedCallId: settler.id,
  };
}

/** The newest call of a follow-up turned out not to be missed, and none is left. */
export function correctedAt(row: Followup, now: number): FollowupState {
  const { id: _id, ...state } = row;
  return {
    ...state,
    closedAt: row.closedAt ?? now,
    closedHow: "corrected",
    closedBy: null,
    closedCallId: null,
  };
}
