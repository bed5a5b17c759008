import type { Stretch } from "../booking/stretch.ts";

/** Where something stands in a column: minutes from its top, and which of so many lanes beside one another. */
export type Block = { top: number; length: number; lane: number; lanes: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Where each thing stands: every minute of it that is shown is covered, and two things share a place only where they share
 * time, in which case they stand beside one another. In the order of their beginning; what begins together keeps its order.
 */
export function laidOut<T extends Stretch>(
  things: readonly T[],
  shown: Stretch,
): { thing: T; block: Block }[] {
  const pieces = things
    .flatMap((thing) => {
      const from = Math.max(thing.from, shown.from);
      const to = Math.min(thing.to, shown.to);
      if (from >= to) return [];
      const top = Math.floor((from - shown.from) / MINUTE_MS);
      return [{ thing, top, end: Math.ceil((to - shown.from) / MINUTE_MS) }];
    })
    .toSorted((a, b) => a.top - b.top);
  return clusters(pieces).flatMap((cluster) => {
    const ends: number[] = [];
    const laned = cluster.map(({ thing, top, end }) => {
      const free = ends.findIndex((before) => before <= top);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = end;
      return { thing, block: { top, length: end - top, lane } };
    });
    return laned.map(({ thing, block }) => ({ thing, block: { ...block, lanes: ends.length } }));
  });
}

/** The whole hours that are shown: all that is open and all that takes place, within a day. */
export function shownHours(
  day: Stretch,
  things: readonly Stretch[],
  usual: { from: number; to: number },
): Stretch {
  const within = things.filter(({ from, to }) => from < day.to && to > day.from);
  const hours = (at: number): number => (at - day.from) / HOUR_MS;
  const first = within.length > 0 ? Math.min(...within.map(({ from }) => hours(from))) : usual.from;
  const last = within.length > 0 ? Math.max(...within.map(({ to }) => hours(to))) : usual.to;
  const from = day.from + Math.max(0, Math.floor(first)) * HOUR_MS;
  return { from, to: Math.min(day.to, day.from + Math.ceil(last) * HOUR_MS) };
}

/** The beginnings of the hours in a stretch that begins with one. */
export function hoursOf({ from, to }: Stretch): number[] {
  const count = Math.ceil((to - from) / HOUR_MS);
  return Array.from({ length: count }, (_hour, index) => from + index * HOUR_MS);
}

/** The step classes of a block: hours and minutes of its top and of its length, its lane and their number. */
export function classesOf({ top, length, lane, lanes }: Block): string {
  const at = `th${Math.floor(top / 60)} tm${top % 60} lh${Math.floor(length / 60)} lm${length % 60}`;
  return lanes === 1 ? at : `${at} of${Math.min(lanes, MOST_LANES)} no${lane % MOST_LANES}`;
}

/** As many as still can be pointed at. */
export const MOST_LANES = 8;

type Piece<T> = { thing: T; top: number; end: number };

/** Pieces in order, those that hang together by the time they share in one heap. */
function clusters<T>(pieces: readonly Piece<T>[]): Piece<T>[][] {
  const heaps: Piece<T>[][] = [];
  let until = -1;
  for (const piece of pieces) {
    const last = heaps.at(-1);
    if (last && piece.top < until) last.push(piece);
    else heaps.push([piece]);
    until = Math.max(until, piece.end);
  }
  return heaps;
}
