import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { iso } from "../db/value.ts";

const SLICE = 5000;

/**
 * The night's work: attempts and deliveries of before an instant (epoch ms) go, in slices so that nobody waits long. What
 * is under way or asked for again stays until it has ended, and as long after that as its attempts, which show its body; what was kept for an endpoint that is still off goes too.
 */
export async function cleanDeliveries(db: Database, { before }: { before: number }): Promise<void> {
  const old = sql`delete from webhook_logs where (business_id, id) in (select business_id, id from webhook_logs where at < ${iso(before)}::timestamptz limit ${SLICE}) returning 1`;
  while ((await db.execute(old)).length >= SLICE);
  const ended = sql`
    delete from deliveries where (business_id, id) in (
      select business_id, id from deliveries where created_at < ${iso(before)}::timestamptz
        and coalesce(ended_at, created_at) < ${iso(before)}::timestamptz and (state in ('done', 'given_up', 'parked', 'dropped') or kind = 'test') limit ${SLICE}
      for update skip locked) returning 1`;
  while ((await db.execute(ended)).length >= SLICE);
}
