import { runMigrations } from "graphile-worker";
import type { Logger } from "pino";
import { workerLogger } from "./worker-log.ts";

/** The schema of graphile-worker, for `migrateDatabase`'s `further`. */
export function migrateJobs(logger: Logger): (url: string) => Promise<void> {
  return (url) => runMigrations({ connectionString: url, logger: workerLogger(logger) });
}
