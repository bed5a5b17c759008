import { eq } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { salons } from "../db/schema/booking.ts";
import { tellAllWaiting } from "./effect-service.ts";
import { wrongRule } from "./price-list.ts";
import type { Rules, Salon, Words } from "./salon.ts";

/** What only a salon has beside its business: how it is told of, and the rules of its calendar. */
type SalonChange = Partial<Rules> &
  Partial<Pick<Salon, "address" | "phone" | "languages" | "faq">> & {
    /** Null: the business's name. */
    names?: Words | null;
    slug?: string | null;
  };

/** Changes the rules of the calendar, or says which one cannot be. */
export async function changeRules(
  tx: Tx,
  businessId: string,
  rules: Partial<Rules>,
): Promise<{ changed: true } | { refused: keyof Rules }> {
  const wrong = wrongRule(rules);
  if (wrong !== null) return { refused: wrong };
  await saveSalon(tx, businessId, rules);
  await tellAllWaiting(tx, businessId);
  return { changed: true };
}

/** Keeps what is given of a salon, the rest stays. Throws for a rule that cannot be. */
export async function saveSalon(tx: Tx, businessId: string, change: SalonChange): Promise<void> {
  const wrong = wrongRule(change);
  if (wrong !== null) throw new TypeError(`a salon with a wrong ${wrong}`);
  await tx.insert(salons).values({ businessId }).onConflictDoNothing();
  if (Object.keys(change).length > 0)
    await tx.update(salons).set(change).where(eq(salons.businessId, businessId));
}
