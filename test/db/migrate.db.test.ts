import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { migrateDatabase } from "../../src/db/migrate.ts";

let admin: Database;
let db: Database;
let url: string;
let folder: string;

beforeEach(async () => {
  admin = openDatabase({ url: inject("databaseUrl"), pool: 1 });
  await admin.execute("create database migrating");
  url = Object.assign(new URL(inject("databaseUrl")), { pathname: "/migrating" }).href;
  db = openDatabase({ url, pool: 1 });
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
  mkdirSync(join(folder, "meta"));
  write([{ when: 1000, sql: "create table one (id int);" }]);
});

afterEach(async () => {
  await db.close();
  await admin.execute("drop database migrating with (force)");
  await admin.close();
  rmSync(folder, { recursive: true, force: true });
});

test("two processes migrate at once: each finds the database ready", async () => {
  await Promise.all([migrateDatabase({ url, folder }), migrateDatabase({ url, folder })]);
  expect(await db.execute("select * from one")).toHaveLength(0);
});

test("what is further to do is done under the same lock, on the same database", async () => {
  const seen: string[] = [];
  await migrateDatabase({ url, folder, further: [async (to) => void seen.push(to)] });
  expect(seen).toEqual([url]);
});

test("a migration that fails in the middle leaves nothing behind, and says why", async () => {
  write([
    { when: 1000, sql: "create table one (id int);" },
    {
      when: 2000,
      sql: "create table two (id int);\n--> statement-breakpoint\nalter table missing add column x int;",
    },
  ]);
  await expect(migrateDatabase({ url, folder })).rejects.toMatchObject({
    code: "migrate.failed",
    cause: { message: expect.stringContaining('relation "missing" does not exist') },
  });
  expect(
    await db.execute("select to_regclass('one') as one, to_regclass('two') as two"),
  ).toMatchObject([{ one: null, two: null }]);

  write([
    { when: 1000, sql: "create table one (id int);" },
    { when: 2000, sql: "create table two (id int);" },
  ]);
  await migrateDatabase({ url, folder });
  expect(await db.execute("select * from two")).toHaveLength(0);
});

test("a database newer than the code is refused", async () => {
  const older = join(folder, "..", `${folder.split("/").at(-1)}-older`);
  cpSync(folder, older, { recursive: true });
  write([
    { when: 1000, sql: "create table one (id int);" },
    { when: 2000, sql: "create table two (id int);" },
  ]);
  await migrateDatabase({ url, folder });
  await expect(migrateDatabase({ url, folder: older })).rejects.toMatchObject({
    code: "migrate.newer",
    kind: "conflict",
  });
  rmSync(older, { recursive: true, force: true });
});

test("a database of other migrations is refused", async () => {
  await migrateDatabase({ url, folder });
  write([{ when: 3000, sql: "create table three (id int);" }]);
  await expect(migrateDatabase({ url, folder })).rejects.toMatchObject({ code: "migrate.other" });
});

test("the project's own migrations were applied to the template", async () => {
  const template = openDatabase({ url, pool: 1 });
  await migrateDatabase({ url });
  const journal: unknown = JSON.parse(readFileSync("src/db/migrations/meta/_journal.json", "utf8"));
  const applied = await template.execute("select 1 from drizzle.__drizzle_migrations");
  expect(journal).toMatchObject({ entries: { length: applied.length } });
  await template.close();
});

function write(migrations: { when: number; sql: string }[]): void {
  const entries = migrations.map(({ when }, idx) => ({
    idx,
    version: "7",
    when,
    tag: `m${when}`,
    breakpoints: true,
  }));
  writeFileSync(
    join(folder, "meta", "_journal.json"),
    JSON.stringify({ version: "7", dialect: "postgresql", entries }),
  );
  for (const { when, sql } of migrations) writeFileSync(join(folder, `m${when}.sql`), sql);
}
