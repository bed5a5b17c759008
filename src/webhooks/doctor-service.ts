import type { Tx } from "../db/client.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { diagnose, type Diagnosis, type Pasted } from "./doctor.ts";
import { endpointRow, secretsOf, type Viewer } from "./endpoint-store.ts";

/** Tells which rule fails for a request that a receiver of this endpoint got; null when there is no such endpoint. */
export async function examine(
  tx: Tx,
  businessId: string,
  value: { endpointId: string; viewer: Viewer; pasted: Pasted; keyring: Keyring; now: number },
): Promise<Diagnosis | null> {
  const { endpointId, viewer, pasted, keyring, now } = value;
  if (!(await endpointRow(tx, businessId, { endpointId, viewer }))) return null;
  const known = await secretsOf(tx, businessId, { endpointId, keyring });
  const secrets = known
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map(({ secret, endsAt }) => ({ secret, live: endsAt === null || endsAt > now }));
  return diagnose(pasted, { secrets, now });
}
