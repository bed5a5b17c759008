import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { businesses, lines as lineRows } from "../db/schema/business.ts";
import { AppError } from "../lib/app-error.ts";
import type { Schedule } from "./working-time.ts";

/** When calls on a line are answered: its own hours, else the business's; null: of no line. Throws `business.not_found`. */
export async function scheduleOf(
  tx: Tx,
  businessId: string,
  line: string | null,
): Promise<Schedule> {
  const found = (await schedulesOf(tx, businessId, [line])).get(line);
  if (!found) throw new AppError("business.not_found", "not_found");
  return found;
}

/** The same for many lines in two statements; a line that is not known keeps the business's hours. */
export async function schedulesOf(
  tx: Tx,
  businessId: string,
  lines: readonly (string | null)[],
): Promise<Map<string | null, Schedule>> {
  const { hours: workingHours, ...rest } = await ownSchedule(tx, businessId);
  const numbers = [...new Set(lines)].filter((line) => line !== null);
  const rows =
    numbers.length === 0
      ? []
      : await tx
          .select({ number: lineRows.number, hours: lineRows.workingHours })
          .from(lineRows)
          .where(and(eq(lineRows.businessId, businessId), inArray(lineRows.number, numbers)));
  const own = new Map(rows.map(({ number, hours }) => [number, hours]));
  return new Map(
    lines.map((line) => [
      line,
      { ...rest, hours: (line === null ? null : own.get(line)) ?? workingHours },
    ]),
  );
}

async function ownSchedule(tx: Tx, businessId: string): Promise<Schedule> {
  const { workingHours: hours, holidays, timezone: zone } = businesses;
  const [row] = await tx
    .select({ hours, holidays, zone })
    .from(businesses)
    .where(eq(businesses.id, businessId));
  if (!row) throw new AppError("business.not_found", "not_found");
  return row;
}
