import type { Database, Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { changeConversation, lockConversation } from "./conversation-store.ts";
import { conversationEvent } from "./event-service.ts";
import { returnToAgent } from "./handoff-service.ts";
import { givenBack, isOwners, ownersUntil } from "./owner-service.ts";
import { SILENCE_MS } from "./receive-service.ts";
import { closeJob } from "./say-job.ts";
import { dropDraft } from "./shadow-end-service.ts";
import { hasOpenDraft } from "./shadow-store.ts";

/** After a goodbye that nobody answered, and after a day of silence, a dialogue is over. One that a person holds is not. */
const GOODBYE_MS = 30 * 60_000;

/** A person ends a dialogue; the agent answers should the customer write again. False: it was over, or somebody is about to answer. */
export async function closeByPerson(
  tx: Tx,
  businessId: string,
  { conversationId, by, now }: { conversationId: number; by: number; now: number },
): Promise<boolean> {
  const conversation = await lockConversation(tx, businessId, conversationId);
  if (!conversation || conversation.closedAt !== null || conversation.turnAt !== null) return false;
  await dropDraft(tx, conversation, { by, now });
  await returnToAgent(tx, businessId, { conversationId });
  await changeConversation(tx, businessId, { id: conversationId, closedAt: now });
  await emit(tx, [
    await conversationEvent(tx, conversation, { event: "conversation.closed", now }),
  ]);
  return true;
}

export async function closeConversation(
  { db, clock }: { db: Database; clock: Clock },
  { businessId, conversationId }: { businessId: string; conversationId: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const known = await lockConversation(tx, businessId, conversationId);
    if (!known || known.closedAt !== null) return;
    const conversation = await givenBack(tx, known, now);
    if (isOwners(conversation))
      return add(tx, closeJob({ businessId, conversationId }, await ownersUntil(tx, conversation)));
    if (conversation.mode === "human") return;
    // Whoever ends its draft sees to it that the dialogue is closed in time.
    if (await hasOpenDraft(tx, businessId, conversationId)) return;
    const { memory, lastAt, turnAt } = conversation;
    const until = lastAt + (memory.state === "goodbye" ? GOODBYE_MS : SILENCE_MS);
    if (until > now || turnAt !== null) {
      const again = Math.max(until, now + GOODBYE_MS);
      return add(tx, closeJob({ businessId, conversationId }, again));
    }
    await changeConversation(tx, businessId, { id: conversationId, closedAt: now });
    await emit(tx, [
      await conversationEvent(tx, conversation, { event: "conversation.closed", now }),
    ]);
  });
}
