import { handlesAt } from "../channels/handle-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import { addPhone } from "../crm/client-change-service.ts";
import { mergeClients } from "../crm/client-merge-service.ts";
import { clientOf, clientsByPhones } from "../crm/client-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { bindHandles, clientByHandles, isInFile } from "../crm/handle-service.ts";
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
  const mine =
    own === null ? known : await joined(tx, conversation, { own, known, proven: { phone, now } });
  if (mine === null) return;
  const bound = handles.map((handle) => ({ channel, handle, clientId: mine }));
  await bindHandles(tx, businessId, bound);
  if (mine !== clientId) await changeConversation(tx, businessId, { id, clientId: mine });
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

type Joining = {
  own: number;
  known: number | null;
  proven: Pick<Proven, "phone" | "now">;
};

/** Whose chat it is from now on, where somebody was bound to it and the number may be somebody's, too. */
async function joined(
  tx: Tx,
  { businessId }: StoredConversation,
  { own, known, proven: { phone, now } }: Joining,
): Promise<number> {
  if (own === known) return own;
  const client = (await clientOf(tx, businessId, own))?.client;
  // Who has a number of their own is somebody: nothing here says that the two are one person.
  if (!client || client.phones.length > 0) return own;
  const { country, zone } = await salonOf(tx, businessId);
  if (known === null) {
    await addPhone(tx, businessId, { clientId: own, phone, country, now });
    return own;
  }
  // The business's file tells them apart.
  if ((await isInFile(tx, businessId, own)) && (await isInFile(tx, businessId, known))) return own;
  const merged = await mergeClients(tx, businessId, { from: own, into: known, zone, now });
  return "client" in merged ? known : own;
}
