import { mkdirSync, realpathSync } from "node:fs";
import { hostname } from "node:os";
import { sql } from "drizzle-orm";
import type { Config } from "./config.ts";
import { openDatabase, type Database } from "./db/client.ts";
import { startEmbedded, type Embedded } from "./db/embedded.ts";
import { holdLock, type HeldLock } from "./db/lock.ts";
import { migrateDatabase } from "./db/migrate.ts";
import { foreignKey, loadKeyring } from "./keys.ts";
import { migrateJobs } from "./jobs/migrate.ts";
import { AppError } from "./lib/app-error.ts";
import { logger } from "./lib/logger.ts";
import type { Keyring } from "./lib/secret-box.ts";

export type Store = {
  db: Database;
  url: string;
  keyring: Keyring;
  embedded: Embedded | null;
  close(): Promise<void>;
};

/** Opens the database, the embedded one when none is given, brings it up to date and checks that its secrets can be opened. */
export async function openStore(config: Config): Promise<Store | { taken: true }> {
  mkdirSync(config.dataDir, { recursive: true });
  const keyring = loadKeyring({ dataDir: config.dataDir, given: config.encryptionKeys });
  const embedded =
    config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, logger }) : null;
  if (embedded && "taken" in embedded) return embedded;
  const url = embedded?.url ?? config.databaseUrl ?? "";
  const claim = await claimFolder(config, url);
  if (claim === "taken") return { taken: true };
  const db = openDatabase({ url, pool: config.pool });
  const close = async (): Promise<void> => {
    await db.close();
    await claim?.release();
    await embedded?.stop();
  };
  try {
    await checkVersion(db);
    await migrateDatabase({ url, further: [migrateJobs(logger)] });
    if ((await foreignKey(db, keyring)) !== null) throw new AppError("keys.foreign", "conflict");
  } catch (error) {
    await close();
    throw error;
  }
  return { db, url, keyring, embedded, close };
}

/** Processes that share given keys may be many; a key that was made into DATA_DIR belongs to one of them. */
async function claimFolder(config: Config, url: string): Promise<HeldLock | "taken" | null> {
  if (config.databaseUrl === null || config.encryptionKeys !== null) return null;
  const name = `frontdesk.folder.${hostname()}.${realpathSync(config.dataDir)}`;
  return (await holdLock({ url, name, patienceMs: FOLDER_PATIENCE_MS })) ?? "taken";
}

/** The session of a process that was just killed may need a moment to go. */
const FOLDER_PATIENCE_MS = 1500;
const OLDEST_SERVER = 15;

async function checkVersion(db: Database): Promise<void> {
  const rows = await db.execute<{ version: string }>(
    sql`select current_setting('server_version_num') as version`,
  );
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major >= OLDEST_SERVER) return;
  const sentence = `PostgreSQL ${OLDEST_SERVER} or newer is needed, DATABASE_URL leads to ${major}.`;
  throw new AppError("database.too_old", "invalid", { cause: new Error(sentence) });
}
