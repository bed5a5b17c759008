import { sql } from "drizzle-orm";
import { businessOf } from "../business/business-service.ts";
import { hooksOfCall, type StoredHook } from "../calls/hook-list-service.ts";
import type { Tx } from "../db/client.ts";
import { readBody } from "./body.ts";
import type { Door, Doors } from "./dialect.ts";
import { doors as allDoors } from "./dialects.ts";
import { recordCase, type RecordedCase } from "./record-case.ts";

/** A stored call as a case for the tests, without the people in it. */
export async function recordCall(
  tx: Tx,
  businessId: string,
  { callId, name }: { callId: number; name: string },
): Promise<{ made: RecordedCase } | { failed: string }> {
  const business = await businessOf(tx, businessId);
  const hooks = (await hooksOfCall(tx, businessId, callId)).filter(
    ({ verdict }) => verdict === "accepted",
  );
  const [first] = hooks;
  const door = first && doorOf(allDoors, first.provider);
  if (!business || !first || !door) return { failed: "its hooks are no longer kept" };
  const zone = await zoneOf(tx, businessId, first.provider);
  return recordCase({
    name,
    door,
    dialect: first.provider,
    country: business.country,
    zone: zone ?? business.timezone,
    hooks: hooks.map((hook) => ({ at: hook.at, fields: fieldsOf(hook, door) })),
  });
}

/** The address of a dialect's own name, else the first at which it is spoken. */
function doorOf(doors: Doors, dialect: string): Door | undefined {
  const spoken = Object.values(doors).find(({ dialects }) =>
    dialects.some(({ name }) => name === dialect),
  );
  return doors[dialect] ?? spoken;
}

/** The zone of the cabinet that the hooks came from. */
async function zoneOf(tx: Tx, businessId: string, dialect: string): Promise<string | null> {
  const provider = doorOf(allDoors, dialect)?.provider ?? dialect;
  const [row] = await tx.execute<{ timezone: string }>(sql`
    select timezone from accounts where business_id = ${businessId} and provider = ${provider} order by removed_at desc nulls first limit 1`);
  return row?.timezone ?? null;
}

/** What a hook said, from its body, else from its query. */
function fieldsOf({ method, query, contentType, raw }: StoredHook, door: Door): unknown {
  const asked = Object.fromEntries(new URLSearchParams(query ?? ""));
  if (method === "GET") return asked;
  const body = readBody(raw, contentType ?? undefined, door.written);
  const empty = "fields" in body && JSON.stringify(body.fields) === "{}";
  return "fields" in body && !empty ? body.fields : asked;
}
