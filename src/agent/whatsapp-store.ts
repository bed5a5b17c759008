import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import type { Line } from "../channels/line.ts";
import { deleteDrafts } from "./shadow-store.ts";
import type { Author } from "./utterance.ts";

/** Whether a message of Meta's was kept before, in whichever conversation of its number. */
export async function wasKept(
  tx: Tx,
  { businessId, via }: Line,
  externalId: string,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from utterances u join conversations c on c.business_id = u.business_id and c.id = u.conversation_id
    where u.business_id = ${businessId}::uuid and u.external_id = ${externalId} and u.author = 'customer'
      and c.channel = 'whatsapp' and c.via = ${via} limit 1`);
  return rows.length > 0;
}

/** What a status is about, locked. */
export type Sent = {
  id: number;
  conversationId: number;
  author: Author;
  status: string | null;
  /** It left, as far as we know, or was given up. */
  settled: boolean;
  /** It was taken back before, and nothing of its conversation left after it. */
  again: boolean;
  last: boolean;
};

/** What left over a number and is known by our own id, or by Meta's; of a try that was taken back nothing is. */
export async function lockSent(
  tx: Tx,
  { businessId, via }: Line,
  { utteranceId, externalId }: { utteranceId: number | null; externalId: string },
): Promise<Sent | null> {
  const [row] = await tx.execute<{
    id: string;
    conversation_id: string;
    author: string;
    status: string | null;
    settled: boolean;
    again: boolean;
    last: boolean;
  }>(sql`
    select u.id, u.conversation_id, u.author, u.status, (u.sent_at is not null or u.closed_reason is not null) as settled,
      coalesce(u.status_reason like 'again:%', false) as again,
      not exists (select 1 from utterances later where later.business_id = u.business_id
        and later.conversation_id = u.conversation_id and later.author <> 'customer' and later.id > u.id
        and later.sent_at is not null) as last
    from utterances u join conversations c on c.business_id = u.business_id and c.id = u.conversation_id
    where u.business_id = ${businessId}::uuid and u.author <> 'customer' and c.channel = 'whatsapp' and c.via = ${via}
      and (u.id = ${utteranceId}::bigint or u.external_id = ${externalId})
      and coalesce(u.status_reason, '') <> ${`again:${externalId}`}
    order by (u.id = ${utteranceId}::bigint) desc nulls last limit 1
    for update of u`);
  if (!row) return null;
  return {
    id: Number(row.id),
    conversationId: Number(row.conversation_id),
    author: row.author === "operator" ? "operator" : "agent",
    status: row.status,
    settled: row.settled,
    again: row.again,
    last: row.last,
  };
}

export async function markStatus(
  tx: Tx,
  businessId: string,
  { id, status, reason }: { id: number; status: string; reason: string | null },
): Promise<void> {
  await tx.execute(sql`
    update utterances set status = ${status}, status_reason = coalesce(${reason}, status_reason)
    where business_id = ${businessId}::uuid and id = ${id}::bigint`);
}

/** It had left: Meta knows it. */
export async function settleSent(
  tx: Tx,
  businessId: string,
  { id, externalId, at }: { id: number; externalId: string; at: number },
): Promise<void> {
  await tx.execute(sql`
    update utterances set external_id = ${externalId}, sent_at = ${iso(at)}::timestamptz, sending_since = null
    where business_id = ${businessId}::uuid and id = ${id}::bigint`);
}

/** Meta took it and could not deliver it for the moment: it waits to leave once more, and that try is not heard of again. */
export async function takeBack(
  tx: Tx,
  businessId: string,
  { id, externalId }: { id: number; externalId: string },
): Promise<void> {
  await tx.execute(sql`
    update utterances set external_id = null, sent_at = null, sending_since = null, status = null,
      status_reason = ${`again:${externalId}`}
    where business_id = ${businessId}::uuid and id = ${id}::bigint`);
}

/** Everything that was said and done in one conversation goes over into another, and the emptied one is gone. */
export async function pourConversation(
  tx: Tx,
  businessId: string,
  { from, into }: { from: number; into: number },
): Promise<void> {
  const [ours, theirs] = [sql`${into}::bigint`, sql`${from}::bigint`];
  const of = sql`business_id = ${businessId}::uuid and conversation_id = ${theirs}`;
  await tx.execute(sql`
    delete from utterances one where ${of} and author = 'customer' and exists (
      select 1 from utterances other where other.business_id = one.business_id and other.conversation_id = ${ours}
        and other.author = 'customer' and other.external_id = one.external_id)`);
  await tx.execute(sql`update utterances set conversation_id = ${ours} where ${of}`);
  await tx.execute(sql`update desk_messages set conversation_id = ${ours} where ${of}`);
  await deleteDrafts(tx, businessId, { conversationIds: [from] });
  await tx.execute(sql`
    insert into agent_usage (business_id, day, conversation_id, requests, input_tokens, output_tokens)
    select business_id, day, ${ours}, requests, input_tokens, output_tokens from agent_usage where ${of}
    on conflict (business_id, day, conversation_id) do update set requests = agent_usage.requests + excluded.requests,
      input_tokens = agent_usage.input_tokens + excluded.input_tokens,
      output_tokens = agent_usage.output_tokens + excluded.output_tokens`);
  await tx.execute(sql`delete from agent_usage where ${of}`);
  await tx.execute(
    sql`delete from conversations where business_id = ${businessId}::uuid and id = ${theirs}`,
  );
}

export async function movePlace(
  tx: Tx,
  businessId: string,
  { id, place }: { id: number; place: string },
): Promise<void> {
  await tx.execute(sql`
    update conversations set place = ${place} where business_id = ${businessId}::uuid and id = ${id}::bigint`);
}
