import { sql } from "drizzle-orm";
import type { Call } from "../../src/calls/call.ts";
import type { Database } from "../../src/db/client.ts";
import { iso, json } from "../../src/db/value.ts";
import { aCall } from "../calls/card-case.ts";

type Given = { phone: string; at: number; missed?: boolean; call?: Partial<Call> };

/** A call that is over for half a minute's length, as it was folded; a missed one waits to be called back. */
export async function called(
  db: Database,
  businessId: string,
  { phone, at, missed = true, call = {} }: Given,
): Promise<number> {
  const state: Call = aCall({
    client: phone,
    startedAt: at,
    endedAt: at + 30_000,
    state: "ended",
    outcome: missed ? "missed" : "answered",
    ringingNow: [],
    ...call,
  });
  const [row] = await db.execute<{ id: string }>(sql`
    insert into calls (business_id, provider, key, state, direction, outcome, client, started_at, ended_at)
    values (${businessId}::uuid, 'phonet', ${`${phone}:${at}`}, ${json(state)}, 'in', ${state.outcome}, ${phone},
      ${iso(at)}::timestamptz, ${iso(at + 30_000)}::timestamptz) returning id`);
  const callId = Number(row?.id);
  if (!missed) return callId;
  const [followup] = await db.execute<{ id: string }>(sql`
    insert into followups (business_id, client, call_id, opened_at, last_at)
    values (${businessId}::uuid, ${phone}, ${callId}::bigint, ${iso(at + 30_000)}::timestamptz, ${iso(at)}::timestamptz) returning id`);
  await db.execute(sql`
    update calls set followup_id = ${followup?.id ?? null}::bigint where business_id = ${businessId}::uuid and id = ${callId}::bigint`);
  return callId;
}
