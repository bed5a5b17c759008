import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { texts } from "../db/value.ts";

type Refs = { provider: string; refs: readonly string[] };

/** Which of a provider's refs we heard of, and whether their end was among it. */
export async function knownRefs(
  tx: Tx,
  businessId: string,
  { provider, refs }: Refs,
): Promise<Map<string, { ended: boolean }>> {
  if (refs.length === 0) return new Map();
  const rows = await tx.execute<{ ref: string; ended: boolean }>(sql`
    select r.ref, coalesce(bool_or(e.event->>'kind' = 'ended'
      or e.event->>'kind' = 'hung_up' and (r.provider = 'phonet' or e.event->>'outcome' is not null)), false) as ended
    from call_refs r
    left join call_events e on e.business_id = r.business_id and e.call_id = r.call_id and e.event->>'ref' = r.ref
    where r.business_id = ${businessId} and r.provider = ${provider}
      and r.ref = any(${texts(refs)})
    group by r.ref`);
  return new Map([...rows].map(({ ref, ended }) => [ref, { ended }]));
}

/** When calls that were told in these dialects began, by their client: a call may be known under another id. */
export async function beginningsOf(
  tx: Tx,
  businessId: string,
  { dialects, from, to }: { dialects: readonly string[]; from: number; to: number },
): Promise<{ client: string | null; startedAt: number }[]> {
  if (dialects.length === 0) return [];
  const rows = await tx.execute<{ client: string | null; at: string }>(sql`
    select client, (extract(epoch from started_at) * 1000)::bigint as at from calls
    where business_id = ${businessId} and merged_into is null
      and started_at between ${new Date(from).toISOString()}::timestamptz and ${new Date(to).toISOString()}::timestamptz
      and provider = any(${texts(dialects)})`);
  return [...rows].map(({ client, at }) => ({ client, startedAt: Number(at) }));
}

/** A call as somebody wants to call its client back: its number, null where it was hidden, and the PBX that told of it. */
export async function calledBy(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<{ phone: string | null; provider: string; callId: number } | null> {
  const rows = await tx.execute<{ id: string; client: string | null; provider: string }>(sql`
    select c.id, c.client, c.provider from calls c
    where c.business_id = ${businessId} and c.merged_into is null
      and c.id = (select coalesce(merged_into, id) from calls where business_id = ${businessId} and id = ${callId})`);
  const [row] = [...rows];
  return row ? { phone: row.client, provider: row.provider, callId: Number(row.id) } : null;
}
