import { AppError } from "../lib/app-error.ts";
import type { Call, CallEvent, Windows } from "./call.ts";
import { earliest, latest, type Course } from "./fold-course.ts";
import { employeesOf } from "./fold-employee.ts";
import { legCourse } from "./fold-leg.ts";
import { inOrder, saneTime, timeOf } from "./fold-order.ts";
import { directionOf, partiesOf } from "./fold-party.ts";
import { wordCourse } from "./fold-word.ts";
import { rootOf } from "./group.ts";

/**
 * One call from everything heard about it so far: any order and any repeats of its events give the same call. `dueAt`
 * tells when to fold again although nothing came. Throws `calls.no_events` without events.
 */
export function fold(events: readonly CallEvent[], windows: Windows, now: number): Call {
  const heard = inOrder(events);
  const first = heard[0];
  if (!first) throw new AppError("calls.no_events", "invalid");
  const direction = directionOf(heard);
  const startedAt = startOf(heard);
  const courseOf = first.provider === "phonet" ? legCourse : wordCourse;
  const course = courseOf(heard, direction, startedAt, windows);
  const over = now >= course.overAt;
  return {
    key: rootOf(heard),
    provider: first.provider,
    direction,
    ...partiesOf(heard, direction),
    startedAt,
    answeredAt: course.answeredAt,
    ...(over ? ended(course) : running(course)),
    ...employeesOf(heard, course, { outgoing: direction === "out", over }),
    menuS: course.menuS,
    ...recordsOf(heard, course),
    ours: events.some((event) => event.narrow === "matches"),
    ...heardOf(heard, startedAt, windows),
  };
}

function startOf(events: readonly CallEvent[]): number {
  let start = Infinity;
  for (const event of events) {
    const own = saneTime(event.startedAt, event.arrivedAt) ?? Infinity;
    start = Math.min(start, own, timeOf(event));
  }
  return start;
}

type Progress = Pick<
  Call,
  | "state"
  | "endedAt"
  | "outcome"
  | "reason"
  | "lengthUnknown"
  | "ringS"
  | "talkS"
  | "quietSince"
  | "dueAt"
>;

function ended(course: Course): Progress {
  const { endedAt, outcome, reason, lengthUnknown, ringS, talkS } = course;
  const quietSince = course.quietSince ?? endedAt;
  const dueAt = null;
  return {
    state: "ended",
    endedAt,
    outcome,
    reason,
    lengthUnknown,
    ringS,
    talkS,
    quietSince,
    dueAt,
  };
}

function running(course: Course): Progress {
  return {
    state: course.talked ? "talking" : "ringing",
    endedAt: null,
    outcome: null,
    reason: null,
    lengthUnknown: false,
    ringS: course.talked ? course.ringS : null,
    talkS: null,
    quietSince: course.quietSince,
    dueAt: course.overAt,
  };
}

/** END marks cancelled calls as recorded too (captured traffic): such a mark counts only where somebody was heard. */
function recordsOf(
  events: readonly CallEvent[],
  course: Course,
): Pick<Call, "records" | "recorded"> {
  const records = new Set<string>();
  let proven = false;
  let marked = false;
  for (const { kind, recordId, recorded } of events) {
    if (recordId !== null) records.add(recordId);
    if (kind === "recorded" || kind === "transcribed") proven = true;
    if (recorded) marked = true;
  }
  const spoken = course.outcome === "answered" || course.reason === "voicemail_or_ivr";
  return { records: [...records].toSorted(), recorded: proven || (marked && spoken) };
}

/** A hook without a time of its own that belongs to a delayed batch happened when the call did, not when it came. */
function heardOf(
  events: readonly CallEvent[],
  startedAt: number,
  { ringingMs }: Windows,
): Pick<Call, "heardAt" | "ownTimeAt"> {
  const arrivals = events.map((event) => event.arrivedAt);
  const prompt = earliest(arrivals) - startedAt <= ringingMs;
  const own = events.map(
    (event) => saneTime(event.at, event.arrivedAt) ?? (prompt ? event.arrivedAt : startedAt),
  );
  return { heardAt: latest(arrivals), ownTimeAt: latest(own) };
}
