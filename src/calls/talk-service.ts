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

/** Calls of a list with what is known of their recordings. */
export async function talksOf(
  tx: Tx,
  businessId: string,
  rows: readonly CallRow[],
): Promise<Talk[]> {
  const ids = rows.map(({ id }) => id);
  const stored = await storedCalls(tx, businessId, ids);
  return rows.map((row) => ({ ...row, spoken: stored.get(row.id)?.spoken ?? null }));
}
