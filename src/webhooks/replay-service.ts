import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import { endpointRow, type Viewer } from "./endpoint-store.ts";
import { wakePump } from "./wake-store.ts";

/** `queued` and `already` are the delivery's number: asked twice, it leaves once. */
export type Retried =
  | { queued: number }
  | { already: number }
  | { confirm: number }
  | { refused: "not_found" | "off" | "in_flight" | "expired" };

type Of = { endpointId: string; viewer: Viewer; now: number };

/** Sends a delivery again at once; one that had succeeded only with `confirmed`. */
export async function retryOne(
  tx: Tx,
  businessId: string,
  value: Of & { deliveryId: number; confirmed?: boolean },
): Promise<Retried> {
  const { endpointId, viewer, now, deliveryId, confirmed = false } = value;
  return tx.transaction(async (inner) => {
    const endpoint = await endpointRow(inner, businessId, { endpointId, viewer, lock: true });
    if (!endpoint) return { refused: "not_found" as const };
    const [row] = await inner.execute<{ state: string; manual: boolean; kept: boolean }>(sql`
      select state, manual, body is not null as kept from deliveries
      where business_id = ${businessId} and endpoint_id = ${endpointId} and id = ${deliveryId} for update`);
    if (!row) return { refused: "not_found" as const };
    if (row.state === "leased") return { refused: "in_flight" as const };
    if (row.state === "waiting" && row.manual) return { already: deliveryId };
    if (!endpoint.active) return { refused: "off" as const };
    if (!row.kept || row.state === "dropped") return { refused: "expired" as const };
    if (row.state === "done" && !confirmed) return { confirm: deliveryId };
    await again(inner, businessId, { endpointId, ids: [deliveryId], now, spaceMs: 0 });
    return { queued: deliveryId };
  });
}

/** Sends the chosen deliveries again, those left out that cannot be or had succeeded; gives how many. */
export async function retrySelected(
  tx: Tx,
  businessId: string,
  value: Of & { deliveryIds: readonly number[]; confirmed?: boolean },
): Promise<{ queued: number } | { refused: "not_found" | "off" }> {
  const { deliveryIds, confirmed = false, ...of } = value;
  return bulk(tx, businessId, {
    ...of,
    states: confirmed ? ["given_up", "parked", "done"] : ["given_up", "parked"],
    spaceMs: 0,
    ids: deliveryIds,
  });
}

/** Sends again what was given up in a time, paced; `dry` only counts. */
export async function retryRange(
  tx: Tx,
  businessId: string,
  value: Of & { from: number; to: number; perSecond?: number; event?: string; dry?: boolean },
): Promise<{ queued: number } | { refused: "not_found" | "off" }> {
  const { perSecond = 10, ...of } = value;
  return bulk(tx, businessId, {
    ...of,
    states: ["given_up"],
    spaceMs: Math.ceil(1000 / Math.min(100, Math.max(1, perSecond))),
  });
}

/** Calls off what is to be sent again and has not left yet; gives how many. */
export async function cancelReplay(
  tx: Tx,
  businessId: string,
  { endpointId, viewer }: Pick<Of, "endpointId" | "viewer">,
): Promise<number> {
  return tx.transaction(async (inner) => {
    if (!(await endpointRow(inner, businessId, { endpointId, viewer, lock: true }))) return 0;
    const rows = await inner.execute(sql`
      update deliveries set state = coalesce(before, 'given_up'), manual = false, before = null
      where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'waiting' and manual and before is distinct from 'waiting' returning 1`);
    return rows.length;
  });
}

/** How many deliveries wait to be sent again because somebody asked for it. */
export async function replaying(tx: Tx, businessId: string, endpointId: string): Promise<number> {
  const [row] = await tx.execute<{ many: number }>(sql`
    select count(*)::int as many from deliveries
    where business_id = ${businessId} and endpoint_id = ${endpointId} and state in ('waiting', 'leased') and manual`);
  return row?.many ?? 0;
}

/** What was kept while the endpoint was off: how many, and since when; null when there is nothing. */
export async function parkedOf(
  tx: Tx,
  businessId: string,
  endpointId: string,
): Promise<{ count: number; since: number; until: number } | null> {
  const [row] = await tx.execute<{ many: number; since: string | null; until: string | null }>(sql`
    select count(*)::int as many, min(created_at) as since, max(created_at) as until from deliveries
    where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'parked'`);
  if (!row || row.since === null || row.until === null) return null;
  const [since, until] = [new Date(row.since), new Date(row.until)];
  return { count: row.many, since: since.getTime(), until: until.getTime() };
}

/** What was kept leaves now, as if it had just happened; gives how many. */
export async function replayParked(
  tx: Tx,
  businessId: string,
  { endpointId, viewer, now }: Of,
): Promise<{ queued: number } | { refused: "not_found" | "off" }> {
  return tx.transaction(async (inner) => {
    const endpoint = await endpointRow(inner, businessId, { endpointId, viewer, lock: true });
    if (!endpoint) return { refused: "not_found" as const };
    if (!endpoint.active) return { refused: "off" as const };
    const rows = await inner.execute(sql`
      update deliveries set state = 'waiting', reason = null, attempts = 0, due_at = ${iso(now)}
      where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'parked' and body is not null returning 1`);
    if (rows.length > 0) await wakePump(inner, businessId, { endpointId });
    return { queued: rows.length };
  });
}

/** What was kept is never sent; gives how many. */
export async function skipParked(
  tx: Tx,
  businessId: string,
  { endpointId, viewer, now }: Of,
): Promise<number> {
  return tx.transaction(async (inner) => {
    if (!(await endpointRow(inner, businessId, { endpointId, viewer, lock: true }))) return 0;
    const rows = await inner.execute(sql`
      update deliveries set state = 'dropped', reason = 'skipped', ended_at = ${iso(now)}
      where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'parked' returning 1`);
    return rows.length;
  });
}

type Bulk = Of & {
  states: readonly string[];
  spaceMs: number;
  ids?: readonly number[];
  from?: number;
  to?: number;
  event?: string;
  dry?: boolean;
};

/** The candidates are one statement's: no page, so nothing is skipped or doubled at its border. */
async function bulk(
  tx: Tx,
  businessId: string,
  { endpointId, viewer, now, states, spaceMs, ids, from, to, event, dry }: Bulk,
): Promise<{ queued: number } | { refused: "not_found" | "off" }> {
  return tx.transaction(async (inner) => {
    const endpoint = await endpointRow(inner, businessId, { endpointId, viewer, lock: true });
    if (!endpoint) return { refused: "not_found" as const };
    if (!endpoint.active) return { refused: "off" as const };
    const found = await inner.execute<{ id: string }>(sql`
      select id from deliveries where business_id = ${businessId} and endpoint_id = ${endpointId} and kind = 'real' and body is not null
        and state in (${sql.join(
          states.map((state) => sql`${state}`),
          sql`, `,
        )})
        ${ids ? sql`and id = any(${numbers(ids)})` : sql``}
        ${from === undefined ? sql`` : sql`and created_at >= ${iso(from)}::timestamptz`}
        ${to === undefined ? sql`` : sql`and created_at < ${iso(to)}::timestamptz`}
        ${event === undefined ? sql`` : sql`and event = ${event}`}
      order by id`);
    if (dry !== true && found.length > 0)
      await again(inner, businessId, {
        endpointId,
        ids: [...found].map(({ id }) => Number(id)),
        now,
        spaceMs,
      });
    return { queued: found.length };
  });
}

/** They wait again, one `spaceMs` after another; a waiting one keeps its place in the schedule when this fails. */
async function again(
  tx: Tx,
  businessId: string,
  value: { endpointId: string; ids: readonly number[]; now: number; spaceMs: number },
): Promise<void> {
  const { endpointId, ids, now, spaceMs } = value;
  await tx.execute(sql`
    update deliveries d set before = d.state, state = 'waiting', manual = true, ended_at = null,
      due_at = ${iso(now)}::timestamptz + (chosen.place - 1) * ${spaceMs}::int * interval '1 millisecond'
    from (select id, row_number() over (order by id) as place from deliveries where id = any(${numbers(ids)})) chosen
    where d.id = chosen.id and d.business_id = ${businessId} and d.endpoint_id = ${endpointId}`);
  await wakePump(tx, businessId, { endpointId });
}
