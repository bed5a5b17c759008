import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { analyses, analysisVotes } from "../db/schema/speech.ts";
import type { Corrections } from "./correct.ts";

/** What a person wrote over a call's analysis, held until the transaction ends; null: there is no analysis. */
export async function lockCorrections(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<Corrections | null> {
  const [row] = await tx
    .select({ corrections: analyses.corrections })
    .from(analyses)
    .where(and(eq(analyses.businessId, businessId), eq(analyses.callId, callId)))
    .for("update");
  return row?.corrections ?? null;
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
    select ${businessId}::uuid, call_id, ${personId}::bigint, ${reason}, data, ${new Date(now).toISOString()}::timestamptz
    from analyses where business_id = ${businessId} and call_id = ${callId} and data is not null
    on conflict (business_id, call_id, person_id) do update set reason = excluded.reason, data = excluded.data, at = excluded.at
    returning id`);
  return rows.length > 0;
}

/** The reason that a person gave, or null. */
export async function voteOf(
  tx: Tx,
  businessId: string,
  { callId, personId }: { callId: number; personId: number },
): Promise<string | null> {
  const [row] = await tx
    .select({ reason: analysisVotes.reason })
    .from(analysisVotes)
    .where(
      and(
        eq(analysisVotes.businessId, businessId),
        eq(analysisVotes.callId, callId),
        eq(analysisVotes.personId, personId),
      ),
    );
  return row?.reason ?? null;
}
