import { briefCalls } from "../calls/brief-service.ts";
import { callsOfDeal, tasksOfDeal } from "../crm/deal-list-service.ts";
import type { Deal } from "../crm/deal.ts";
import { stagesOf } from "../crm/stage-service.ts";
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
