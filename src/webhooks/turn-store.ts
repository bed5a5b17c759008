import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers } from "../db/value.ts";
import type { Claimed, Result } from "./delivery.ts";
import { endpointRow } from "./endpoint-store.ts";
import { withoutPeople } from "./redact.ts";
import { wakePump } from "./wake-store.ts";

/** No lease is longer: one that ends later was written before the clock was set back. */
const LONGEST_LEASE_MS = 60_000;

type Claiming = {
  endpointId: string;
  now: number;
  lease: string;
  until: number;
  /** Nothing while anything is leased. Otherwise leases of others do not count: a killed process leaves some behind. */
  alone: boolean;
  /** How many are wanted. */
  want: number;
  ordered: boolean;
  /** Only what a person asked for. */
  manual: boolean;
  /** Never those: they are in this process's hands. */
  held: readonly number[];
  /** Deliveries that were never tried count as due until then: a batch is full. */
  horizon: number;
};

/** Leases the deliveries that are due, the longest due first; the caller holds the endpoint's row. */
export async function claim(tx: Tx, businessId: string, value: Claiming): Promise<Claimed[]> {
  const { endpointId, now, lease, until, alone, want, ordered, manual, held, horizon } = value;
  const expired = sql`(d.leased_until <= ${iso(now)}::timestamptz or d.leased_until > ${iso(now + LONGEST_LEASE_MS)}::timestamptz)`;
  const due =
    horizon > now
      ? sql`(d.due_at <= ${iso(now)}::timestamptz or (d.attempts = 0 and d.due_at <= ${iso(horizon)}::timestamptz))`
      : sql`d.due_at <= ${iso(now)}::timestamptz`;
  const whenNothingIsLeased = sql`(select case when count(*) = 0 then ${want}::int else 0 end from deliveries l
        where l.business_id = ${businessId} and l.endpoint_id = ${endpointId} and l.state = 'leased' and l.leased_until > ${iso(now)}::timestamptz)`;
  const room = alone ? whenNothingIsLeased : sql`${want}::int`;
  const mine = sql`d.business_id = ${businessId} and d.endpoint_id = ${endpointId} ${manual ? sql`and d.manual` : sql``} ${ordered ? sql`and ${first(now, horizon)}` : sql``}`;
  // What a dead process held was due when it was leased, whatever a clock that was set back says of it.
  const rows = await tx.execute<Row>(sql`
    with left_behind as (
      select d.id from deliveries d
      where ${mine} and d.state = 'leased' and ${expired} and not d.id = any(${numbers(held)})
      order by d.due_at, d.id limit ${room} for update skip locked
    ), due as (
      select d.id from deliveries d where ${mine} and d.state = 'waiting' and ${due}
      order by d.due_at, d.id limit greatest(0, ${room} - (select count(*) from left_behind))
      for update skip locked
    ), chosen as (select id from left_behind union all select id from due)
    update deliveries d set state = 'leased', lease = ${lease}, leased_until = ${iso(until)}::timestamptz, attempts = d.attempts + 1
    from chosen where d.business_id = ${businessId} and d.id = chosen.id
    returning ${columns}`);
  return [...rows].map(toClaimed).toSorted((a, b) => a.id - b.id);
}

/** Leases this one delivery if it waits, whenever it is due; null when it does not. */
export async function claimOne(
  tx: Tx,
  businessId: string,
  value: { endpointId: string; deliveryId: number; lease: string; until: number; now: number },
): Promise<Claimed | null> {
  const { endpointId, deliveryId, lease, until, now } = value;
  const [row] = await tx.execute<Row>(sql`
    update deliveries d set state = 'leased', lease = ${lease}, leased_until = ${iso(until)}::timestamptz, due_at = ${iso(now)}::timestamptz, attempts = d.attempts + 1
    where d.business_id = ${businessId} and d.endpoint_id = ${endpointId} and d.id = ${deliveryId} and d.state = 'waiting'
    returning ${columns}`);
  return row ? toClaimed(row) : null;
}

/** Gives back what was claimed and not sent, for whoever comes next. */
export async function release(
  tx: Tx,
  businessId: string,
  { endpointId, items }: { endpointId: string; items: readonly Pick<Claimed, "id" | "lease">[] },
): Promise<void> {
  const rows = items.map(({ id, lease }) => ({ id, lease }));
  await endpointRow(tx, businessId, { endpointId, lock: true });
  await wakePump(tx, businessId, { endpointId });
  await tx.execute(sql`
    update deliveries d set state = 'waiting', lease = null, leased_until = null, attempts = d.attempts - 1
    from jsonb_to_recordset(${json(rows)}) as r(id bigint, lease uuid)
    where d.id = r.id and d.lease = r.lease and d.state = 'leased' and d.business_id = ${businessId}`);
}

/**
 * Writes what came of attempts, and the log: only a lease that still holds changes its delivery, another leaves the line
 * `stale_finish`. What would wait at an endpoint that is off is parked. Of an erased delivery nothing is written down.
 */
export async function finish(
  tx: Tx,
  businessId: string,
  value: { endpointId: string; results: readonly Result[] },
): Promise<{ stale: number[] }> {
  const { endpointId, results } = value;
  if (results.length === 0) return { stale: [] };
  // Deliveries are looked up by their key first and joined then: the planner, which knows little of a queue that comes and
  // goes, would else rather read all that the business has.
  const rows = await tx.execute<{ id: string }>(sql`
    with found as materialized (
      select id, body is not null as kept from deliveries where business_id = ${businessId} and id = any(${numbers(results.map(({ id }) => id))})
    ), r as materialized (
      select r.*, f.kept from found f, jsonb_to_recordset(${json(results.map(toWritten))}) as r(id bigint, lease uuid, state text, reason text, "dueAt" timestamptz,
        attempt smallint, event text, trigger text, success boolean, status smallint, "tookMs" int, response text, "errorMessage" text, cause text, at timestamptz)
      where f.id = r.id
    ), own as materialized (
      select active from endpoints where business_id = ${businessId} and id = ${endpointId}
    ), finished as (
      update deliveries d set
        state = case when r.state = 'waiting' and not (select active from own) then 'parked' else r.state end,
        reason = case when r.state = 'waiting' and not (select active from own) then 'off' else r.reason end,
        due_at = coalesce(r."dueAt", d.due_at), lease = null, leased_until = null, manual = false, before = null,
        ended_at = case when r.state = 'waiting' then null else r.at end
      from r where d.business_id = ${businessId} and d.id = r.id and d.lease = r.lease
      returning d.id
    ), logged as (
      insert into webhook_logs (business_id, endpoint_id, delivery_id, event, status_code, response_time_ms, is_success, response, error_message, cause, attempt, trigger, at)
      select ${businessId}::uuid, ${endpointId}::uuid, r.id, r.event, r.status, r."tookMs", r.success and f.id is not null,
        case when r.kept then r.response end, case when r.kept then r."errorMessage" else 'erased' end,
        case when f.id is null then 'stale_finish' else r.cause end, r.attempt, r.trigger, r.at
      from r left join finished f on f.id = r.id
      order by r.at, r.id
    )
    select r.id from r where r.id not in (select id from finished)`);
  return { stale: [...rows].map(({ id }) => Number(id)) };
}

/** The log keeps what was sent without the people in it. */
export async function keepRedacted(
  tx: Tx,
  businessId: string,
  items: readonly Pick<Claimed, "id" | "body">[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ id, body }) => ({ id, payload: withoutPeople(body) }));
  await tx.execute(sql`
    update webhook_logs l set payload = r.payload
    from jsonb_to_recordset(${json(rows)}) as r(id bigint, payload text)
    where l.delivery_id = r.id and l.business_id = ${businessId} and l.payload is null
      and exists (select 1 from deliveries d where d.business_id = l.business_id and d.id = r.id and d.body is not null)`);
}

/** When something here is due next, or a dead process's lease ends; null: nothing waits. */
export async function nextDue(
  tx: Tx,
  businessId: string,
  { endpointId, now }: { endpointId: string; now: number },
): Promise<number | null> {
  const [row] = await tx.execute<{ at: string | null }>(sql`
    select least(
      (select min(due_at) from deliveries where business_id = ${businessId} and endpoint_id = ${endpointId} and state in ('waiting', 'leased') and due_at > ${iso(now)}::timestamptz),
      (select min(leased_until) from deliveries where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'leased')
    ) as at`);
  return row?.at == null ? null : new Date(row.at).getTime();
}

/** Whether untried deliveries fill a batch, or the first of them has waited long enough. */
export async function batchIsReady(
  tx: Tx,
  businessId: string,
  value: { endpointId: string; now: number; size: number; bytes: number },
): Promise<boolean> {
  const { endpointId, now, size, bytes } = value;
  const [row] = await tx.execute<{ ready: boolean }>(sql`
    select count(*) >= ${size} or coalesce(sum(octet_length(body)), 0) >= ${bytes} or coalesce(min(due_at) <= ${iso(now)}::timestamptz, false) as ready
    from (select due_at, body from deliveries
      where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'waiting' and attempts = 0 and kind = 'real' order by due_at limit ${size}) waiting`);
  return row?.ready ?? false;
}

/** It answers again: what waits for its next attempt need not wait longer. */
export async function bringForward(
  tx: Tx,
  businessId: string,
  { endpointId, now }: { endpointId: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update deliveries set due_at = ${iso(now)}::timestamptz
    where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'waiting' and attempts > 0 and not manual and kind = 'real' and due_at > ${iso(now)}::timestamptz`);
}

type Row = {
  id: string;
  lease: string;
  leased_until: string;
  event_id: string;
  event: string;
  kind: string;
  sequence: string | null;
  body: string | null;
  attempts: number;
  manual: boolean;
  before: string | null;
};

const columns = sql`d.id, d.lease, d.leased_until, d.event_id, d.event, d.kind, d.sequence, d.body, d.attempts, d.manual, d.before`;

/** Nothing of the same lane is before it, but what leaves with it; what a person asked for waits for nobody. */
function first(now: number, horizon: number): SQL {
  return sql`(d.manual or not exists (
    select 1 from deliveries e where e.business_id = d.business_id and e.endpoint_id = d.endpoint_id and e.lane = d.lane and e.state in ('waiting', 'leased') and e.id < d.id and not e.manual and e.kind = 'real'
      ${horizon > now ? sql`and (e.state = 'leased' or (e.attempts > 0 and e.due_at > ${iso(now)}::timestamptz))` : sql``}))`;
}

function toClaimed(row: Row): Claimed {
  return {
    id: Number(row.id),
    lease: row.lease,
    leasedUntil: new Date(row.leased_until).getTime(),
    eventId: row.event_id,
    event: row.event,
    kind: row.kind === "test" ? "test" : "real",
    sequence: row.sequence === null ? null : Number(row.sequence),
    body: row.body ?? "",
    attempt: row.attempts,
    manual: row.manual,
    before: row.before,
  };
}

/** Postgres keeps no zero character in a text. */
function toWritten(result: Result): object {
  const { id, lease, state, reason, dueAt, attempt, event, trigger, success, status } = result;
  const { tookMs, response, errorMessage, cause, at } = result;
  const about = { id, lease, state, reason, attempt, event, trigger, success, status, tookMs };
  return {
    ...about,
    errorMessage,
    cause,
    dueAt: iso(dueAt),
    at: iso(at),
    response: response?.includes("\0") ? response.replaceAll("\0", "") : response,
  };
}
