import { readdirSync } from "node:fs";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";

const folder = new URL("../../src/db/schema/", import.meta.url);
/** Telegram's own things and the tenants themselves. */
const shared = new Set(["businesses", "bots", "updates", "people", "buckets"]);

test("every table of a tenant says whose rows it holds", async () => {
  const tables = await allTables();
  expect(tables.length).toBeGreaterThan(15);
  const tenants = tables
    .map(getTableConfig)
    .filter(({ name, schema }) => !shared.has(name) && schema !== "sandbox");
  const without = tenants.filter(
    ({ columns }) =>
      !columns.some((column) => column.name === "businessId" || column.name === "business_id"),
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});

async function allTables(): Promise<PgTable[]> {
  const modules = await Promise.all(
    readdirSync(folder).map(
      (file): Promise<Record<string, unknown>> => import(new URL(file, folder).href),
    ),
  );
  return modules.flatMap((module) =>
    Object.values(module).filter((value): value is PgTable => is(value, PgTable)),
  );
}
