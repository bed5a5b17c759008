import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import type { Words } from "./salon.ts";

/** How often a client came so far, and what the last visit was. */
export type PastVisits = { count: number; lastAt: number; service: Words };

/** The visits of these clients that took place; who never came is missing from the map. */
export async function pastVisits(
  tx: Tx,
  businessId: string,
  { clientIds, now }: { clientIds: readonly number[]; now: number },
): Promise<Map<number, PastVisits>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.execute<{ client_id: string; n: number; at: string; names: Words }>(sql`
    select v.client_id, v.n, (extract(epoch from v.at) * 1000)::bigint as at, s.names from (
      select client_id, count(*)::int as n, max(starts_at) as at, (array_agg(service_id order by starts_at desc))[1] as service_id
      from bookings where business_id = ${businessId}::uuid and client_id = any(${numbers(clientIds)})
        and starts_at < ${iso(now)}::timestamptz and status in ('completed', 'confirmed', 'booked')
      group by client_id) v
    join services s on s.business_id = ${businessId}::uuid and s.id = v.service_id`);
  return new Map(
    [...rows].map(({ client_id: id, n, at, names }): [number, PastVisits] => [
      Number(id),
      { count: n, lastAt: Number(at), service: names },
    ]),
  );
}
