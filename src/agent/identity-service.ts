import { sql } from "drizzle-orm";
import { handlesAt, phoneAt } from "../channels/handle-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import { addPhone } from "../crm/client-change-service.ts";
import { mergeClients } from "../crm/client-merge-service.ts";
import { clientOf, clientsByPhones } from "../crm/client-service.ts";
import type { StoredClient } from "../crm/client.ts";
import {
  bindHandles,
  clientByHandles,
  isInFile,
  noteProof,
  provenOf,
} from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";

type Proven = {
  /** E.164; the channel itself says that it is theirs. */
  phone: string;
  /** Their addresses on the channel, the surest first. */
  handles: readonly string[];
  now: number;
};

/**
 * A number that the channel proves makes the caller and the customer of this chat one client. Nobody is made for an unknown
 * number; a client whom only the chat knew goes over into the one with the number; one who has another number stays apart:
 * two people are made one only by hand.
 */
export async function bindProven(
  tx: Tx,
  conversation: StoredConversation,
  { phone, handles, now }: Proven,
): Promise<void> {
  const { businessId, id, channel, clientId } = conversation;
  const own = await clientByHandles(tx, businessId, { channel, handles });
  const known = (await clientsByPhones(tx, businessId, [phone])).get(phone)?.id ?? null;
  // Who proves another number only told this one: they stay apart.
  if (known !== null && (await hasOtherProof(tx, businessId, { clientId: known, phone }))) return;
  const mine = own === null ? known : await joined(tx, businessId, { own, known, phone, now });
  // The number is somebody else's, or nobody's yet.
  if (mine === null) return;
  const bound = handles.map((handle) => ({ channel, handle, clientId: mine }));
  await bindHandles(tx, businessId, bound);
  await noteProof(tx, businessId, { channel, handles, phone, clientId: mine });
  if (mine !== clientId) await changeConversation(tx, businessId, { id, clientId: mine });
}

/** The same for a number that was proven earlier in the conversation. */
export async function bindHere(
  tx: Tx,
  conversation: StoredConversation,
  { phone, now }: Pick<Proven, "phone" | "now">,
): Promise<void> {
  const handles = await handlesAt(tx, conversation.businessId, conversation);
  await bindProven(tx, conversation, { phone, handles, now });
}

/** Who was unknown when they shared their contact may have called since. */
export async function bindEarlier(
  tx: Tx,
  conversation: StoredConversation,
  now: number,
): Promise<void> {
  const { businessId, id } = conversation;
  const [row] = await tx.execute<{ phone: string }>(sql`
    select text as phone from utterances where business_id = ${businessId}::uuid and conversation_id = ${id}::bigint
      and author = 'customer' and kind = 'contact' and text like '+%' order by id desc limit 1`);
  if (row && (await provedHere(tx, conversation, row.phone)))
    await bindHere(tx, conversation, { phone: row.phone, now });
}

/** Whether the channel proves that a number is this customer's: WhatsApp shows it, on Telegram they shared their own contact. */
export async function provedHere(
  tx: Tx,
  conversation: StoredConversation,
  phone: string,
): Promise<boolean> {
  const { businessId, id, channel } = conversation;
  if (channel === "whatsapp") return (await phoneAt(tx, businessId, conversation)) === phone;
  // Of somebody else's contact no words are kept.
  const rows = await tx.execute(sql`
    select 1 from utterances where business_id = ${businessId}::uuid and conversation_id = ${id}::bigint
      and author = 'customer' and kind = 'contact' and text = ${phone} limit 1`);
  return rows.length > 0;
}

/** The client whose chat this is: bound by a number that the channel proved, by the business, or made here. */
export async function boundClient(
  tx: Tx,
  { businessId, channel, place }: StoredConversation,
): Promise<StoredClient | null> {
  const handles = await handlesAt(tx, businessId, { channel, place });
  const id = await clientByHandles(tx, businessId, { channel, handles });
  return id === null ? null : ((await clientOf(tx, businessId, id))?.client ?? null);
}

type Joining = { own: number; known: number | null; phone: string; now: number };

/** The one client of a chat's own one and the number's; null where they stay apart. */
async function joined(
  tx: Tx,
  businessId: string,
  { own, known, phone, now }: Joining,
): Promise<number | null> {
  if (own === known) return own;
  const client = (await clientOf(tx, businessId, own))?.client;
  // Who has a number of their own is somebody: nothing here says that the two are one person.
  if (!client || client.phones.length > 0) return null;
  if (await hasOtherProof(tx, businessId, { clientId: own, phone })) return null;
  const { country, zone } = await salonOf(tx, businessId);
  if (known === null) {
    const added = await addPhone(tx, businessId, { clientId: own, phone, country, now });
    return "client" in added ? own : null;
  }
  // The business's file tells them apart.
  if ((await isInFile(tx, businessId, own)) && (await isInFile(tx, businessId, known))) return null;
  const merged = await mergeClients(tx, businessId, { from: own, into: known, zone, now });
  return "client" in merged ? known : null;
}

async function hasOtherProof(
  tx: Tx,
  businessId: string,
  { clientId, phone }: { clientId: number; phone: string },
): Promise<boolean> {
  return (await provenOf(tx, businessId, clientId)).some((one) => one !== phone);
}
