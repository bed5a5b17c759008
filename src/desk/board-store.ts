import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import type { BoardKey, ColumnCount, NextStep } from "./board.ts";

/** All deals, one's own, or open ones for which nothing is to be done next. */
export type BoardView = { show: "all" | "mine" | "loose"; personId: number };

type Asked = { view: BoardView; since: number; now: number };

export async function boardCounts(
  tx: Tx,
  businessId: string,
  { view, since, now }: Asked,
): Promise<{ columns: ColumnCount[]; loose: number }> {
  const rows = await tx.execute<CountRow>(sql`
    with shown as (
      select d.status, d.stage_id, d.currency, d.amount, ${loose(businessId, now)} as loose, ${seen(businessId, view, now)} as seen from deals d
      where d.business_id = ${businessId} and d.removed_at is null and (d.status = 'open' or (${closedSince(since)})))
    select key, sum(count)::int as count, sum(loose)::int as loose,
      coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount) order by amount desc) filter (where amount is not null), '[]') as sums
    from (
      select case status when 'open' then stage_id::text else status end as key, currency, count(*) filter (where seen) as count,
        sum(amount) filter (where seen) as amount, count(*) filter (where loose) as loose
      from shown group by 1, currency) parts
    group by key`);
  const columns = [...rows].map(({ key, count, sums }) => ({ key: toKey(key), count, sums }));
  return { columns, loose: [...rows].reduce((sum, row) => sum + row.loose, 0) };
}

/** The first deals of every column, the ones that changed last. */
export async function boardIds(
  tx: Tx,
  businessId: string,
  { view, since, now, limit }: Asked & { limit: number },
): Promise<number[]> {
  const of = (where: SQL): SQL => sql`
    select d.id from deals d where d.business_id = ${businessId} and d.removed_at is null and ${where} and ${seen(businessId, view, now)}
    order by d.updated_at desc, d.id desc limit ${limit}`;
  const over = (status: string): SQL =>
    sql`(${of(sql`d.status = ${status} and ${closedSince(since)}`)})`;
  const rows = await tx.execute<{ id: string }>(sql`
    select x.id from stages t cross join lateral (${of(sql`d.status = 'open' and d.stage_id = t.id`)}) x
    where t.business_id = ${businessId}
    union all ${over("won")} union all ${over("lost")}`);
  return [...rows].map(({ id }) => Number(id));
}

/** What is next for these deals. */
export async function nextSteps(
  tx: Tx,
  businessId: string,
  { ids, now }: { ids: readonly number[]; now: number },
): Promise<Map<number, NextStep>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<StepRow>(sql`
    select d.id, t.title, t.due_at, m.name as owner, f.last_at as missed_at, f.due_at as missed_due,
      k.started_at as talks_since, b.starts_at
    from deals d
    left join lateral (
      select title, due_at, assignee from tasks
      where business_id = d.business_id and deal_id = d.id and status = 'pending' and removed_at is null
      order by due_at nulls last, id limit 1) t on true
    left join members m on m.business_id = d.business_id and m.person_id = coalesce(t.assignee, d.created_by)
    left join lateral (
      select last_at, due_at from followups
      where business_id = d.business_id and client = d.phone and closed_at is null limit 1) f on d.status = 'open'
    left join lateral (
      select c.started_at from calls c
      where c.business_id = d.business_id and c.client = d.phone and c.started_at > ${iso(now - LONGEST_MS)}::timestamptz
        and c.merged_into is null and c.state->>'state' = 'talking' limit 1) k on d.status = 'open'
    left join lateral (
      select starts_at from bookings
      where business_id = d.business_id and client_id = d.client_id and status in ('booked', 'confirmed')
        and ends_at > ${iso(now)}::timestamptz order by starts_at limit 1) b on d.status = 'open'
    where d.business_id = ${businessId} and d.id = any(${numbers(ids)})`);
  return new Map([...rows].map((row) => [Number(row.id), toStep(row, now)]));
}

/** The longest call. */
const LONGEST_MS = 4 * 3_600_000;

/** What is the same for every deal is gathered once: a board may stand on thousands of them. */
function seen(businessId: string, { show, personId }: BoardView, now: number): SQL {
  if (show === "loose") return loose(businessId, now);
  if (show === "all") return sql`true`;
  return sql`(d.created_by = ${personId}::bigint or d.id in (
    select deal_id from tasks where business_id = ${businessId} and status = 'pending' and removed_at is null
      and deal_id is not null and assignee = ${personId}::bigint))`;
}

/** An open deal without a task, a day or a visit that is to come. */
function loose(businessId: string, now: number): SQL {
  return sql`(d.status = 'open' and d.visit_at is null and d.id not in (
      select deal_id from tasks where business_id = ${businessId} and status = 'pending' and removed_at is null and deal_id is not null)
    and (d.client_id is null or d.client_id not in (
      select client_id from bookings where business_id = ${businessId} and status in ('booked', 'confirmed') and client_id is not null
        and starts_at > ${iso(now - DAY_MS)}::timestamptz and ends_at > ${iso(now)}::timestamptz)))`;
}

/** The longest visit. */
const DAY_MS = 24 * 3_600_000;

/** What was closed since then has changed since then: that is in the index. */
function closedSince(since: number): SQL {
  const from = sql`${iso(since)}::timestamptz`;
  return sql`d.stage_id is null and d.updated_at >= ${from} and d.closed_at >= ${from}`;
}

type CountRow = { key: string; count: number; loose: number; sums: ColumnCount["sums"] };
type StepRow = {
  id: string;
  title: string | null;
  due_at: string | null;
  owner: string | null;
  missed_at: string | null;
  missed_due: string | null;
  talks_since: string | null;
  starts_at: string | null;
};

function toKey(key: string): BoardKey {
  return key === "won" || key === "lost" ? key : Number(key);
}

function toStep(row: StepRow, now: number): NextStep {
  const { title, owner } = row;
  const missedAt = at(row.missed_at);
  const visitAt = at(row.starts_at);
  return {
    task: title === null ? null : { title, dueAt: at(row.due_at) },
    owner,
    missed: missedAt === null ? null : { at: missedAt, dueAt: at(row.missed_due) },
    talksSince: at(row.talks_since),
    visit: visitAt === null ? null : { at: visitAt, running: visitAt <= now },
  };
}

function at(value: string | null): number | null {
  return value === null ? null : new Date(value).getTime();
}
