import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import type { LogDetail, LogFilter, LogLine, Statistics } from "./log.ts";

type Page = {
  endpointId: string;
  filter?: LogFilter;
  /** The cursor: only attempts before this one. */
  before?: number | null;
  limit?: number;
};

const PAGE = 50;

/** Attempts of an endpoint, the latest first; `next` is the cursor of the page behind. */
export async function logsOf(
  tx: Tx,
  businessId: string,
  { endpointId, filter = {}, before = null, limit = PAGE }: Page,
): Promise<{ logs: LogLine[]; next: number | null }> {
  const rows = await tx.execute<Row>(sql`
    select ${line} from webhook_logs l left join deliveries d on d.business_id = l.business_id and d.id = l.delivery_id
    where ${of(businessId, { endpointId, filter })} ${before === null ? sql`` : sql`and l.id < ${before}`}
    order by l.id desc limit ${limit + 1}`);
  const logs = [...rows].slice(0, limit).map(toLine);
  return { logs, next: rows.length > limit ? (logs.at(-1)?.id ?? null) : null };
}

/** One attempt with what was sent and what came back, or null. What was sent is the delivery's own, unless people were left out of the log. */
export async function logOf(
  tx: Tx,
  businessId: string,
  { endpointId, logId }: { endpointId: string; logId: number },
): Promise<LogDetail | null> {
  const [row] = await tx.execute<Row & { payload: string | null; response: string | null }>(sql`
    select ${line}, coalesce(l.payload, d.body) as payload, l.response from webhook_logs l
    left join deliveries d on d.business_id = l.business_id and d.id = l.delivery_id
    where ${of(businessId, { endpointId, filter: {} })} and l.id = ${logId}`);
  return row ? { ...toLine(row), payload: row.payload, response: row.response } : null;
}

/** What the attempts of a time came to; of every endpoint without `endpointId`. */
export async function statisticsOf(
  tx: Tx,
  businessId: string,
  value: { endpointId: string | null; from: number; to: number; now: number },
): Promise<Statistics> {
  const { endpointId, from, to, now } = value;
  const logs = sql`webhook_logs l where ${of(businessId, { endpointId, filter: { from, to } })}`;
  const own =
    endpointId === null
      ? sql`in (select id from endpoints where business_id = ${businessId})`
      : sql`= ${endpointId}`;
  const [total] = await tx.execute<Total>(sql`select ${counted}, ${quantiles} from ${logs}`);
  const byEvent = await tx.execute<Total & { event: string }>(sql`
    select l.event, ${counted}, ${quantiles} from ${logs} group by l.event order by count(*) desc, l.event`);
  const hourly = await tx.execute<Hour>(sql`
    select date_trunc('hour', l.at) as at, count(*)::int as attempts, (count(*) filter (where not l.is_success))::int as failed, ${quantile(95)}
    from ${logs} group by 1 order by 1`);
  const [queue] = await tx.execute<{ waiting: number; parked: number; oldest: string | null }>(sql`
    select (count(*) filter (where state in ('waiting', 'leased')))::int as waiting,
      (count(*) filter (where state = 'parked'))::int as parked,
      min(due_at) filter (where state in ('waiting', 'leased')) as oldest
    from deliveries where business_id = ${businessId} and endpoint_id ${own} and state in ('waiting', 'leased', 'parked')`);
  const {
    attempts = 0,
    failed = 0,
    first = 0,
    manual = 0,
    p50 = null,
    p95 = null,
    p99 = null,
  } = total ?? {};
  const oldest = queue?.oldest == null ? now : new Date(queue.oldest).getTime();
  return {
    attempts,
    succeeded: attempts - failed,
    failed,
    first,
    retries: attempts - first,
    manual,
    p50: whole(p50),
    p95: whole(p95),
    p99: whole(p99),
    waiting: queue?.waiting ?? 0,
    parked: queue?.parked ?? 0,
    queueAgeMs: Math.max(0, now - oldest),
    byEvent: [...byEvent].map((row) => ({
      event: row.event,
      attempts: row.attempts,
      failed: row.failed,
      p95: whole(row.p95),
    })),
    hourly: [...hourly].map((row) => ({
      ...row,
      at: new Date(row.at).getTime(),
      p95: whole(row.p95),
    })),
  };
}

type Hour = { at: string; attempts: number; failed: number; p95: number | null };
type Row = {
  id: string;
  delivery_id: string;
  event: string;
  sequence: string | null;
  status_code: number | null;
  response_time_ms: number;
  is_success: boolean;
  error_message: string | null;
  attempt: number;
  trigger: string;
  at: string;
  state: string | null;
  due_at: string | null;
  kept: boolean;
};
type Total = {
  attempts: number;
  failed: number;
  first: number;
  manual: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
};

const line = sql`l.id, l.delivery_id, l.event, d.sequence, l.status_code, l.response_time_ms, l.is_success, l.error_message,
  l.attempt, l.trigger, l.at, d.state, d.due_at, d.body is not null as kept`;
const counted = sql`count(*)::int as attempts, (count(*) filter (where not l.is_success))::int as failed,
  (count(*) filter (where l.attempt = 1))::int as first, (count(*) filter (where l.trigger = 'manual'))::int as manual`;
const quantiles = sql.join([50, 95, 99].map(quantile), sql`, `);

function quantile(share: number): SQL {
  return sql`percentile_cont(${sql.raw(String(share / 100))}) within group (order by l.response_time_ms) filter (where l.status_code is not null) as ${sql.raw(`p${share}`)}`;
}

function of(
  businessId: string,
  { endpointId, filter }: { endpointId: string | null; filter: LogFilter },
): SQL {
  const { event, success, deliveryId, from, to } = filter;
  const parts = [
    sql`l.business_id = ${businessId}`,
    ...(endpointId === null ? [] : [sql`l.endpoint_id = ${endpointId}`]),
    ...(event === undefined ? [] : [sql`l.event = ${event}`]),
    ...(success === undefined ? [] : [sql`l.is_success = ${success}`]),
    ...(deliveryId === undefined ? [] : [sql`l.delivery_id = ${deliveryId}`]),
    ...(from === undefined ? [] : [sql`l.at >= ${iso(from)}::timestamptz`]),
    ...(to === undefined ? [] : [sql`l.at < ${iso(to)}::timestamptz`]),
  ];
  return sql.join(parts, sql` and `);
}

function toLine(row: Row): LogLine {
  return {
    id: Number(row.id),
    deliveryId: Number(row.delivery_id),
    event: row.event,
    sequence: row.sequence === null ? null : Number(row.sequence),
    statusCode: row.status_code,
    responseTimeMs: row.response_time_ms,
    isSuccess: row.is_success,
    errorMessage: row.error_message,
    attempt: row.attempt,
    trigger: row.trigger,
    at: new Date(row.at).getTime(),
    state: row.state,
    dueAt: row.state === "waiting" && row.due_at !== null ? new Date(row.due_at).getTime() : null,
    kept: row.kept,
  };
}

function whole(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
