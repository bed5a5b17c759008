import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { AppError } from "../lib/app-error.ts";
import { showPhone } from "../lib/phone.ts";
import { nextNumbers } from "./count-service.ts";
import { dealEvent } from "./deal-event.ts";
import {
  insertDeals,
  linkCalls,
  lockDeal,
  lockDeals,
  openDealId,
  patchDeal,
  storedDeals,
  type DealPatch,
} from "./deal-store.ts";
import { byPerson, filledFields } from "./deal-fill.ts";
import { rewritten } from "./deal-heard.ts";
import { dealAddress, dealName, dealReason, type Deal, type DealOutcome } from "./deal.ts";
import { firstStage, holdStage } from "./stage-service.ts";

type Wish = { dealId: number; now: number };

/** A deal made by hand; `made` is false when its client has an open one already, which then gets the call. */
export async function createDeal(
  tx: Tx,
  businessId: string,
  value: {
    name: string | null;
    amount: number | null;
    client: { id: number; name: string | null } | null;
    phone: string | null;
    callId: number | null;
    by: number;
    now: number;
  },
): Promise<{ deal: Deal; made: boolean } | { refused: "no_name" }> {
  const { amount, client, phone, callId, by, now } = value;
  const written = value.name ?? client?.name ?? (phone === null ? "" : showPhone(phone));
  const name = dealName(written);
  if (name === null) return { refused: "no_name" };
  return tx.transaction(async (inner) => {
    await lockDeals(inner, businessId);
    const known = client && (await openDealOf(inner, businessId, client.id));
    const deal =
      known ??
      (await insertOne(inner, businessId, { name, amount, client, phone, callId, by, now }));
    if (callId !== null) await linkCalls(inner, businessId, [{ dealId: deal.id, callId }]);
    if (!known) await tell(inner, businessId, { event: "deal.created", deal, now });
    return { deal, made: !known };
  });
}

type DealChange = {
  name?: string;
  amount?: number | null;
  address?: string | null;
  visitAt?: string | null;
  note?: string | null;
};

/** Gives an open deal other fields, or any deal another note; null takes away. No call fills what a person wrote. */
export async function changeDeal(
  tx: Tx,
  businessId: string,
  { dealId, now, ...wish }: Wish & DealChange,
): Promise<DealOutcome> {
  return onDeal(tx, businessId, { dealId, now }, async (deal, { currency }) => {
    if (deal.status !== "open" && wish.note === undefined) return { refused: "closed", deal };
    const name = wish.name === undefined ? deal.name : dealName(wish.name);
    if (name === null) return { refused: "no_name", deal };
    const { note: written, amount, address, visitAt } = wish;
    const fields = filledFields.filter((field) => wish[field] !== undefined);
    const filled = byPerson(deal.filled, fields);
    const patch: DealPatch = { name, filled };
    if (amount !== undefined) Object.assign(patch, { amount, currency });
    if (address !== undefined) patch.address = address === null ? null : dealAddress(address);
    if (visitAt !== undefined) patch.visitAt = visitAt;
    if (written !== undefined)
      Object.assign(patch, rewritten({ note: deal.note, filled }, written));
    return { patch, event: "deal.updated" };
  });
}

/** From the stage that the button was pressed on; a deal that has left it since stays where it is. */
export async function moveDeal(
  tx: Tx,
  businessId: string,
  { dealId, from, to, now }: Wish & { from: number; to: number },
): Promise<DealOutcome> {
  return onDeal(tx, businessId, { dealId, now }, async (deal, _business, inner) => {
    if (deal.status !== "open") return { refused: "closed", deal };
    if (deal.stage?.id === to) return { patch: null };
    if (deal.stage !== null && deal.stage.id !== from) return { refused: "moved", deal };
    if (!(await holdStage(inner, businessId, to))) return { refused: "no_stage", deal };
    return { patch: { stageId: to }, event: "deal.updated" };
  });
}

/** With an amount it becomes the deal's; without one it keeps its own, or has none. */
export async function winDeal(
  tx: Tx,
  businessId: string,
  { dealId, amount, now }: Wish & { amount?: number },
): Promise<DealOutcome> {
  return onDeal(tx, businessId, { dealId, now }, async (deal, { currency }) => {
    if (deal.status !== "open") return { refused: "closed", deal };
    const worth =
      amount === undefined ? {} : { amount, currency, filled: byPerson(deal.filled, ["amount"]) };
    const patch: DealPatch = { ...worth, status: "won", stageId: null, closedAt: now };
    return { patch, event: "deal.won" };
  });
}

export async function loseDeal(
  tx: Tx,
  businessId: string,
  { dealId, reason, now }: Wish & { reason: string },
): Promise<DealOutcome> {
  return onDeal(tx, businessId, { dealId, now }, async (deal) => {
    if (deal.status !== "open") return { refused: "closed", deal };
    const patch: DealPatch = { status: "lost", stageId: null, closedAt: now };
    return { patch: { ...patch, reason: dealReason(reason) }, event: "deal.lost" };
  });
}

/** Back to the first stage, unless its client has another open deal by now. */
export async function reopenDeal(tx: Tx, businessId: string, wish: Wish): Promise<DealOutcome> {
  return tx.transaction(async (outer) => {
    await lockDeals(outer, businessId);
    return onDeal(outer, businessId, wish, async (deal, { language }, inner) => {
      if (deal.status === "open") return { refused: "open", deal };
      const other = deal.client && (await openDealOf(inner, businessId, deal.client.id));
      if (other) return { refused: "other_open", deal, other };
      const { id: stageId } = await firstStage(inner, businessId, language);
      const patch: DealPatch = { status: "open", stageId, closedAt: null, reason: null };
      return { patch, event: "deal.updated" };
    });
  });
}

/** Takes back what a call made, as long as it is open. */
export async function undoDeal(
  tx: Tx,
  businessId: string,
  { dealId, now }: Wish,
): Promise<DealOutcome> {
  return onDeal(tx, businessId, { dealId, now }, async (deal) => {
    if (!deal.automatic) return { refused: "by_hand", deal };
    if (deal.status !== "open") return { refused: "closed", deal };
    return { patch: { removedAt: now }, event: "deal.updated" };
  });
}

/** The open deal of a client, or null. */
export async function openDealOf(
  tx: Tx,
  businessId: string,
  clientId: number,
): Promise<Deal | null> {
  const id = await openDealId(tx, businessId, clientId);
  return id === null ? null : dealOf(tx, businessId, id);
}

/** A deal, also one that was undone; null when the business has none such. */
export async function dealOf(tx: Tx, businessId: string, dealId: number): Promise<Deal | null> {
  return (await storedDeals(tx, businessId, [dealId]))[0] ?? null;
}

/** The same, held until the transaction ends. */
export async function holdDeal(tx: Tx, businessId: string, dealId: number): Promise<Deal | null> {
  return lockDeal(tx, businessId, dealId);
}

async function insertOne(
  tx: Tx,
  businessId: string,
  value: Omit<Parameters<typeof createDeal>[2], "name"> & { name: string },
): Promise<Deal> {
  const { name, amount, client, phone, callId, by, now } = value;
  const { language, currency } = await businessFor(tx, businessId);
  const { id: stageId } = await firstStage(tx, businessId, language);
  const [number = 0] = await nextNumbers(tx, businessId, { what: "deals" });
  const made = {
    number,
    name,
    amount,
    phone,
    clientId: client?.id ?? null,
    note: null,
    automatic: false,
    sourceCallId: callId,
    createdBy: by,
  };
  const [id] = await insertDeals(tx, businessId, { made: [made], stageId, currency, now });
  const deal = id === undefined ? null : await dealOf(tx, businessId, id);
  if (!deal) throw new AppError("deals.not_saved", "conflict");
  return deal;
}

type Decision =
  | Exclude<DealOutcome, { refused: "not_found" } | { deal: Deal; refused?: never }>
  | { patch: null }
  | { patch: DealPatch; event: Parameters<typeof dealEvent>[1] };

/** Decides about a deal that nobody else can change meanwhile, and tells of it in the same transaction. */
async function onDeal(
  tx: Tx,
  businessId: string,
  { dealId, now }: Wish,
  decide: (deal: Deal, business: Business, inner: Tx) => Promise<Decision>,
): Promise<DealOutcome> {
  return tx.transaction(async (inner): Promise<DealOutcome> => {
    const business = await businessFor(inner, businessId);
    const deal = await lockDeal(inner, businessId, dealId);
    if (!deal) return { refused: "not_found" };
    if (deal.removed) return { refused: "removed", deal };
    const decision = await decide(deal, business, inner);
    if (!("patch" in decision)) return decision;
    if (decision.patch === null) return { deal };
    await patchDeal(inner, businessId, { dealId, patch: decision.patch, now });
    const changed = await dealOf(inner, businessId, dealId);
    if (!changed) throw new AppError("deals.not_found", "not_found");
    await tell(inner, businessId, { event: decision.event, deal: changed, now });
    return { deal: changed };
  });
}

async function tell(
  tx: Tx,
  businessId: string,
  { event, ...about }: { event: Parameters<typeof dealEvent>[1]; deal: Deal; now: number },
): Promise<void> {
  const { timezone: zone } = await businessFor(tx, businessId);
  await emit(tx, [dealEvent(businessId, event, { ...about, zone })]);
}

async function businessFor(tx: Tx, businessId: string): Promise<Business> {
  const business = await businessOf(tx, businessId);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  return business;
}
