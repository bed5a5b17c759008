import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { endpoints } from "../db/schema/webhook.ts";
import { iso } from "../db/value.ts";
import type { Endpoint, OffReason } from "./endpoint.ts";
import type { Json } from "./json.ts";
import { isTemplate } from "./template.ts";
import { open, type Keyring } from "../lib/secret-box.ts";
import type { Secret } from "./sign.ts";

export type EndpointRow = typeof endpoints.$inferSelect;

/** Who looks: an admin sees every endpoint of the business, others their own. */
export type Viewer = { personId: number; admin: boolean };

export async function endpointRows(
  tx: Tx,
  businessId: string,
  viewer: Viewer,
): Promise<EndpointRow[]> {
  return tx
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.businessId, businessId), isNull(endpoints.removedAt), seenBy(viewer)))
    .orderBy(asc(endpoints.createdAt), asc(endpoints.id));
}

/** An endpoint that is not removed; `lock`: nobody else claims, counts or changes it until the transaction ends. */
export async function endpointRow(
  tx: Tx,
  businessId: string,
  { endpointId, viewer, lock = false }: { endpointId: string; viewer?: Viewer; lock?: boolean },
): Promise<EndpointRow | null> {
  if (!isUuid(endpointId)) return null;
  const query = tx
    .select()
    .from(endpoints)
    .where(
      and(
        eq(endpoints.businessId, businessId),
        eq(endpoints.id, endpointId),
        isNull(endpoints.removedAt),
        viewer ? seenBy(viewer) : undefined,
      ),
    );
  const [row] = await (lock ? query.for("update") : query);
  return row ?? null;
}

export async function changeRow(
  tx: Tx,
  businessId: string,
  { endpointId, set }: { endpointId: string; set: Partial<typeof endpoints.$inferInsert> },
): Promise<void> {
  await tx
    .update(endpoints)
    .set(set)
    .where(and(eq(endpoints.businessId, businessId), eq(endpoints.id, endpointId)));
}

/** The secrets of an endpoint, opened. */
export async function secretsOf(
  tx: Tx,
  businessId: string,
  { endpointId, keyring }: { endpointId: string; keyring: Keyring },
): Promise<Secret[]> {
  const rows = await tx.execute<{ secret: string; created_at: string; ends_at: string | null }>(sql`
    select secret, created_at, ends_at from endpoint_secrets where business_id = ${businessId} and endpoint_id = ${endpointId}`);
  return [...rows].map((row) => ({
    secret: open(keyring, row.secret),
    createdAt: new Date(row.created_at).getTime(),
    endsAt: row.ends_at === null ? null : new Date(row.ends_at).getTime(),
  }));
}

/** Waiting deliveries stay where they are until somebody says what becomes of them; gives how many. */
export async function parkWaiting(
  tx: Tx,
  businessId: string,
  { endpointId, reason }: { endpointId: string; reason: string },
): Promise<number> {
  const rows = await tx.execute(sql`
    update deliveries set state = 'parked', reason = ${reason}, manual = false, before = null
    where business_id = ${businessId} and endpoint_id = ${endpointId} and state = 'waiting' and kind = 'real' returning 1`);
  return rows.length;
}

/** What an endpoint still holds goes with it; what was sent stays in the log. */
export async function dropUnsent(
  tx: Tx,
  businessId: string,
  { endpointId, now }: { endpointId: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update deliveries set state = 'dropped', reason = 'removed', lease = null, leased_until = null, body = null, ended_at = ${iso(now)}
    where business_id = ${businessId} and endpoint_id = ${endpointId} and state in ('waiting', 'leased', 'parked')`);
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

const reasons: Record<string, OffReason> = { owner: "owner", gone: "gone", failing: "failing" };

export function toEndpoint(row: EndpointRow): Endpoint {
  const { id, personId, name, host, events, templateText, timeoutS, rate, inFlight } = row;
  const { ordered, batch, redact, active, givenUp } = row;
  const filter: Json = JSON.parse(JSON.stringify(row.filter ?? null));
  return {
    id,
    personId,
    name,
    host,
    events,
    filter,
    template: isTemplate(row.template) ? row.template : "plain",
    templateText,
    timeoutS,
    rate,
    inFlight,
    ordered,
    batch,
    redact,
    active,
    offReason: reasons[row.offReason ?? ""] ?? null,
    offAt: row.offAt?.getTime() ?? null,
    failingSince: row.failingSince?.getTime() ?? null,
    succeededAt: row.succeededAt?.getTime() ?? null,
    openUntil: row.openUntil?.getTime() ?? null,
    givenUp,
    createdAt: row.createdAt.getTime(),
  };
}

function seenBy({ personId, admin }: Viewer) {
  return admin ? undefined : eq(endpoints.personId, personId);
}
