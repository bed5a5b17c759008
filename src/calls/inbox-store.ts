import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { CallEvent } from "./call.ts";
import type { Hook, Watched } from "./hook.ts";

export type Unfolded = {
  id: number;
  businessId: string;
  events: CallEvent[];
  attempts: number;
  receivedAt: number;
};

/** Writes many hooks in one committed statement; answers with the watched tokens among them. */
export async function insertHooks(db: Tx, hooks: readonly Hook[]): Promise<Watched[]> {
  const rows = await db.execute<{ business_id: string; id: string }>(sql`
    with written as (
      insert into inbox (business_id, token_id, provider, name, method, query, content_type, signature, raw, status, verdict, reason, events, received_at, folded_at)
      select business_id, token_id, provider, name, method, query, content_type, signature, decode(raw, 'base64'), status, verdict, reason, events,
        received_at, case when verdict = 'accepted' then null else received_at end
      from jsonb_to_recordset(${JSON.stringify(hooks.map(toRow))}::text::jsonb) as r(
        business_id uuid, token_id uuid, provider text, name text, method text, query text, content_type text, signature text, raw text,
        status smallint, verdict text, reason text, events jsonb, received_at timestamptz)
      returning token_id
    )
    select distinct t.business_id, t.id from hook_tokens t join written w on w.token_id = t.id where t.watch is not null`);
  return [...rows].map((row) => ({ businessId: row.business_id, tokenId: row.id }));
}

/**
 * Takes accepted hooks that are not folded yet and marks them folded, oldest first, those with ids up to `after` left out;
 * rows that another process holds are skipped.
 */
export async function takeUnfolded(
  tx: Tx,
  { limit, after = 0, now }: { limit: number; after?: number; now: number },
): Promise<Unfolded[]> {
  const rows = await tx.execute<{
    id: string;
    business_id: string;
    events: CallEvent[];
    attempts: number;
    received_at: string;
  }>(sql`
    update inbox i set folded_at = ${new Date(now).toISOString()}::timestamptz
    from (select id from inbox where folded_at is null and id > ${after} order by id limit ${limit} for update skip locked) taken
    where i.id = taken.id returning i.id, i.business_id, i.events, i.attempts, i.received_at`);
  return [...rows]
    .map((row) => ({
      id: Number(row.id),
      businessId: row.business_id,
      events: row.events,
      attempts: row.attempts,
      receivedAt: new Date(row.received_at).getTime(),
    }))
    .toSorted((a, b) => a.id - b.id);
}

/** Accepted hooks that changed no call after all, with the reason for people. */
export async function ignoreHooks(
  tx: Tx,
  businessId: string,
  { ids, reason }: { ids: readonly number[]; reason: string },
): Promise<void> {
  await tx.execute(sql`
    update inbox set verdict = 'ignored', reason = ${reason}
    where business_id = ${businessId} and id = any(${`{${ids.join(",")}}`}::bigint[])`);
}

/** Gives back a hook that could not be folded, with the reason; after its last try it stays aside. */
export async function markFailed(
  tx: Tx,
  { id, reason, now }: { id: number; reason: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update inbox set attempts = attempts + 1, reason = ${reason},
      folded_at = case when attempts + 1 >= 5 then ${new Date(now).toISOString()}::timestamptz else null end where id = ${id}`);
}

function toRow(hook: Hook) {
  return {
    business_id: hook.businessId,
    token_id: hook.tokenId,
    provider: hook.provider,
    name: hook.name,
    method: hook.method,
    query: hook.query,
    content_type: hook.contentType,
    signature: hook.signature,
    raw: Buffer.from(hook.raw).toString("base64"),
    status: hook.status,
    verdict: hook.verdict,
    reason: hook.reason,
    events: hook.events,
    received_at: new Date(hook.receivedAt).toISOString(),
  };
}
