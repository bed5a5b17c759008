import { handlesAt } from "../channels/handle-service.ts";
import { clientsByPhones, saveClient } from "../crm/client-service.ts";
import { addPhone } from "../crm/client-change-service.ts";
import { addHandleClient, bindHandles, hasOtherHandle } from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import type { Country } from "../lib/phone.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import { bindHere, boundClient, provedHere } from "./identity-service.ts";

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
  const { phone, now } = named;
  const proven = phone !== null && (await provedHere(tx, conversation, phone)) ? phone : null;
  if (proven !== null) await bindHere(tx, conversation, { phone: proven, now });
  const bound = await boundClient(tx, conversation);
  const clientId = bound
    ? await withPhone(tx, conversation, { ...named, clientId: bound.id })
    : await found(tx, conversation, named);
  // Whoever was unknown when the number was proven is known now.
  if (proven !== null && !bound) await bindHere(tx, conversation, { phone: proven, now });
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
  const handles = await handlesAt(tx, businessId, { channel, place });
  const at = { channel, handles };
  if (phone === null) return addHandleClient(tx, businessId, { ...at, name, now });
  const known = (await clientsByPhones(tx, businessId, [phone])).get(phone);
  if (!known) {
    const made = await saveClient(tx, businessId, { name, phone, now, from: "chat" });
    const bound = handles.map((handle) => ({ channel, handle, clientId: made.id }));
    await bindHandles(tx, businessId, bound);
    return made.id;
  }
  if (await hasOtherHandle(tx, businessId, { ...at, clientId: known.id }))
    return addHandleClient(tx, businessId, { ...at, name, now });
  return known.id;
}
