import { businessOf } from "../business/business-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import type { CallData } from "../events/event.ts";
import { toData } from "./announce.ts";
import type { Call } from "./call.ts";
import type { Spoken } from "./spoken.ts";
import { holdBusinesses, lockCalls, storedCalls } from "./store.ts";

export type KnownCall = { id: number; call: Call; spoken: Spoken | null };

/** A call as it is folded now; of calls that became one, the one that is left. Null: it is no longer kept. */
export async function knownCall(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<KnownCall | null> {
  const own = (await storedCalls(tx, businessId, [callId])).get(callId);
  if (own && own.mergedInto !== null) return knownCall(tx, businessId, own.mergedInto);
  return own?.state ? { id: own.id, call: own.state, spoken: own.spoken } : null;
}

/**
 * The same, and nobody else changes it before this transaction ends: taken before anything that belongs to the call. No call
 * of the business is folded meanwhile, because a fold holds one call and asks for what belongs to another.
 */
export async function holdCall(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<KnownCall | null> {
  await holdBusinesses(tx, [businessId]);
  return lockedCall(tx, businessId, callId);
}

/** What domain events tell of a call; null: it is no longer kept. */
export async function callData(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<CallData | null> {
  const known = await knownCall(tx, businessId, callId);
  if (!known) return null;
  const business = await businessOf(tx, businessId);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  const { id, call } = known;
  const clients = await clientsByPhones(tx, businessId, call.client === null ? [] : [call.client]);
  const client = call.client === null ? undefined : clients.get(call.client);
  return toData(call, {
    businessId,
    callId: id,
    clientId: client?.number ?? null,
    clientName: client?.name ?? call.clientName,
    zone: business.timezone,
  });
}

async function lockedCall(tx: Tx, businessId: string, callId: number): Promise<KnownCall | null> {
  const own = (await lockCalls(tx, businessId, [callId])).get(callId);
  if (own && own.mergedInto !== null) return lockedCall(tx, businessId, own.mergedInto);
  return own?.state ? { id: own.id, call: own.state, spoken: own.spoken } : null;
}
