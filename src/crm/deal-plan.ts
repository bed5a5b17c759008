import { groupBy } from "../lib/group-by.ts";
import type { Client } from "./client.ts";
import { splitNote } from "./deal-heard.ts";
import { isCallNote } from "./deal-note.ts";
import type { EndedCall } from "./ended-call.ts";

/** What is known of a client's deals before these calls. */
export type DealFacts = {
  openId: number | null;
  /** Ever had one, undone ones included. */
  had: boolean;
  /** Deals that one of these calls made. */
  sources: { callId: number; dealId: number; note: string | null; open: boolean }[];
};

export type DealLink = { dealId: number; callId: number };

/** A call with the client it was made by or to. */
export type ClientCall = { call: EndedCall; client: Client };

export type DealPlan = {
  /** The call that makes a deal, and later ones of the same client. */
  make: (ClientCall & { more: number[] })[];
  links: DealLink[];
  /** Deals whose note tells the end of their call anew. */
  notes: { dealId: number; call: EndedCall }[];
};

/** What becomes of calls that have ended; `made` are the ids of clients that these calls made. */
export function planDeals(
  calls: readonly ClientCall[],
  { facts, made }: { facts: ReadonlyMap<number, DealFacts>; made: ReadonlySet<number> },
): DealPlan {
  const plan: DealPlan = { make: [], links: [], notes: [] };
  const sorted = calls.toSorted(
    (a, b) => a.call.startedAt - b.call.startedAt || a.call.callId - b.call.callId,
  );
  for (const [id, own] of groupBy(sorted, ({ client }) => client.id))
    planClient(own, { known: facts.get(id) ?? NOTHING, isNew: made.has(id) }, plan);
  plan.make.sort((a, b) => a.call.startedAt - b.call.startedAt || a.call.callId - b.call.callId);
  return plan;
}

const NOTHING: DealFacts = { openId: null, had: false, sources: [] };

function planClient(
  calls: readonly ClientCall[],
  { known, isNew }: { known: DealFacts; isNew: boolean },
  plan: DealPlan,
): void {
  let making: DealPlan["make"][number] | null = null;
  for (const { call, client } of calls) {
    const source = known.sources.find(({ callId }) => callId === call.callId);
    if (source) {
      if (source.open && isCallNote(splitNote(source.note).own))
        plan.notes.push({ dealId: source.dealId, call });
    } else if (known.openId !== null) {
      plan.links.push({ dealId: known.openId, callId: call.callId });
    } else if (making) {
      making.more.push(call.callId);
    } else if (wantsDeal(call, !known.had || isNew || client.sourceCallId === call.callId)) {
      making = { call, client, more: [] };
      plan.make.push(making);
    }
  }
}

/** Nobody made a deal by calling out, and a talk with somebody known is not news. */
function wantsDeal({ direction, missed, outcome }: EndedCall, isNew: boolean): boolean {
  return direction === "in" && (missed || (outcome === "answered" && isNew));
}
