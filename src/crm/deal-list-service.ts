import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import { COLUMNS, JOINED, storedDeals, toDeal, type DealRow } from "./deal-store.ts";
import { isDealStatus, type Deal, type DealStatus } from "./deal.ts";

/** The deal of a call, as cards and lists show it. */
export type CallDeal = {
  id: number;
  number: number;
  name: string;
  stage: string | null;
  status: DealStatus;
  automatic: boolean;
};

/** How many open deals stand in a stage, and what they are worth in each currency. */
export type StageCount = {
  stageId: number;
  count: number;
  sums: { currency: string; amount: number }[];
};

export type DealsWanted = { stageId: number } | { status: "won" | "lost" } | { text: string };

/** A deal of each of these calls: the open one, else the newest; undone ones are none. */
export async function dealsOfCalls(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<Map<number, CallDeal>> {
  if (callIds.length === 0) return new Map();
  const rows = await tx.execute<CallDealRow>(sql`
    select distinct on (l.call_id) l.call_id, d.id, d.number, d.name, s.name as stage, d.status, d.automatic
    from deal_calls l join deals d on d.id = l.deal_id and d.business_id = l.business_id and d.removed_at is null
    left join stages s on s.id = d.stage_id and s.business_id = d.business_id
    where l.business_id = ${businessId} and l.call_id = any(${numbers(callIds)})
    order by l.call_id, d.status = 'open' desc, d.id desc`);
  return new Map([...rows].map((row) => [Number(row.call_id), toCallDeal(row)]));
}

/** The calls of a deal, the newest first. */
export async function callsOfDeal(
  tx: Tx,
  businessId: string,
  { dealId, limit }: { dealId: number; limit: number },
): Promise<number[]> {
  const rows = await tx.execute<{ call_id: string }>(sql`
    select call_id from deal_calls where business_id = ${businessId} and deal_id = ${dealId} order by call_id desc limit ${limit}`);
  return [...rows].map((row) => Number(row.call_id));
}

/** Stages without open deals are missing. */
export async function dealsBoard(tx: Tx, businessId: string): Promise<StageCount[]> {
  const rows = await tx.execute<{
    stage_id: string | null;
    count: number;
    sums: StageCount["sums"];
  }>(sql`
    select stage_id, sum(count)::int as count,
      coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount) order by amount desc) filter (where amount is not null), '[]') as sums
    from (
      select stage_id, currency, count(*) as count, sum(amount) as amount from deals
      where business_id = ${businessId} and status = 'open' and removed_at is null group by stage_id, currency) as parts
    group by stage_id`);
  return [...rows].map(({ stage_id, count, sums }) => ({ stageId: Number(stage_id), count, sums }));
}

/** Deals that are over, counted. */
export async function closedCounts(
  tx: Tx,
  businessId: string,
): Promise<{ won: number; lost: number }> {
  const rows = await tx.execute<{ status: string; count: number }>(sql`
    select status, count(*)::int as count from deals
    where business_id = ${businessId} and status in ('won', 'lost') and removed_at is null group by status`);
  const of = (wanted: DealStatus) => [...rows].find(({ status }) => status === wanted)?.count ?? 0;
  return { won: of("won"), lost: of("lost") };
}

/** A page of deals, the ones that changed last first; text is looked for in names, phones and numbers. */
export async function listDeals(
  tx: Tx,
  businessId: string,
  { wanted, offset, limit }: { wanted: DealsWanted; offset: number; limit: number },
): Promise<Deal[]> {
  const rows = await tx.execute<DealRow>(sql`
    select ${COLUMNS} from ${JOINED}
    where d.business_id = ${businessId} and d.removed_at is null and ${conditionOf(wanted)}
    order by d.updated_at desc, d.id desc limit ${limit} offset ${offset}`);
  return [...rows].map(toDeal);
}

/** The same list by what stood last on the page before. */
export async function dealsAfter(
  tx: Tx,
  businessId: string,
  value: { wanted: DealsWanted; after: { at: number; id: number } | null; limit: number },
): Promise<Deal[]> {
  const { wanted, after, limit } = value;
  const further =
    after === null
      ? sql`true`
      : sql`(d.updated_at, d.id) < (${iso(after.at)}::timestamptz, ${after.id}::bigint)`;
  const rows = await tx.execute<DealRow>(sql`
    select ${COLUMNS} from ${JOINED}
    where d.business_id = ${businessId} and d.removed_at is null and ${conditionOf(wanted)} and ${further}
    order by d.updated_at desc, d.id desc limit ${limit}`);
  return [...rows].map(toDeal);
}

/** These deals, undone ones, too. */
export async function dealsWith(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Deal[]> {
  return storedDeals(tx, businessId, ids);
}

/** The id behind a number that people see; undone deals are none. */
export async function dealNumbered(
  tx: Tx,
  businessId: string,
  number: number,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from deals where business_id = ${businessId} and number = ${number} and removed_at is null`);
  return row ? Number(row.id) : null;
}

/** What is still to be done for a deal, the most urgent first. */
export async function tasksOfDeal(
  tx: Tx,
  businessId: string,
  { dealId, limit }: { dealId: number; limit: number },
): Promise<{ title: string; dueAt: number | null }[]> {
  const rows = await tx.execute<{ title: string; due_at: string | null }>(sql`
    select title, due_at from tasks
    where business_id = ${businessId} and deal_id = ${dealId} and status = 'pending' and removed_at is null
    order by due_at nulls last, id limit ${limit}`);
  return [...rows].map(({ title, due_at }) => ({
    title,
    dueAt: due_at === null ? null : new Date(due_at).getTime(),
  }));
}

function conditionOf(wanted: DealsWanted): SQL {
  if ("stageId" in wanted) return sql`d.status = 'open' and d.stage_id = ${wanted.stageId}`;
  // Its index knows that what is over stands in no stage.
  if ("status" in wanted) return sql`d.status = ${wanted.status} and d.stage_id is null`;
  const text = wanted.text.trim();
  const digits = text.replace(/\D/g, "");
  const named = sql`(d.name ilike ${like(text)} or c.name ilike ${like(text)} or d.note ilike ${like(text)})`;
  const numbered = /^[#№]?\s*\d{1,9}$/u.test(text) ? sql`d.number = ${Number(digits)}` : sql`false`;
  const dialled = digits.length >= 3 ? sql`d.phone like ${`%${digits}`}` : sql`false`;
  return sql`(${named} or ${numbered} or ${dialled})`;
}

type CallDealRow = {
  call_id: string;
  id: string;
  number: number;
  name: string;
  stage: string | null;
  status: string;
  automatic: boolean;
};

function toCallDeal({ id, number, name, stage, status, automatic }: CallDealRow): CallDeal {
  return {
    id: Number(id),
    number,
    name,
    stage,
    status: isDealStatus(status) ? status : "open",
    automatic,
  };
}

/** The text stands for itself, its own wildcards included. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}
