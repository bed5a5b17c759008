import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json, numbers } from "../db/value.ts";
import { add } from "../jobs/job-service.ts";
import { cardJobs, type CardJob } from "./card-job.ts";
import { IN_RING } from "./card-plan.ts";

/** Something that the cards of these calls tell has changed: every chat that holds their messages has them looked at. */
export async function showCalls(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<void> {
  if (callIds.length === 0) return;
  const rows = await tx.execute<{ call_id: string; chat_id: string }>(sql`
    with asked as (select jsonb_array_elements_text(${json(callIds)})::bigint as id),
      told as (
        select id from asked union
        select merged_into from calls where business_id = ${businessId} and id in (select id from asked) and merged_into is not null)
    select distinct call_id, chat_id from cards
    where business_id = ${businessId} and call_id in (select id from told) and closed_at is null and message_id is not null`);
  await add(tx, cardJobs([...rows].map((row) => toJob(businessId, row))));
}

/** The same for the calls of follow-ups: in each chat the newest message carries one, and the one before it did. */
export async function showFollowups(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<void> {
  const rows = await tx.execute<{ call_id: string; chat_id: string }>(sql`
    select call_id, chat_id from (
      select k.call_id, k.chat_id, row_number() over (partition by c.followup_id, k.chat_id order by c.started_at desc, c.id desc) as place
      from calls c join cards k on k.business_id = c.business_id and k.call_id = c.id and k.part = 'final'
      where c.business_id = ${businessId} and c.followup_id is not null and c.followup_id = any(${numbers(ids)})
        and (k.closed_at is null or k.closed_reason = ${IN_RING})
    ) carrying where place <= 2`);
  await add(tx, cardJobs([...rows].map((row) => toJob(businessId, row))));
}

function toJob(businessId: string, row: { call_id: string; chat_id: string }): CardJob {
  return { businessId, callId: Number(row.call_id), chatId: row.chat_id };
}
