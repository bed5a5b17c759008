import type { CallEvent, Windows } from "./call.ts";
import { earliest } from "./fold-course.ts";

const DAY_MS = 86_400_000;
/** An own time further off its arrival is a broken clock, not a late delivery. */
const PAST_MS = 366 * DAY_MS;
/** Less than the smallest step between time zones, so that a wrong zone of the cabinet never puts a call into the future. */
const FUTURE_MS = 14 * 60_000;
/** A start that takes longer to reach us was delayed or delivered again. */
const START_LAG_MS = 15_000;

const kinds: Record<CallEvent["kind"], number> = {
  rang: 0,
  menu: 1,
  answered: 2,
  hung_up: 3,
  ended: 4,
  recorded: 5,
  transcribed: 6,
};

/** What makes two events the same one beside kind, time and ref: everything but when and through which token they came. */
const content = [
  "ext",
  "employeeId",
  "provider",
  "parent",
  "direction",
  "client",
  "clientName",
  "line",
  "lineName",
  "peerExt",
  "employeeName",
  "device",
  "startedAt",
  "answeredAt",
  "talkS",
  "totalS",
  "outcome",
  "reason",
  "lastExt",
  "lastEmployeeId",
  "recordId",
  "recorded",
] as const satisfies readonly (keyof CallEvent)[];

/** Events without repeats (the first arrival stays), by their own time; what is equal in time stays in order of content. */
export function inOrder(events: readonly CallEvent[]): CallEvent[] {
  return withoutRepeats(events.toSorted(byContent)).toSorted(byTime);
}

/** An event's own time, its arrival where it has none or an absurd one. */
export function timeOf(event: CallEvent): number {
  return saneTime(event.at, event.arrivedAt) ?? event.arrivedAt;
}

/** A provider's time, or null when a clock that shows it cannot be right (1970, far future, NaN). */
export function saneTime(own: number | null, arrivedAt: number): number | null {
  if (own === null) return null;
  return own >= arrivedAt - PAST_MS && own <= arrivedAt + FUTURE_MS ? own : null;
}

/** Whether a call's hooks came without delay; else arrivals tell nothing about the times of the call. */
export function isPrompt(
  events: readonly CallEvent[],
  startedAt: number,
  { ringingMs }: Windows,
): boolean {
  if (isTimed(events)) return true;
  const first = events.find((event) => event.kind === "rang" && event.at !== null);
  if (first) return first.arrivedAt - timeOf(first) <= START_LAG_MS;
  // The hook of the start may be switched off: then the first one heard may be an answer after long ringing.
  return earliest(events, (event) => event.arrivedAt) - startedAt <= ringingMs;
}

/** Whether every event says itself when it happened, so that no arrival counts (Novofon 2.0). */
export function isTimed(events: readonly CallEvent[]): boolean {
  return events.every(
    ({ provider, at, arrivedAt }) => provider === "novofon2" && saneTime(at, arrivedAt) !== null,
  );
}

function byContent(a: CallEvent, b: CallEvent): number {
  return compareContent(a, b) || a.arrivedAt - b.arrivedAt;
}

function withoutRepeats(sorted: readonly CallEvent[]): CallEvent[] {
  const kept: CallEvent[] = [];
  let last: CallEvent | undefined;
  for (const event of sorted) {
    if (!last || compareContent(last, event) !== 0) kept.push(event);
    last = event;
  }
  return kept;
}

function compareContent(a: CallEvent, b: CallEvent): number {
  const order = kinds[a.kind] - kinds[b.kind] || compareOwn(a.at, b.at) || compare(a.ref, b.ref);
  if (order !== 0) return order;
  for (const field of content) {
    if (a[field] === b[field]) continue;
    const fields = compare(String(a[field]), String(b[field]));
    if (fields !== 0) return fields;
  }
  return 0;
}

function byTime(a: CallEvent, b: CallEvent): number {
  return timeOf(a) - timeOf(b) || a.arrivedAt - b.arrivedAt || kinds[a.kind] - kinds[b.kind];
}

function compareOwn(a: number | null, b: number | null): number {
  if (a === b) return 0;
  return compare(ranked(a), ranked(b)) || compare(String(a), String(b));
}

/** NaN is neither less nor greater than anything, which no order survives. */
function ranked(own: number | null): number {
  return own === null || Number.isNaN(own) ? -Infinity : own;
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
