import { and, asc, eq, gte, inArray, lt, lte, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { waits } from "../db/schema/booking.ts";
import { numbers } from "../db/value.ts";

export type WaitStatus = "waiting" | "offered" | "taken" | "passed" | "over";
/** Who waits for a place: a service on a day, with a master or anybody, beginning between two minutes of the day. */
export type Wait = {
  id: number;
  conversationId: number;
  clientId: number | null;
  serviceId: number;
  masterId: number | null;
  day: string;
  fromMin: number;
  toMin: number;
  status: WaitStatus;
  /** The place that is held for them, and until when. */
  offeredId: number | null;
  offeredUntil: number | null;
  createdAt: number;
};

/** Of these days those that somebody waits for, or was offered a place on. */
export async function keepWaiting(
  tx: Tx,
  businessId: string,
  days: readonly string[],
): Promise<string[]> {
  if (days.length === 0) return [];
  const rows = await tx
    .selectDistinct({ day: waits.day })
    .from(waits)
    .where(
      and(
        eq(waits.businessId, businessId),
        inArray(waits.day, [...days]),
        inArray(waits.status, OPEN),
      ),
    );
  return rows.map(({ day }) => day);
}

/** Open waits of a day, or of all days from one on, in the order they were asked for. */
export async function openWaits(
  tx: Tx,
  businessId: string,
  { day, from }: { day?: string; from?: string },
): Promise<Wait[]> {
  const rows = await tx
    .select()
    .from(waits)
    .where(
      and(
        eq(waits.businessId, businessId),
        inArray(waits.status, OPEN),
        day === undefined ? undefined : eq(waits.day, day),
        from === undefined ? undefined : gte(waits.day, from),
      ),
    )
    .orderBy(asc(waits.day), asc(waits.id));
  return rows.map(toWait);
}

export async function waitById(
  tx: Tx,
  businessId: string,
  { waitId, conversationId }: { waitId: number; conversationId: number },
): Promise<Wait | null> {
  const [row] = await tx
    .select()
    .from(waits)
    .where(
      and(
        eq(waits.businessId, businessId),
        eq(waits.id, waitId),
        eq(waits.conversationId, conversationId),
      ),
    )
    .for("update");
  return row ? toWait(row) : null;
}

/** Adds a wait; the open one of the same service and day is widened to what is asked for now. */
export async function keepWait(
  tx: Tx,
  businessId: string,
  row: Pick<
    Wait,
    "conversationId" | "clientId" | "serviceId" | "masterId" | "day" | "fromMin" | "toMin"
  > & { now: number },
): Promise<number> {
  const { now, ...wish } = row;
  const [made] = await tx
    .insert(waits)
    .values({ businessId, ...wish, createdAt: new Date(now) })
    .onConflictDoUpdate({
      target: [waits.businessId, waits.conversationId, waits.serviceId, waits.day],
      targetWhere: sql`status in ('waiting', 'offered')`,
      set: { masterId: wish.masterId, fromMin: wish.fromMin, toMin: wish.toMin },
    })
    .returning({ id: waits.id });
  return made?.id ?? 0;
}

export async function setWait(
  tx: Tx,
  businessId: string,
  value: { waitId: number; status: WaitStatus; offer?: { id: number; until: number } },
): Promise<void> {
  const { waitId, status, offer } = value;
  await tx
    .update(waits)
    .set({
      status,
      ...(offer ? { offeredId: offer.id, offeredUntil: new Date(offer.until) } : {}),
    })
    .where(and(eq(waits.businessId, businessId), eq(waits.id, waitId)));
}

/** Who got a visit waits no more for the same service on that day, nor for anything on a day that is over. */
export async function endWaits(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; serviceId: number; day: string },
): Promise<void> {
  await tx
    .update(waits)
    .set({ status: "over" })
    .where(
      and(
        eq(waits.businessId, businessId),
        eq(waits.conversationId, value.conversationId),
        eq(waits.serviceId, value.serviceId),
        eq(waits.day, value.day),
        eq(waits.status, "waiting"),
      ),
    );
}

/** Takes away who waited for days before one; the dates are of a wall, so that one day more is kept. */
export async function forgetWaitRows(tx: Tx, before: string): Promise<void> {
  await tx.delete(waits).where(lt(waits.day, before));
}

/** Takes away what conversations, or clients, wait for. */
export async function deleteWaits(
  tx: Tx,
  businessId: string,
  {
    clientIds,
    conversationIds,
  }: { clientIds: readonly number[]; conversationIds: readonly number[] },
): Promise<number> {
  const rows = await tx.execute(sql`
    delete from waits where business_id = ${businessId}::uuid
      and (client_id = any(${numbers(clientIds)}) or conversation_id = any(${numbers(conversationIds)})) returning 1`);
  return rows.length;
}

/** Offers that nobody answered in time. */
export async function lapsedOffers(
  tx: Tx,
  businessId: string,
  { day, now }: { day: string; now: number },
): Promise<{ id: number; offeredId: number | null }[]> {
  return tx
    .update(waits)
    .set({ status: "passed" })
    .where(
      and(
        eq(waits.businessId, businessId),
        eq(waits.day, day),
        eq(waits.status, "offered"),
        lte(waits.offeredUntil, new Date(now)),
      ),
    )
    .returning({ id: waits.id, offeredId: waits.offeredId });
}

const OPEN: WaitStatus[] = ["waiting", "offered"];

function toWait(row: typeof waits.$inferSelect): Wait {
  const { id, conversationId, clientId, serviceId, masterId, day, fromMin, toMin } = row;
  return {
    id,
    conversationId,
    clientId,
    serviceId,
    masterId,
    day,
    fromMin,
    toMin,
    status: known.find((one) => one === row.status) ?? "over",
    offeredId: row.offeredId,
    offeredUntil: row.offeredUntil?.getTime() ?? null,
    createdAt: row.createdAt.getTime(),
  };
}

const known: readonly WaitStatus[] = ["waiting", "offered", "taken", "passed", "over"];
