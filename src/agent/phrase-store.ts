import { and, eq, gt, isNotNull, isNull } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { utterances } from "../db/schema/agent.ts";

export type Phrasing = { text: string; phrasedBy: number };

/** What waits for its words; null when it left, was given up or waits no more. */
export async function waitingPhrase(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; utteranceId: number },
): Promise<Phrasing | null> {
  const [row] = await tx
    .select({ text: utterances.text, phrasedBy: utterances.phrasedBy })
    .from(utterances)
    .where(and(waiting(businessId, value), isNotNull(utterances.phrasedBy)));
  const { text, phrasedBy } = row ?? {};
  return text === undefined || !phrasedBy ? null : { text, phrasedBy: phrasedBy.getTime() };
}

/** Puts words in place of the template's, where it has surely not begun to leave by `now`; false when it may have. */
export async function putWords(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; utteranceId: number; words: string; now: number },
): Promise<boolean> {
  const rows = await tx
    .update(utterances)
    .set({ text: value.words, phrasedBy: null })
    .where(and(waiting(businessId, value), gt(utterances.phrasedBy, new Date(value.now))))
    .returning({ id: utterances.id });
  return rows.length > 0;
}

/** The template leaves as it is. */
export async function endWaiting(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; utteranceId: number },
): Promise<void> {
  await tx.update(utterances).set({ phrasedBy: null }).where(waiting(businessId, value));
}

function waiting(
  businessId: string,
  { conversationId, utteranceId }: { conversationId: number; utteranceId: number },
) {
  return and(
    eq(utterances.businessId, businessId),
    eq(utterances.conversationId, conversationId),
    eq(utterances.id, utteranceId),
    isNull(utterances.sendingSince),
    isNull(utterances.sentAt),
    isNull(utterances.closedReason),
  );
}
