import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json } from "../db/value.ts";
import { payloads, type DomainEvent } from "./event.ts";

/** Writes events in the caller's transaction; the relay numbers them after commit. */
export async function emit(tx: Tx, happened: readonly DomainEvent[]): Promise<void> {
  if (happened.length === 0) return;
  const rows = happened.map(({ businessId, event, data, at }) => ({
    business_id: businessId,
    event,
    data: payloads[event].parse(data),
    at: new Date(at).toISOString(),
  }));
  await tx.execute(sql`
    insert into events (business_id, event, data, at)
    select business_id, event, data, at
    from jsonb_to_recordset(${json(rows)}) as r(business_id uuid, event text, data jsonb, at timestamptz)`);
}
