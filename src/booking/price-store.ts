import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { services } from "../db/schema/booking.ts";
import { AppError } from "../lib/app-error.ts";
import type { ServiceFields } from "./price-list.ts";
import type { Service } from "./salon.ts";

export type ListedService = Service & { position: number; archivedAt: number | null };

/** Services in the order of the price list. */
export async function serviceRows(
  tx: Tx,
  businessId: string,
  { ids, archived }: { ids?: readonly number[]; archived: boolean },
): Promise<ListedService[]> {
  const rows = await tx
    .select()
    .from(services)
    .where(
      and(
        eq(services.businessId, businessId),
        archived ? undefined : isNull(services.archivedAt),
        ids === undefined ? undefined : inArray(services.id, [...ids]),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    names: row.names,
    durationMin: row.durationMin,
    bufferMin: row.bufferMin,
    price: { amount: Number(row.amount), kind: row.priceKind === "from" ? "from" : "fixed" },
    synonyms: row.synonyms,
    position: row.position,
    archivedAt: row.archivedAt?.getTime() ?? null,
  }));
}

/** Adds a service behind the others. */
export async function insertService(
  tx: Tx,
  businessId: string,
  { slug, fields, archivedAt }: { slug: string; fields: ServiceFields; archivedAt: number | null },
): Promise<number> {
  const [row] = await tx
    .insert(services)
    .values({
      businessId,
      slug,
      ...columnsOf(fields),
      archivedAt: archivedAt === null ? null : new Date(archivedAt),
      position: sql`(select coalesce(max(position), 0) + 1 from services s where s.business_id = ${businessId}::uuid)`,
    })
    .returning({ id: services.id });
  if (!row) throw new AppError("services.not_saved", "conflict");
  return row.id;
}

export async function updateService(
  tx: Tx,
  businessId: string,
  value: { id: number; fields?: ServiceFields; position?: number; archivedAt?: number | null },
): Promise<void> {
  const { id, fields, position, archivedAt } = value;
  await tx
    .update(services)
    .set({
      ...(fields === undefined ? {} : columnsOf(fields)),
      ...(position === undefined ? {} : { position }),
      ...(archivedAt === undefined
        ? {}
        : { archivedAt: archivedAt === null ? null : new Date(archivedAt) }),
    })
    .where(and(eq(services.businessId, businessId), eq(services.id, id)));
}

function columnsOf({ names, durationMin, bufferMin, price, synonyms }: ServiceFields) {
  const { amount, kind } = price;
  return { names, durationMin, bufferMin, amount: String(amount), priceKind: kind, synonyms };
}
