import type { CallEvent } from "./call.ts";

const DAY_MS = 86_400_000;
/** An own time further off its arrival is a broken clock, not a late delivery. */
const PAST_MS = 366 * DAY_MS;
/** Less than the smallest step between time zones, so that a wrong zone of the cabinet never puts a call into the future. */
const FUTURE_MS = 14 * 60_000;

const kinds: Record<CallEvent["kind"], number> = {
  rang: 0,
  menu: 1,
  answered: 2,
  hung_up: 3,
  ended: 4,
  recorded: 5,
  transcribed: 6,
};

/** What makes two events the same one: everything but when and through which token they came. */
const content = [
  "kind",
  "provider",
  "ref",
  "parent",
  "at",
  "direction",
  "client",
  "clientName",
  "line",
  "lineName",
  "ext",
  "peerExt",
  "employeeName",
  "device",
  "startedAt",
  "answeredAt",
  "talkS",
  "outcome",
  "reason",
  "lastExt",
  "recordId",
  "recorded",
] as const satisfies readonly (keyof CallEvent)[];

/** Events without repeats (the first arrival stays), by their own time. */
export function inOrder(events: readonly CallEvent[]): CallEvent[] {
  return withoutRepeats(events).toSorted(compare);
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

function withoutRepeats(events: readonly CallEvent[]): CallEvent[] {
  const seen = new Map<string, number[]>();
  const kept: CallEvent[] = [];
  for (const event of events) {
    const mark = `${event.kind} ${event.at} ${event.ext} ${event.ref}`;
    const alike = seen.get(mark);
    const twin = alike?.find((i) => isRepeat(kept[i], event));
    if (twin === undefined) {
      if (alike) alike.push(kept.length);
      else seen.set(mark, [kept.length]);
      kept.push(event);
    } else if (event.arrivedAt < (kept[twin]?.arrivedAt ?? 0)) kept[twin] = event;
  }
  return kept;
}

function isRepeat(a: CallEvent | undefined, b: CallEvent): boolean {
  return a !== undefined && content.every((field) => Object.is(a[field], b[field]));
}

function compare(a: CallEvent, b: CallEvent): number {
  return (
    timeOf(a) - timeOf(b) ||
    a.arrivedAt - b.arrivedAt ||
    kinds[a.kind] - kinds[b.kind] ||
    compareText(a.ref, b.ref) ||
    compareContent(a, b)
  );
}

function compareContent(a: CallEvent, b: CallEvent): number {
  for (const field of content) {
    const order = compareText(String(a[field]), String(b[field]));
    if (order !== 0) return order;
  }
  return 0;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
