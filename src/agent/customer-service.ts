import { clientOf, clientsByPhones, saveClient } from "../crm/client-service.ts";
import { addPhone } from "../crm/client-change-service.ts";
import {
  addHandleClient,
  bindHandles,
  clientByHandle,
  hasOtherHandle,
} from "../crm/handle-service.ts";
import type { StoredClient } from "../crm/client.ts";
import type { Tx } from "../db/client.ts";
import type { Country } from "../lib/phone.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";

/** The client whose chat this is: bound by a number that the channel proved, by the business, or made here. */
export async function boundClient(
  tx: Tx,
  { businessId, channel, place }: StoredConversation,
): Promise<StoredClient | null> {
  const id = await clientByHandle(tx, businessId, { channel, handle: place });
  return id === null ? null : ((await clientOf(tx, businessId, id))?.client ?? null);
}

type Named = { name: string; phone: string | null; country: Country; now: number };

/**
 * Whose visit is booked. A number that was typed proves nothing: it finds or makes the client for the business's people, but
 * only a client made here is bound to this chat, and one who is known by another chat stays theirs alone.
 */
export async function clientOfBooking(
  tx: Tx,
  conversation: StoredConversation,
  named: Named,
): Promise<number | null> {
  const { businessId } = conversation;
  const bound = await boundClient(tx, conversation);
  const clientId = bound
    ? await withPhone(tx, conversation, { ...named, clientId: bound.id })
    : await found(tx, conversation, named);
  if (clientId !== null && clientId !== conversation.clientId)
    await changeConversation(tx, businessId, { id: conversation.id, clientId });
  return clientId;
}

/** A new number of theirs is added, unless somebody else has it. */
async function withPhone(
  tx: Tx,
  { businessId }: StoredConversation,
  { clientId, phone, country, now }: Named & { clientId: number },
): Promise<number> {
  if (phone !== null) await addPhone(tx, businessId, { clientId, phone, country, now });
  return clientId;
}

async function found(
  tx: Tx,
  conversation: StoredConversation,
  { name, phone, now }: Named,
): Promise<number | null> {
  const { businessId, channel, place } = conversation;
  const handle = { channel, handle: place };
  if (phone === null) return addHandleClient(tx, businessId, { ...handle, name, now });
  const known = (await clientsByPhones(tx, businessId, [phone])).get(phone);
  if (!known) {
    const made = await saveClient(tx, businessId, { name, phone, now, from: "chat" });
    await bindHandles(tx, businessId, [{ ...handle, clientId: made.id }]);
    return made.id;
  }
  if (await hasOtherHandle(tx, businessId, { ...handle, clientId: known.id }))
    return addHandleClient(tx, businessId, { ...handle, name, now });
  return known.id;
}
