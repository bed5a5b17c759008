import { isoWithOffset } from "../lib/iso.ts";
import type { CallData, CallEventName, CallHappened } from "../events/event.ts";
import type { Call } from "./call.ts";
import { isMissed } from "./filter.ts";

/** What is known about a call beside its events. */
export type About = {
  businessId: string;
  callId: number;
  clientId: number | null;
  clientName: string | null;
  zone: string;
};

export type Announcement = { events: CallHappened[]; announced: string[]; corrected: boolean };

/**
 * The domain events that a new state calls for, given the names already announced. A call that ended differently
 * than it was announced emits the right end with `corrected: true`.
 */
export function announce(
  call: Call,
  announced: readonly string[],
  about: About,
  now: number,
): Announcement {
  const names: { event: CallEventName; corrected: boolean }[] = [];
  const said = new Set(announced);
  if (!said.has("call.started")) names.push({ event: "call.started", corrected: false });
  if (call.answeredAt !== null && !said.has("call.answered"))
    names.push({ event: "call.answered", corrected: false });
  const end = endOf(call);
  const lastEnd = announced.findLast((name) => name === "call.missed" || name === "call.completed");
  if (end !== null && end !== lastEnd) names.push({ event: end, corrected: lastEnd !== undefined });
  if (call.recorded && isToBeHad(call) && !said.has("call.recorded"))
    names.push({ event: "call.recorded", corrected: false });
  return {
    events: names.map(({ event, corrected }) => ({
      businessId: about.businessId,
      event,
      data: { ...toData(call, about), ...(corrected ? { corrected: true } : {}) },
      at: now,
    })),
    announced: [...announced, ...names.map(({ event }) => event)],
    corrected: names.some(({ corrected }) => corrected),
  };
}

/** Where a provider numbers its recordings, one whose number is not told yet cannot be asked for. */
function isToBeHad({ provider, records }: Call): boolean {
  return records.length > 0 || provider === "novofon2" || provider === "flat";
}

function endOf(call: Call): "call.missed" | "call.completed" | null {
  if (call.outcome === null) return null;
  return isMissed(call) ? "call.missed" : "call.completed";
}

/** What every domain event of a call tells of it. */
export function toData(call: Call, about: About): CallData {
  const iso = (at: number | null): string | null =>
    at === null ? null : isoWithOffset(at, about.zone);
  return {
    call_id: about.callId,
    provider: call.provider,
    provider_call_id: call.key,
    direction: call.direction,
    outcome: call.outcome,
    client_phone: call.client,
    client_id: about.clientId,
    client_name: about.clientName,
    line: call.line,
    answered_by: call.answeredBy,
    started_at: isoWithOffset(call.startedAt, about.zone),
    answered_at: iso(call.answeredAt),
    ended_at: iso(call.endedAt),
    ring_s: call.ringS,
    talk_s: call.talkS,
    rang: call.rang,
    last_by: call.lastBy,
    transferred: call.transferred,
    recorded: call.recorded,
  };
}
