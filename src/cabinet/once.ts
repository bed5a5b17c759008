import { makeOnce, type Making } from "../business/press-service.ts";
import { AppError } from "../lib/app-error.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

/**
 * Makes what a form asks for once, in one transaction with the mark that it was sent: the same form sent again is led
 * where the first one led. One with other words in it is another form, and a refused one may be sent again.
 */
export async function once<T>(
  { db }: Pick<CabinetDeps, "db">,
  { visitor, press }: Visit,
  making: Making<T>,
): Promise<{ made: T } | { to: string }> {
  if (press === null) return { made: await db.transaction(making.make) };
  return makeOnce(db, visitor.business.id, { press, ...making });
}

/** What the PBX knows a press by: it rings once for one form, however often that is sent. */
export function ringOf({ press }: Visit): string {
  if (press === null) throw new AppError("cabinet.no_press", "invalid");
  return `web:${press.personId}:${press.key}`;
}
