import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { CallEvent } from "./call.ts";
import type { HeardHook } from "./timeline.ts";
import type { Verdict } from "./hook.ts";

/** A stored hook with everything it came with. */
export type StoredHook = HeardHook & {
  provider: string;
  method: "GET" | "POST";
  query: string | null;
  contentType: string | null;
  raw: Uint8Array;
};

/** More hooks of one call than these tell nobody more. */
const MOST = 300;
/** A shorter id may stand in any body by chance. */
const TELLING_REF = 8;

/**
 * The hooks of a call in order of arrival, repeats included, and with them those that were not taken although they name it.
 * Repeats are looked for within a day.
 */
export async function hooksOfCall(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<StoredHook[]> {
  const rows = await tx.execute<Row>(sql`
    with legs as (
      select provider, ref, convert_to(ref, 'UTF8') as bytes, convert_to(regexp_replace(ref, ${DASHED}, '\\1-\\2-\\3-\\4-\\5'), 'UTF8') as dashed
      from call_refs where business_id = ${businessId} and call_id = ${callId}
    ), heard as (
      select min(i.received_at) - interval '5 minutes' as first, max(i.received_at) + interval '1 day' as last
      from call_events e join inbox i on i.id = e.inbox_id and i.business_id = e.business_id
      where e.business_id = ${businessId} and e.call_id = ${callId}
    )
    select i.provider, i.name, i.method, i.query, i.content_type, encode(i.raw, 'base64') as raw, i.verdict, i.reason, i.events, i.received_at
    from inbox i join heard h on i.received_at between h.first and h.last
    where i.business_id = ${businessId} and (
      exists (select 1 from jsonb_array_elements(i.events) e join legs l on l.ref = e->>'ref' and l.provider = e->>'provider')
      or i.verdict in ('ignored', 'refused') and exists (select 1 from legs l where length(l.ref) >= ${TELLING_REF}
        and (position(l.bytes in i.raw) > 0 or position(l.dashed in i.raw) > 0 or position(l.ref in coalesce(i.query, '')) > 0)))
    order by i.id limit ${MOST}`);
  return [...rows].map(toHook);
}

/** Phonet's plain uuid, which a body may carry with dashes. */
const DASHED = "^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$";

type Row = {
  provider: string;
  name: string;
  method: string;
  query: string | null;
  content_type: string | null;
  raw: string;
  verdict: Verdict;
  reason: string | null;
  events: CallEvent[];
  received_at: string;
};

function toHook(row: Row): StoredHook {
  return {
    at: new Date(row.received_at).getTime(),
    provider: row.provider,
    name: row.name,
    method: row.method === "GET" ? "GET" : "POST",
    query: row.query,
    contentType: row.content_type,
    raw: Buffer.from(row.raw, "base64"),
    verdict: row.verdict,
    reason: row.reason,
    events: row.events,
  };
}
