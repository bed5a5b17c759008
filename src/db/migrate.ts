import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { AppError } from "../lib/app-error.ts";
import { openDatabase, type Database } from "./client.ts";
import { holdLock } from "./lock.ts";

const LOCK = "frontdesk.migrate";
const LOCK_PATIENCE_MS = 120_000;
const FOLDER = fileURLToPath(new URL("migrations", import.meta.url));

/** Brings the database to this code's tables, then runs `further` (schemas of other rooms) under the same lock. */
export async function migrateDatabase(options: {
  url: string;
  folder?: string;
  further?: ((url: string) => Promise<void>)[];
}): Promise<void> {
  const lock = await holdLock({ url: options.url, name: LOCK, patienceMs: LOCK_PATIENCE_MS });
  if (!lock)
    throw migrationError(
      "busy",
      "Another process has been migrating this database for two minutes; look at it, then start again.",
    );
  const database = openDatabase({ url: options.url, pool: 1, name: "frontdesk migrate" });
  try {
    await apply(database, options.folder ?? FOLDER);
    for (const step of options.further ?? []) await step(options.url);
  } finally {
    await database.close();
    await lock.release();
  }
}

async function apply(database: Database, folder: string): Promise<void> {
  if (!existsSync(folder))
    throw migrationError("missing", `The migrations are not at ${folder}; run npm run build.`);
  const known = readMigrationFiles({ migrationsFolder: folder });
  const applied = await appliedMigrations(database);
  const newest = Math.max(0, ...known.map((migration) => migration.folderMillis));
  if (applied.some((migration) => migration.createdAt > newest)) {
    throw migrationError(
      "newer",
      "The database was migrated by a newer Frontdesk than this one; start the newer one.",
    );
  }
  const ours = new Set(known.map((migration) => migration.hash));
  if (applied.some((migration) => !ours.has(migration.hash))) {
    throw migrationError(
      "other",
      "The database was migrated by other migrations than this Frontdesk has; restore a backup or use another database.",
    );
  }
  try {
    // Every pending migration in one transaction: a failure leaves the database as it was.
    await migrate(database, { migrationsFolder: folder });
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw migrationError(
      "failed",
      `A migration failed, the database was left as it was: ${reason}`,
      error,
    );
  }
}

async function appliedMigrations(
  database: Database,
): Promise<{ hash: string; createdAt: number }[]> {
  const [table] = await database.execute<{ name: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  );
  if (!table?.name) return [];
  const rows = await database.execute<{ hash: string; created_at: string }>(
    sql`select hash, created_at from drizzle.__drizzle_migrations`,
  );
  return rows.map((row) => ({ hash: row.hash, createdAt: Number(row.created_at) }));
}

/** The cause's message is a sentence for the person at the terminal. */
function migrationError(
  fault: "busy" | "missing" | "newer" | "other" | "failed",
  sentence: string,
  cause?: unknown,
): AppError {
  return new AppError(`migrate.${fault}`, "conflict", { cause: new Error(sentence, { cause }) });
}
