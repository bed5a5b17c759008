import type { Tx } from "../db/client.ts";
import type { Channel } from "./line.ts";
import { personAt } from "./whatsapp-person-service.ts";
import { senderOf } from "./whatsapp-person.ts";

type At = { channel: Channel; place: string };

/** Addresses that client cards know a chat's customer by, the surest first. */
export async function handlesAt(
  tx: Tx,
  businessId: string,
  { channel, place }: At,
): Promise<string[]> {
  if (channel === "telegram") return [place];
  const person = await personAt(tx, businessId, place);
  return person ? [...senderOf(person).handles] : [];
}

/** The number that the channel itself proves to be theirs, in E.164; null where it shows none. */
export async function phoneAt(
  tx: Tx,
  businessId: string,
  { channel, place }: At,
): Promise<string | null> {
  if (channel === "telegram") return null;
  const person = await personAt(tx, businessId, place);
  return person && senderOf(person).phone;
}
