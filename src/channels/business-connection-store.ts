import { and, asc, eq } from "drizzle-orm";
import { businessConnections } from "../db/schema/channel.ts";
import type { Tx } from "../db/client.ts";
import type { BusinessConnection, ToldConnection } from "./business-connection.ts";

export async function connectionById(
  tx: Tx,
  businessId: string,
  { botId, id }: { botId: number; id: string },
): Promise<BusinessConnection | null> {
  const [row] = await tx.select().from(businessConnections).where(only(businessId, { botId, id }));
  return row ? toConnection(row) : null;
}

/** The accounts of a bot, in the order in which they were connected. */
export async function connectionsOfBot(
  tx: Tx,
  businessId: string,
  botId: number,
): Promise<BusinessConnection[]> {
  const rows = await tx
    .select()
    .from(businessConnections)
    .where(
      and(eq(businessConnections.businessId, businessId), eq(businessConnections.botId, botId)),
    )
    .orderBy(asc(businessConnections.at), asc(businessConnections.id));
  return rows.map(toConnection);
}

/** Keeps what Telegram told; an admin's decision stays. */
export async function saveConnection(
  tx: Tx,
  businessId: string,
  value: ToldConnection & { botId: number; now: number },
): Promise<void> {
  const { now, id, botId, ...told } = value;
  await tx
    .insert(businessConnections)
    .values({ businessId, id, botId, ...told, at: new Date(now) })
    .onConflictDoUpdate({
      target: [businessConnections.businessId, businessConnections.id],
      set: { botId, ...told },
    });
}

export async function removeConnection(
  tx: Tx,
  businessId: string,
  at: { botId: number; id: string },
): Promise<void> {
  await tx.delete(businessConnections).where(only(businessId, at));
}

export async function decideConnection(
  tx: Tx,
  businessId: string,
  { allowed, ...at }: { botId: number; id: string; allowed: boolean },
): Promise<void> {
  await tx.update(businessConnections).set({ allowed }).where(only(businessId, at));
}

function only(businessId: string, { botId, id }: { botId: number; id: string }) {
  return and(
    eq(businessConnections.businessId, businessId),
    eq(businessConnections.botId, botId),
    eq(businessConnections.id, id),
  );
}

function toConnection(row: typeof businessConnections.$inferSelect): BusinessConnection {
  const { businessId: _business, at, ...rest } = row;
  return { ...rest, at: at.getTime() };
}
