import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import type { EndedCall } from "./ended-call.ts";
import type { Met } from "./meet-service.ts";

/** Makes deals of calls that have ended, or links the calls to the open deal of their client. */
export async function dealCalls(
  _tx: Tx,
  _businessId: string,
  _value: { calls: readonly EndedCall[]; met: Met; now: number },
): Promise<DomainEvent[]> {
  return [];
}
