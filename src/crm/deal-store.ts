import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers } from "../db/value.ts";
import type { DealLink } from "./deal-plan.ts";
import { isDealStatus, type Deal, type DealStatus } from "./deal.ts";

/**
 * One at a time makes or opens deals of a business, until its transaction ends: deals count without gaps, and a client has
 * one open deal.
 */
export async function lockDeals(tx: Tx, businessId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`deals:${businessId}`}, 0))`,
  );
}

export async function storedDeals(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Deal[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<DealRow>(sql`
    select ${COLUMNS} from ${JOINED} where d.business_id = ${businessId} and d.id = any(${numbers(ids)}) order by d.id`);
  return [...rows].map(toDeal);
}

/** Holds a deal until the transaction ends and reads it then, or null. */
export async function lockDeal(tx: Tx, businessId: string, dealId: number): Promise<Deal | null> {
  await tx.execute(sql`
    select 1 from deals where business_id = ${businessId} and id = ${dealId} for update`);
  return (await storedDeals(tx, businessId, [dealId]))[0] ?? null;
}

export async function openDealId(
  tx: Tx,
  businessId: string,
  clientId: number,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from deals where business_id = ${businessId} and client_id = ${clientId} and status = 'open' and removed_at is null`);
  return row ? Number(row.id) : null;
}

export type NewDeal = {
  number: number;
  name: string;
  clientId: number | null;
  phone: string | null;
  amount: number | null;
  note: string | null;
  automatic: boolean;
  sourceCallId: number | null;
  createdBy: number | null;
};

/** Adds open deals, and their ids in that order; one whose client has an open deal already is left out. */
export async function insertDeals(
  tx: Tx,
  businessId: string,
  {
    made,
    stageId,
    currency,
    now,
  }: { made: readonly NewDeal[]; stageId: number; currency: string; now: number },
): Promise<number[]> {
  if (made.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    insert into deals (business_id, number, name, client_id, phone, stage_id, amount, currency, note, automatic, source_call_id, created_by, created_at, updated_at)
    select ${businessId}::uuid, number, name, "clientId", phone, ${stageId}::bigint, amount, ${currency}, note, automatic, "sourceCallId", "createdBy",
      ${iso(now)}::timestamptz, ${iso(now)}::timestamptz
    from jsonb_to_recordset(${json(made)}) as r(number int, name text, "clientId" bigint, phone text, amount numeric, note text, automatic boolean,
      "sourceCallId" bigint, "createdBy" bigint) order by number
    on conflict (business_id, client_id) where status = 'open' and removed_at is null and client_id is not null do nothing
    returning id`);
  return [...rows].map((row) => Number(row.id)).toSorted((a, b) => a - b);
}

export async function linkCalls(
  tx: Tx,
  businessId: string,
  links: readonly DealLink[],
): Promise<void> {
  if (links.length === 0) return;
  await tx.execute(sql`
    insert into deal_calls (business_id, deal_id, call_id)
    select ${businessId}::uuid, "dealId", "callId" from jsonb_to_recordset(${json(links)}) as r("dealId" bigint, "callId" bigint)
    order by 2, 3 on conflict do nothing`);
}

/** Gives deals another note before what their calls came to; they are locked in the order of their ids. */
export async function setNotes(
  tx: Tx,
  businessId: string,
  { notes, now }: { notes: readonly { dealId: number; note: string }[]; now: number },
): Promise<void> {
  if (notes.length === 0) return;
  await tx.execute(sql`
    with locked as (
      select id from deals where business_id = ${businessId} and id = any(${numbers(notes.map(({ dealId }) => dealId))}) order by id for update)
    update deals d set note = r.note || coalesce(E'\n\n' || substring(d.note from ${HEARD}::text), ''), updated_at = ${iso(now)}::timestamptz
    from locked join jsonb_to_recordset(${json(notes)}) as r("dealId" bigint, note text) on r."dealId" = locked.id
    where d.business_id = ${businessId} and d.id = locked.id`);
}

/** The paragraphs of calls at the end of a note: see deal-heard.ts. */
const HEARD = String.raw`(?:^|\n\n)(🎙 \d\d\.\d\d\.\d{4}, \d\d:\d\d.*)$`;

export type DealPatch = {
  name?: string;
  amount?: number | null;
  currency?: string;
  note?: string | null;
  address?: string | null;
  visitAt?: string | null;
  filled?: Record<string, number>;
  stageId?: number | null;
  status?: DealStatus;
  reason?: string | null;
  closedAt?: number | null;
  removedAt?: number;
};

/** Changes a deal that the caller holds. */
export async function patchDeal(
  tx: Tx,
  businessId: string,
  { dealId, patch, now }: { dealId: number; patch: DealPatch; now: number },
): Promise<void> {
  const sets = Object.entries({ ...patch, updatedAt: now }).flatMap(([field, value]) => {
    const set = setters[field];
    return set && value !== undefined ? [set(value)] : [];
  });
  await tx.execute(sql`
    update deals set ${sql.join(sets, sql`, `)} where business_id = ${businessId} and id = ${dealId}`);
}

type Value = string | number | null | Record<string, number>;
const setters: Partial<Record<string, (value: Value) => SQL>> = {
  name: (value) => sql`name = ${value}`,
  amount: (value) => sql`amount = ${value}::numeric`,
  currency: (value) => sql`currency = ${value}`,
  note: (value) => sql`note = ${value}`,
  address: (value) => sql`address = ${value}`,
  visitAt: (value) => sql`visit_at = ${value}`,
  filled: (value) => sql`filled = ${json(value)}`,
  stageId: (value) => sql`stage_id = ${value}::bigint`,
  status: (value) => sql`status = ${value}`,
  reason: (value) => sql`reason = ${value}`,
  closedAt: (value) => sql`closed_at = ${instant(value)}::timestamptz`,
  removedAt: (value) => sql`removed_at = ${instant(value)}::timestamptz`,
  updatedAt: (value) => sql`updated_at = ${instant(value)}::timestamptz`,
};

function instant(value: Value): string | null {
  return typeof value === "number" ? iso(value) : null;
}

/** `d` a deal, `c` its client, `s` its stage. */
export const JOINED = sql.raw(
  "deals d left join clients c on c.id = d.client_id and c.business_id = d.business_id left join stages s on s.id = d.stage_id and s.business_id = d.business_id",
);
export const COLUMNS = sql.raw(
  "d.id, d.number, d.name, d.status, d.stage_id, s.name as stage_name, d.amount, d.currency, d.client_id, c.number as client_number, c.name as client_name, d.phone, d.reason, d.note, d.address, d.visit_at, d.filled, d.automatic, d.source_call_id, d.created_at, d.updated_at, d.closed_at, d.removed_at",
);

export type DealRow = {
  id: string;
  number: number;
  name: string;
  status: string;
  stage_id: string | null;
  stage_name: string | null;
  amount: string | null;
  currency: string;
  client_id: string | null;
  client_number: number | null;
  client_name: string | null;
  phone: string | null;
  reason: string | null;
  note: string | null;
  address: string | null;
  visit_at: string | null;
  filled: Record<string, number>;
  automatic: boolean;
  source_call_id: string | null;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
  removed_at: string | null;
};

export function toDeal(row: DealRow): Deal {
  const { id, number, name, currency, phone, reason, note, address, filled, automatic } = row;
  return {
    id: Number(id),
    number,
    name,
    currency,
    phone,
    reason,
    note,
    address,
    visitAt: row.visit_at,
    filled,
    automatic,
    status: isDealStatus(row.status) ? row.status : "open",
    stage:
      row.stage_id === null || row.stage_name === null
        ? null
        : { id: Number(row.stage_id), name: row.stage_name },
    amount: row.amount === null ? null : Number(row.amount),
    client:
      row.client_id === null || row.client_number === null
        ? null
        : { id: Number(row.client_id), number: row.client_number, name: row.client_name },
    sourceCallId: row.source_call_id === null ? null : Number(row.source_call_id),
    createdAt: new Date(row.created_at).getTime(),
    updatedAt: new Date(row.updated_at).getTime(),
    closedAt: row.closed_at === null ? null : new Date(row.closed_at).getTime(),
    removed: row.removed_at !== null,
  };
}
