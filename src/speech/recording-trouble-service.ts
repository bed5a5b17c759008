import type { Tx } from "../db/client.ts";
import { toCause, type Cause } from "./cause.ts";
import { newestTrouble } from "./recording-store.ts";

/** The newest trouble with a recording since an instant (epoch ms), for people who look after the business; null: none. */
export async function lastTrouble(
  tx: Tx,
  businessId: string,
  since: number,
): Promise<{ cause: Cause; at: number } | null> {
  const found = await newestTrouble(tx, businessId, since);
  const cause = toCause(found?.reason ?? null);
  return found && cause !== null ? { cause, at: found.at } : null;
}
