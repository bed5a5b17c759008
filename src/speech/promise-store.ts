import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers } from "../db/value.ts";
import type { Pledge, PledgeState, SaidPledge } from "./promise.ts";

/** A promise with the client that it is about; a merged one leads to the one that took it over. */
export type LedgerRow = Pledge & {
  client: { id: number; name: string | null } | null;
  phone: string | null;
  dealId: number | null;
  /** The number of its task, as people see it. */
  taskNumber: number | null;
};

/** Whose promises a list shows; a call's show those that are settled, too. */
export type LedgerWanted = { whose: "us" | "client" | null } | { callId: number };

/** Promises of a call, held until the transaction ends. */
export async function lockPledges(tx: Tx, businessId: string, callId: number): Promise<Pledge[]> {
  const rows = await tx.execute<PledgeRow>(sql`
    select ${COLUMNS} from promises p where p.business_id = ${businessId} and p.call_id = ${callId} order by p.id for update`);
  return [...rows].map(toPledge);
}

/** One promise, held until the transaction ends, or null. */
export async function lockPledge(tx: Tx, businessId: string, id: number): Promise<Pledge | null> {
  const [row] = await tx.execute<PledgeRow>(sql`
    select ${COLUMNS} from promises p where p.business_id = ${businessId} and p.id = ${id} for update`);
  return row ? toPledge(row) : null;
}

export async function lockPledgeOfTask(
  tx: Tx,
  businessId: string,
  taskId: number,
): Promise<Pledge | null> {
  const [row] = await tx.execute<PledgeRow>(sql`
    select ${COLUMNS} from promises p where p.business_id = ${businessId} and p.task_id = ${taskId} for update`);
  return row ? toPledge(row) : null;
}

export async function insertPledges(
  tx: Tx,
  businessId: string,
  about: {
    callId: number;
    clientId: number | null;
    dealId: number | null;
    said: readonly SaidPledge[];
    now: number;
  },
): Promise<void> {
  const { callId, clientId, dealId, now } = about;
  if (about.said.length === 0) return;
  const said = about.said.map((one) => ({ ...one, dueAt: iso(one.dueAt) }));
  await tx.execute(sql`
    insert into promises (business_id, call_id, client_id, deal_id, whose, text, quote, quote_s, due_at, created_at)
    select ${businessId}::uuid, ${callId}::bigint, ${clientId}::bigint, ${dealId}::bigint, whose, text, quote, "quoteS", "dueAt", ${iso(now)}::timestamptz
    from jsonb_to_recordset(${json(said)}) as r(whose text, text text, quote text, "quoteS" real, "dueAt" timestamptz)
    on conflict (business_id, call_id, whose, text) do nothing`);
}

export async function redatePledges(
  tx: Tx,
  businessId: string,
  dated: readonly { id: number; dueAt: number | null }[],
): Promise<void> {
  if (dated.length === 0) return;
  const given = dated.map(({ id, dueAt }) => ({ id, dueAt: iso(dueAt) }));
  await tx.execute(sql`
    update promises p set due_at = r."dueAt" from jsonb_to_recordset(${json(given)}) as r(id bigint, "dueAt" timestamptz)
    where p.business_id = ${businessId} and p.id = r.id`);
}

export async function dropPledges(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    delete from promises where business_id = ${businessId} and id = any(${numbers(ids)})`);
}

/** Gives a promise that the caller holds another state; open and accepted ones are not closed. */
export async function settlePledge(
  tx: Tx,
  businessId: string,
  value: { id: number; state: PledgeState; taskId: number | null; by: number | null; now: number },
): Promise<void> {
  const { id, state, taskId, by, now } = value;
  const isClosed = state === "done" || state === "dismissed";
  await tx.execute(sql`
    update promises set state = ${state}, task_id = ${taskId}::bigint,
      closed_at = ${isClosed ? iso(now) : null}::timestamptz, closed_by = ${isClosed ? by : null}::bigint
    where business_id = ${businessId} and id = ${id}`);
}

/** A page of the ledger: what is due first comes first. */
export async function ledger(
  tx: Tx,
  businessId: string,
  { wanted, limit, offset }: { wanted: LedgerWanted; limit: number; offset: number },
): Promise<LedgerRow[]> {
  const rows = await tx.execute<StoredRow>(sql`
    select ${COLUMNS}, ${MORE} from ${JOINED} where p.business_id = ${businessId} and ${condition(wanted)}
    order by p.due_at nulls last, p.id limit ${limit} offset ${offset}`);
  return [...rows].map(toRow);
}

export async function ledgerRow(tx: Tx, businessId: string, id: number): Promise<LedgerRow | null> {
  const [row] = await tx.execute<StoredRow>(sql`
    select ${COLUMNS}, ${MORE} from ${JOINED} where p.business_id = ${businessId} and p.id = ${id}`);
  return row ? toRow(row) : null;
}

export type LedgerCounts = { us: number; client: number };

/** How many promises are open, by whose they are. */
export async function countLedger(tx: Tx, businessId: string): Promise<LedgerCounts> {
  const [row] = await tx.execute<LedgerCounts>(sql`
    select (count(*) filter (where whose = 'us'))::int as us, (count(*) filter (where whose = 'client'))::int as client
    from promises where business_id = ${businessId} and state in ('open', 'accepted')`);
  return row ?? { us: 0, client: 0 };
}

export type PledgeFigures = { due: number; overdue: number; kept: number };

/** Of our own promises: open ones due until `dayEnds` and before `now`, and how many were kept in [from, to). */
export async function figures(
  tx: Tx,
  businessId: string,
  { now, dayEnds, from, to }: { now: number; dayEnds: number; from: number; to: number },
): Promise<PledgeFigures> {
  const [row] = await tx.execute<PledgeFigures>(sql`
    select (count(*) filter (where state in ('open', 'accepted') and due_at > ${iso(now)}::timestamptz and due_at < ${iso(dayEnds)}::timestamptz))::int as due,
      (count(*) filter (where state in ('open', 'accepted') and due_at <= ${iso(now)}::timestamptz))::int as overdue,
      (count(*) filter (where state = 'done' and closed_at >= ${iso(from)}::timestamptz and closed_at < ${iso(to)}::timestamptz))::int as kept
    from promises where business_id = ${businessId} and whose = 'us'`);
  return row ?? { due: 0, overdue: 0, kept: 0 };
}

function condition(wanted: LedgerWanted): SQL {
  if ("callId" in wanted) return sql`p.call_id = ${wanted.callId}`;
  const open = sql`p.state in ('open', 'accepted')`;
  return wanted.whose === null ? open : sql`${open} and p.whose = ${wanted.whose}`;
}

const COLUMNS = sql.raw(
  "p.id, p.call_id, p.whose, p.text, p.quote, p.quote_s, p.due_at, p.state, p.task_id",
);
const MORE = sql.raw(
  "c.id as client_id, c.name as client_name, k.client as phone, d.id as deal_id, t.number as task_number",
);
const JOINED = sql.raw(
  `promises p left join clients o on o.id = p.client_id and o.business_id = p.business_id
    left join clients c on c.id = coalesce(o.merged_into, o.id) and c.business_id = p.business_id
    left join deals d on d.id = p.deal_id and d.business_id = p.business_id and d.removed_at is null
    left join calls k on k.id = p.call_id and k.business_id = p.business_id
    left join tasks t on t.id = p.task_id and t.business_id = p.business_id`,
);

type PledgeRow = {
  id: string;
  call_id: string;
  whose: string;
  text: string;
  quote: string;
  quote_s: number;
  due_at: string | null;
  state: string;
  task_id: string | null;
};
type StoredRow = PledgeRow & {
  client_id: string | null;
  client_name: string | null;
  phone: string | null;
  deal_id: string | null;
  task_number: number | null;
};

const states: readonly PledgeState[] = ["open", "accepted", "done", "dismissed"];

function toPledge(row: PledgeRow): Pledge {
  return {
    id: Number(row.id),
    callId: Number(row.call_id),
    whose: row.whose === "client" ? "client" : "us",
    text: row.text,
    quote: row.quote,
    quoteS: row.quote_s,
    dueAt: row.due_at === null ? null : new Date(row.due_at).getTime(),
    state: states.find((state) => state === row.state) ?? "open",
    taskId: row.task_id === null ? null : Number(row.task_id),
  };
}

function toRow(row: StoredRow): LedgerRow {
  return {
    ...toPledge(row),
    client: row.client_id === null ? null : { id: Number(row.client_id), name: row.client_name },
    phone: row.phone,
    dealId: row.deal_id === null ? null : Number(row.deal_id),
    taskNumber: row.task_number,
  };
}
