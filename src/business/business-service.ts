import { asc, eq } from "drizzle-orm";
import { businesses, members, people } from "../db/schema/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { isCountry } from "../lib/phone.ts";
import { isZone } from "../lib/zone.ts";
import { isLanguage } from "../texts/language.ts";
import { cleanName, isKind, type Business } from "./business.ts";
import { areHours, type WorkingHours } from "./working-hours.ts";

type Fields = Pick<Business, "name" | "kind" | "timezone" | "currency" | "language" | "country">;

/** Makes a business with its owner, for whom it becomes the active one; throws `business.invalid`. */
export async function createBusiness(
  db: Database,
  value: Fields & { owner: { id: number; name: string }; now: number },
): Promise<Business> {
  const { owner, now, ...fields } = value;
  const createdAt = new Date(now);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(businesses)
      .values({ ...checked(fields), createdAt })
      .returning();
    if (!row) throw new AppError("business.not_created", "conflict");
    await tx.insert(members).values({
      businessId: row.id,
      personId: owner.id,
      role: "owner",
      name: cleanName(owner.name) ?? String(owner.id),
      joinedAt: createdAt,
    });
    await tx.update(people).set({ activeBusinessId: row.id }).where(eq(people.id, owner.id));
    return toBusiness(row);
  });
}

export async function businessOf(tx: Tx, businessId: string): Promise<Business | null> {
  const [row] = await tx.select().from(businesses).where(eq(businesses.id, businessId));
  return row ? toBusiness(row) : null;
}

/** Throws `business.invalid` or `business.not_found`. */
export async function changeBusiness(
  tx: Tx,
  businessId: string,
  patch: Partial<Fields>,
): Promise<Business> {
  const [row] = await tx
    .update(businesses)
    .set(checked(patch))
    .where(eq(businesses.id, businessId))
    .returning();
  if (!row) throw new AppError("business.not_found", "not_found");
  return toBusiness(row);
}

/** Throws `business.invalid` for times that are none or a week without an open day; null: not told. */
export async function setWorkingHours(
  tx: Tx,
  businessId: string,
  hours: WorkingHours | null,
): Promise<Business> {
  if (hours !== null && !areHours(hours)) throw new AppError("business.invalid", "invalid");
  const [row] = await tx
    .update(businesses)
    .set({ workingHours: hours })
    .where(eq(businesses.id, businessId))
    .returning();
  if (!row) throw new AppError("business.not_found", "not_found");
  return toBusiness(row);
}

/** The oldest business of this server, or null. */
export async function firstBusiness(db: Database): Promise<Business | null> {
  const [row] = await db
    .select()
    .from(businesses)
    .orderBy(asc(businesses.createdAt), asc(businesses.id))
    .limit(1);
  return row ? toBusiness(row) : null;
}

/** A row as the rest of the product knows it; what the types narrow was checked when it was written. */
export function toBusiness(row: typeof businesses.$inferSelect): Business {
  const { id, name, kind, timezone, currency, language, country, workingHours } = row;
  const { holidays, slaMin, ghostS, triedCloses } = row;
  if (!isCountry(country) || !isLanguage(language))
    throw new AppError("business.damaged", "conflict");
  return {
    id,
    name,
    kind: isKind(kind) ? kind : "other",
    timezone,
    currency,
    language,
    country,
    workingHours,
    holidays,
    slaMin,
    ghostS,
    triedCloses,
  };
}

function checked<T extends Partial<Fields>>(fields: T): T {
  const { name, timezone, currency, country, language, kind } = fields;
  const wrong =
    (name !== undefined && cleanName(name) === null) ||
    (timezone !== undefined && !isZone(timezone)) ||
    (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) ||
    (country !== undefined && !isCountry(country)) ||
    (language !== undefined && !isLanguage(language)) ||
    (kind !== undefined && !isKind(kind));
  if (wrong) throw new AppError("business.invalid", "invalid");
  return name === undefined ? fields : { ...fields, name: cleanName(name) };
}
