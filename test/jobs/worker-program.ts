import { pino } from "pino";
import { openDatabase } from "../../src/db/client.ts";
import { startWorker } from "../../src/jobs/worker.ts";

/**
 * A process with a worker: `worker-program.ts <url> [hold]`. Each `telegram.send` writes a row into `ran`;
 * with `hold` it writes `started` instead and never ends.
 */
const [url = "", hold] = process.argv.slice(2);
const db = openDatabase({ url, pool: 2 });
const worker = await startWorker({
  url,
  concurrency: 4,
  logger: pino({ level: "silent" }),
  handlers: {
    "telegram.send": async ({ id }) => {
      const word = hold ? "started" : "done";
      await db.execute(
        `insert into ran (id, pid, word) values ('${id}', ${process.pid}, '${word}')`,
      );
      if (hold) await new Promise(() => {});
    },
  },
});
console.log(JSON.stringify({ id: worker.id() }));
process.on("SIGTERM", () => void worker.stop(1000).then(() => db.close()));
