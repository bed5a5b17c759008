import { asc, eq, ne, sql } from "drizzle-orm";
import { employees, lines } from "../db/schema/business.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { toLabels, type Extension, type Labels, type Line, type OwnLine } from "./line.ts";
import { areHours, type WorkingHours } from "./working-hours.ts";

/** Adds lines or renames them; none is taken away. */
export async function saveLines(tx: Tx, businessId: string, list: readonly Line[]): Promise<void> {
  const rows = new Map(list.map(({ number, name }) => [number, { businessId, number, name }]));
  if (rows.size === 0) return;
  await tx
    .insert(lines)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [lines.businessId, lines.number],
      set: { name: sql`excluded.name` },
      setWhere: ne(sql`excluded.name`, ""),
    });
}

/** Adds employees or renames them; a list without names takes no name away. */
export async function saveEmployees(
  tx: Tx,
  businessId: string,
  list: readonly Extension[],
): Promise<void> {
  const rows = new Map(list.map(({ ext, name }) => [ext, { businessId, ext, name }]));
  if (rows.size === 0) return;
  await tx
    .insert(employees)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [employees.businessId, employees.ext],
      set: { name: sql`excluded.name` },
      setWhere: ne(sql`excluded.name`, ""),
    });
}

export async function linesOf(tx: Tx, businessId: string): Promise<Line[]> {
  return tx
    .select({ number: lines.number, name: lines.name })
    .from(lines)
    .where(eq(lines.businessId, businessId))
    .orderBy(asc(lines.number));
}

/** The lines with the hours of their own. */
export async function ownLinesOf(tx: Tx, businessId: string): Promise<OwnLine[]> {
  return tx
    .select({ number: lines.number, name: lines.name, hours: lines.workingHours })
    .from(lines)
    .where(eq(lines.businessId, businessId))
    .orderBy(asc(lines.number));
}

/** Gives a line hours of its own; null: the business's again. A line that only calls told of is known from now on. Throws `business.invalid`. */
export async function setLineHours(
  tx: Tx,
  businessId: string,
  { number, hours }: { number: string; hours: WorkingHours | null },
): Promise<void> {
  if (hours !== null && !areHours(hours)) throw new AppError("business.invalid", "invalid");
  await tx
    .insert(lines)
    .values({ businessId, number, name: "", workingHours: hours })
    .onConflictDoUpdate({
      target: [lines.businessId, lines.number],
      set: { workingHours: hours },
    });
}

export async function employeesOf(tx: Tx, businessId: string): Promise<Extension[]> {
  return tx
    .select({ ext: employees.ext, name: employees.name })
    .from(employees)
    .where(eq(employees.businessId, businessId))
    .orderBy(asc(employees.ext));
}

/** The names that cards show; a line or employee without a name is left out. */
export async function labelsOf(tx: Tx, businessId: string): Promise<Labels> {
  const [numbers, people] = await Promise.all([
    linesOf(tx, businessId),
    employeesOf(tx, businessId),
  ]);
  return {
    lines: toLabels(numbers.map(({ number, name }) => [number, name])),
    employees: toLabels(people.map(({ ext, name }) => [ext, name])),
  };
}
