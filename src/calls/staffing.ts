import { groupBy } from "../lib/group-by.ts";
import { medianOf, type CountedCall } from "./counted-call.ts";
import { weekdayIndex, type SlotOf } from "./period.ts";

/** Two hours of a weekday (0 is Monday) in which one more person would have taken `covered` of the weekday's `missed`. */
export type Staffing = {
  weekday: number;
  from: number;
  to: number;
  covered: number;
  missed: number;
};

/** Fewer are chance and no reason for anything. */
const LEAST_COVERED = 5;
const WINDOW_HOURS = 2;

/**
 * Where one more person would have helped most. A missed call counts when everyone who talked on that day was busy with
 * another call for as long as it rang: while somebody was free, one more would not have been needed. The added person takes
 * such calls one at a time, each for the median talk of the period. Null below five: nothing honest can be said then.
 */
export function staffingOf(calls: readonly CountedCall[], slotOf: SlotOf): Staffing | null {
  const days = groupBy(calls, ({ at }) => slotOf(at).date);
  const talkMs = 1000 * medianOf(calls.flatMap(talkOf));
  const missed = Array.from({ length: 7 }, () => 0);
  const covered = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const [date, ofDay] of days) {
    const weekday = weekdayIndex(date);
    const misses = ofDay.filter(isMiss);
    missed[weekday] = (missed[weekday] ?? 0) + misses.length;
    const busy = busyTimes(ofDay);
    if (busy.length === 0) continue;
    const helpless = misses.filter((miss) => busy.every((times) => fills(times, miss)));
    for (let from = 0; from <= 24 - WINDOW_HOURS; from += 1) {
      const inside = helpless.filter(({ at }) => isIn(slotOf(at).hour, from));
      const week = covered[weekday];
      if (week && inside.length > 0) week[from] = (week[from] ?? 0) + takenByOne(inside, talkMs);
    }
  }
  return bestOf(covered, missed);
}

type Rung = CountedCall & { endedAt: number };
type Busy = { from: number; to: number };

function isMiss(call: CountedCall): call is Rung {
  return call.incoming && call.outcome === "missed" && call.endedAt !== null;
}

function talkOf({ outcome, talkS, incoming }: CountedCall): number[] {
  return incoming && outcome === "answered" && talkS !== null ? [talkS] : [];
}

/** When each person who talked on the day was busy; a talk of nobody knows whom makes nobody busy. */
function busyTimes(calls: readonly CountedCall[]): Busy[][] {
  const people = groupBy(
    calls.filter(({ ext, outcome }) => ext !== null && outcome === "answered"),
    ({ ext }) => ext,
  );
  return [...people.keys()].map((ext) =>
    calls
      .filter((call) => call.ext === ext)
      .flatMap(({ incoming, answeredAt, at, endedAt, handed }) => {
        // Who calls out is busy while it rings, too.
        const from = incoming ? answeredAt : at;
        return from === null || endedAt === null || handed ? [] : [{ from, to: endedAt }];
      })
      .toSorted((a, b) => a.from - b.from),
  );
}

/** Whether someone's calls, in order, leave no moment of the ringing free. */
function fills(times: readonly Busy[], { at, endedAt }: Rung): boolean {
  let until = at;
  for (const { from, to } of times) {
    if (from > until) break;
    until = Math.max(until, to);
  }
  return until >= endedAt && times.some(({ from, to }) => from <= at && to > at);
}

function isIn(hour: number, from: number): boolean {
  return hour >= from && hour < from + WINDOW_HOURS;
}

/** How many of the calls, in order of time, one person takes who talks for so long on each. */
function takenByOne(misses: readonly Rung[], talkMs: number): number {
  let free = Number.NEGATIVE_INFINITY;
  let taken = 0;
  for (const { at, endedAt } of misses.toSorted((a, b) => a.at - b.at)) {
    // Whoever gets free while it still rings picks it up.
    if (free >= endedAt && free > at) continue;
    free = Math.max(free, at) + talkMs;
    taken += 1;
  }
  return taken;
}

function bestOf(covered: readonly number[][], missed: readonly number[]): Staffing | null {
  const all = covered.flatMap((hours, weekday) =>
    hours.map((count, from) => ({
      weekday,
      from,
      to: from + WINDOW_HOURS,
      covered: count,
      missed: missed[weekday] ?? 0,
    })),
  );
  const [best] = all.toSorted((a, b) => b.covered - a.covered);
  return best && best.covered >= LEAST_COVERED ? best : null;
}
