import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { texts } from "../db/value.ts";

/** Visits by what a business file calls them: their id there, or "n" and the number that people see. */
export async function visitsOfFile(
  tx: Tx,
  businessId: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<{ key: string; id: string }>(sql`
    select coalesce(slug, 'n' || number) as key, id from bookings
    where business_id = ${businessId} and coalesce(slug, 'n' || number) = any(${texts(ids)})`);
  return new Map([...rows].map(({ key, id }) => [key, Number(id)]));
}

/** Keeps under which id a visit came with a file. */
export async function keepFileId(
  tx: Tx,
  businessId: string,
  { bookingId, id }: { bookingId: number; id: string },
): Promise<void> {
  await tx.execute(
    sql`update bookings set slug = ${id} where business_id = ${businessId} and id = ${bookingId}::bigint`,
  );
}
