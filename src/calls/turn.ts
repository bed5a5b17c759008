import type { Call, CallEvent, Employee, Windows } from "./call.ts";
import { fold } from "./fold.ts";
import { group } from "./group.ts";

/** What a call came to by itself while its hooks arrived; `ms` is the wait that began. */
export type TurnFact =
  | { what: "waits"; ms: number }
  | { what: "resumed" }
  | { what: "handed"; to: Employee }
  | { what: "joined" };
/** `at` is epoch ms. */
export type Turn = { at: number } & TurnFact;

/** A call that was heard of more often than this is not played again: nobody reads so long a list. */
const MOST_ARRIVALS = 100;

/** Plays a call again as its events arrived: where it fell silent, went on, was handed on, and where two calls turned out to be one. */
export function turnsOf(events: readonly CallEvent[], windows: Windows, now: number): Turn[] {
  const arrivals = [...new Set(events.map(({ arrivedAt }) => arrivedAt))].toSorted((a, b) => a - b);
  if (arrivals.length > MOST_ARRIVALS) return [];
  const turns: Turn[] = [];
  let before: Seen | null = null;
  for (const at of arrivals.filter((arrival) => arrival <= now)) {
    const heard = events.filter(({ arrivedAt }) => arrivedAt <= at);
    const seen = { call: fold(heard, windows, at), parts: group(new Map(), heard).length };
    turns.push(...turnsBetween(before, seen, at));
    before = seen;
  }
  return turns;
}

type Seen = { call: Call; parts: number };

function turnsBetween(before: Seen | null, { call, parts }: Seen, at: number): Turn[] {
  const turns: Turn[] = [];
  if (before && before.parts > parts) turns.push({ at, what: "joined" });
  const waited = before !== null && waitOf(before.call, at) > 0;
  const wait = waitOf(call, at);
  if (wait > 0 && !waited) turns.push({ at, what: "waits", ms: wait });
  if (waited && call.state !== "ended" && call.quietSince === null)
    turns.push({ at, what: "resumed" });
  const { lastBy } = call;
  if (lastBy && before?.call.lastBy && lastBy.ext !== before.call.lastBy.ext)
    turns.push({ at, what: "handed", to: lastBy });
  return turns;
}

/** How long a silent call is still waited for at an instant; 0 when it is over, or not silent. */
function waitOf({ state, quietSince, dueAt }: Call, at: number): number {
  return state !== "ended" && quietSince !== null && dueAt !== null ? Math.max(0, dueAt - at) : 0;
}
