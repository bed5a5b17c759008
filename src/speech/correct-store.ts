import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { analyses } from "../db/schema/speech.ts";
import type { Analysis } from "./analysis.ts";
import type { Corrections } from "./correct.ts";

export type Kept = { callId: number; analysis: Analysis; corrections: Corrections };

/** The analysis of a call, or of one that became part of it, held until the transaction ends; null: there is none. */
export async function lockAnalysis(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<Kept | null> {
  const [row] = await tx.execute<{ call_id: string; data: Analysis; corrections: Corrections }>(sql`
    select call_id, data, corrections from analyses
    where business_id = ${businessId} and data is not null and call_id in (
      select ${callId}::bigint union all
      select id from calls where business_id = ${businessId} and merged_into = ${callId}::bigint)
    order by call_id = ${callId}::bigint desc, at desc limit 1 for update`);
  if (!row) return null;
  return { callId: Number(row.call_id), analysis: row.data, corrections: row.corrections };
}

export async function keepCorrections(
  tx: Tx,
  businessId: string,
  value: { callId: number; corrections: Corrections; by: number; now: number },
): Promise<void> {
  const { callId, corrections, by, now } = value;
  await tx
    .update(analyses)
    .set({ corrections, correctedBy: by, correctedAt: new Date(now) })
    .where(and(eq(analyses.businessId, businessId), eq(analyses.callId, callId)));
}

/** Keeps one word of each person about an analysis, with the analysis as it was; false: there is none. */
export async function keepVote(
  tx: Tx,
  businessId: string,
  value: { callId: number; personId: number; reason: string; now: number },
): Promise<boolean> {
  const { callId, personId, reason, now } = value;
  const rows = await tx.execute(sql`
    insert into analysis_votes (business_id, call_id, person_id, reason, data, at)
    select ${businessId}::uuid, call_id, ${personId}::bigint, ${reason}, data, ${iso(now)}::timestamptz
    from analyses where business_id = ${businessId} and call_id = ${callId} and data is not null
    on conflict (business_id, call_id, person_id) do update set reason = excluded.reason, data = excluded.data, at = excluded.at
    returning id`);
  return rows.length > 0;
}

/** Of the analyses of a time (epoch ms) how many somebody said to be wrong. */
export async function countVotes(
  tx: Tx,
  businessId: string,
  { from, to }: { from: number; to: number },
): Promise<{ analyses: number; wrong: number }> {
  const [row] = await tx.execute<{ analyses: number; wrong: number }>(sql`
    select count(*)::int as analyses, (count(*) filter (where exists (
        select 1 from analysis_votes v where v.business_id = a.business_id and v.call_id = a.call_id)))::int as wrong
    from analyses a where business_id = ${businessId} and data is not null
      and at >= ${iso(from)}::timestamptz and at < ${iso(to)}::timestamptz`);
  return row ?? { analyses: 0, wrong: 0 };
}
