import { sql, type SQL } from "drizzle-orm";
import type { Call } from "../calls/call.ts";
import type { Tx } from "../db/client.ts";
import { numbers } from "../db/value.ts";
import type { DealStatus } from "../crm/deal.ts";
import type { Priority } from "../crm/task.ts";
import { toAnalyzed, type Analysis, type AnalyzedData } from "../speech/analysis.ts";

/** Programs read lists by the numbers that people see, the newest first: `before` is the last number of the page before. */
export type NumberPage = { before: number | null; limit: number };

/** A call as it was folded, with the row of its client. */
export type CallFact = { id: number; call: Call; clientId: number | null; name: string | null };

/** These calls, whatever became of them; colleagues' calls and those of others are not told. */
export async function callFacts(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Map<number, CallFact>> {
  const rows = await tx.execute<{
    id: string;
    state: Call;
    client_id: string | null;
    name: string | null;
  }>(sql`
    select c.id, c.state, l.id as client_id, l.name from calls c
    left join client_phones p on p.business_id = c.business_id and p.phone = c.client
    left join clients l on l.business_id = c.business_id and l.id = p.client_id
    where c.business_id = ${businessId} and c.id = any(${numbers(ids)}) and c.merged_into is null
      and c.direction <> 'internal' and (c.state->>'ours')::boolean`);
  return new Map(
    [...rows].map(({ id, state, client_id, name }) => [
      Number(id),
      {
        id: Number(id),
        call: state,
        clientId: client_id === null ? null : Number(client_id),
        name: name ?? state.clientName,
      },
    ]),
  );
}

/** What these calls came to, as events tell it. */
export async function callAnalyses(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Map<number, AnalyzedData>> {
  const rows = await tx.execute<{ id: string; data: Analysis }>(sql`
    select distinct on (of_call) of_call as id, data from (
      select coalesce(c.merged_into, c.id) as of_call, c.merged_into is null as own, a.at, a.data
      from analyses a join calls c on c.business_id = a.business_id and c.id = a.call_id
      where a.business_id = ${businessId} and a.data is not null
        and (c.id = any(${numbers(ids)}) or c.merged_into = any(${numbers(ids)}))) found
    order by of_call, own desc, at desc`);
  return new Map([...rows].map(({ id, data }) => [Number(id), toAnalyzed(data)]));
}

/** A client with every number. `createdAt` is epoch ms. */
export type ClientFact = {
  id: number;
  number: number;
  name: string | null;
  note: string | null;
  phones: string[];
  doNotCall: boolean;
  notClient: boolean;
  createdAt: number;
};

/** These clients by their rows. */
export async function clientFacts(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Map<number, ClientFact>> {
  const rows = await tx.execute<
    Omit<ClientFact, "id" | "doNotCall" | "notClient" | "createdAt"> & {
      id: string;
      do_not_call: boolean;
      not_client: boolean;
      created_at: string;
    }
  >(sql`
    select c.id, c.number, c.name, c.note, c.do_not_call, c.not_client, c.created_at, (
      select coalesce(jsonb_agg(p.phone order by p.phone), '[]') from client_phones p
      where p.business_id = c.business_id and p.client_id = c.id) as phones
    from clients c where c.business_id = ${businessId} and c.id = any(${numbers(ids)})`);
  return new Map(
    [...rows].map(({ do_not_call, not_client, created_at, ...row }) => {
      const id = Number(row.id);
      const createdAt = new Date(created_at).getTime();
      return [id, { ...row, id, doNotCall: do_not_call, notClient: not_client, createdAt }];
    }),
  );
}

/** Which deals: all of these must hold. */
type DealWish = NumberPage & {
  status?: DealStatus | undefined;
  stageId?: number | undefined;
  clientId?: number | undefined;
};

/** The rows of deals that nobody undid. */
export async function dealIds(tx: Tx, businessId: string, wish: DealWish): Promise<number[]> {
  const { status, stageId, clientId } = wish;
  const parts = [
    sql`business_id = ${businessId} and removed_at is null`,
    status && sql`status = ${status}`,
    stageId === undefined ? undefined : sql`stage_id = ${stageId}::bigint`,
    clientId === undefined ? undefined : sql`client_id = ${clientId}::bigint`,
  ];
  return idsOf(tx, sql`deals where ${both(parts)}`, wish);
}

type TaskWish = NumberPage & {
  status?: "pending" | "completed" | undefined;
  priority?: Priority | undefined;
  clientId?: number | undefined;
  dealId?: number | undefined;
};

/** The rows of tasks that are not deleted. */
export async function taskIds(tx: Tx, businessId: string, wish: TaskWish): Promise<number[]> {
  const { status, priority, clientId, dealId } = wish;
  const parts = [
    sql`business_id = ${businessId} and removed_at is null`,
    status && sql`status = ${status}`,
    priority && sql`priority = ${priority}`,
    clientId === undefined ? undefined : sql`client_id = ${clientId}::bigint`,
    dealId === undefined ? undefined : sql`deal_id = ${dealId}::bigint`,
  ];
  return idsOf(tx, sql`tasks where ${both(parts)}`, wish);
}

/** The rows of the newest of a list that have a number. */
async function idsOf(tx: Tx, from: SQL, { before, limit }: NumberPage): Promise<number[]> {
  const further = before === null ? sql`` : sql`and number < ${before}::int`;
  const rows = await tx.execute<{ id: string }>(
    sql`select id from ${from} ${further} order by number desc limit ${limit}`,
  );
  return [...rows].map(({ id }) => Number(id));
}

function both(parts: readonly (SQL | "" | undefined)[]): SQL {
  return sql.join(
    parts.filter((part) => part !== undefined && part !== ""),
    sql` and `,
  );
}
