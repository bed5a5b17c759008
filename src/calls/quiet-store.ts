import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import type { Call } from "./call.ts";

/** The list of one quiet time of a chat, by its end (epoch ms). */
export type ListKey = { chatId: string; until: number };

/** Gives a quiet time its list; one already known stays as it is. */
export async function wantList(
  tx: Tx,
  businessId: string,
  { chatId, until }: ListKey,
): Promise<void> {
  await tx.execute(sql`
    insert into quiet_lists (business_id, chat_id, until) values (${businessId}, ${chatId}, ${iso(until)}::timestamptz) on conflict do nothing`);
}

/** A list that still has to leave, or null; `sendingSince` tells of a try whose end nobody knows. */
export async function waitingList(
  tx: Tx,
  businessId: string,
  list: ListKey,
): Promise<{ sendingSince: number | null } | null> {
  const [row] = await tx.execute<{ sending_since: string | null }>(sql`
    select sending_since from quiet_lists where ${only(businessId, list)} and sent_at is null and closed_at is null`);
  if (!row) return null;
  return {
    sendingSince: row.sending_since === null ? null : new Date(row.sending_since).getTime(),
  };
}

export type QuietCall = { id: number; call: Call };

/** The calls whose messages came into a chat without sound and were not listed yet, oldest first. */
export async function quietCalls(
  tx: Tx,
  businessId: string,
  { chatId, until }: ListKey,
): Promise<QuietCall[]> {
  const rows = await tx.execute<{ id: string; state: Call }>(sql`
    select id, state from calls
    where business_id = ${businessId} and started_at > ${iso(until - REACH_MS)}::timestamptz and merged_into is null
      and exists (select 1 from cards where cards.business_id = ${businessId} and call_id = calls.id and chat_id = ${chatId} and quiet)
    order by started_at, id`);
  return [...rows].map((row) => ({ id: Number(row.id), call: row.state }));
}

/** Longer than a chat is quiet at a time; an index leads from calls to their cards, none from chats. */
const REACH_MS = 10 * 86_400_000;

/** Brackets a send: committed before the request, cleared with its result. */
export async function markListing(
  tx: Tx,
  businessId: string,
  { list, by, now }: { list: ListKey; by: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update quiet_lists set sending_since = ${iso(now)}::timestamptz, sending_by = ${by} where ${only(businessId, list)}`);
}

export async function clearListing(tx: Tx, businessId: string, list: ListKey): Promise<void> {
  await tx.execute(sql`
    update quiet_lists set sending_since = null, sending_by = null where ${only(businessId, list)}`);
}

export type SentList = {
  list: ListKey;
  messageId: number;
  calls: readonly number[];
  now: number;
};

/** The list has left; what it names is not listed again. */
export async function markListed(
  tx: Tx,
  businessId: string,
  { list, messageId, calls, now }: SentList,
): Promise<void> {
  await tx.execute(sql`
    with told as (
      update cards set quiet = false where business_id = ${businessId} and chat_id = ${list.chatId} and quiet
        and call_id = any(${numbers(calls)})
    )
    update quiet_lists set message_id = ${messageId}, sent_at = ${iso(now)}::timestamptz, sending_since = null, sending_by = null
    where ${only(businessId, list)}`);
}

/** Nothing is listed for this quiet time any more. */
export async function closeList(
  tx: Tx,
  businessId: string,
  { list, now }: { list: ListKey; now: number },
): Promise<void> {
  await tx.execute(sql`
    update quiet_lists set closed_at = ${iso(now)}::timestamptz, sending_since = null, sending_by = null where ${only(businessId, list)}`);
}

/** Gives a chat's lists that wait to another that has none for the same time; returns their ends. */
export async function moveLists(
  tx: Tx,
  businessId: string,
  { from, into }: { from: string; into: string },
): Promise<number[]> {
  const rows = await tx.execute<{ until: string }>(sql`
    update quiet_lists l set chat_id = ${into}::uuid
    where l.business_id = ${businessId} and l.chat_id = ${from} and l.sent_at is null and l.closed_at is null
      and not exists (select 1 from quiet_lists o where o.business_id = l.business_id and o.chat_id = ${into} and o.until = l.until)
    returning until`);
  return [...rows].map((row) => new Date(row.until).getTime());
}

function only(businessId: string, { chatId, until }: ListKey): SQL {
  return sql`business_id = ${businessId} and chat_id = ${chatId} and until = ${iso(until)}::timestamptz`;
}
