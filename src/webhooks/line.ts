import type { Parcel } from "./batch.ts";
import type { Claimed, Result, Target } from "./delivery.ts";

/** What a process holds of one endpoint: requests that wait for their turn, those under way, and results not written yet. */
export type Line = {
  businessId: string;
  endpointId: string;
  queue: Parcel[];
  flying: Set<Parcel>;
  results: Result[];
  /** What the results are of. */
  items: Claimed[];
  target: Target | null;
  inFlight: number;
  probe: boolean;
  /** How many times its room is leased ahead; doubles while the endpoint is quick. */
  ahead: number;
  /** Something may be due that the last turn did not see. */
  dirty: boolean;
  /** Results may wait a moment for others: nothing else is due that they would make room for. */
  calm: boolean;
  error: unknown;
  ring: () => void;
};

/** Well within its deadline: what is leased ahead is sent long before the lease ends. */
const QUICK_MS = 1000;
const MOST_AHEAD = 32;
/** So many results are written together when there is enough to send. */
const WRITTEN_TOGETHER = 64;

export function newLine(of: { businessId: string; endpointId: string; ahead: number }): Line {
  return {
    ...of,
    queue: [],
    flying: new Set(),
    results: [],
    items: [],
    target: null,
    inFlight: 1,
    probe: false,
    dirty: false,
    calm: false,
    error: undefined,
    ring: () => {},
  };
}

export function heldBy({ queue, flying }: Line): number[] {
  return [...queue, ...flying].flatMap(({ items }) => items.map(({ id }) => id));
}

/** Nothing is in this process's hands. */
export function isEmpty({ queue, flying, results }: Line): boolean {
  return queue.length === 0 && flying.size === 0 && results.length === 0;
}

/** Whether the database is to be asked now rather than after more answers. */
export function needsTurn(line: Line): boolean {
  const { dirty, error, calm, queue, results } = line;
  if (dirty || error !== undefined) return true;
  if (queue.length === 0 && !calm) return results.length > 0;
  return results.length >= WRITTEN_TOGETHER || results.some(({ success }) => !success);
}

/** How far ahead to lease after these results. */
export function nextAhead(ahead: number, results: readonly Result[]): number {
  if (results.length === 0) return ahead;
  const quick = results.every(({ tookMs, success }) => success && tookMs <= QUICK_MS);
  return quick ? Math.min(MOST_AHEAD, ahead * 2) : 1;
}
