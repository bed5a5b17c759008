import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { placesOf } from "./booking-store.ts";
import type { Place } from "./visit.ts";

const DAY_MS = 86_400_000;
/** More than any calendar shows at once. */
const MOST = 3000;

/** Visits of every state, and places that somebody holds, that take some of the time between two instants; by their start. */
export async function placesBetween(
  tx: Tx,
  businessId: string,
  value: { from: number; to: number; now: number; masterId?: number },
): Promise<Place[]> {
  const { from, to, now, masterId } = value;
  const places = await placesOf(tx, businessId, {
    from: from - DAY_MS,
    to,
    limit: MOST,
    ...(masterId === undefined ? {} : { masterId }),
  });
  return places.filter(
    ({ end, status, heldUntil }) => end > from && (status !== "held" || (heldUntil ?? 0) > now),
  );
}

/** How many visits a master has on a day, and how many of them nobody confirmed yet. */
export type DayCount = { masterId: number; day: string; visits: number; open: number };

export async function dayCounts(
  tx: Tx,
  businessId: string,
  { from, to, zone, now }: { from: number; to: number; zone: string; now: number },
): Promise<DayCount[]> {
  const rows = await tx.execute<{ master: string; day: string; visits: number; open: number }>(sql`
    select master_id as master, to_char(starts_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as visits,
      count(*) filter (where status = 'booked' and starts_at > ${iso(now)}::timestamptz)::int as open
    from bookings where business_id = ${businessId}::uuid and status in ('booked', 'confirmed', 'completed', 'no_show')
      and starts_at >= ${iso(from)}::timestamptz and starts_at < ${iso(to)}::timestamptz
    group by 1, 2`);
  return [...rows].map(({ master, ...row }) => ({ masterId: Number(master), ...row }));
}
