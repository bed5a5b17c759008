import { randomBytes } from "node:crypto";
import { freePort } from "../../src/db/embedded-server.ts";
import { freshDatabase } from "../db/database.ts";
import { until } from "../db/until.ts";
import { openBalancer } from "./balancer.ts";
import { openWorld } from "./world.ts";

/** Two processes of one database behind a balancer that Telegram and the PBX know. */
export async function openDuo() {
  const database = await freshDatabase();
  const balancer = await openBalancer();
  const env = {
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: randomBytes(32).toString("base64"),
    PUBLIC_URL: balancer.url,
    SETTLE_MS: "1000",
  };
  const world = await openWorld({ env });
  const port = await freePort();
  const second = world.runBeside({ PORT: String(port) });
  await until(
    "the second is ready",
    async () =>
      (await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null))?.status === 200,
    60_000,
  );
  balancer.targets.push(world.port, port);
  return {
    world,
    balancer,
    close: async () => {
      second.kill("SIGTERM");
      await second.exited;
      await world.close();
      await balancer.close();
      await database.close();
    },
  };
}
