import type { Database, Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import type { Routed } from "./whatsapp-inbox.ts";
import {
  closeRow,
  forgetRows,
  insertChanges,
  openRows,
  type OpenRow,
} from "./whatsapp-inbox-store.ts";

/**
 * Keeps what Meta posted and plans its working through; when this is over nothing of it can be lost. `only`: the business
 * whose own Meta app signed it, which speaks for no other's number. Tells how many changes were nobody's.
 */
export async function putWhatsapp(
  { db, clock }: { db: Database; clock: Clock },
  { posted, only }: { posted: Routed; only: string | null },
): Promise<{ kept: number; unknown: number }> {
  const { changes, stray } = posted;
  return db.transaction(async (tx) => {
    const kept = await insertChanges(tx, { changes, only, at: clock.now() });
    const numbers = new Map(kept.map((one) => [one.numberId, one]));
    await add(tx, [...numbers.values()].map(foldJob));
    return { kept: kept.length, unknown: changes.length - kept.length + stray };
  });
}

/** What waits of a number, the oldest first. */
export function openWhatsapp(
  tx: Tx,
  businessId: string,
  { numberId }: { numberId: string },
): Promise<OpenRow[]> {
  return openRows(tx, businessId, { numberId, limit: AT_ONCE });
}

/** A row is worked through; `problem`: what of it could not be read. */
export async function closeWhatsapp(
  tx: Tx,
  businessId: string,
  value: { id: number; problem: string | null; now: number },
): Promise<void> {
  await closeRow(tx, businessId, value);
}

/** Nightly, for all businesses. */
export async function cleanWhatsapp(tx: Tx, { now }: { now: number }): Promise<void> {
  await forgetRows(tx, { before: now - KEEP_DAYS * DAY_MS });
}

const AT_ONCE = 20;
const KEEP_DAYS = 14;
const DAY_MS = 86_400_000;

/** What came to one number is worked through in its order, by one job at a time. */
function foldJob({ businessId, numberId }: { businessId: string; numberId: string }) {
  const one = `whatsapp:${businessId}:${numberId}`;
  return {
    task: "whatsapp.fold" as const,
    payload: { businessId, numberId },
    key: one,
    queue: one,
  };
}
