import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { openDatabase } from "../../src/db/client.ts";
import { migrateDatabase } from "../../src/db/migrate.ts";

const MIGRATIONS = resolve("src/db/migrations");

type OldDatabase = { url: string; close(): Promise<void> };

/** An empty database as a Frontdesk left it that knew the migrations up to this one. */
export async function oldDatabase(newest: string): Promise<OldDatabase> {
  const admin = openDatabase({ url: inject("databaseUrl"), pool: 1 });
  const name = `old_${randomBytes(6).toString("hex")}`;
  await admin.execute(`create database ${name}`);
  const url = Object.assign(new URL(inject("databaseUrl")), { pathname: `/${name}` }).href;
  const folder = mkdtempSync(join(tmpdir(), `frontdesk-old-${process.pid}-`));
  try {
    cpSync(MIGRATIONS, folder, { recursive: true });
    const path = join(folder, "meta/_journal.json");
    const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(path, "utf8"));
    const last = journal.entries.findIndex(({ tag }) => tag === newest);
    writeFileSync(
      path,
      JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }),
    );
    await migrateDatabase({ url, folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return {
    url,
    close: async () => {
      await admin.execute(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
