import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { numbers, texts } from "../db/value.ts";
import { lockClients } from "./client-store.ts";

export type KnownPerson = {
  /** Every number of the clients, and the one that was asked about. */
  phones: string[];
  clients: { id: number; number: number; name: string | null }[];
};

/** Who has this number, with everything else they are known by; their rows are kept from others until the end. */
export async function personOf(tx: Tx, businessId: string, phone: string): Promise<KnownPerson> {
  await lockClients(tx, businessId);
  const rows = await tx.execute<{
    id: string;
    number: number;
    name: string | null;
    phones: string[];
  }>(sql`
    with own as (
      select coalesce(c.merged_into, c.id) as id from client_phones p join clients c on c.id = p.client_id and c.business_id = p.business_id
      where p.business_id = ${businessId} and p.phone = ${phone})
    select c.id, c.number, c.name,
      (select coalesce(jsonb_agg(p.phone), '[]') from client_phones p where p.business_id = c.business_id and p.client_id = c.id) as phones
    from clients c where c.business_id = ${businessId} and (c.id in (select id from own) or c.merged_into in (select id from own))`);
  const clients = [...rows];
  return {
    phones: [...new Set([phone, ...clients.flatMap(({ phones }) => phones)])],
    clients: clients.map(({ id, number, name }) => ({ id: Number(id), number, name })),
  };
}

export type ErasedWork = {
  counts: { clients: number; deals: number; tasks: number; comments: number };
  /** What people saw as their numbers. */
  deals: number[];
  tasks: number[];
  comments: number[];
};

/** Takes the clients away with their deals, tasks and comments, and those of their calls. */
export async function eraseClients(
  tx: Tx,
  businessId: string,
  { person, callIds }: { person: KnownPerson; callIds: readonly number[] },
): Promise<ErasedWork> {
  const clients = numbers(person.clients.map(({ id }) => id));
  const calls = numbers(callIds);
  const deals = await tx.execute<Gone>(sql`
    delete from deals where business_id = ${businessId}
      and (client_id = any(${clients}) or phone = any(${texts(person.phones)}) or source_call_id = any(${calls})) returning id, number`);
  const dealIds = numbers([...deals].map(({ id }) => Number(id)));
  await tx.execute(
    sql`delete from deal_calls where business_id = ${businessId} and deal_id = any(${dealIds})`,
  );
  const related = sql`client_id = any(${clients}) or call_id = any(${calls}) or deal_id = any(${dealIds})`;
  const tasks = await tx.execute<Gone>(
    sql`delete from tasks where business_id = ${businessId} and (${related}) returning id, number`,
  );
  const taskIds = numbers([...tasks].map(({ id }) => Number(id)));
  const comments = await tx.execute<Gone>(sql`
    delete from comments where business_id = ${businessId} and (${related} or task_id = any(${taskIds})) returning id, number`);
  for (const table of ["client_phones", "client_handles"])
    await tx.execute(
      sql`delete from ${sql.raw(table)} where business_id = ${businessId} and client_id = any(${clients})`,
    );
  const gone = await tx.execute(
    sql`delete from clients where business_id = ${businessId} and id = any(${clients}) returning 1`,
  );
  const seen = (rows: Iterable<Gone>) => [...rows].map(({ number }) => number);
  return {
    counts: {
      clients: gone.length,
      deals: deals.length,
      tasks: tasks.length,
      comments: comments.length,
    },
    deals: seen(deals),
    tasks: seen(tasks),
    comments: seen(comments),
  };
}

type Gone = { id: string; number: number };
