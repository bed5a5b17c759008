import type { Call, Employee } from "./call.ts";

/** How a follow-up ends: by a call, by hand, or because its missed calls turned out to be none. */
export const followupEnds = [
  "reached",
  "tried",
  "answered",
  "booked",
  "done",
  "not_client",
  "do_not_call",
  "corrected",
  "erased",
] as const;
export type FollowupEnd = (typeof followupEnds)[number];

/** What must happen after a missed call. Instants are epoch ms; `client` is null when the number was hidden. */
export type Followup = {
  id: number;
  client: string | null;
  /** The newest missed call, which carries it. */
  callId: number;
  misses: number;
  line: string | null;
  /** When the first of the missed calls was over. */
  openedAt: number;
  /** When the newest of them began. */
  lastAt: number;
  dueAt: number | null;
  claimedBy: number | null;
  claimedName: string | null;
  claimedAt: number | null;
  tries: number;
  triedAt: number | null;
  triedBy: string | null;
  overdueAt: number | null;
  remindedAt: number | null;
  escalatedAt: number | null;
  closedAt: number | null;
  closedHow: FollowupEnd | null;
  closedBy: string | null;
  closedCallId: number | null;
};

/** The business's own rules. */
export type FollowupRules = { ghostS: number; triedCloses: boolean };

/** What a call that has ended means for the follow-up of its client; null: nothing. */
export type Meaning = "missed" | "reached" | "tried" | "answered" | null;

/** A call that has ended, with its client's number as it came. */
export type EndedWith = {
  id: number;
  client: string | null;
  meaning: Meaning;
  startedAt: number;
  endedAt: number;
  /** When people began to talk, or the call began where they did not. */
  at: number;
  line: string | null;
  /** The colleague in it. */
  by: Employee | null;
  /** First heard of long after its end. */
  late: boolean;
};

type Said = Pick<Call, "direction" | "outcome" | "talkS" | "lengthUnknown" | "ours">;

/**
 * A talk shorter than the business's threshold is a ghost answer: the client's call leaves everything as it is, a colleague's
 * was an attempt. A call that did not even connect is none.
 */
export function meaningOf(call: Said, { ghostS }: Pick<FollowupRules, "ghostS">): Meaning {
  const { direction, outcome } = call;
  if (outcome === null || !call.ours || direction === "internal") return null;
  if (direction === "in" && outcome === "answered")
    return isGhost(call, ghostS) ? null : "answered";
  if (direction === "in") return outcome === "unknown" ? null : "missed";
  if (outcome === "answered") return isGhost(call, ghostS) ? "tried" : "reached";
  return outcome === "unknown" || outcome === "failed" ? null : "tried";
}

/** Somebody picked up, but hardly anything can have been said. */
export function isGhost(
  { outcome, talkS, lengthUnknown }: Pick<Call, "outcome" | "talkS" | "lengthUnknown">,
  ghostS: number,
): boolean {
  return outcome === "answered" && !lengthUnknown && talkS !== null && talkS < ghostS;
}

export function endedWith(
  { id, call, late }: { id: number; call: Call; late: boolean },
  rules: Pick<FollowupRules, "ghostS">,
): EndedWith {
  const { client, startedAt, answeredAt, endedAt, line } = call;
  return {
    id,
    client,
    meaning: meaningOf(call, rules),
    startedAt,
    endedAt: endedAt ?? startedAt,
    at: answeredAt ?? startedAt,
    line,
    by: call.direction === "in" ? (call.answeredBy ?? call.lastBy) : call.employee,
    late,
  };
}

/**
 * The first call that settles a missed one: it began after the missed one had begun, and its client was really talked with,
 * or at least called where the business says that this is enough. Null: the client still waits.
 */
export function settlerOf(
  miss: EndedWith,
  contacts: readonly EndedWith[],
  { triedCloses }: Pick<FollowupRules, "triedCloses">,
): EndedWith | null {
  const settling = contacts.filter(
    ({ meaning, startedAt }) =>
      (meaning === "reached" || meaning === "answered" || (meaning === "tried" && triedCloses)) &&
      startedAt >= miss.startedAt,
  );
  return settling.toSorted(inTime)[0] ?? null;
}

export function inTime(a: EndedWith, b: EndedWith): number {
  return a.startedAt - b.startedAt || a.id - b.id;
}

/** A follow-up that a call closed, or that its own missed calls made needless, follows them when they are corrected. */
export function isByCall({ closedHow }: Pick<Followup, "closedHow">): boolean {
  return closedHow === null || ["reached", "tried", "answered", "corrected"].includes(closedHow);
}

/** Whether a call means the same for its client as before. */
export function meansTheSame(a: EndedWith, b: EndedWith): boolean {
  return (
    a.meaning === b.meaning &&
    a.client === b.client &&
    a.startedAt === b.startedAt &&
    a.endedAt === b.endedAt
  );
}
