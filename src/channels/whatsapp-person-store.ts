import { and, eq, inArray, or } from "drizzle-orm";
import { whatsappPeople } from "../db/schema/channel.ts";
import type { Tx } from "../db/client.ts";
import type { Fitting, WhatsappIdentity, WhatsappPerson } from "./whatsapp-person.ts";

export async function personById(
  tx: Tx,
  businessId: string,
  id: number,
): Promise<WhatsappPerson | null> {
  const [row] = await tx
    .select()
    .from(whatsappPeople)
    .where(and(eq(whatsappPeople.businessId, businessId), eq(whatsappPeople.id, id)));
  return row ? toPerson(row) : null;
}

/** Whoever of a number's people has the user id, and whoever has the number; locked. */
export async function fittingPeople(
  tx: Tx,
  businessId: string,
  { numberId, userId, waId }: Pick<WhatsappPerson, "numberId" | "userId" | "waId">,
): Promise<Fitting> {
  const rows = await tx
    .select()
    .from(whatsappPeople)
    .where(
      and(
        eq(whatsappPeople.businessId, businessId),
        eq(whatsappPeople.numberId, numberId),
        or(eq(whatsappPeople.userId, userId ?? NOBODY), eq(whatsappPeople.waId, waId ?? NOBODY)),
      ),
    )
    .for("update");
  const people = rows.map(toPerson);
  return {
    ofUser: people.find((person) => userId !== null && person.userId === userId) ?? null,
    ofNumber: people.find((person) => waId !== null && person.waId === waId) ?? null,
  };
}

type Seen = WhatsappIdentity & { now: number };

export async function insertPerson(
  tx: Tx,
  businessId: string,
  { now, ...fields }: Seen & { numberId: string },
): Promise<WhatsappPerson[]> {
  const rows = await tx
    .insert(whatsappPeople)
    .values({ businessId, ...fields, seenAt: new Date(now) })
    .returning();
  return rows.map(toPerson);
}

/** Writes what is known of somebody now. */
export async function changePerson(
  tx: Tx,
  businessId: string,
  { id, now, ...fields }: Partial<WhatsappIdentity> & { id: number; now: number },
): Promise<WhatsappPerson[]> {
  const rows = await tx
    .update(whatsappPeople)
    .set({ ...fields, seenAt: new Date(now) })
    .where(and(eq(whatsappPeople.businessId, businessId), eq(whatsappPeople.id, id)))
    .returning();
  return rows.map(toPerson);
}

export async function deletePeople(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<WhatsappPerson[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .delete(whatsappPeople)
    .where(and(eq(whatsappPeople.businessId, businessId), inArray(whatsappPeople.id, [...ids])))
    .returning();
  return rows.map(toPerson);
}

/** No identity looks like this. */
const NOBODY = "";

function toPerson(row: typeof whatsappPeople.$inferSelect): WhatsappPerson {
  const { id, numberId, userId, waId, username, name } = row;
  return { id, numberId, userId, waId, username, name };
}
