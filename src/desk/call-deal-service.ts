import { callerOf } from "../calls/history-service.ts";
import { showCalls } from "../calls/show-service.ts";
import { clientsByPhones, saveClient } from "../crm/client-service.ts";
import { humanName } from "../crm/client.ts";
import { dealsOfCalls } from "../crm/deal-list-service.ts";
import { createDeal, dealOf, openDealOf } from "../crm/deal-service.ts";
import type { Deal } from "../crm/deal.ts";
import type { Database } from "../db/client.ts";

type Caller = { callId: number; phone: string | null; name: string | null };

/** The call's own deal, else the open one of its client. */
export async function dealBehind(
  db: Database,
  businessId: string,
  { callId, phone, name }: Caller,
): Promise<{ deal: Deal | null; name: string | null }> {
  const own = (await dealsOfCalls(db, businessId, [callId])).get(callId);
  const phones = phone === null ? [] : [phone];
  const client = (await clientsByPhones(db, businessId, phones)).get(phone ?? "");
  const deal = own
    ? await dealOf(db, businessId, own.id)
    : client
      ? await openDealOf(db, businessId, client.id)
      : null;
  return { deal, name: client?.name ?? humanName(name) };
}

/** Makes a deal of a call and its client; where somebody was quicker, theirs comes back. */
export async function dealOfCall(
  db: Database,
  businessId: string,
  { callId, by, now }: { callId: number; by: number; now: number },
): Promise<{ deal: Deal } | { refused: "gone" | "hidden" | "name" }> {
  const caller = await callerOf(db, businessId, callId);
  if (!caller) return { refused: "gone" };
  const { phone } = caller;
  if (phone === null) return { refused: "hidden" };
  const outcome = await db.transaction(async (tx) => {
    const known = (await clientsByPhones(tx, businessId, [phone])).get(phone);
    const client =
      known ??
      (isWhole(phone)
        ? await saveClient(tx, businessId, { name: caller.name, phone, now, from: "pbx" })
        : null);
    const about = { name: null, amount: null, client, phone, callId: caller.callId };
    const made = await createDeal(tx, businessId, { ...about, by, now });
    await showCalls(tx, businessId, [caller.callId]);
    return made;
  });
  return "refused" in outcome ? { refused: "name" } : { deal: outcome.deal };
}

function isWhole(phone: string): boolean {
  return /^\+\d{7,15}$/.test(phone);
}
