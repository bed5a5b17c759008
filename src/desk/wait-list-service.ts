import { conversationShown } from "../agent/conversation-list-service.ts";
import { waitsOf, type Wait } from "../booking/wait-service.ts";
import { clientOf } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { cleanName } from "../texts/html.ts";

/** Who waits for a free time, as people know them. */
export type Waiter = {
  wait: Wait;
  name: string | null;
  client: { id: number; number: number } | null;
  /** The number of their conversation. */
  conversation: number | null;
};

/** The first of those who wait on a day, in their order, and how many there are. */
export async function waitersOn(
  tx: Tx,
  businessId: string,
  { day, most }: { day: string; most: number },
): Promise<{ waiters: Waiter[]; count: number }> {
  const waits = await waitsOf(tx, businessId, { day });
  const waiters = await Promise.all(
    waits.slice(0, most).map((wait) => waiterOf(tx, businessId, wait)),
  );
  return { waiters, count: waits.length };
}

async function waiterOf(tx: Tx, businessId: string, wait: Wait): Promise<Waiter> {
  const { clientId, conversationId } = wait;
  const [known, shown] = await Promise.all([
    clientId === null ? null : clientOf(tx, businessId, clientId),
    conversationShown(tx, businessId, { conversationId, lines: 0 }),
  ]);
  return {
    wait,
    name: cleanName(known?.client.name) ?? cleanName(shown?.conversation.profileName),
    client: known && { id: known.client.id, number: known.client.number },
    conversation: shown?.conversation.number ?? null,
  };
}
