import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import type { Client } from "./client.ts";
import type { EndedCall } from "./ended-call.ts";

/** Who called, by number; `made` are the ids of clients that these calls made. */
export type Met = { clients: Map<string, Client>; made: Set<number>; events: DomainEvent[] };

/** Finds or makes the clients of calls that have ended, in the transaction that announces the end. */
export async function meetCalls(
  _tx: Tx,
  _businessId: string,
  _value: { calls: readonly EndedCall[]; zone: string; now: number },
): Promise<Met> {
  return { clients: new Map(), made: new Set(), events: [] };
}
