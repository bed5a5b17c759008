import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { openDatabase, type Database } from "./db/client.ts";
import { findBinaries } from "./db/embedded-binaries.ts";
import { clusterUrl, ensureCluster } from "./db/embedded-cluster.ts";
import { choosePlace } from "./db/embedded-place.ts";
import { findRunning } from "./db/embedded-server.ts";
import { startEmbedded } from "./db/embedded.ts";
import { logger } from "./lib/logger.ts";

export type Reader = { db: Database; close(): Promise<void> };

/** The database to look into, whether or not a Frontdesk runs on it; an embedded one that stands still is started meanwhile. */
export async function openReader(config: Config): Promise<Reader> {
  if (config.databaseUrl !== null) return reader(config.databaseUrl);
  if (!existsSync(config.dataDir)) throw new Error(`there is no data in ${config.dataDir}`);
  const place = choosePlace(config.dataDir);
  if (!existsSync(join(place.cluster, "PG_VERSION")))
    throw new Error(`there is no data in ${config.dataDir}`);
  const running = findRunning(place.cluster);
  if (running?.ready) {
    const settings = await ensureCluster(place, findBinaries(place));
    return reader(clusterUrl({ ...settings, port: running.port }, DATABASE));
  }
  const embedded = await startEmbedded({ dataDir: config.dataDir, logger });
  if ("taken" in embedded) throw new Error("a Frontdesk is starting on this data, try again");
  const found = reader(embedded.url);
  return {
    db: found.db,
    close: async () => {
      await found.close();
      await embedded.stop();
    },
  };
}

const DATABASE = "frontdesk";

function reader(url: string): Reader {
  const db = openDatabase({ url, pool: 2, name: "frontdesk reader" });
  return { db, close: () => db.close() };
}
