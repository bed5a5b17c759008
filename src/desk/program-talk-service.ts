import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { numbers } from "../db/value.ts";
import { groupBy } from "../lib/group-by.ts";
import type { NumberPage } from "./program-service.ts";

/** A customer's dialogue as programs read it. Instants are epoch ms. */
export type TalkFact = {
  id: number;
  number: number;
  channel: string;
  name: string | null;
  clientId: number | null;
  mode: string;
  state: string;
  language: string;
  reason: string | null;
  takenBy: string | null;
  openedAt: number;
  lastAt: number;
  closedAt: number | null;
};

/** Dialogues, the newest number first, or the one of a number. */
export async function talkFacts(
  tx: Tx,
  businessId: string,
  wish: NumberPage & { open?: boolean | undefined; number?: number },
): Promise<TalkFact[]> {
  const { before, limit, open, number } = wish;
  const state = open === undefined ? sql`` : sql`and (v.closed_at is null) = ${open}::boolean`;
  const further = before === null ? sql`` : sql`and v.number < ${before}::int`;
  const one = number === undefined ? sql`` : sql`and v.number = ${number}::int`;
  const rows = await tx.execute<TalkRow>(sql`
    select v.id, v.number, v.channel, coalesce(c.name, v.profile_name) as name, v.client_id, v.mode, v.state, v.language,
      v.handoff_reason as reason, m.name as taken_by, v.opened_at, v.last_at, v.closed_at
    from conversations v
      left join clients c on c.business_id = v.business_id and c.id = v.client_id
      left join members m on m.business_id = v.business_id and m.person_id = v.taken_by
    where v.business_id = ${businessId} ${state} ${further} ${one} order by v.number desc limit ${limit}`);
  return [...rows].map(
    ({ id, client_id, taken_by, opened_at, last_at, closed_at, reason, ...row }) => ({
      ...row,
      id: Number(id),
      clientId: client_id === null ? null : Number(client_id),
      takenBy: taken_by,
      reason: row.mode === "human" ? reason : null,
      openedAt: instant(opened_at),
      lastAt: instant(last_at),
      closedAt: closed_at === null ? null : instant(closed_at),
    }),
  );
}

type TalkRow = Pick<
  TalkFact,
  "number" | "channel" | "name" | "mode" | "state" | "language" | "reason"
> & {
  id: string;
  client_id: string | null;
  taken_by: string | null;
  opened_at: string;
  last_at: string;
  closed_at: string | null;
};

/** What was said in a dialogue; `at` is epoch ms. */
export type MessageFact = { author: string; kind: string; text: string; at: number };

/** The last messages of each of these dialogues, in their order. */
export async function talkMessages(
  tx: Tx,
  businessId: string,
  { ids, last }: { ids: readonly number[]; last: number },
): Promise<Map<number, MessageFact[]>> {
  const rows = await tx.execute<{
    talk: string;
    author: string;
    kind: string;
    text: string;
    at: string;
  }>(sql`
    select v.id as talk, u.author, u.kind, u.text, u.at from unnest(${numbers(ids)}) as v(id)
    cross join lateral (
      select id, author, kind, text, at from utterances
      where business_id = ${businessId} and conversation_id = v.id order by id desc limit ${last}) u
    order by v.id, u.id`);
  const found = [...rows].map(({ talk, at, ...said }) => ({
    talk: Number(talk),
    said: { ...said, at: instant(at) },
  }));
  const groups = groupBy(found, ({ talk }) => talk);
  return new Map([...groups].map(([talk, lines]) => [talk, lines.map(({ said }) => said)]));
}

/** An attempt to deliver an event, under the seed's names. `at` is epoch ms. */
export type DeliveryFact = {
  id: number;
  webhookId: string;
  event: string;
  status_code: number | null;
  response_time_ms: number;
  is_success: boolean;
  payload: string | null;
  response: string | null;
  error_message: string | null;
  attempt: number;
  at: number;
};

/** Attempts, the latest first; `before` is the last one of the page before. */
export async function deliveryFacts(
  tx: Tx,
  businessId: string,
  wish: {
    before: number | null;
    limit: number;
    endpointId?: string | undefined;
    event?: string | undefined;
    success?: boolean | undefined;
  },
): Promise<DeliveryFact[]> {
  const { before, limit, endpointId, event, success } = wish;
  const parts = [
    sql`l.business_id = ${businessId}`,
    ...(before === null ? [] : [sql`l.id < ${before}::bigint`]),
    ...(endpointId === undefined ? [] : [sql`l.endpoint_id = ${endpointId}::uuid`]),
    ...(event === undefined ? [] : [sql`l.event = ${event}`]),
    ...(success === undefined ? [] : [sql`l.is_success = ${success}::boolean`]),
  ];
  const rows = await tx.execute<
    Omit<DeliveryFact, "id" | "webhookId" | "at"> & { id: string; endpoint_id: string; at: string }
  >(sql`
    select l.id, l.endpoint_id, l.event, l.status_code, l.response_time_ms, l.is_success, coalesce(l.payload, d.body) as payload,
      l.response, l.error_message, l.attempt, l.at
    from webhook_logs l left join deliveries d on d.business_id = l.business_id and d.id = l.delivery_id
    where ${sql.join(parts, sql` and `)} order by l.id desc limit ${limit}`);
  return [...rows].map(({ id, endpoint_id, at, ...row }) => ({
    ...row,
    id: Number(id),
    webhookId: endpoint_id,
    at: instant(at),
  }));
}

function instant(at: string): number {
  return new Date(at).getTime();
}
