import { showCalls } from "../calls/show-service.ts";
import { callsOfDeal } from "../crm/deal-list-service.ts";
import type { Deal, DealOutcome } from "../crm/deal.ts";
import type { Tx } from "../db/client.ts";

/** Changes a deal, and the cards of its newest calls with it. */
export async function changingDeal(
  db: Tx,
  businessId: string,
  change: (tx: Tx) => Promise<DealOutcome>,
): Promise<DealOutcome> {
  return db.transaction(async (tx) => {
    const outcome = await change(tx);
    if (!("refused" in outcome)) await showDealCards(tx, businessId, outcome.deal);
    return outcome;
  });
}

/** The cards of a deal's newest calls are looked at again. */
export async function showDealCards(tx: Tx, businessId: string, { id }: Deal): Promise<void> {
  await showCalls(tx, businessId, await callsOfDeal(tx, businessId, { dealId: id, limit: CARDS }));
}

/** Cards of older calls nobody looks at. */
const CARDS = 10;
