import { eq } from "drizzle-orm";
import { agentTrials } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { trialResultShape, type TrialResult } from "./trial.ts";

/** The last run of the dialogue set; null: it never ran to its end. */
export async function storedTrial(
  tx: Tx,
  businessId: string,
): Promise<{ result: TrialResult; endedAt: number } | null> {
  const [row] = await tx.select().from(agentTrials).where(eq(agentTrials.businessId, businessId));
  const result = trialResultShape.safeParse(row?.result);
  if (!row?.endedAt || !result.success) return null;
  return { result: result.data, endedAt: row.endedAt.getTime() };
}

export async function storeTrial(
  tx: Tx,
  businessId: string,
  value: { result: TrialResult; startedAt: number; endedAt: number },
): Promise<void> {
  const { result } = value;
  const set = {
    startedAt: new Date(value.startedAt),
    endedAt: new Date(value.endedAt),
    result,
  };
  await tx
    .insert(agentTrials)
    .values({ businessId, ...set })
    .onConflictDoUpdate({ target: agentTrials.businessId, set });
}
