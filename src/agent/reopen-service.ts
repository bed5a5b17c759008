import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import { conversationEvent } from "./event-service.ts";
import { opened } from "./open.ts";

/** A dialogue that was over begins anew, in the language it was held in. The caller sees to it that it ends again. */
export async function reopen(
  tx: Tx,
  conversation: StoredConversation,
  now: number,
): Promise<StoredConversation> {
  const { businessId, id, memory } = conversation;
  const changes = { memory: opened(memory.language), openedAt: now, closedAt: null };
  await changeConversation(tx, businessId, { id, ...changes });
  const fresh = { ...conversation, ...changes };
  await emit(tx, [await conversationEvent(tx, fresh, { event: "conversation.started", now })]);
  return fresh;
}
