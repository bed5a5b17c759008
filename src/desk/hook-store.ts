import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** One hook as people see it: `status` is our answer, `reason` a code. `at` is epoch ms. */
export type HookLine = {
  at: number;
  name: string;
  status: number;
  verdict: string;
  reason: string | null;
};

/** What the latest accepted hooks of an account say about its set-up. Instants are epoch ms. */
export type Heard = {
  accountId: string;
  name: string;
  lastAt: number;
  endedAt: number | null;
  recorded: boolean;
};

/** The checklist looks back so far: every kind of event of a living account is among its last hooks. */
const LOOK_BACK = 500;
/** The method of what was read from a provider's statistics: no PBX sent it. */
const RECALLED = "REST";

/** The last hooks of each live token, newest first, by token id. */
export async function lastHooks(
  tx: Tx,
  businessId: string,
  count: number,
): Promise<Map<string, HookLine[]>> {
  const rows = await tx.execute<{
    token_id: string;
    at: string;
    name: string;
    status: number;
    verdict: string;
    reason: string | null;
  }>(sql`
    select t.id as token_id, i.name, i.status, i.verdict, i.reason, (extract(epoch from i.received_at) * 1000)::bigint as at
    from hook_tokens t
    cross join lateral (
      select id, name, status, verdict, reason, received_at from inbox
      where token_id = t.id and business_id = t.business_id and method <> ${RECALLED} order by id desc limit ${count}
    ) i
    where t.business_id = ${businessId} and t.revoked_at is null
    order by t.created_at, t.id, i.id desc`);
  const byToken = new Map<string, HookLine[]>();
  for (const { token_id: tokenId, at, ...line } of rows) {
    byToken.set(tokenId, [...(byToken.get(tokenId) ?? []), { ...line, at: Number(at) }]);
  }
  return byToken;
}

/** Which events the live tokens of each account have brought, and whether one spoke of a recording. */
export async function heardEvents(tx: Tx, businessId: string): Promise<Heard[]> {
  const rows = await tx.execute<{
    account_id: string;
    name: string;
    last_at: string;
    ended_at: string | null;
    recorded: boolean;
  }>(sql`
    select t.account_id, i.name, (extract(epoch from max(i.received_at)) * 1000)::bigint as last_at,
      (extract(epoch from max(i.received_at) filter (where i.events @> '[{"kind": "ended"}]'::jsonb or i.events @> '[{"kind": "hung_up"}]'::jsonb)) * 1000)::bigint as ended_at,
      bool_or(i.events @> '[{"recorded": true}]'::jsonb) as recorded
    from hook_tokens t
    cross join lateral (
      select name, verdict, received_at, events from inbox
      where token_id = t.id and business_id = t.business_id and method <> ${RECALLED} order by id desc limit ${LOOK_BACK}
    ) i
    where t.business_id = ${businessId} and t.revoked_at is null and i.verdict = 'accepted'
    group by t.account_id, i.name`);
  return [...rows].map((row) => ({
    accountId: row.account_id,
    name: row.name,
    lastAt: Number(row.last_at),
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
    recorded: row.recorded,
  }));
}

/** The business's own numbers (E.164) that its latest calls came in or went out by. */
export async function heardLines(tx: Tx, businessId: string): Promise<string[]> {
  const rows = await tx.execute<{ line: string }>(sql`
    select distinct line from (
      select line from calls where business_id = ${businessId} order by started_at desc limit ${LOOK_BACK}
    ) latest
    where line is not null order by line`);
  return [...rows].map(({ line }) => line);
}

/** The extensions that the latest calls rang at, menus and groups left out. */
export async function heardExtensions(tx: Tx, businessId: string): Promise<string[]> {
  const rows = await tx.execute<{ ext: string }>(sql`
    select distinct ext from (
      select state from calls where business_id = ${businessId} order by started_at desc limit ${LOOK_BACK}
    ) latest
    cross join lateral jsonb_array_elements_text(latest.state->'path') ext
    where ext ~ '^[0-9]{1,6}$' order by ext`);
  return [...rows].map(({ ext }) => ext);
}
