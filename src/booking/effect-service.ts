import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import type { DomainEvent } from "../events/event.ts";
import { add, type Job } from "../jobs/job-service.ts";
import { keepWaiting, openWaits } from "./wait-store.ts";
import { dateAt } from "./wall-day.ts";

/** What a visit's change sets off: events, and the jobs that look at it later. */
export async function setOff(
  tx: Tx,
  value: { events: readonly DomainEvent[]; jobs: readonly Job[] },
): Promise<void> {
  if (value.events.length > 0) await emit(tx, value.events);
  if (value.jobs.length > 0) await add(tx, value.jobs);
}

/** Places of these starts may be free now (or will be at `at`): who waits for one on those days is looked for. */
export async function tellWaiting(
  tx: Tx,
  businessId: string,
  value: { starts: readonly number[]; zone: string; at?: number },
): Promise<void> {
  const { starts, zone, at } = value;
  const days = [...new Set(starts.map((start) => dateAt(start, zone)))];
  const waited = await keepWaiting(tx, businessId, days);
  await add(
    tx,
    waited.map((day) => offerJob(businessId, { day, at: at ?? null })),
  );
}

/** After hours, masters or rules changed: everybody who waits is looked for anew. */
export async function tellAllWaiting(tx: Tx, businessId: string): Promise<void> {
  const waiting = await openWaits(tx, businessId, {});
  const days = [...new Set(waiting.map(({ day }) => day))];
  await add(
    tx,
    days.map((day) => offerJob(businessId, { day, at: null })),
  );
}

/** The look at a day's waiting list, at once or at an instant. */
export function offerJob(businessId: string, { day, at }: { day: string; at: number | null }): Job {
  const key = `wait:${businessId}:${day}`;
  const payload = { businessId, day };
  if (at === null) return { task: "wait.offer", payload, key };
  return { task: "wait.offer", payload, key: `${key}:${at}`, runAt: at };
}

/** The look at a visit some time after its end; moved, it is another time. */
export function endJob(
  businessId: string,
  { bookingId, end }: { bookingId: number; end: number },
): Job {
  const payload = { businessId, bookingId };
  const key = `visit.end:${businessId}:${bookingId}`;
  return { task: "visit.end", payload, key, runAt: end + COMPLETED_AFTER_MS };
}

/** A visit that nobody called a no-show is completed so long after its end: by then people have said otherwise. */
export const COMPLETED_AFTER_MS = 2 * 3_600_000;
