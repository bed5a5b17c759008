import { AppError } from "../lib/app-error.ts";
import type { Call, CallEvent, Windows } from "./call.ts";
import { earliest, latest, type Verdict } from "./fold-course.ts";
import { employeesOf } from "./fold-employee.ts";
import { legCourse } from "./fold-leg.ts";
import { withExtensions } from "./fold-extension.ts";
import { inOrder, isPrompt, saneTime, timeOf } from "./fold-order.ts";
import { directionOf, partiesOf } from "./fold-party.ts";
import { wordCourse } from "./fold-word.ts";
import { rootOf } from "./group.ts";

const ROUNDING_MS = 2000;

/**
 * One call from everything heard about it so far: any order and any repeats of its events give the same call. `dueAt`
 * tells when to fold again although nothing came. Throws `calls.no_events` without events.
 */
export function fold(events: readonly CallEvent[], windows: Windows, now: number): Call {
  const known = inOrder(events);
  const first = known[0];
  if (!first) throw new AppError("calls.no_events", "invalid");
  const heard = first.provider === "novofon2" ? withExtensions(known) : known;
  const direction = directionOf(heard);
  const startedAt = startOf(heard);
  const courseOf = first.provider === "phonet" ? legCourse : wordCourse;
  const course = courseOf(heard, direction, startedAt, windows);
  const { answeredAt, talked, verdict } = course;
  const over = now >= course.overAt;
  const { client, clientName, line, lineName } = partiesOf(heard, direction);
  const people = employeesOf(heard, course.people, { outgoing: direction === "out", over });
  // Written out: V8 copies spread objects slowly, and this runs for every hook.
  return {
    key: rootOf(heard),
    provider: first.provider,
    direction,
    client,
    clientName,
    line,
    lineName,
    startedAt,
    answeredAt,
    endedAt: over ? course.endedAt : null,
    state: over ? "ended" : talked ? "talking" : "ringing",
    outcome: over ? verdict.outcome : null,
    reason: over ? verdict.reason : null,
    lengthUnknown: over && verdict.lengthUnknown,
    answeredBy: people.answeredBy,
    lastBy: people.lastBy,
    employee: people.employee,
    rang: people.rang,
    rangNames: people.rangNames,
    path: people.path,
    ringS: over || talked ? course.ringS : null,
    talkS: over ? verdict.talkS : null,
    menuS: verdict.menuS,
    transferred: people.transferred,
    records: recordsOf(heard),
    recorded: isRecorded(heard, verdict),
    ringingNow: people.ringingNow,
    talkingNow: people.talkingNow,
    quietSince: over ? (course.quietSince ?? course.endedAt) : course.quietSince,
    dueAt: over ? null : course.overAt,
    ours: events.some((event) => event.narrow === "matches"),
    heardAt: latest(heard, (event) => event.arrivedAt),
    ownTimeAt: ownTime(heard, startedAt, windows),
  };
}

function startOf(events: readonly CallEvent[]): number {
  const heard = startHeard(events);
  const reckoned = earliest(events, (event) => timeOf(event) - (event.totalS ?? 0) * 1000);
  // Lengths are whole seconds: where the beginning was heard, a reckoned one beside it is the less exact.
  return heard - reckoned > ROUNDING_MS ? reckoned : heard;
}

function startHeard(events: readonly CallEvent[]): number {
  return earliest(events, (event) => {
    const started = saneTime(event.startedAt, event.arrivedAt) ?? Infinity;
    const answered = saneTime(event.answeredAt, event.arrivedAt) ?? Infinity;
    return Math.min(started, answered, timeOf(event));
  });
}

function recordsOf(events: readonly CallEvent[]): string[] {
  const records: string[] = [];
  for (const { recordId } of events)
    if (recordId !== null && !records.includes(recordId)) records.push(recordId);
  return records.toSorted();
}

/** END marks cancelled calls as recorded too (captured traffic): such a mark counts only where somebody was heard. */
function isRecorded(events: readonly CallEvent[], { outcome, reason }: Verdict): boolean {
  const spoken = outcome === "answered" || reason === "voicemail_or_ivr";
  return events.some(
    ({ kind, recorded }) => kind === "recorded" || kind === "transcribed" || (recorded && spoken),
  );
}

/** A hook without a time of its own that belongs to a delayed batch happened when the call did, not when it came. */
function ownTime(events: readonly CallEvent[], startedAt: number, windows: Windows): number {
  const prompt = isPrompt(events, startedAt, windows);
  return latest(
    events,
    (event) => saneTime(event.at, event.arrivedAt) ?? (prompt ? event.arrivedAt : startedAt),
  );
}
