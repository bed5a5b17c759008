import { and, eq, isNull, max } from "drizzle-orm";
import { utterances } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";

/** What came and was not taken yet is only kept from now on. */
export async function ignoreCame(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; externalId: string; reason: string; now: number },
): Promise<void> {
  await tx
    .update(utterances)
    .set({ takenAt: new Date(value.now), closedReason: value.reason })
    .where(
      and(
        of(businessId, value.conversationId),
        eq(utterances.author, "customer"),
        isNull(utterances.takenAt),
        eq(utterances.externalId, value.externalId),
      ),
    );
}

/** When a person of the business said something there last (epoch ms); null: nobody did, or it is forgotten. */
export async function lastOwners(
  tx: Tx,
  businessId: string,
  { conversationId }: { conversationId: number },
): Promise<number | null> {
  const [row] = await tx
    .select({ at: max(utterances.at) })
    .from(utterances)
    .where(and(of(businessId, conversationId), eq(utterances.author, "operator")));
  return row?.at?.getTime() ?? null;
}

/** Keeps what the owner answered from their own account; false when it was kept before, or left through us. */
export async function keepOwners(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; externalId: string; text: string; now: number },
): Promise<boolean> {
  const { now, ...said } = value;
  const known = await tx
    .select({ id: utterances.id })
    .from(utterances)
    .where(and(of(businessId, said.conversationId), eq(utterances.externalId, said.externalId)))
    .limit(1);
  if (known.length > 0) return false;
  const at = new Date(now);
  await tx
    .insert(utterances)
    .values({ businessId, author: "operator", kind: "text", ...said, at, sentAt: at });
  return true;
}

function of(businessId: string, conversationId: number) {
  return and(eq(utterances.businessId, businessId), eq(utterances.conversationId, conversationId));
}
