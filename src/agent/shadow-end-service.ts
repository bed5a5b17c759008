import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { StoredConversation } from "./conversation-store.ts";
import { draftJob } from "./say-job.ts";
import { changeAgent } from "./setting-service.ts";
import type { DraftEnd } from "./shadow.ts";
import { endDraft, endGiven } from "./shadow-store.ts";
import { takeWaiting } from "./utterance-store.ts";

/** Ends the draft that is open in a locked conversation, and has its cards say so; false when none was. */
export async function endOpenDraft(
  tx: Tx,
  { businessId, id: conversationId }: StoredConversation,
  { ended, by = null, now }: { ended: DraftEnd; by?: number | null; now: number },
): Promise<boolean> {
  const draftId = await endDraft(tx, businessId, { conversationId, ended, by, now });
  if (draftId === null) return false;
  await add(tx, draftJob({ businessId, conversationId, draftId }, {}));
  return true;
}

/** Ends a draft that somebody let through or that came out otherwise, though its own turn may have called a person, and has its cards say so. */
export async function endThisDraft(
  tx: Tx,
  { businessId, id: conversationId }: StoredConversation,
  end: { draftId: number; ended: DraftEnd; by?: number | null; now: number },
): Promise<void> {
  const { draftId, ended, by = null, now } = end;
  await endGiven(tx, businessId, { id: draftId, ended, by, now });
  await add(tx, draftJob({ businessId, conversationId, draftId }, {}));
}

/**
 * A person answers in place of the agent: its open draft is dropped, and what the customer wrote is answered by them. Where
 * a turn is due, that turn shows it to the operators.
 */
export async function dropDraft(
  tx: Tx,
  conversation: StoredConversation,
  { by, now }: { by: number | null; now: number },
): Promise<void> {
  const { businessId, id: conversationId, turnAt } = conversation;
  if (!(await endOpenDraft(tx, conversation, { ended: "dropped", by, now }))) return;
  if (turnAt === null) await takeWaiting(tx, businessId, { conversationId, now });
  await changeAgent(tx, businessId, { shadowUnchanged: 0 });
}
