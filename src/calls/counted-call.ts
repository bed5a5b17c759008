/** What statistics need of one finished call with somebody outside. Instants are epoch ms. */
export type CountedCall = {
  at: number;
  endedAt: number | null;
  incoming: boolean;
  outcome: "answered" | "missed" | "unknown";
  /** When a person first talked. */
  answeredAt: number | null;
  /** Seconds the caller waited until somebody picked up. */
  waitS: number | null;
  talkS: number | null;
  line: string | null;
  client: string | null;
  /** Who talked, or made the call; null when nobody knows who it was. */
  ext: string | null;
  /** Handed on to somebody else, so that nobody knows how long `ext` was busy. */
  handed: boolean;
};

/** The middle one, or the mean of the middle two; 0 of nothing. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).toSorted();
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
