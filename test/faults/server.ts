import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { startEmbedded, type Embedded } from "../../src/db/embedded.ts";

export type Server = Awaited<ReturnType<typeof openServer>>;

/** A database server beside the product, which may be stopped and started, or reached over something else. */
export async function openServer() {
  // The name is one that the end of a run sweeps.
  const folder = mkdtempSync(join(tmpdir(), `frontdesk-flow-${process.pid}-`));
  // Open to the server's OS user.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, "data");
  const state = { server: await begin(dataDir) };
  const { url, place: cluster } = state.server;
  return {
    cluster,
    port: Number(new URL(url).port),
    /** What the product is given to reach it; over another port where there is something between. */
    env: { DATABASE_URL: url, ENCRYPTION_KEYS: randomBytes(32).toString("base64") },
    urlAt: (port: number): string => Object.assign(new URL(url), { port: String(port) }).href,
    stop: (): Promise<void> => state.server.stop(),
    /** On the same port. */
    start: async (): Promise<void> => void (state.server = await begin(dataDir)),
    close: async (): Promise<void> => {
      await state.server.stop();
      rmSync(join(cluster, ".."), { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function begin(dataDir: string): Promise<Embedded> {
  // Three processes hold more connections than one.
  const parameters = { max_connections: "200" };
  const server = await startEmbedded({ dataDir, logger: pino({ level: "error" }), parameters });
  if ("taken" in server) throw new Error("a new folder cannot be taken");
  return server;
}
