/** Whether a model is worth a question: after a failure nobody asks for a while. Of one process; instants are epoch ms. */
export type Breaker = {
  until: number;
  /** Since when it has not answered; null: it does. */
  since: number | null;
};

/** Why the rules answer alone for now: the model does not answer since an instant, or the day's requests are used up. */
export type MindTrouble = { since: number } | { usedUp: true };

export function closedBreaker(): Breaker {
  return { until: 0, since: null };
}

const LONGEST_MS = 60_000;
const SETTINGS_MS = 10 * 60_000;

/** A clock that was set back keeps nobody from asking for hours. */
export function mayTry({ until }: Breaker, now: number): boolean {
  return now >= until || until - now > SETTINGS_MS;
}

/** After a failure; `retry`: the wait that the server named. A wrong key or an empty account mends itself by somebody's hand only. */
export function tripped(
  { since }: Breaker,
  { cause, retry, now }: { cause: string; retry: number | null; now: number },
): Breaker {
  const settings = cause === "model_key" || cause === "model_balance";
  const pause = settings ? SETTINGS_MS : Math.min(retry ?? LONGEST_MS, LONGEST_MS);
  return { until: now + pause, since: since ?? now };
}
