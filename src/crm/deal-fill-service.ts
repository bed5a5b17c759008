import { businessOf } from "../business/business-service.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { AppError } from "../lib/app-error.ts";
import { dealEvent } from "./deal-event.ts";
import { planFill, settled, type FilledField, type Heard } from "./deal-fill.ts";
import { withHeard } from "./deal-heard.ts";
import { lockDeal, patchDeal, type DealPatch } from "./deal-store.ts";
import { dealOf } from "./deal-service.ts";
import type { Deal } from "./deal.ts";

type Filling = {
  dealId: number;
  /** `text`: what the call came to, for the deal's note. */
  call: { callId: number; at: number; text: string | null };
  heard: Heard;
  /** What a person wrote over: no other call fills it any more. */
  settles?: readonly FilledField[];
  now: number;
};

/** Fills an open deal with what a call's words say of it, and tells of it; false when nothing changed. */
export async function fillDeal(
  tx: Tx,
  businessId: string,
  { dealId, now, ...filling }: Filling,
): Promise<boolean> {
  return tx.transaction(async (inner) => {
    const business = await businessOf(inner, businessId);
    if (!business) throw new AppError("businesses.not_found", "not_found");
    const { timezone: zone } = business;
    const deal = await lockDeal(inner, businessId, dealId);
    if (!deal || deal.removed || deal.status !== "open") return false;
    const patch = patchOf(deal, filling, zone);
    if (!isChange(deal, patch)) return false;
    await patchDeal(inner, businessId, { dealId, patch, now });
    const changed = await dealOf(inner, businessId, dealId);
    if (!changed) throw new AppError("deals.not_found", "not_found");
    await emit(inner, [dealEvent(businessId, "deal.updated", { deal: changed, zone, now })]);
    return true;
  });
}

function patchOf(
  deal: Deal,
  { call, heard, settles = [] }: Omit<Filling, "dealId" | "now">,
  zone: string,
): DealPatch {
  const { callId } = call;
  const { filled: after = deal.filled, ...fields } = planFill(deal, { callId, heard });
  const filled = settled({ before: deal.filled, after }, { callId, fields: settles });
  return { ...fields, ...withHeard({ note: deal.note, filled }, { ...call, zone }) };
}

function isChange(deal: Deal, { filled, ...fields }: DealPatch): boolean {
  const known: DealPatch = deal;
  const names = ["name", "address", "visitAt", "amount", "note"] as const;
  const marks = Object.entries(filled ?? {});
  return (
    names.some((name) => fields[name] !== undefined && fields[name] !== known[name]) ||
    marks.length !== Object.keys(deal.filled).length ||
    marks.some(([key, value]) => deal.filled[key] !== value)
  );
}
