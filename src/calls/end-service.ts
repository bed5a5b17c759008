import { dealCalls } from "../crm/deal-call-service.ts";
import type { EndedCall } from "../crm/ended-call.ts";
import { meetCalls, type Met } from "../crm/meet-service.ts";
import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import type { Call } from "./call.ts";
import { isMissed } from "./filter.ts";

export type End = { callId: number; call: Call; corrected: boolean; recovered: boolean };

/** What follows the end of calls: clients first, then their deals. The events are for the caller to emit after the calls' own. */
export async function followEnds(
  tx: Tx,
  businessId: string,
  { ends, zone, now }: { ends: readonly End[]; zone: string; now: number },
): Promise<{ met: Met; events: DomainEvent[] }> {
  const calls = ends.flatMap(toEndedCall);
  if (calls.length === 0)
    return { met: { clients: new Map(), made: new Set(), events: [] }, events: [] };
  const met = await meetCalls(tx, businessId, { calls, zone, now });
  return { met, events: await dealCalls(tx, businessId, { calls, met, now }) };
}

function toEndedCall({ callId, call, corrected, recovered }: End): EndedCall[] {
  const { direction, outcome, reason, startedAt, endedAt, talkS, ringS, line } = call;
  if (direction === "internal" || outcome === null || !call.ours) return [];
  return [
    {
      callId,
      direction,
      missed: isMissed(call),
      corrected,
      recovered,
      outcome,
      reason,
      phone: call.client,
      name: call.clientName,
      line,
      startedAt,
      endedAt: endedAt ?? startedAt,
      talkS: call.lengthUnknown ? null : talkS,
      waitedS: ringS,
    },
  ];
}
