import { eq } from "drizzle-orm";
import type { Database, Tx } from "../db/client.ts";
import { businesses } from "../db/schema/business.ts";
import { AppError } from "../lib/app-error.ts";
import { wallOf } from "../lib/zone.ts";
import { toBusiness } from "./business-service.ts";
import type { Business, Holiday } from "./business.ts";
import { MAX_HOLIDAYS, isHoliday, isoDate } from "./holiday.ts";

type Setting = Partial<Pick<Business, "slaMin" | "ghostS" | "triedCloses">>;

/** How soon a missed call is called back, and what counts as having done so. Throws `business.invalid`. */
export async function setFollowups(
  tx: Tx,
  businessId: string,
  setting: Setting,
): Promise<Business> {
  const { slaMin = 1, ghostS = 0 } = setting;
  if (!isWhole(slaMin, 1, MAX_SLA_MIN) || !isWhole(ghostS, 0, MAX_GHOST_S))
    throw new AppError("business.invalid", "invalid");
  return save(tx, businessId, setting);
}

/** Adds days that differ from the week, each in the place of what was said of it before; null when there would be too many. Throws `business.invalid`. */
export async function addHolidays(
  db: Tx,
  businessId: string,
  { added, now }: { added: readonly Holiday[]; now: number },
): Promise<Business | null> {
  if (!added.every(isHoliday)) throw new AppError("business.invalid", "invalid");
  return db.transaction(async (tx) => {
    const known = await lockHolidays(tx, businessId, { now });
    const holidays = [...new Map([...known, ...added].map((day) => [day.date, day])).values()];
    return holidays.length > MAX_HOLIDAYS ? null : save(tx, businessId, { holidays });
  });
}

/** Takes days away, both ends of the range included ("YYYY-MM-DD"). */
export async function removeHolidays(
  db: Database,
  businessId: string,
  { from, to, now }: { from: string; to: string; now: number },
): Promise<Business> {
  return db.transaction(async (tx) => {
    const known = await lockHolidays(tx, businessId, { now });
    const holidays = known.filter(({ date }) => date < from || date > to);
    return save(tx, businessId, { holidays });
  });
}

const MAX_SLA_MIN = 1440;
const MAX_GHOST_S = 60;
const DAY_MS = 86_400_000;

/** The known days; those of the past are let go, but for yesterday, whose night may not be over. */
async function lockHolidays(
  tx: Tx,
  businessId: string,
  { now }: { now: number },
): Promise<Holiday[]> {
  const [row] = await tx
    .select({ known: businesses.holidays, zone: businesses.timezone })
    .from(businesses)
    .where(eq(businesses.id, businessId))
    .for("update");
  if (!row) throw new AppError("business.not_found", "not_found");
  const yesterday = isoDate(wallOf(now - DAY_MS, row.zone));
  return row.known.filter(({ date }) => date >= yesterday);
}

async function save(
  tx: Tx,
  businessId: string,
  values: Setting & { holidays?: Holiday[] },
): Promise<Business> {
  const { holidays, ...rest } = values;
  const sorted = holidays?.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const [row] = await tx
    .update(businesses)
    .set({ ...rest, ...(sorted ? { holidays: sorted } : {}) })
    .where(eq(businesses.id, businessId))
    .returning();
  if (!row) throw new AppError("business.not_found", "not_found");
  return toBusiness(row);
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
