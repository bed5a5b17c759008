/** How many requests may leave at `now`, and when the next one may (epoch ms). */
export type Allowance = {
  count: number;
  nextAt: number | null;
  /** What to keep once so many have left. */
  after(sent: number): number;
};

/** Requests of a rate come evenly: at most a twentieth of a second's worth leave at once. */
export function allowance({
  rate,
  rateAt,
  now,
}: {
  rate: number | null;
  rateAt: number | null;
  now: number;
}): Allowance {
  if (rate === null) return { count: Number.MAX_SAFE_INTEGER, nextAt: null, after: () => now };
  const gap = 1000 / rate;
  const burst = Math.max(1, Math.floor(rate / 20));
  // What lies further ahead than a burst was written before the clock was set back.
  const known = rateAt === null || rateAt > now + burst * gap + 1000 ? now : rateAt;
  const from = Math.max(known, now - burst * gap + gap);
  const count = from > now ? 0 : Math.min(burst, Math.floor((now - from) / gap) + 1);
  return {
    count,
    nextAt: count > 0 ? null : Math.ceil(from),
    after: (sent) => Math.ceil(from + sent * gap),
  };
}
