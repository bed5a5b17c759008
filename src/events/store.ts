import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { texts } from "../db/value.ts";
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

/** So many events of a business are numbered at a time. */
export const PASS = 1000;

/** One relay at a time numbers the events of a business, until its transaction ends; false: another one does. */
export async function holdRelay(tx: Tx, businessId: string): Promise<boolean> {
  const [row] = await tx.execute<{ ok: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`relay:${businessId}`}, 0)) as ok`,
  );
  return row?.ok ?? false;
}

/**
 * Numbers a business's committed events without gaps, in order of writing; the caller holds its relay. Gives how many, and
 * those with a wanted name.
 */
export async function numberEvents(
  tx: Tx,
  businessId: string,
  wanted: readonly string[],
): Promise<{ count: number; events: NumberedEvent[] }> {
  const [row] = await tx.execute<{ count: number; events: Row[] }>(sql`
    with waiting as (
      select id, row_number() over (order by id) as place from events
      where business_id = ${businessId} and sequence is null order by id limit ${PASS}
    ), counter as (
      insert into event_sequences (business_id, last) select ${businessId}, count(*) from waiting
      on conflict (business_id) do update set last = event_sequences.last + excluded.last
      returning last
    ), numbered as (
      update events e set sequence = counter.last - (select count(*) from waiting) + waiting.place
      from waiting, counter where e.id = waiting.id
      returning e.public_id as id, e.event, e.sequence, e.at, e.data
    )
    select count(*)::int as count, coalesce(
      jsonb_agg(to_jsonb(numbered) order by sequence) filter (where event = any(${texts(wanted)})),
      '[]'
    ) as events from numbered`);
  const events = (row?.events ?? []).map((event) => ({
    ...event,
    businessId,
    at: new Date(event.at).getTime(),
  }));
  return { count: row?.count ?? 0, events };
}

type Row = { id: string; event: EventName; sequence: number; at: string; data: unknown };
