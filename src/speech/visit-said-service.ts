import type { Tx } from "../db/client.ts";
import { lockAnalysis } from "./correct-store.ts";
import { visitSaid, type VisitSaid } from "./visit-said.ts";

/** What a call says of a visit that was settled in it; null: nothing, or a person took its day away. */
export async function visitSaidIn(
  tx: Tx,
  businessId: string,
  { callId, today }: { callId: number; today: string },
): Promise<VisitSaid | null> {
  const kept = await lockAnalysis(tx, businessId, callId);
  return kept === null || kept.corrections.date === "" ? null : visitSaid(kept.analysis, today);
}
