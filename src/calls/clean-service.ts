import { sql } from "drizzle-orm";
import { forgetReferences } from "../business/button-service.ts";
import type { Database } from "../db/client.ts";
import { groupBy } from "../lib/group-by.ts";

const DAY_MS = 86_400_000;

/** Deletes calls and raw hooks that are past their retention; returns how many calls went. */
export async function cleanCalls(
  db: Database,
  { days, now }: { days: number; now: number },
): Promise<number> {
  const before = new Date(now - days * DAY_MS).toISOString();
  await db.execute(
    sql`delete from inbox where received_at < ${before}::timestamptz and folded_at is not null`,
  );
  await db.execute(
    sql`delete from events where at < ${before}::timestamptz and sequence is not null`,
  );
  const gone = await db.transaction(async (tx) => {
    const rows = await tx.execute<{ id: string; business_id: string }>(sql`
      delete from calls where started_at < ${before}::timestamptz and (ended_at is not null or merged_into is not null) returning id, business_id`);
    for (const [businessId, own] of groupBy([...rows], (row) => row.business_id)) {
      const callIds = own.map(({ id }) => Number(id));
      const ids = JSON.stringify(callIds);
      for (const table of [
        sql`cards`,
        sql`card_steps`,
        sql`call_events`,
        sql`call_refs`,
        sql`deal_calls`,
      ]) {
        await tx.execute(
          sql`delete from ${table} where business_id = ${businessId} and call_id = any(array(select jsonb_array_elements_text(${ids}::text::jsonb)::bigint))`,
        );
      }
      await forgetReferences(tx, businessId, { callIds });
    }
    return rows.length;
  });
  // Their calls are gone, so that nobody can open or call back what they are about.
  await db.execute(sql`delete from followups where last_at < ${before}::timestamptz`);
  await db.execute(sql`delete from callbacks where asked_at < ${before}::timestamptz`);
  await db.execute(sql`delete from followups where last_at < ${before}::timestamptz`);
  await db.execute(sql`delete from quiet_lists where until < ${before}::timestamptz`);
  await db.execute(sql`delete from buckets where blocked_until < ${now} and not exists (
    select 1 from jsonb_array_elements_text(stamps) s where s::bigint > ${now - DAY_MS})`);
  return gone;
}
