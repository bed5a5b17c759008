import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";

/** The sealed links to recordings that came with a call's hooks, the newest first. */
export async function linksOf(tx: Tx, businessId: string, callId: number): Promise<string[]> {
  const rows = await tx.execute<{ link: string }>(sql`
    select distinct i.id, i.link from call_events e join inbox i on i.id = e.inbox_id and i.business_id = e.business_id
    where e.business_id = ${businessId} and e.call_id = ${callId} and i.link is not null order by i.id desc`);
  return [...rows].map(({ link }) => link);
}

/** Nobody needs the links of a call any more. */
export async function forgetLinks(tx: Tx, businessId: string, callId: number): Promise<void> {
  await tx.execute(sql`
    update inbox set link = null where business_id = ${businessId} and link is not null
      and id in (select inbox_id from call_events where business_id = ${businessId} and call_id = ${callId})`);
}

/** Links of repeated and foreign hooks, which no call asks for. */
export async function forgetOldLinks(tx: Tx, { before }: { before: number }): Promise<void> {
  await tx.execute(
    sql`update inbox set link = null where link is not null and received_at < ${iso(before)}::timestamptz`,
  );
}

/** The addresses that told of a call, the newest word first. */
export async function tokensOfCall(tx: Tx, businessId: string, callId: number): Promise<string[]> {
  const rows = await tx.execute<{ token_id: string }>(sql`
    select i.token_id from call_events e join inbox i on i.id = e.inbox_id and i.business_id = e.business_id
    where e.business_id = ${businessId} and e.call_id = ${callId} group by i.token_id order by max(i.id) desc`);
  return [...rows].map((row) => row.token_id);
}

/** A hook that brought what was said, as it came. */
export type WordHook = {
  recordId: string | null;
  query: string | null;
  contentType: string | null;
  raw: Uint8Array;
};

export async function wordHooks(tx: Tx, businessId: string, callId: number): Promise<WordHook[]> {
  const rows = await tx.execute<{
    record_id: string | null;
    query: string | null;
    content_type: string | null;
    raw: string;
  }>(sql`
    select e.event->>'recordId' as record_id, i.query, i.content_type, encode(i.raw, 'base64') as raw
    from call_events e join inbox i on i.id = e.inbox_id and i.business_id = e.business_id
    where e.business_id = ${businessId} and e.call_id = ${callId} and e.event->>'kind' = 'transcribed' order by i.id`);
  return [...rows].map((row) => ({
    recordId: row.record_id,
    query: row.query,
    contentType: row.content_type,
    raw: Buffer.from(row.raw, "base64"),
  }));
}
