import { and, eq, isNull } from "drizzle-orm";
import { whatsappNumbers } from "../db/schema/channel.ts";
import type { Tx } from "../db/client.ts";
import type { NumberTrouble, Template, WhatsappNumber } from "./whatsapp-number.ts";

/** A linked number with its sealed token and the sealed secrets of its own Meta app. */
export type StoredNumber = WhatsappNumber & {
  token: string;
  appSecret: string | null;
  verifyToken: string | null;
  path: string | null;
};

export async function linkedNumber(tx: Tx, businessId: string): Promise<StoredNumber | null> {
  return one(tx, eq(whatsappNumbers.businessId, businessId));
}

/** The linked number of any business that Meta calls so. */
export async function numberById(tx: Tx, numberId: string): Promise<StoredNumber | null> {
  return one(tx, eq(whatsappNumbers.numberId, numberId));
}

/** The linked number of any business whose own Meta app posts to an address, hashed. */
export async function numberByHash(tx: Tx, hash: string): Promise<StoredNumber | null> {
  return one(tx, eq(whatsappNumbers.pathHash, hash));
}

type NewNumber = {
  numberId: string;
  phone: string | null;
  name: string | null;
  token: string;
  now: number;
};

export async function insertNumber(
  tx: Tx,
  businessId: string,
  { now, ...fields }: NewNumber,
): Promise<StoredNumber | null> {
  const at = new Date(now);
  const [row] = await tx
    .insert(whatsappNumbers)
    .values({ businessId, ...fields, linkedAt: at, checkedAt: at })
    .returning();
  return row ? toNumber(row) : null;
}

type Changes = {
  id: string;
  phone?: string | null;
  name?: string | null;
  token?: string;
  appSecret?: string | null;
  verifyToken?: string | null;
  path?: string | null;
  pathHash?: string | null;
  error?: NumberTrouble | null;
  checkedAt?: number;
  heardAt?: number;
  template?: Template | null;
};

export async function changeNumber(
  tx: Tx,
  businessId: string,
  { id, checkedAt, heardAt, template, ...fields }: Changes,
): Promise<void> {
  const set = {
    ...fields,
    ...(checkedAt === undefined ? {} : { checkedAt: new Date(checkedAt) }),
    ...(heardAt === undefined ? {} : { heardAt: new Date(heardAt) }),
    ...(template === undefined
      ? {}
      : { templateName: template?.name ?? null, templateLanguage: template?.language ?? null }),
  };
  await tx
    .update(whatsappNumbers)
    .set(set)
    .where(and(eq(whatsappNumbers.businessId, businessId), eq(whatsappNumbers.id, id)));
}

/** The number is not ours any more; its secrets are forgotten. */
export async function removeNumber(
  tx: Tx,
  businessId: string,
  { id, now }: { id: string; now: number },
): Promise<void> {
  const forgotten = { token: "", appSecret: null, verifyToken: null, path: null, pathHash: null };
  await tx
    .update(whatsappNumbers)
    .set({ removedAt: new Date(now), ...forgotten })
    .where(and(eq(whatsappNumbers.businessId, businessId), eq(whatsappNumbers.id, id)));
}

async function one(tx: Tx, which: ReturnType<typeof eq>): Promise<StoredNumber | null> {
  const [row] = await tx
    .select()
    .from(whatsappNumbers)
    .where(and(which, isNull(whatsappNumbers.removedAt)));
  return row ? toNumber(row) : null;
}

function toNumber(row: typeof whatsappNumbers.$inferSelect): StoredNumber {
  const { templateName: name, templateLanguage: language } = row;
  return {
    id: row.id,
    businessId: row.businessId,
    numberId: row.numberId,
    phone: row.phone,
    name: row.name,
    ownApp: row.appSecret !== null,
    linkedAt: row.linkedAt.getTime(),
    checkedAt: row.checkedAt?.getTime() ?? null,
    heardAt: row.heardAt?.getTime() ?? null,
    error: troubles.find((trouble) => trouble === row.error) ?? null,
    template: name === null || language === null ? null : { name, language },
    token: row.token,
    appSecret: row.appSecret,
    verifyToken: row.verifyToken,
    path: row.path,
  };
}

const troubles: readonly NumberTrouble[] = ["revoked", "permission", "restricted", "unreachable"];
