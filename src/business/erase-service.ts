import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { buttons, notices } from "../db/schema/business.ts";
import { texts } from "../db/value.ts";
import { and, eq, isNull } from "drizzle-orm";

/** Takes a person out of what buttons hold, and out of messages that have not left yet. */
export async function forgetPerson(
  tx: Tx,
  businessId: string,
  { phones, clientIds }: { phones: readonly string[]; clientIds: readonly number[] },
): Promise<void> {
  const tails = phones.map((phone) => phone.replace(/\D/g, "").slice(-TAIL));
  const holds = (column: SQL) =>
    tails
      .filter((tail) => tail.length === TAIL)
      .map((tail) => sql`position(${tail} in regexp_replace(${column}, '\\D', '', 'g')) > 0`);
  const ids = texts(clientIds.map(String));
  const known = sql.join(
    [sql`${buttons.action}->>'clientId' = any(${ids})`, ...holds(sql`${buttons.action}::text`)],
    sql` or `,
  );
  await tx.delete(buttons).where(and(eq(buttons.businessId, businessId), sql`(${known})`));
  const named = holds(sql`${notices.html}`);
  if (named.length === 0) return;
  await tx
    .update(notices)
    .set({ html: "", closedReason: "erased" })
    .where(
      and(
        eq(notices.businessId, businessId),
        isNull(notices.sentAt),
        sql`(${sql.join(named, sql` or `)})`,
      ),
    );
}

/** So many digits are a person's; fewer are somebody's guess. */
const TAIL = 9;
