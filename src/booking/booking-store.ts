import { and, asc, desc, eq, gt, gte, inArray, lt, ne, not, or, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { bookings, masters, services } from "../db/schema/booking.ts";
import { clients } from "../db/schema/crm.ts";
import { iso } from "../db/value.ts";
import { unlessOverlapping } from "./overlap-store.ts";
import type { Busy } from "./salon.ts";
import type { Place } from "./visit.ts";

type Row = typeof bookings.$inferInsert;
export type PlaceFilter = {
  /** Begins in [from, to). */
  from?: number;
  to?: number;
  masterId?: number;
  serviceId?: number;
  clientId?: number;
  /** Of the conversation, or of the client bound to it. */
  of?: { conversationId: number; clientId: number | null };
  anyOf?: { clientIds: readonly number[]; conversationIds: readonly number[] };
  ids?: readonly number[];
  number?: number;
  /** Stands behind this one in the order of a list. */
  after?: { start: number; number: number };
  statuses?: readonly Place["status"][];
  last?: boolean;
  limit?: number;
  offset?: number;
};

/** One at a time books places of a business, until its transaction ends: two that collide would wait for one another for ever. */
export async function lockPlaces(tx: Tx, businessId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`bookings:${businessId}`}, 0))`,
  );
}

/** What is taken between two instants, but for these rows; a hold that is over takes nothing. */
export async function busyRows(
  tx: Tx,
  businessId: string,
  value: { from: number; to: number; now: number; but: readonly number[] },
): Promise<Busy[]> {
  const { from, to, now, but } = value;
  const rows = await tx
    .select({ masterId: bookings.masterId, from: bookings.startsAt, to: bookings.busyUntil })
    .from(bookings)
    .where(
      and(
        eq(bookings.businessId, businessId),
        lt(bookings.startsAt, new Date(to)),
        gt(bookings.busyUntil, new Date(from)),
        or(
          inArray(bookings.status, ["booked", "confirmed"]),
          and(eq(bookings.status, "held"), gt(bookings.heldUntil, new Date(now))),
        ),
        but.length === 0 ? undefined : not(inArray(bookings.id, [...but])),
      ),
    );
  return rows.map((row) => ({
    masterId: row.masterId,
    from: row.from.getTime(),
    to: row.to.getTime(),
  }));
}

/** Visits and held places, by their start. */
export async function placesOf(
  tx: Tx,
  businessId: string,
  filter: PlaceFilter & { lock?: boolean },
): Promise<Place[]> {
  const query = selectPlaces(tx)
    .where(and(eq(bookings.businessId, businessId), ...conditions(filter)))
    .orderBy(filter.last ? desc(bookings.startsAt) : asc(bookings.startsAt), asc(bookings.id))
    .limit(filter.limit ?? MANY)
    .offset(filter.offset ?? 0);
  const rows = await (filter.lock ? query.for("update", { of: bookings }) : query);
  return rows.map(toPlace);
}

/** One of them by its id, also a hold that came to nothing. */
export async function placeOf(
  tx: Tx,
  businessId: string,
  { id, lock = false }: { id: number; lock?: boolean },
): Promise<Place | null> {
  return (await placesOf(tx, businessId, { ids: [id], statuses, lock }))[0] ?? null;
}

export async function countPlaces(
  tx: Tx,
  businessId: string,
  filter: PlaceFilter,
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), ...conditions(filter)));
  return row?.count ?? 0;
}

/** Adds a row; null: another one of this master is in the way. The transaction goes on in both cases. */
export async function insertPlace(
  tx: Tx,
  businessId: string,
  row: Omit<Row, "businessId">,
): Promise<number | null> {
  const made = await unlessOverlapping(() =>
    tx.transaction((inner) =>
      inner
        .insert(bookings)
        .values({ ...row, businessId })
        .returning({ id: bookings.id }),
    ),
  );
  return made?.[0]?.id ?? null;
}

/** Changes a row; false: another one of its master is in the way, or it is not there. */
export async function changePlace(
  tx: Tx,
  businessId: string,
  { id, set }: { id: number; set: Partial<Row> },
): Promise<boolean> {
  const changed = await unlessOverlapping(() =>
    tx.transaction((inner) =>
      inner
        .update(bookings)
        .set(set)
        .where(and(eq(bookings.businessId, businessId), eq(bookings.id, id)))
        .returning({ id: bookings.id }),
    ),
  );
  return (changed?.length ?? 0) > 0;
}

/** What a visit is called in the business file: its id there, or "n" and the number that people see. */
const fileId = sql<string>`coalesce(${bookings.slug}, 'n' || ${bookings.number})`;

/** The ids of visits by their ids in the business file. */
export async function slugRows(
  tx: Tx,
  businessId: string,
  slugs: readonly string[],
): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx
    .select({ slug: fileId, id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.businessId, businessId), inArray(fileId, [...slugs])));
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

export async function deletePlaces(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<void> {
  await tx
    .delete(bookings)
    .where(and(eq(bookings.businessId, businessId), inArray(bookings.id, [...ids])));
}

const MANY = 500;

function conditions(filter: PlaceFilter): (SQL | undefined)[] {
  const { from, to, of, ids, statuses } = filter;
  return [
    from === undefined ? undefined : gte(bookings.startsAt, new Date(from)),
    to === undefined ? undefined : lt(bookings.startsAt, new Date(to)),
    filter.masterId === undefined ? undefined : eq(bookings.masterId, filter.masterId),
    filter.serviceId === undefined ? undefined : eq(bookings.serviceId, filter.serviceId),
    filter.clientId === undefined ? undefined : eq(bookings.clientId, filter.clientId),
    filter.number === undefined ? undefined : eq(bookings.number, filter.number),
    filter.after && behind(filter.after),
    of === undefined
      ? undefined
      : or(
          eq(bookings.conversationId, of.conversationId),
          of.clientId === null ? undefined : eq(bookings.clientId, of.clientId),
        ),
    filter.anyOf && ofAny(filter.anyOf),
    ids === undefined ? undefined : inArray(bookings.id, [...ids]),
    statuses === undefined ? ne(bookings.status, "gone") : inArray(bookings.status, [...statuses]),
  ];
}

function behind({ start, number }: NonNullable<PlaceFilter["after"]>): SQL {
  return sql`(${bookings.startsAt}, ${bookings.id}) > (${iso(start)}::timestamptz, coalesce((
    select b.id from bookings b where b.business_id = ${bookings.businessId} and b.number = ${number}), 0))`;
}

function ofAny({ clientIds, conversationIds }: NonNullable<PlaceFilter["anyOf"]>): SQL | undefined {
  return or(
    inArray(bookings.clientId, [...clientIds]),
    inArray(bookings.conversationId, [...conversationIds]),
  );
}

function selectPlaces(tx: Tx) {
  return tx
    .select({
      row: bookings,
      service: { slug: services.slug, names: services.names },
      master: { slug: masters.slug, names: masters.names },
      client: { id: clients.id, number: clients.number, name: clients.name },
      phone: sql<
        string | null
      >`(select min(phone) from client_phones p where p.business_id = ${bookings.businessId} and p.client_id = ${bookings.clientId})`,
    })
    .from(bookings)
    .innerJoin(
      services,
      and(eq(services.businessId, bookings.businessId), eq(services.id, bookings.serviceId)),
    )
    .innerJoin(
      masters,
      and(eq(masters.businessId, bookings.businessId), eq(masters.id, bookings.masterId)),
    )
    .leftJoin(
      clients,
      and(eq(clients.businessId, bookings.businessId), eq(clients.id, bookings.clientId)),
    )
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof selectPlaces>>[number];

function toPlace({ row, service, master, client, phone }: Selected): Place {
  return {
    id: row.id,
    number: row.number,
    serviceId: row.serviceId,
    masterId: row.masterId,
    start: row.startsAt.getTime(),
    end: row.endsAt.getTime(),
    busyUntil: row.busyUntil.getTime(),
    status: oneOf(statuses, row.status) ?? "gone",
    heldUntil: row.heldUntil?.getTime() ?? null,
    price: { amount: Number(row.amount), kind: row.priceKind === "from" ? "from" : "fixed" },
    currency: row.currency,
    service,
    master,
    client: client && { ...client, phone },
    conversationId: row.conversationId,
    channel: oneOf(channels, row.channel) ?? "person",
    note: row.note,
    createdAt: row.createdAt.getTime(),
    cancelledBy: oneOf(["client", "person"], row.cancelledBy),
  };
}

const statuses: readonly Place["status"][] = [
  "held",
  "gone",
  "booked",
  "confirmed",
  "cancelled",
  "completed",
  "no_show",
];
const channels: readonly Place["channel"][] = ["telegram", "whatsapp", "person", "import"];

function oneOf<T extends string>(known: readonly T[], value: string | null): T | null {
  return known.find((one) => one === value) ?? null;
}
