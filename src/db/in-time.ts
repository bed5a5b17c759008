import { setTimeout as sleep } from "node:timers/promises";

/** As long as whoever sends us something waits for our answer. */
export const ANSWER_MS = 10_000;

/** What the work gives; after `ms` it fails as `isUnavailable` knows it, and the work goes on unheard. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const late = new AbortController();
  const deadline = sleep(ms, null, { signal: late.signal }).then(
    () => Promise.reject(outOfTime()),
    () => Promise.reject(outOfTime()),
  );
  deadline.catch(() => {});
  try {
    return await Promise.race([work, deadline]);
  } finally {
    late.abort();
  }
}

/** Class 53 of PostgreSQL's codes: out of resources, to be tried again. */
export function outOfTime(): Error {
  return Object.assign(new Error("the database cannot keep up"), { code: "53400" });
}
