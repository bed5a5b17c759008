import type { Tx } from "../db/client.ts";
import { salons } from "../db/schema/booking.ts";
import { AppError } from "../lib/app-error.ts";
import type { Language } from "../texts/language.ts";
import { wrongRule } from "./price-list.ts";
import type { Rules, Words } from "./salon.ts";

/** What a business tells customers of itself; `languages` empty: all. */
export type SalonChange = Partial<
  {
    slug: string;
    names: Words;
    address: Words | null;
    phone: string | null;
    languages: Language[];
    faq: Record<string, Words>;
  } & Rules
>;

/** Changes what is given and leaves the rest. Throws `salons.invalid` for a rule that cannot be. */
export async function changeSalon(tx: Tx, businessId: string, change: SalonChange): Promise<void> {
  if (wrongRule(change) !== null) throw new AppError("salons.invalid", "invalid");
  if (Object.keys(change).length === 0) return;
  await tx
    .insert(salons)
    .values({ businessId, ...change })
    .onConflictDoUpdate({ target: salons.businessId, set: change });
}
