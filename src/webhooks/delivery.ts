import type { ErrorMessage, Trigger } from "./log.ts";
import type { Secret } from "./sign.ts";
import { pauseAfter, readRetryAfter } from "./schedule.ts";

/** A delivery in the hand of a pump; `attempt` is the one that it was claimed for. */
export type Claimed = {
  id: number;
  lease: string;
  leasedUntil: number;
  eventId: string;
  event: string;
  kind: "real" | "test";
  sequence: number | null;
  body: string;
  attempt: number;
  manual: boolean;
  /** What it was before somebody asked for it again. */
  before: string | null;
};

/** What came back; the causes are the gateway's. */
export type Answer = {
  status: number | null;
  cause: string | null;
  response: string | null;
  retryAfter: string | null;
  tookMs: number;
};

/** What becomes of a delivery after an attempt, and what the log says of it. */
export type Result = {
  id: number;
  lease: string;
  state: string;
  reason: string | null;
  dueAt: number | null;
  attempt: number;
  event: string;
  kind: "real" | "test";
  trigger: Trigger;
  success: boolean;
  status: number | null;
  tookMs: number;
  response: string | null;
  errorMessage: ErrorMessage | null;
  cause: string | null;
  /** The receiver asked all of us to wait this long. */
  throttleMs: number | null;
  at: number;
};

/** Where an endpoint's requests go and what signs them, opened. */
export type Target = {
  url: string;
  /** Of the owner's own, their names in small letters. */
  headers: Record<string, string>;
  secrets: readonly Secret[];
  /** What an answer may repeat and the log may not. */
  hidden: readonly string[];
  timeoutMs: number;
  /** Nothing personal is written down. */
  redact: boolean;
};

type Verdict = { success: boolean; errorMessage: ErrorMessage | null };

/** Judges an attempt. `itemOk`: what a batch's answer says of this one. */
export function judge(
  claimed: Claimed,
  answer: Answer,
  moment: { now: number; chance: number; opaque: boolean; itemOk?: boolean; probe?: boolean },
): Result {
  const { now, chance, opaque, itemOk = true, probe = false } = moment;
  const { status, cause, response, retryAfter, tookMs } = answer;
  const verdict = verdictOf(answer, { opaque, itemOk });
  const asked = readRetryAfter(retryAfter, { body: status === 429 ? response : null, now });
  const next = verdict.success
    ? { state: "done", reason: null, dueAt: null }
    : failed(claimed, { status, cause, asked, now, chance });
  const { id, lease, attempt, event, kind } = claimed;
  return {
    id,
    lease,
    attempt,
    event,
    kind,
    ...next,
    ...verdict,
    trigger: kind === "test" ? "test" : claimed.manual ? "manual" : probe ? "probe" : "schedule",
    status,
    tookMs,
    response,
    cause,
    throttleMs: status === 429 ? asked : null,
    at: now,
  };
}

function verdictOf(
  { status, cause }: Answer,
  { opaque, itemOk }: { opaque: boolean; itemOk: boolean },
): Verdict {
  if (opaque) return { success: false, errorMessage: "unreachable" };
  if (cause === "redirect_refused") return { success: false, errorMessage: "redirect" };
  if (cause !== null) return { success: false, errorMessage: "no_answer" };
  if (status === null || status < 200 || status > 299)
    return { success: false, errorMessage: "status" };
  return itemOk ? { success: true, errorMessage: null } : { success: false, errorMessage: "item" };
}

type Failure = {
  status: number | null;
  cause: string | null;
  asked: number | null;
  now: number;
  chance: number;
};
type Next = { state: string; reason: string | null; dueAt: number | null };

function failed(claimed: Claimed, { status, cause, asked, now, chance }: Failure): Next {
  const { kind, manual, before, attempt } = claimed;
  if (kind === "test") return { state: "given_up", reason: "test", dueAt: null };
  if (manual && before !== null && before !== "waiting")
    return { state: before === "done" ? "done" : "given_up", reason: "again", dueAt: null };
  if (status === 410) return { state: "given_up", reason: "gone", dueAt: null };
  const short = isOwnFault(status) || cause === "blocked_target" || cause === "redirect_refused";
  const pause = pauseAfter(attempt, { short, retryAfterMs: asked, chance });
  return pause === null
    ? { state: "given_up", reason: "exhausted", dueAt: null }
    : { state: "waiting", reason: null, dueAt: now + pause };
}

/** The receiver says that the request is wrong: it will be tomorrow, too. */
export function isOwnFault(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}
