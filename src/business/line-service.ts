import { asc, eq, ne, sql } from "drizzle-orm";
import { employees, lines } from "../db/schema/business.ts";
import type { Tx } from "../db/client.ts";
import { toLabels, type Extension, type Labels, type Line } from "./line.ts";

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
