import type { Tx } from "../db/client.ts";
import { callRows, type CallRow } from "./list-service.ts";
import type { Spoken } from "./spoken.ts";
import { storedCalls } from "./store.ts";

/** A call and what is known of its recording. */
export type Talk = CallRow & { spoken: Spoken | null };

/** The talk behind a card; of calls that became one, the one that is left. Null: it is no longer kept. */
export async function talkOf(tx: Tx, businessId: string, callId: number): Promise<Talk | null> {
  const asked = (await storedCalls(tx, businessId, [callId])).get(callId);
  const id = asked?.mergedInto ?? callId;
  const call = id === callId ? asked : (await storedCalls(tx, businessId, [id])).get(id);
  const [row] = call ? await callRows(tx, businessId, [id]) : [];
  return row ? { ...row, spoken: call?.spoken ?? null } : null;
}
