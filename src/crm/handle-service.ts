import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { emit } from "../events/emit-service.ts";
import { clientEvent } from "./client-event.ts";
import { humanName } from "./client.ts";
import { nextNumbers } from "./count-service.ts";

/** A client's address on a channel: a Telegram user's id, a WhatsApp number's digits; "file": their id in the business file. */
export type Handle = { channel: "telegram" | "whatsapp" | "file"; handle: string };

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

/** Whether a client is known by another address of a channel than this one. */
export async function hasOtherHandle(
  tx: Tx,
  businessId: string,
  { channel, handle, clientId }: Handle & { clientId: number },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from client_handles where business_id = ${businessId} and channel = ${channel}
      and client_id = ${clientId}::bigint and handle <> ${handle} limit 1`);
  return rows.length > 0;
}

/** A client of whom only the address on a channel is known, without a number; bound to it. */
export async function addHandleClient(
  tx: Tx,
  businessId: string,
  value: Handle & { name: string | null; now: number },
): Promise<number | null> {
  const { channel, handle, now } = value;
  const name = humanName(value.name);
  const [number = 0] = await nextNumbers(tx, businessId, { what: "clients" });
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into clients (business_id, number, name, name_from, created_at)
    values (${businessId}::uuid, ${number}, ${name}, ${name === null ? null : "chat"}, ${iso(now)}::timestamptz) returning id`);
  if (!row) return null;
  const clientId = Number(row.id);
  await bindHandles(tx, businessId, [{ channel, handle, clientId }]);
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
