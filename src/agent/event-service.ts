import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import type { StoredConversation } from "./conversation-store.ts";

type Happened = "conversation.started" | "conversation.handoff" | "conversation.closed";

/** What receivers of webhooks are told of a conversation: numbers that people see, nothing that was said. */
export async function conversationEvent(
  tx: Tx,
  conversation: StoredConversation,
  { event, now }: { event: Happened; now: number },
): Promise<DomainEvent> {
  const { businessId, number, channel, clientId, memory, handoffReason } = conversation;
  const data = {
    conversation_id: number,
    channel,
    client_id: clientId === null ? null : await clientNumber(tx, businessId, clientId),
    states: memory.visited,
    reason: event === "conversation.handoff" ? handoffReason : null,
  };
  return { businessId, event, data, at: now };
}

async function clientNumber(tx: Tx, businessId: string, id: number): Promise<number | null> {
  const [row] = await tx.execute<{ number: number }>(
    sql`select number from clients where business_id = ${businessId} and id = ${id}::bigint`,
  );
  return row?.number ?? null;
}
