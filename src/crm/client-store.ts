import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers, texts } from "../db/value.ts";
import {
  isNameSource,
  type Client,
  type ClientFlag,
  type NameSource,
  type StoredClient,
} from "./client.ts";

/**
 * One at a time makes clients of a business or moves numbers between them, until its transaction ends: clients count
 * without gaps, and a number has one client.
 */
export async function lockClients(tx: Tx, businessId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`clients:${businessId}`}, 0))`,
  );
}

/** Clients by their numbers; the number of a merged client leads to the one that took it over. */
export async function findByPhones(
  tx: Tx,
  businessId: string,
  phones: readonly string[],
): Promise<Map<string, Client>> {
  if (phones.length === 0) return new Map();
  const rows = await tx.execute<ClientRow & { phone: string }>(sql`
    select p.phone, ${COLUMNS} from client_phones p
    join clients o on o.id = p.client_id and o.business_id = p.business_id
    join clients c on c.id = coalesce(o.merged_into, o.id) and c.business_id = o.business_id
    where p.business_id = ${businessId} and p.phone = any(${texts(phones)})`);
  return new Map([...rows].map((row) => [row.phone, toClient(row)]));
}

/** Clients any of whose numbers ends like this; `tail` is backwards. */
export async function findByTails(
  tx: Tx,
  businessId: string,
  tails: readonly { asked: string; tail: string }[],
): Promise<{ asked: string; client: Client }[]> {
  if (tails.length === 0) return [];
  // A colon stands behind every digit; the index on the reversed number is ordered by its signs.
  const rows = await tx.execute<ClientRow & { asked: string }>(sql`
    select distinct a.asked, ${COLUMNS}
    from jsonb_to_recordset(${json(tails)}) as a(asked text, tail text)
    cross join lateral (
      select client_id from client_phones where business_id = ${businessId} and reverse(phone) ~>=~ a.tail and reverse(phone) ~<~ (a.tail || ':')
      limit ${ENOUGH}) p
    join clients o on o.id = p.client_id and o.business_id = ${businessId}
    join clients c on c.id = coalesce(o.merged_into, o.id) and c.business_id = o.business_id`);
  return [...rows].map((row) => ({ asked: row.asked, client: toClient(row) }));
}

/** More numbers with one end than these belong to several clients, whichever they are. */
const ENOUGH = 20;

/** Clients by their ids, merged ones as they are. */
export async function storedClients(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Map<number, StoredClient>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<StoredRow>(sql`
    select ${COLUMNS}, c.note, c.merged_into, c.created_at, ${PHONES} as phones from clients c
    where c.business_id = ${businessId} and c.id = any(${numbers(ids)}) order by c.id`);
  return new Map([...rows].map((row) => [Number(row.id), toStored(row)]));
}

export type NewClient = {
  number: number;
  name: string | null;
  nameFrom: NameSource | null;
  phone: string;
  sourceCallId: number | null;
};

/** Adds clients with a number each; the caller holds the lock. */
export async function insertClients(
  tx: Tx,
  businessId: string,
  { made, now }: { made: readonly NewClient[]; now: number },
): Promise<Map<string, Client>> {
  if (made.length === 0) return new Map();
  const given = made.map(({ number, name, nameFrom, phone, sourceCallId }) => ({
    number,
    name,
    name_from: nameFrom,
    phone,
    source_call_id: sourceCallId,
  }));
  const rows = await tx.execute<ClientRow & { phone: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${json(given)}) as r(number int, name text, name_from text, phone text, source_call_id bigint)),
    c as (
      insert into clients (business_id, number, name, name_from, source_call_id, created_at)
      select ${businessId}::uuid, number, name, name_from, source_call_id, ${iso(now)}::timestamptz from given order by number
      returning *),
    kept as (
      insert into client_phones (business_id, phone, client_id)
      select ${businessId}::uuid, given.phone, c.id from c join given using (number))
    select given.phone, ${COLUMNS} from c join given using (number)`);
  return new Map([...rows].map((row) => [row.phone, toClient(row)]));
}

/** Gives clients another name, the PBX's only where nobody better gave one; they are locked in the order of their ids. */
export async function nameClients(
  tx: Tx,
  businessId: string,
  names: readonly { id: number; name: string | null; nameFrom: NameSource | null }[],
): Promise<void> {
  if (names.length === 0) return;
  const given = names.map(({ id, name, nameFrom }) => ({ id, name, name_from: nameFrom }));
  await tx.execute(sql`
    with locked as (
      select id from clients where business_id = ${businessId} and id = any(${numbers(names.map(({ id }) => id))})
      order by id for update)
    update clients c set name = r.name, name_from = r.name_from
    from locked join jsonb_to_recordset(${json(given)}) as r(id bigint, name text, name_from text) using (id)
    where c.business_id = ${businessId} and c.id = locked.id and c.merged_into is null
      and (r.name_from is distinct from 'pbx' or c.name is null or c.name_from = 'pbx')`);
}

/** Which of these numbers are the business's own: its lines, the lines of its addresses, its employees' extensions. */
export async function ownNumbers(
  tx: Tx,
  businessId: string,
  phones: readonly string[],
): Promise<Set<string>> {
  if (phones.length === 0) return new Set();
  const rows = await tx.execute<{ phone: string }>(sql`
    with asked as (select jsonb_array_elements_text(${json(phones)}) as phone)
    select phone from asked where exists (
      select 1 from lines where business_id = ${businessId} and number = phone)
    or exists (select 1 from hook_tokens where business_id = ${businessId} and line = phone)
    or exists (select 1 from employees where business_id = ${businessId} and ext in (phone, ltrim(phone, '+')))
    or exists (select 1 from members where business_id = ${businessId} and removed_at is null and ext in (phone, ltrim(phone, '+')))`);
  return new Set([...rows].map(({ phone }) => phone));
}

export async function setPhoneOwner(
  tx: Tx,
  businessId: string,
  { phone, clientId }: { phone: string; clientId: number },
): Promise<void> {
  await tx.execute(sql`
    insert into client_phones (business_id, phone, client_id) values (${businessId}::uuid, ${phone}, ${clientId}::bigint)`);
}

/** Takes a number away; false when the client has it no longer. */
export async function dropPhone(
  tx: Tx,
  businessId: string,
  { phone, clientId }: { phone: string; clientId: number },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    delete from client_phones where business_id = ${businessId} and phone = ${phone} and client_id = ${clientId}::bigint returning 1`);
  return rows.length > 0;
}

/** Sets a mark; false when it stood so already. */
export async function markClient(
  tx: Tx,
  businessId: string,
  { id, flag, on }: { id: number; flag: ClientFlag; on: boolean },
): Promise<boolean> {
  const column = sql.raw(flags[flag]);
  const rows = await tx.execute(sql`
    update clients set ${column} = ${on} where business_id = ${businessId} and id = ${id}::bigint and ${column} is distinct from ${on} returning 1`);
  return rows.length > 0;
}

const flags: Record<ClientFlag, string> = { doNotCall: "do_not_call", notClient: "not_client" };

const COLUMNS = sql.raw(
  "c.id, c.number, c.name, c.name_from, c.do_not_call, c.not_client, c.source_call_id",
);
const PHONES = sql.raw(
  "(select coalesce(jsonb_agg(p.phone order by p.phone), '[]') from client_phones p where p.client_id = c.id and p.business_id = c.business_id)",
);

type ClientRow = {
  id: string;
  number: number;
  name: string | null;
  name_from: string | null;
  do_not_call: boolean;
  not_client: boolean;
  source_call_id: string | null;
};
type StoredRow = ClientRow & {
  phones: string[];
  note: string | null;
  merged_into: string | null;
  created_at: string;
};

function toClient(row: ClientRow): Client {
  return {
    id: Number(row.id),
    number: row.number,
    name: row.name,
    nameFrom: isNameSource(row.name_from) ? row.name_from : null,
    doNotCall: row.do_not_call,
    notClient: row.not_client,
    sourceCallId: row.source_call_id === null ? null : Number(row.source_call_id),
  };
}

function toStored(row: StoredRow): StoredClient {
  return {
    ...toClient(row),
    phones: row.phones,
    note: row.note,
    mergedInto: row.merged_into === null ? null : Number(row.merged_into),
    createdAt: new Date(row.created_at).getTime(),
  };
}
