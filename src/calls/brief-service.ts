import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { numbers } from "../db/value.ts";
import type { Call } from "./call.ts";

/** A call in one line of something else. `at` is epoch ms. */
export type BriefCall = Pick<Call, "direction" | "outcome" | "state" | "talkS"> & {
  id: number;
  at: number;
};

/** These calls, the newest first; those that turned out to be part of another, or are no longer kept, are missing. */
export async function briefCalls(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<BriefCall[]> {
  if (callIds.length === 0) return [];
  const rows = await tx.execute<{ id: string; started_at: string; state: Call }>(sql`
    select id, started_at, state from calls
    where business_id = ${businessId} and merged_into is null
      and id = any(${numbers(callIds)})
    order by started_at desc, id desc`);
  return [...rows].map(({ id, started_at, state: { direction, outcome, state, talkS } }) => ({
    id: Number(id),
    at: new Date(started_at).getTime(),
    direction,
    outcome,
    state,
    talkS,
  }));
}
