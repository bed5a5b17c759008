import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { cardJobs } from "./card-job.ts";

/** Something that the cards of these calls tell has changed: every chat that holds their messages has them looked at. */
export async function showCalls(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<void> {
  if (callIds.length === 0) return;
  const rows = await tx.execute<{ call_id: string; chat_id: string }>(sql`
    with asked as (select jsonb_array_elements_text(${JSON.stringify(callIds)}::text::jsonb)::bigint as id),
      told as (
        select id from asked union
        select merged_into from calls where business_id = ${businessId} and id in (select id from asked) and merged_into is not null)
    select distinct call_id, chat_id from cards
    where business_id = ${businessId} and call_id in (select id from told) and closed_at is null and message_id is not null`);
  const shown = [...rows].map((row) => ({
    businessId,
    callId: Number(row.call_id),
    chatId: row.chat_id,
  }));
  await add(tx, cardJobs(shown));
}
