import { briefCalls } from "../calls/brief-service.ts";
import { showCalls } from "../calls/show-service.ts";
import { callsOfDeal, tasksOfDeal } from "../crm/deal-list-service.ts";
import type { DealOutcome } from "../crm/deal-service.ts";
import type { Deal } from "../crm/deal.ts";
import { stagesOf } from "../crm/stage-service.ts";
import type { Tx } from "../db/client.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { Seen } from "./deal-place.ts";
import { dealScreen, SHOWN_CALLS, SHOWN_TASKS } from "./deal-screen.ts";
import type { Screen } from "./screen.ts";

/** A deal's card as it is now. */
export async function cardOf(
  ctx: DeskContext,
  { business }: Acting,
  { deal, seen }: { deal: Deal; seen: Seen },
): Promise<Screen> {
  const { db } = ctx.desk.deps;
  const { id: dealId } = deal;
  const callIds = await callsOfDeal(db, business.id, { dealId, limit: SHOWN_CALLS * 2 });
  const [stages, calls, tasks] = await Promise.all([
    stagesOf(db, business.id, business.language),
    briefCalls(db, business.id, callIds),
    tasksOfDeal(db, business.id, { dealId, limit: SHOWN_TASKS + 1 }),
  ]);
  return dealScreen({ deal, stages, calls, tasks }, seen);
}

/** Changes a deal, and the cards of its newest calls with it. */
export async function changing(
  ctx: DeskContext,
  businessId: string,
  change: (tx: Tx) => Promise<DealOutcome>,
): Promise<DealOutcome> {
  return ctx.desk.deps.db.transaction(async (tx) => {
    const outcome = await change(tx);
    if (!("refused" in outcome)) await showCardsOf(tx, businessId, outcome.deal);
    return outcome;
  });
}

/** The cards of a deal's newest calls are looked at again. */
export async function showCardsOf(tx: Tx, businessId: string, { id }: Deal): Promise<void> {
  await showCalls(tx, businessId, await callsOfDeal(tx, businessId, { dealId: id, limit: CARDS }));
}

/** Cards of older calls nobody looks at. */
const CARDS = 10;
