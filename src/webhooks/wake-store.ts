import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";

/**
 * The pump looks after an endpoint at an instant (epoch ms), or at once. In a transaction that holds the endpoint's row:
 * of two who say when, the later one has seen what the earlier one wrote.
 */
export async function wakePump(
  tx: Tx,
  businessId: string,
  { endpointId, at }: { endpointId: string; at?: number },
): Promise<void> {
  await add(tx, {
    task: "pump",
    payload: { businessId, endpointId },
    key: `pump:${endpointId}`,
    ...(at === undefined ? {} : { runAt: at }),
  });
}
