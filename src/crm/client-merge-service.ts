import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { betterName } from "./client-match.ts";
import { clientEvent } from "./client-event.ts";
import {
  emptyClient,
  fillClient,
  moveBelongings,
  moveDealBelongings,
} from "./client-merge-store.ts";
import { lockClients, storedClients } from "./client-store.ts";
import type { StoredClient } from "./client.ts";
import { dealEvent } from "./deal-event.ts";
import { joinedFields } from "./deal-fill.ts";
import { joinedNotes } from "./deal-heard.ts";
import { lockDeal, lockDeals, openDealId, patchDeal, storedDeals } from "./deal-store.ts";
import type { Deal } from "./deal.ts";

type Merge = { from: number; into: number; zone: string; now: number };

/**
 * Makes two clients one: numbers, deals, tasks and comments go over, and the emptied one stays as a pointer. The name
 * from the better source stays, and so does «do not call» of either. Of two open deals the older goes on.
 */
export async function mergeClients(
  tx: Tx,
  businessId: string,
  value: Merge,
): Promise<{ client: StoredClient } | { refused: "same" | "gone" }> {
  const { from, into, now } = value;
  if (from === into) return { refused: "same" };
  return tx.transaction(async (inner) => {
    await lockClients(inner, businessId);
    const before = await storedClients(inner, businessId, [from, into]);
    const [left, kept] = [before.get(from), before.get(into)];
    if (!left || !kept || left.mergedInto !== null || kept.mergedInto !== null)
      return { refused: "gone" };
    const deals = await joinDeals(inner, businessId, value);
    await moveBelongings(inner, businessId, { from, into });
    await emptyClient(inner, businessId, { from, into });
    await fillClient(inner, businessId, { id: into, ...oneOf(kept, left) });
    const after = await storedClients(inner, businessId, [from, into]);
    const [emptied, client] = [after.get(from), after.get(into)];
    if (!emptied || !client) return { refused: "gone" };
    const events = [emptied, client].map((one) =>
      clientEvent(businessId, "client.updated", { client: one, now }),
    );
    await emit(inner, [...events, ...(await dealNews(inner, businessId, { ...value, deals }))]);
    return { client };
  });
}

/** The client of both is as old as the older. */
function oneOf(kept: StoredClient, left: StoredClient) {
  const older = left.createdAt < kept.createdAt ? left : kept;
  const { name, nameFrom } = betterName(kept, left);
  return {
    name,
    nameFrom,
    doNotCall: kept.doNotCall || left.doNotCall,
    note: joinNotes(kept.note, left.note),
    sourceCallId: older.sourceCallId,
    createdAt: older.createdAt,
  };
}

/** A client has one open deal: the younger gives the older what it has and is gone. Returns the deals that changed. */
async function joinDeals(
  tx: Tx,
  businessId: string,
  { from, into, now }: Merge,
): Promise<number[]> {
  await lockDeals(tx, businessId);
  const open = [await openDealId(tx, businessId, from), await openDealId(tx, businessId, into)];
  const ids = open.filter((id) => id !== null).toSorted((a, b) => a - b);
  const locked: Deal[] = [];
  for (const id of ids) {
    const deal = await lockDeal(tx, businessId, id);
    if (deal) locked.push(deal);
  }
  const [older, younger] = locked.toSorted((a, b) => a.createdAt - b.createdAt || a.id - b.id);
  if (!older || !younger) return open[0] === null || open[0] === undefined ? [] : [open[0]];
  await moveDealBelongings(tx, businessId, { from: younger.id, into: older.id });
  await patchDeal(tx, businessId, { dealId: younger.id, patch: { removedAt: now }, now });
  const { note, filled } = joinedNotes(older, younger);
  const more = joinedFields(older, younger);
  await patchDeal(tx, businessId, {
    dealId: older.id,
    patch: { note, ...more, filled: { ...filled, ...more.filled } },
    now,
  });
  return [older.id, younger.id];
}

async function dealNews(
  tx: Tx,
  businessId: string,
  { deals, zone, now }: { deals: readonly number[]; zone: string; now: number },
) {
  return (await storedDeals(tx, businessId, deals)).map((deal) =>
    dealEvent(businessId, "deal.updated", { deal, zone, now }),
  );
}

function joinNotes(first: string | null, second: string | null): string | null {
  const notes = [first, second].filter((note) => note !== null && note !== "");
  return notes.length > 0 ? [...new Set(notes)].join("\n\n") : null;
}
