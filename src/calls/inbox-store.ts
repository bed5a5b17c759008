import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json, numbers } from "../db/value.ts";
import type { CallEvent } from "./call.ts";
import type { Hook, Watched } from "./hook.ts";

export type Unfolded = {
  id: number;
  businessId: string;
  events: CallEvent[];
  attempts: number;
  receivedAt: number;
};

/** Writes many hooks in one committed statement; answers with those to be folded and the watched tokens among them. */
export async function insertHooks(
  db: Tx,
  hooks: readonly Hook[],
): Promise<{ toFold: number[]; watched: Watched[] }> {
  const [row] = await db.execute<{ to_fold: number[] | null; watched: Watched[] | null }>(sql`
    with written as (
      insert into inbox (business_id, token_id, provider, name, method, query, content_type, signature, raw, status, verdict, reason, events, link, received_at, folded_at)
      select business_id, token_id, provider, name, method, query, content_type, signature, decode(raw, 'base64'), status, verdict, reason, events, link,
        received_at, case when verdict = 'accepted' then null else received_at end
      from jsonb_to_recordset(${json(hooks.map(toRow))}) as r(
        business_id uuid, token_id uuid, provider text, name text, method text, query text, content_type text, signature text, raw text,
        status smallint, verdict text, reason text, events jsonb, link text, received_at timestamptz)
      returning id, business_id, token_id, folded_at
    )
    select (select jsonb_agg(id) from written where folded_at is null) as to_fold, (
      select jsonb_agg(jsonb_build_object('businessId', business_id, 'tokenId', id)) from hook_tokens
      where watch is not null and (business_id, id) in (select business_id, token_id from written)
    ) as watched`);
  return { toFold: row?.to_fold ?? [], watched: row?.watched ?? [] };
}

/**
 * Takes accepted hooks that are not folded yet and marks them folded, oldest first, those with ids up to `after` left out.
 * Where `own` is given, those of other processes only when they were left; rows that another process holds are skipped.
 */
export async function takeUnfolded(
  tx: Tx,
  { limit, after = 0, own, now }: Taking,
): Promise<Unfolded[]> {
  const rows = await tx.execute<{
    id: string;
    business_id: string;
    events: CallEvent[];
    attempts: number;
    received_at: string;
  }>(sql`
    update inbox i set folded_at = ${new Date(now).toISOString()}::timestamptz
    from (select business_id, id from inbox where folded_at is null and id > ${after} ${own ? ownOrLeft(own, now) : sql``} order by id limit ${limit} for update skip locked) taken
    where i.business_id = taken.business_id and i.id = taken.id returning i.id, i.business_id, i.events, i.attempts, i.received_at`);
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

type Taking = {
  limit: number;
  after?: number;
  own?: readonly number[] | undefined;
  now: number;
};

/** As long as a process has for its own hooks; one from the future came before a clock was set back. */
const LEFT_MS = 500;

function ownOrLeft(ids: readonly number[], now: number): SQL {
  const [from, to] = [now - LEFT_MS, now + LEFT_MS].map((at) => new Date(at).toISOString());
  return sql`and (received_at not between ${from}::timestamptz and ${to}::timestamptz
    or id = any(${numbers(ids)}))`;
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
  businessId: string,
  { id, reason, now }: { id: number; reason: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update inbox set attempts = attempts + 1, reason = ${reason},
      folded_at = case when attempts + 1 >= 5 then ${new Date(now).toISOString()}::timestamptz else null end
    where business_id = ${businessId} and id = ${id}`);
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
    link: hook.link ?? null,
    received_at: new Date(hook.receivedAt).toISOString(),
  };
}
