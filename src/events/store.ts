import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { EventName } from "./event.ts";

/** A committed event with its place in the business's sequence. */
export type NumberedEvent = {
  id: string;
  businessId: string;
  event: EventName;
  sequence: number;
  at: number;
  data: unknown;
};

/** Businesses that have committed events without a number. */
export async function businessesWaiting(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ business_id: string }>(
    sql`select distinct business_id from events where sequence is null`,
  );
  return [...rows].map((row) => row.business_id);
}

/** Numbers a business's committed events without gaps, in order of writing; one relay at a time. */
export async function numberEvents(tx: Tx, businessId: string): Promise<NumberedEvent[]> {
  const locked = await tx.execute<{ ok: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`relay:${businessId}`}, 0)) as ok`,
  );
  if (!locked[0]?.ok) return [];
  const rows = await tx.execute<{
    id: string;
    event: EventName;
    sequence: string;
    at: Date | string;
    data: unknown;
  }>(sql`
    with waiting as (
      select id, row_number() over (order by id) as place from events
      where business_id = ${businessId} and sequence is null order by id limit 1000
    ), counter as (
      insert into event_sequences (business_id, last) select ${businessId}, count(*) from waiting
      on conflict (business_id) do update set last = event_sequences.last + excluded.last
      returning last
    )
    update events e set sequence = counter.last - (select count(*) from waiting) + waiting.place
    from waiting, counter where e.id = waiting.id
    returning e.public_id as id, e.event, e.sequence, e.at, e.data`);
  return [...rows]
    .map((row) => ({
      id: row.id,
      businessId,
      event: row.event,
      sequence: Number(row.sequence),
      at: new Date(row.at).getTime(),
      data: row.data,
    }))
    .toSorted((a, b) => a.sequence - b.sequence);
}
