import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, texts } from "../db/value.ts";
import { emit } from "../events/emit-service.ts";
import { clientEvent } from "./client-event.ts";
import { humanName } from "./client.ts";
import { nextNumbers } from "./count-service.ts";

/** A client's address on a channel: a Telegram user's id, a WhatsApp number's digits; "file": their id in the business file. */
export type Handle = { channel: "telegram" | "whatsapp" | "file"; handle: string };

type Handles = { channel: Handle["channel"]; handles: readonly string[] };

/** The client that an address was bound to; null for one that nobody is known by. */
export async function clientByHandle(
  tx: Tx,
  businessId: string,
  { channel, handle }: Handle,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select client_id as id from client_handles
    where business_id = ${businessId} and channel = ${channel} and handle = ${handle}`);
  return row ? Number(row.id) : null;
}

/** The client that one of somebody's addresses was bound to, the surest of them first; null for nobody. */
export async function clientByHandles(
  tx: Tx,
  businessId: string,
  { channel, handles }: Handles,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select client_id as id from client_handles
    where business_id = ${businessId} and channel = ${channel} and handle = any(${texts(handles)})
    order by array_position(${texts(handles)}, handle) limit 1`);
  return row ? Number(row.id) : null;
}

/** Whether the business's own file knows a client under an id. */
export async function isInFile(tx: Tx, businessId: string, clientId: number): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from client_handles where business_id = ${businessId} and channel = 'file' and client_id = ${clientId}::bigint limit 1`);
  return rows.length > 0;
}

/** Binds addresses that a channel proved or the business told; one that another client has stays theirs. Answers how many are new. */
export async function bindHandles(
  tx: Tx,
  businessId: string,
  bound: readonly (Handle & { clientId: number })[],
): Promise<number> {
  let made = 0;
  for (const { channel, handle, clientId } of bound) {
    const rows = await tx.execute(sql`
      insert into client_handles (business_id, channel, handle, client_id)
      values (${businessId}::uuid, ${channel}, ${handle}, ${clientId}::bigint) on conflict do nothing returning 1`);
    made += rows.length;
  }
  return made;
}

/** Addresses that are nobody's any more: whoever gets them later is somebody else. */
export async function releaseHandles(
  tx: Tx,
  businessId: string,
  { channel, handles }: Handles,
): Promise<void> {
  await tx.execute(sql`
    delete from client_handles
    where business_id = ${businessId} and channel = ${channel} and handle = any(${texts(handles)})`);
}

/** Notes the number of their client that a channel proved for addresses. */
export async function noteProof(
  tx: Tx,
  businessId: string,
  { channel, handles, phone, clientId }: Handles & { phone: string; clientId: number },
): Promise<void> {
  await tx.execute(sql`
    update client_handles set proven_phone = ${phone}
    where business_id = ${businessId} and channel = ${channel} and handle = any(${texts(handles)})
      and client_id = ${clientId}::bigint and proven_phone is distinct from ${phone}`);
}

/** The numbers that a channel proved for addresses. */
export async function provenPhones(
  tx: Tx,
  businessId: string,
  { channel, handles }: Handles,
): Promise<string[]> {
  const rows = await tx.execute<{ phone: string }>(sql`
    select distinct proven_phone as phone from client_handles
    where business_id = ${businessId} and channel = ${channel} and handle = any(${texts(handles)}) and proven_phone is not null`);
  return [...rows].map(({ phone }) => phone);
}

/** The numbers that channels proved for a client, on whatever address. */
export async function provenOf(tx: Tx, businessId: string, clientId: number): Promise<string[]> {
  const rows = await tx.execute<{ phone: string }>(sql`
    select distinct proven_phone as phone from client_handles
    where business_id = ${businessId} and client_id = ${clientId}::bigint and proven_phone is not null`);
  return [...rows].map(({ phone }) => phone);
}

/** The numbers that one channel proved for a client. */
export async function provenOn(
  tx: Tx,
  businessId: string,
  { channel, clientId }: Pick<Handle, "channel"> & { clientId: number },
): Promise<string[]> {
  const rows = await tx.execute<{ phone: string }>(sql`
    select distinct proven_phone as phone from client_handles
    where business_id = ${businessId} and channel = ${channel} and client_id = ${clientId}::bigint and proven_phone is not null`);
  return [...rows].map(({ phone }) => phone);
}

/** Whether a client is known by another address of a channel than these. */
export async function hasOtherHandle(
  tx: Tx,
  businessId: string,
  { channel, handles, clientId }: Handles & { clientId: number },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from client_handles where business_id = ${businessId} and channel = ${channel}
      and client_id = ${clientId}::bigint and handle <> all(${texts(handles)}) limit 1`);
  return rows.length > 0;
}

/** A client of whom only the addresses on a channel are known, without a number; bound to them. */
export async function addHandleClient(
  tx: Tx,
  businessId: string,
  value: Handles & { name: string | null; now: number },
): Promise<number | null> {
  const { channel, handles, now } = value;
  const name = humanName(value.name);
  const [number = 0] = await nextNumbers(tx, businessId, { what: "clients" });
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into clients (business_id, number, name, name_from, created_at)
    values (${businessId}::uuid, ${number}, ${name}, ${name === null ? null : "chat"}, ${iso(now)}::timestamptz) returning id`);
  if (!row) return null;
  const clientId = Number(row.id);
  await bindHandles(
    tx,
    businessId,
    handles.map((handle) => ({ channel, handle, clientId })),
  );
  const client = { number, name, phones: [] };
  await emit(tx, [clientEvent(businessId, "client.created", { client, now })]);
  return clientId;
}

/** The client of a number that people see; null for none. */
export async function clientByNumber(
  tx: Tx,
  businessId: string,
  number: number,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select coalesce(merged_into, id) as id from clients where business_id = ${businessId} and number = ${number}`);
  return row ? Number(row.id) : null;
}
