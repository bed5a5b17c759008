import { toSkip, type Skip } from "./cause.ts";
import type { Tx } from "../db/client.ts";
import { recordingsOf } from "./recording-store.ts";

/** Why nobody wanted a recording of the call; null: one was wanted, or nobody ever looked. */
export async function skipOf(tx: Tx, businessId: string, callId: number): Promise<Skip | null> {
  const rows = await recordingsOf(tx, businessId, callId);
  const skipped = rows.every(({ state }) => state === "skipped") ? rows[0] : undefined;
  return skipped ? toSkip(skipped.reason) : null;
}
