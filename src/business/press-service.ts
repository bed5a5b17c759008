import { and, eq, lt, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { presses } from "../db/schema/session.ts";
import { AppError } from "../lib/app-error.ts";

/** What a member sent, told apart from whatever else they sent. */
export type Press = { personId: number; key: string; now: number };
/** What was made, and where a repeat is led; null: nothing was made, and the same may be sent again. */
export type Making<T> = { make: (tx: Tx) => Promise<T>; leadsTo: (made: T) => string | null };

/** Makes a thing once, however often it is asked for: a repeat, also one at the same time, is told where the first one led. */
export async function makeOnce<T>(
  tx: Tx,
  businessId: string,
  { press, make, leadsTo }: Making<T> & { press: Press },
): Promise<{ made: T } | { to: string }> {
  return tx.transaction(async (inner) => {
    const first = await hold(inner, businessId, press);
    if (!first) {
      const to = await ledTo(inner, businessId, press);
      if (to === null) throw new AppError("presses.lost", "conflict");
      return { to };
    }
    const made = await make(inner);
    const to = leadsTo(made);
    const own = rowOf(businessId, press);
    if (to === null) await inner.delete(presses).where(own);
    else await inner.update(presses).set({ leadsTo: to }).where(own);
    return { made };
  });
}

/** Where the first of these led, or null when it made nothing yet. */
export async function ledTo(tx: Tx, businessId: string, press: Press): Promise<string | null> {
  const [row] = await tx
    .select({ to: presses.leadsTo })
    .from(presses)
    .where(rowOf(businessId, press));
  return row?.to ?? null;
}

/** Nightly, for all businesses: nobody sends a form again that was sent before this instant. */
export async function forgetPresses(tx: Tx, { before }: { before: number }): Promise<void> {
  await tx.delete(presses).where(lt(presses.madeAt, new Date(before)));
}

/** False: it was made already. One that is just being made is waited for. */
async function hold(tx: Tx, businessId: string, press: Press): Promise<boolean> {
  const { personId, key, now } = press;
  const held = await tx
    .insert(presses)
    .values({ businessId, personId, key, madeAt: new Date(now) })
    .onConflictDoNothing()
    .returning({ one: sql`1` });
  return held.length > 0;
}

function rowOf(businessId: string, { personId, key }: Press): SQL | undefined {
  return and(
    eq(presses.businessId, businessId),
    eq(presses.personId, personId),
    eq(presses.key, key),
  );
}
