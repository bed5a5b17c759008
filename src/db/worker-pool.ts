import { Pool } from "pg";
import type { Logger } from "pino";

/**
 * The connections of graphile-worker. It would close a pool of its own without waiting and without listening for errors
 * any more, so that a server that stops meanwhile ends the process.
 */
export function openWorkerPool(options: { url: string; max: number; logger: Logger }): Pool {
  const pool = new Pool({ connectionString: options.url, max: options.max });
  pool.on("error", (error) =>
    options.logger.debug({ err: error }, "a worker's connection was closed"),
  );
  pool.on("connect", (client) =>
    client.on("error", (error) =>
      options.logger.debug({ err: error }, "a worker's connection broke"),
    ),
  );
  return pool;
}
