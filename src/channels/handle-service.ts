import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { Channel } from "./line.ts";

type At = { channel: Channel; place: string };

/** Addresses that client cards know a chat's customer by, the surest first. */
export async function handlesAt(
  tx: Tx,
  businessId: string,
  { channel, place }: At,
): Promise<string[]> {
  if (channel === "telegram") return [place];
  const person = await whatsappPerson(tx, businessId, place);
  return [person?.user_id ?? null, person?.wa_id ?? null].filter((handle) => handle !== null);
}

/** The number that the channel itself proves to be theirs, in E.164; null where it shows none. */
export async function phoneAt(
  tx: Tx,
  businessId: string,
  { channel, place }: At,
): Promise<string | null> {
  if (channel === "telegram") return null;
  const digits = (await whatsappPerson(tx, businessId, place))?.wa_id ?? null;
  return digits === null ? null : `+${digits}`;
}

async function whatsappPerson(tx: Tx, businessId: string, place: string) {
  const [row] = await tx.execute<{ user_id: string | null; wa_id: string | null }>(sql`
    select user_id, wa_id from whatsapp_people
    where business_id = ${businessId}::uuid and id::text = ${place}`);
  return row ?? null;
}
