import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

/** One client of a list: the first number stands for all. */
export type ClientRow = {
  id: number;
  number: number;
  name: string | null;
  phone: string | null;
  doNotCall: boolean;
  notClient: boolean;
};

/** `before`: the number of the last row shown. */
type Query = { text: string; limit: number; offset: number; except?: number; before?: number };

/** A business's clients, newest first; `text` is a part of the name or the last digits of a number. */
export async function listClients(
  tx: Tx,
  businessId: string,
  { text, limit, offset, except, before }: Query,
): Promise<ClientRow[]> {
  const others = except === undefined ? sql`true` : sql`c.id <> ${except}::bigint`;
  const older = before === undefined ? sql`true` : sql`c.number < ${before}::int`;
  const rows = await tx.execute<ClientColumns>(sql`
    select ${CLIENT_COLUMNS} from clients c
    where c.business_id = ${businessId} and c.merged_into is null and ${wanted(businessId, text)} and ${others} and ${older}
    order by c.number desc limit ${limit} offset ${offset}`);
  return [...rows].map(toClientRow);
}

/** What else is known of a client: the open deal, and how much waits or was written. */
export type ClientFacts = {
  deal: { id: number; number: number; name: string; stage: string | null } | null;
  tasks: number;
  comments: number;
};

export async function factsOf(tx: Tx, businessId: string, clientId: number): Promise<ClientFacts> {
  const [row] = await tx.execute<{
    deal: ClientFacts["deal"];
    tasks: number;
    comments: number;
  }>(sql`
    select
      (select json_build_object('id', d.id, 'number', d.number, 'name', d.name, 'stage', s.name) from deals d
        left join stages s on s.id = d.stage_id and s.business_id = d.business_id
        where d.business_id = ${businessId} and d.client_id = ${clientId}::bigint and d.status = 'open' and d.removed_at is null) as deal,
      (select count(*)::int from tasks where business_id = ${businessId} and client_id = ${clientId}::bigint
        and status = 'pending' and removed_at is null) as tasks,
      (select count(*)::int from comments where business_id = ${businessId} and client_id = ${clientId}::bigint) as comments`);
  return row ?? { deal: null, tasks: 0, comments: 0 };
}

/** What a row of a list is made of; `c` is its client. */
export const CLIENT_COLUMNS = sql.raw(
  `c.id, c.number, c.name, c.do_not_call, c.not_client,
    (select min(p.phone) from client_phones p where p.client_id = c.id and p.business_id = c.business_id) as phone`,
);

export type ClientColumns = {
  id: string;
  number: number;
  name: string | null;
  phone: string | null;
  do_not_call: boolean;
  not_client: boolean;
};

export function toClientRow(row: ClientColumns): ClientRow {
  return {
    id: Number(row.id),
    number: row.number,
    name: row.name,
    phone: row.phone,
    doNotCall: row.do_not_call,
    notClient: row.not_client,
  };
}

/** Fewer digits than these are rather part of a name. */
const DIGITS = 3;

function wanted(businessId: string, text: string): SQL {
  const name = text.trim();
  if (name === "") return sql`true`;
  const named = sql`c.name ilike ${`%${literal(name)}%`}`;
  const digits = name.replace(/\D/g, "");
  if (digits.length < DIGITS || /\p{L}/u.test(name)) return named;
  const tail = Array.from(digits).toReversed().join("");
  // A colon stands behind every digit; the index on the reversed number is ordered by its signs.
  return sql`c.id in (
    select c.id from clients c where c.business_id = ${businessId} and ${named} union all
    select p.client_id from client_phones p
    where p.business_id = ${businessId} and reverse(p.phone) ~>=~ ${tail} and reverse(p.phone) ~<~ ${`${tail}:`})`;
}

/** The text stands for itself, its own wildcards included. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
