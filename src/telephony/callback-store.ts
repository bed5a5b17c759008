import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { callbacks } from "../db/schema/calls.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";

type Asked = {
  press: string;
  callId: number | null;
  phone: string;
  personId: number;
  ext: string;
  accountId: string;
  now: number;
};

/** Whose call back to a number is being asked for or rings. */
type Caller = { personId: number };

/** Holds a number until the end of the transaction: of two who press at once one asks first. */
export async function holdNumber(tx: Tx, businessId: string, phone: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`callback:${businessId}:${phone}`}, 0))`,
  );
}

/** What became of a press that was handled before; undefined for a new one. */
export async function resultOf(
  tx: Tx,
  businessId: string,
  press: string,
): Promise<string | null | undefined> {
  const [row] = await tx
    .select({ result: callbacks.result })
    .from(callbacks)
    .where(and(eq(callbacks.businessId, businessId), eq(callbacks.press, press)));
  return row?.result;
}

export async function callerSince(
  tx: Tx,
  businessId: string,
  { phone, since }: { phone: string; since: number },
): Promise<Caller | null> {
  const [row] = await tx
    .select({ personId: callbacks.personId })
    .from(callbacks)
    .where(
      and(
        eq(callbacks.businessId, businessId),
        eq(callbacks.phone, phone),
        gt(callbacks.askedAt, new Date(since)),
        or(isNull(callbacks.result), eq(callbacks.result, "ringing")),
      ),
    )
    .limit(1);
  return row ?? null;
}

export async function insertCallback(tx: Tx, businessId: string, asked: Asked): Promise<string> {
  const { now, ...fields } = asked;
  const [row] = await tx
    .insert(callbacks)
    .values({ businessId, ...fields, askedAt: new Date(now) })
    .returning({ id: callbacks.id });
  if (!row) throw new AppError("callbacks.not_saved", "conflict");
  return row.id;
}

export async function setResult(
  tx: Tx,
  businessId: string,
  { id, result, now }: { id: string; result: string; now: number },
): Promise<void> {
  await tx
    .update(callbacks)
    .set({ result, answeredAt: new Date(now) })
    .where(and(eq(callbacks.businessId, businessId), eq(callbacks.id, id)));
}
