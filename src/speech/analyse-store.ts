import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json } from "../db/value.ts";
import type { Analysis } from "./analysis.ts";
import type { Corrections } from "./correct.ts";

/** When the newest text of a call came, and when the call was last analysed (epoch ms); null: never. */
export async function lastHeard(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<{ heardAt: number | null; analysedAt: number | null }> {
  const [row] = await tx.execute<{ heard: Date | null; analysed: Date | null }>(sql`
    with own as (
      select ${callId}::bigint as id union
      select id from calls where business_id = ${businessId} and merged_into = ${callId}::bigint)
    select
      (select max(at) from transcripts where business_id = ${businessId} and call_id in (select id from own)) as heard,
      (select max(at) from analyses where business_id = ${businessId} and call_id in (select id from own)) as analysed`);
  return { heardAt: msOf(row?.heard), analysedAt: msOf(row?.analysed) };
}

/** Keeps what a call came to; data null: there was nothing to analyse. What people wrote over an earlier one stays. */
export async function keepAnalysis(
  tx: Tx,
  businessId: string,
  value: {
    callId: number;
    data: Analysis | null;
    dropped: number;
    model: string | null;
    now: number;
  },
): Promise<void> {
  const { callId, data, dropped, model, now } = value;
  const stored = data === null ? null : json(data);
  await tx.execute(sql`
    insert into analyses (business_id, call_id, data, dropped, model, at)
    values (${businessId}, ${callId}, ${stored}, ${dropped}, ${model}, ${iso(now)}::timestamptz)
    on conflict (business_id, call_id) do update
      set data = excluded.data, dropped = excluded.dropped, model = excluded.model, at = excluded.at`);
}

/** An analysis as it was made, how many of its claims no quote proved, and what a person wrote over it. */
export type KeptAnalysis = { analysis: Analysis; dropped: number; corrections: Corrections };

export async function analysisOf(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<KeptAnalysis | null> {
  const [row] = await tx.execute<{ data: Analysis; dropped: number; corrections: Corrections }>(sql`
    select data, dropped, corrections from analyses
    where business_id = ${businessId} and data is not null and call_id in (
      select ${callId}::bigint union all
      select id from calls where business_id = ${businessId} and merged_into = ${callId}::bigint)
    order by call_id = ${callId}::bigint desc, at desc limit 1`);
  return row ? { analysis: row.data, dropped: row.dropped, corrections: row.corrections } : null;
}

function msOf(at: Date | string | null | undefined): number | null {
  return at === null || at === undefined ? null : new Date(at).getTime();
}
