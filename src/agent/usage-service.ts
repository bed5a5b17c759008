import { dateAt } from "../booking/wall-day.ts";
import type { Database, Tx } from "../db/client.ts";
import { addUsage, lockUsage, requestsOf } from "./usage-store.ts";

/** Whose request it is, and when; `limit`: of the business on one day of its wall. */
export type Request = {
  businessId: string;
  conversationId: number;
  zone: string;
  now: number;
  limit: number;
};

/** One conversation may use so much of its business's day: nobody empties it alone. */
const SHARE = 5;

/** Whether a request is left of the day, as far as can be seen before it is made. */
export async function isLeft(tx: Tx, request: Request): Promise<boolean> {
  const { businessId, conversationId, limit } = request;
  if (limit === 0) return false;
  const used = await requestsOf(tx, businessId, { day: dayOf(request), conversationId });
  return used.all < limit && used.own < Math.ceil(limit / SHARE);
}

/** Takes a request of the day; false: none is left. */
export async function takeRequest(db: Database, request: Request): Promise<boolean> {
  const { businessId, conversationId } = request;
  return db.transaction(async (tx) => {
    await lockUsage(tx, businessId);
    if (!(await isLeft(tx, request))) return false;
    const one = { requests: 1, inputTokens: 0, outputTokens: 0 };
    await addUsage(tx, businessId, { day: dayOf(request), conversationId, ...one });
    return true;
  });
}

/** What a request that was taken cost. */
export async function countTokens(
  db: Database,
  request: Request,
  { input, output }: { input: number | null; output: number | null },
): Promise<void> {
  const { businessId, conversationId } = request;
  const used = { requests: 0, inputTokens: input ?? 0, outputTokens: output ?? 0 };
  await addUsage(db, businessId, { day: dayOf(request), conversationId, ...used });
}

/** Whether the business's own day is used up: then the rules answer until midnight. */
export async function isUsedUp(
  tx: Tx,
  { businessId, zone, now, limit }: Omit<Request, "conversationId">,
): Promise<boolean> {
  if (limit === 0) return false;
  const { all } = await requestsOf(tx, businessId, { day: dateAt(now, zone), conversationId: 0 });
  return all >= limit;
}

function dayOf({ now, zone }: Request): string {
  return dateAt(now, zone);
}
