import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, texts } from "../db/value.ts";

type Lately = { phones: readonly string[]; since: number };

/** The newest call from one of these numbers that ended since then; `missed`: nobody talked with them. */
export async function calledLately(
  tx: Tx,
  businessId: string,
  { phones, since }: Lately,
): Promise<{ callId: number; at: number; missed: boolean } | null> {
  if (phones.length === 0) return null;
  const [row] = await tx.execute<{ id: string; at: string; outcome: string }>(sql`
    select id, extract(epoch from started_at) * 1000 as at, outcome from calls
    where business_id = ${businessId}::uuid and client = any(${texts(phones)}) and merged_into is null and direction = 'in'
      and started_at >= ${iso(since - LONGEST_MS)}::timestamptz and ended_at >= ${iso(since)}::timestamptz
      and outcome is not null and outcome <> 'unknown' and (state->>'ours')::boolean
    order by started_at desc, id desc limit 1`);
  if (!row) return null;
  return { callId: Number(row.id), at: Number(row.at), missed: row.outcome !== "answered" };
}

/** The calls of a client whose cards people look at: those of lately, and missed ones that wait to be called back. */
export async function seenCallsOf(
  tx: Tx,
  businessId: string,
  { clientId, since }: { clientId: number; since: number },
): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with phones as materialized (
      select phone from client_phones where business_id = ${businessId}::uuid and client_id = ${clientId}::bigint)
    select c.id from phones p join calls c on c.business_id = ${businessId}::uuid and c.client = p.phone
    where c.started_at >= ${iso(since)}::timestamptz and c.merged_into is null
    union
    select f.call_id from phones p join followups f on f.business_id = ${businessId}::uuid and f.client = p.phone
    where f.closed_at is null`);
  return [...rows].map(({ id }) => Number(id)).toSorted((a, b) => a - b);
}

/** Nobody talks longer. */
const LONGEST_MS = 4 * 3_600_000;
