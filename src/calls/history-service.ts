import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json } from "../db/value.ts";
import type { Call } from "./call.ts";
import { MOST_EARLIER, type History } from "./history.ts";

/** The calls of a number, or of the client whose number it is, that came before a call. */
export async function historyOf(
  tx: Tx,
  businessId: string,
  { phone, before }: { phone: string | null; before: { callId: number; at: number } },
): Promise<History> {
  if (phone === null) return { earlier: 0, lastAt: null };
  const at = sql`${new Date(before.at).toISOString()}::timestamptz`;
  const [row] = await tx.execute<{ earlier: number; last: string | null }>(sql`
    with phones as (
      select ${phone}::text as phone union
      select o.phone from client_phones p join client_phones o on o.business_id = p.business_id and o.client_id = p.client_id
      where p.business_id = ${businessId} and p.phone = ${phone})
    select count(*)::int as earlier, max(started_at) as last from phones cross join lateral (
      select started_at from calls where business_id = ${businessId} and client = phones.phone
        and started_at <= ${at} and (started_at, id) < (${at}, ${before.callId}::bigint) and ${PEOPLE}
      order by started_at desc limit ${MOST_EARLIER}) c`);
  return {
    earlier: Math.min(row?.earlier ?? 0, MOST_EARLIER),
    lastAt: row?.last ? new Date(row.last).getTime() : null,
  };
}

/** One call of a client's card. `at` is epoch ms. */
export type ClientCall = Pick<Call, "direction" | "outcome" | "state" | "talkS"> & {
  id: number;
  at: number;
};

/** How many calls these numbers have, counted up to `most`, and the newest of them. */
export async function callsOfPhones(
  tx: Tx,
  businessId: string,
  { phones, limit, most }: { phones: readonly string[]; limit: number; most: number },
): Promise<{ count: number; newest: ClientCall[] }> {
  if (phones.length === 0) return { count: 0, newest: [] };
  const rows = await tx.execute<{ id: string; at: string; state: Call; total: string }>(sql`
    with found as materialized (
      select c.id, c.started_at from jsonb_array_elements_text(${json(phones)}) as p(phone) cross join lateral (
        select id, started_at from calls where business_id = ${businessId} and client = p.phone and ${PEOPLE}
        order by started_at desc limit ${most}) c)
    select c.id, c.started_at as at, c.state, (select count(*) from found) as total
    from calls c join (select id from found order by started_at desc, id desc limit ${limit}) n using (id)
    where c.business_id = ${businessId} order by c.started_at desc, c.id desc`);
  return {
    count: Math.min(Number(rows[0]?.total ?? 0), most),
    newest: [...rows].map(({ id, at, state }) => ({
      id: Number(id),
      at: new Date(at).getTime(),
      direction: state.direction,
      outcome: state.outcome,
      state: state.state,
      talkS: state.talkS,
    })),
  };
}

/** The other side of a call, also of one that turned out to be part of another; null for a call that is no longer kept. */
export async function callerOf(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<{ callId: number; phone: string | null; name: string | null } | null> {
  const [row] = await tx.execute<{ id: string; client: string | null; name: string | null }>(sql`
    select c.id, c.client, c.state->>'clientName' as name from calls o
    join calls c on c.business_id = o.business_id and c.id = coalesce(o.merged_into, o.id)
    where o.business_id = ${businessId} and o.id = ${callId}::bigint`);
  return row ? { callId: Number(row.id), phone: row.client, name: row.name } : null;
}

/** Calls of the business with somebody outside. */
const PEOPLE = sql.raw(
  "merged_into is null and direction <> 'internal' and (state->>'ours')::boolean",
);
