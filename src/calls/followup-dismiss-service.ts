import { setClientFlag } from "../crm/client-change-service.ts";
import { clientOf, clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { closeOpenOf } from "./followup-service.ts";
import { storedCalls } from "./store.ts";

/** Whoever called is no client: marks them so and closes what is open of all their numbers. */
export async function dismissCaller(
  tx: Tx,
  businessId: string,
  { callId, by, now }: { callId: number; by: string; now: number },
): Promise<{ done: true } | { refused: "gone" | "hidden" }> {
  return tx.transaction(async (inner) => {
    const call = (await storedCalls(inner, businessId, [callId])).get(callId)?.state;
    if (!call) return { refused: "gone" };
    if (call.client === null) return { refused: "hidden" };
    const known = (await clientsByPhones(inner, businessId, [call.client])).get(call.client);
    const flag = "notClient" as const;
    if (known) await setClientFlag(inner, businessId, { clientId: known.id, flag, on: true, now });
    const found = known && (await clientOf(inner, businessId, known.id));
    const phones = [...new Set([call.client, ...(found?.client.phones ?? [])])];
    await closeOpenOf(inner, businessId, { phones, how: "not_client", by, now });
    return { done: true };
  });
}
