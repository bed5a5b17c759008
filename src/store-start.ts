import { mkdirSync } from "node:fs";
import type { Config } from "./config.ts";
import { openDatabase, type Database } from "./db/client.ts";
import { startEmbedded, type Embedded } from "./db/embedded.ts";
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
  const db = openDatabase({ url, pool: config.pool });
  const close = async (): Promise<void> => {
    await db.close();
    await embedded?.stop();
  };
  try {
    await migrateDatabase({ url, further: [migrateJobs(logger)] });
    if ((await foreignKey(db, keyring)) !== null) throw new AppError("keys.foreign", "conflict");
  } catch (error) {
    await close();
    throw error;
  }
  return { db, url, keyring, embedded, close };
}
