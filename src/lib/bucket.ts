/** At most `count` in any window of `windowMs`. */
export type Limit = { count: number; windowMs: number };

export type Taken = { ok: true; stamps: number[] } | { ok: false; at: number };

/**
 * Takes a place in a sliding window, or names the first instant at which one is free.
 * `stamps` are the earlier takings in epoch milliseconds; the answer's stamps replace them.
 */
export function take(stamps: readonly number[], limits: readonly Limit[], now: number): Taken {
  const longest = Math.max(0, ...limits.map((limit) => limit.windowMs));
  // A stamp from further ahead than any window was written before the clock was set back: it would block for hours.
  const live = stamps
    .filter((stamp) => stamp > now - longest && stamp <= now + longest)
    .toSorted((a, b) => a - b);
  const at = Math.max(...limits.map((limit) => freeAt(live, limit, now)), now);
  if (at > now) return { ok: false, at };
  return { ok: true, stamps: [...live, now].toSorted((a, b) => a - b) };
}

function freeAt(stamps: number[], limit: Limit, now: number): number {
  const blocking = stamps.at(-limit.count);
  if (limit.count < 1) return Number.POSITIVE_INFINITY;
  return blocking === undefined ? now : blocking + limit.windowMs;
}
