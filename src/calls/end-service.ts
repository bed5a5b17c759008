import type { Business } from "../business/business.ts";
import { dealCalls } from "../crm/deal-call-service.ts";
import type { EndedCall } from "../crm/ended-call.ts";
import { meetCalls, type Met } from "../crm/meet-service.ts";
import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import type { Call } from "./call.ts";
import { isMissed } from "./filter.ts";
import { followCalls, type FoldedCall, type Followed } from "./followup-call-service.ts";

export type End = { callId: number; call: Call; corrected: boolean; recovered: boolean };

type Ended = {
  ends: readonly End[];
  folded: readonly FoldedCall[];
  business: Business;
  now: number;
};

/** What follows the end of calls: clients first, then their deals and follow-ups. The events are for the caller to emit after the calls' own. */
export async function followEnds(
  tx: Tx,
  businessId: string,
  { ends, folded, business, now }: Ended,
): Promise<{ met: Met; events: DomainEvent[]; followed: Followed }> {
  const calls = ends.flatMap(toEndedCall);
  const met = await meet(tx, businessId, { calls, zone: business.timezone, now });
  const deals = calls.length === 0 ? [] : await dealCalls(tx, businessId, { calls, met, now });
  const followed = await followCalls(tx, businessId, { folded, business, now });
  return { met, events: [...deals, ...followed.events], followed };
}

async function meet(
  tx: Tx,
  businessId: string,
  ended: { calls: readonly EndedCall[]; zone: string; now: number },
): Promise<Met> {
  if (ended.calls.length > 0) return meetCalls(tx, businessId, ended);
  return { clients: new Map(), made: new Set(), events: [] };
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
