import { and, eq, inArray, sql } from "drizzle-orm";
import { clientPhones, clients } from "../db/schema/crm.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { humanName, type Client } from "./client.ts";

/** The known clients of these E.164 numbers; unknown numbers are missing from the map. */
export async function clientsByPhones(
  tx: Tx,
  businessId: string,
  phones: readonly string[],
): Promise<Map<string, Client>> {
  if (phones.length === 0) return new Map();
  const rows = await tx
    .select({
      phone: clientPhones.phone,
      id: clients.id,
      number: clients.number,
      name: clients.name,
    })
    .from(clientPhones)
    .innerJoin(
      clients,
      and(eq(clients.id, clientPhones.clientId), eq(clients.businessId, clientPhones.businessId)),
    )
    .where(
      and(
        eq(clientPhones.businessId, businessId),
        inArray(clientPhones.phone, [...new Set(phones)]),
      ),
    );
  return new Map(rows.map(({ phone, ...client }) => [phone, client]));
}

/** Saves the client of an E.164 number; a human name replaces the old one, nothing else does. */
export async function saveClient(
  tx: Tx,
  businessId: string,
  value: { name: string | null; phone: string; now: number },
): Promise<Client> {
  const name = humanName(value.name);
  return tx.transaction(async (inner) => {
    // Numbers count without gaps, and a phone has one client: one saver at a time in a business.
    await inner.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`clients:${businessId}`}, 0))`,
    );
    const known = (await clientsByPhones(inner, businessId, [value.phone])).get(value.phone);
    if (!known) return addClient(inner, businessId, { ...value, name });
    if (name === null || name === known.name) return known;
    await inner
      .update(clients)
      .set({ name })
      .where(and(eq(clients.businessId, businessId), eq(clients.id, known.id)));
    return { ...known, name };
  });
}

async function addClient(
  tx: Tx,
  businessId: string,
  value: { name: string | null; phone: string; now: number },
): Promise<Client> {
  const { name, phone, now } = value;
  const next = sql<number>`(select coalesce(max(number), 0) + 1 from clients where business_id = ${businessId})`;
  const [client] = await tx
    .insert(clients)
    .values({ businessId, number: next, name, createdAt: new Date(now) })
    .returning({ id: clients.id, number: clients.number, name: clients.name });
  if (!client) throw new AppError("clients.not_saved", "conflict");
  await tx.insert(clientPhones).values({ businessId, phone, clientId: client.id });
  return client;
}
