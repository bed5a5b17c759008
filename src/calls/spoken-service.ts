import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json, numbers } from "../db/value.ts";
import { showCalls } from "./show-service.ts";
import { UNSPOKEN, type Spoken } from "./spoken.ts";

/** Changes what a call's cards say of its recording and has them looked at; of calls that became one, the one that is left. */
export async function setSpoken(
  tx: Tx,
  businessId: string,
  { callId, change }: { callId: number; change: Partial<Spoken> },
): Promise<void> {
  const id = await writeSpoken(tx, businessId, { callId, change });
  if (id !== null) await showCalls(tx, businessId, [id]);
}

/**
 * The same for who locks more before its end, and has the cards looked at then: the job that looks at them is one for a
 * whole chat, so that it comes last.
 */
export async function writeSpoken(
  tx: Tx,
  businessId: string,
  { callId, change }: { callId: number; change: Partial<Spoken> },
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    update calls set spoken = coalesce(spoken, ${json(UNSPOKEN)}) || ${json(change)}
    where business_id = ${businessId} and id = (
      select coalesce(merged_into, id) from calls where business_id = ${businessId} and id = ${callId})
    returning id`);
  return row ? Number(row.id) : null;
}

/** Its cards say nothing of a recording any more. */
export async function clearSpoken(tx: Tx, businessId: string, callId: number): Promise<void> {
  const [row] = await tx.execute<{ id: string }>(sql`
    update calls set spoken = null where business_id = ${businessId} and spoken is not null and id = (
      select coalesce(merged_into, id) from calls where business_id = ${businessId} and id = ${callId})
    returning id`);
  if (row) await showCalls(tx, businessId, [Number(row.id)]);
}

/** Recordings whose time is over; their cards are so old that nobody edits them. */
export async function forgetAudio(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<void> {
  await tx.execute(sql`
    update calls set spoken = spoken || ${json({ audio: false })}
    where business_id = ${businessId} and spoken is not null and id = any(${numbers(callIds)})`);
}

/** What the cards of a call say of its recording; null: nothing. */
export async function spokenOf(tx: Tx, businessId: string, callId: number): Promise<Spoken | null> {
  const [row] = await tx.execute<{ spoken: Spoken | null }>(sql`
    select c.spoken from calls o join calls c on c.business_id = o.business_id and c.id = coalesce(o.merged_into, o.id)
    where o.business_id = ${businessId} and o.id = ${callId}`);
  return row?.spoken ?? null;
}

/** The same of many calls; those whose cards say nothing are missing. */
export async function spokenOfCalls(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<Map<number, Spoken>> {
  if (callIds.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; spoken: Spoken }>(sql`
    select id, spoken from calls
    where business_id = ${businessId} and id = any(${numbers(callIds)}) and spoken is not null`);
  return new Map([...rows].map(({ id, spoken }) => [Number(id), spoken]));
}
