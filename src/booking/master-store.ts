import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { masters } from "../db/schema/booking.ts";
import { numbers } from "../db/value.ts";
import { AppError } from "../lib/app-error.ts";
import type { MasterFields } from "./price-list.ts";
import { wholeWeek, type Master } from "./salon.ts";

export type ListedMaster = Master & { position: number; archivedAt: number | null };

/** Masters in their order; `services` with archived ones. */
export async function masterRows(
  tx: Tx,
  businessId: string,
  { ids, archived }: { ids?: readonly number[]; archived: boolean },
): Promise<ListedMaster[]> {
  const rows = await tx
    .select({
      row: masters,
      services: sql<
        number[]
      >`(select coalesce(jsonb_agg(k.service_id order by k.service_id), '[]') from master_services k
        where k.business_id = ${masters.businessId} and k.master_id = ${masters.id})`,
    })
    .from(masters)
    .where(
      and(
        eq(masters.businessId, businessId),
        archived ? undefined : isNull(masters.archivedAt),
        ids === undefined ? undefined : inArray(masters.id, [...ids]),
      ),
    )
    .orderBy(asc(masters.position), asc(masters.id));
  return rows.map(({ row, services }) => ({
    id: row.id,
    slug: row.slug,
    names: row.names,
    services,
    hours: wholeWeek(row.hours),
    breaks: row.breaks,
    daysOff: row.daysOff,
    position: row.position,
    archivedAt: row.archivedAt?.getTime() ?? null,
  }));
}

/** Adds a master behind the others. */
export async function insertMaster(
  tx: Tx,
  businessId: string,
  { slug, fields, archivedAt }: { slug: string; fields: MasterFields; archivedAt: number | null },
): Promise<number> {
  const [row] = await tx
    .insert(masters)
    .values({
      businessId,
      slug,
      ...columnsOf(fields),
      archivedAt: archivedAt === null ? null : new Date(archivedAt),
      position: sql`(select coalesce(max(position), 0) + 1 from masters m where m.business_id = ${businessId}::uuid)`,
    })
    .returning({ id: masters.id });
  if (!row) throw new AppError("masters.not_saved", "conflict");
  await setServices(tx, businessId, { masterId: row.id, services: fields.services });
  return row.id;
}

export async function updateMaster(
  tx: Tx,
  businessId: string,
  value: { id: number; fields?: MasterFields; position?: number; archivedAt?: number | null },
): Promise<void> {
  const { id, fields, position, archivedAt } = value;
  await tx
    .update(masters)
    .set({
      ...(fields === undefined ? {} : columnsOf(fields)),
      ...(position === undefined ? {} : { position }),
      ...(archivedAt === undefined
        ? {}
        : { archivedAt: archivedAt === null ? null : new Date(archivedAt) }),
    })
    .where(and(eq(masters.businessId, businessId), eq(masters.id, id)));
  if (fields !== undefined)
    await setServices(tx, businessId, { masterId: id, services: fields.services });
}

async function setServices(
  tx: Tx,
  businessId: string,
  { masterId, services }: { masterId: number; services: readonly number[] },
): Promise<void> {
  await tx.execute(sql`
    delete from master_services where business_id = ${businessId}::uuid and master_id = ${masterId}::bigint
      and service_id <> all(${numbers(services)})`);
  await tx.execute(sql`
    insert into master_services (business_id, master_id, service_id)
    select s.business_id, ${masterId}::bigint, s.id from services s
    where s.business_id = ${businessId}::uuid and s.id = any(${numbers(services)}) on conflict do nothing`);
}

function columnsOf({ names, hours, breaks, daysOff }: MasterFields) {
  return { names, hours, breaks, daysOff };
}
