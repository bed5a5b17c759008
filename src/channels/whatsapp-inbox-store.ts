import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json } from "../db/value.ts";
import { whatsappInbox } from "../db/schema/channel.ts";
import type { PostedChange } from "./whatsapp-inbox.ts";

/** Keeps changes of linked numbers, in their order; of a number that nobody linked nothing is kept. `only`: of one business. */
export async function insertChanges(
  tx: Tx,
  { changes, only, at }: { changes: readonly PostedChange[]; only: string | null; at: number },
): Promise<{ businessId: string; numberId: string }[]> {
  if (changes.length === 0) return [];
  const rows = await tx.execute<{ business_id: string; number_id: string }>(sql`
    insert into whatsapp_inbox (business_id, number_id, field, value, at)
    select n.business_id, n.number_id, given.change->>'field', given.change->>'value', ${iso(at)}::timestamptz
    from jsonb_array_elements(${json(changes)}) with ordinality as given(change, place)
    join whatsapp_numbers n on n.number_id = given.change->>'numberId' and n.removed_at is null
      and (${only}::uuid is null or n.business_id = ${only}::uuid)
    order by given.place
    returning business_id, number_id`);
  return rows.map((row) => ({ businessId: row.business_id, numberId: row.number_id }));
}

export type OpenRow = { id: number; value: string; at: number };

/** The oldest changes of a number that were not worked through. */
export async function openRows(
  tx: Tx,
  businessId: string,
  { numberId, limit }: { numberId: string; limit: number },
): Promise<OpenRow[]> {
  const rows = await tx
    .select({ id: whatsappInbox.id, value: whatsappInbox.value, at: whatsappInbox.at })
    .from(whatsappInbox)
    .where(
      and(
        eq(whatsappInbox.businessId, businessId),
        eq(whatsappInbox.numberId, numberId),
        isNull(whatsappInbox.doneAt),
      ),
    )
    .orderBy(asc(whatsappInbox.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** It was worked through. What was read of it stands where it belongs; what was not is kept for whoever looks for the cause. */
export async function closeRow(
  tx: Tx,
  businessId: string,
  { id, problem, now }: { id: number; problem: string | null; now: number },
): Promise<void> {
  await tx
    .update(whatsappInbox)
    .set({ doneAt: new Date(now), problem, ...(problem === null ? { value: "" } : {}) })
    .where(and(eq(whatsappInbox.businessId, businessId), eq(whatsappInbox.id, id)));
}

/** What was set aside and names one of these addresses. */
export async function eraseRows(
  tx: Tx,
  businessId: string,
  { addresses }: { addresses: readonly string[] },
): Promise<void> {
  for (const address of addresses)
    await tx.execute(sql`
      delete from whatsapp_inbox where business_id = ${businessId}::uuid and done_at is not null
        and strpos(value, ${address}) > 0`);
}

/** Of every business. */
export async function forgetRows(tx: Tx, { before }: { before: number }): Promise<void> {
  await tx.execute(
    sql`delete from whatsapp_inbox where done_at is not null and at < ${iso(before)}::timestamptz`,
  );
}
