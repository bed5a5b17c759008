import { join } from "node:path";
import { freePort } from "../../src/db/embedded-server.ts";
import { profileFlags, startNode, until, type Started } from "./process.ts";
import { BOT_TOKEN } from "./seed.ts";
import type { Stage } from "./stage.ts";

/** The whole product as one process, ready to serve. */
export type Product = { port: number; pid: number; readyMs: number; stop(): Promise<void> };

type Wish = {
  stage: Stage;
  name: string;
  /** Null lets the product bring its own database and sandbox. */
  outside: { databaseUrl: string; telegram: string } | null;
  env?: Record<string, string>;
  /** One of its own choice without it. */
  port?: number;
};

const START_MS = 60_000;

export async function openProduct({
  stage,
  name,
  outside,
  env = {},
  port: given,
}: Wish): Promise<Product> {
  const port = given ?? (await freePort());
  const settings =
    outside === null
      ? {}
      : {
          DATABASE_URL: outside.databaseUrl,
          TELEGRAM_BOT_TOKEN: BOT_TOKEN,
          TELEGRAM_API_ROOT: outside.telegram,
          ENCRYPTION_KEYS: stage.encryptionKey,
        };
  const begun = performance.now();
  const started = startNode({
    args: [...profileFlags(name), join(stage.dist, "main.js")],
    cwd: stage.folder,
    log: join(stage.folder, `${name}.log`),
    env: {
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: join(stage.folder, `${name}-data`),
      ...settings,
      ...env,
    },
  });
  await ready(started, port);
  return { port, pid: started.pid, readyMs: performance.now() - begun, stop: () => started.stop() };
}

async function ready(started: Started, port: number): Promise<void> {
  const gone = started.exited.then((code) => {
    throw new Error(`the product ended with ${String(code)} before it was ready`);
  });
  const serving = until(
    "the product is ready",
    async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null);
      return answer?.ok === true ? true : null;
    },
    START_MS,
    10,
  );
  await Promise.race([serving, gone]);
}
