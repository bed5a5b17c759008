import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/db/client.ts";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { isAlive, shutDown } from "../../src/db/embedded-server.ts";
import { startEmbedded, type Embedded } from "../../src/db/embedded.ts";
import { migrateDatabase } from "../../src/db/migrate.ts";
import { migrateJobs } from "../../src/jobs/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the database `postgres` of the run's server; `template_frontdesk` beside it is migrated. */
    databaseUrl: string;
  }
}

type Run = { users: number; started: Promise<{ folder: string; server: Embedded }> };
declare global {
  var frontdeskTestServer: Run | undefined;
}

const PREFIX = "frontdesk-test-";
const logger = pino({ level: "error" });

/** One server for the run, whichever projects it has. */
export async function setup(project: TestProject): Promise<void> {
  const run = (globalThis.frontdeskTestServer ??= { users: 0, started: start() });
  run.users += 1;
  const { server } = await run.started;
  project.provide("databaseUrl", databaseUrl(server.url, "postgres"));
}

export async function teardown(): Promise<void> {
  const run = globalThis.frontdeskTestServer;
  if (!run) return;
  run.users -= 1;
  if (run.users > 0) return;
  globalThis.frontdeskTestServer = undefined;
  const { folder, server } = await run.started;
  await server.stop();
  rmSync(join(server.place, ".."), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

async function start(): Promise<{ folder: string; server: Embedded }> {
  await sweepKilledRuns();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // Open to the server's OS user, else the data and a copy of the binaries would go to /var/lib.
  chmodSync(folder, 0o755);
  // The tests' data may be lost with the machine, and a clone for each test is most of what is written.
  const server = await startEmbedded({
    dataDir: join(folder, "data"),
    logger,
    parameters: {
      fsync: "off",
      full_page_writes: "off",
      synchronous_commit: "off",
      wal_level: "minimal",
      max_wal_senders: "0",
      max_wal_size: "2GB",
      checkpoint_timeout: "3600",
      autovacuum: "off",
      max_connections: "400",
    },
  });
  if ("taken" in server) throw new Error("a new folder cannot be taken");
  const admin = openDatabase({ url: databaseUrl(server.url, "postgres"), pool: 1 });
  await admin.execute("create database template_frontdesk");
  await admin.close();
  await migrateDatabase({
    url: databaseUrl(server.url, "template_frontdesk"),
    further: [migrateJobs(logger)],
  });
  return { folder, server };
}

/** A run that was killed leaves its server and folder; the process id in the name says whose they are. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const place = choosePlace(join(tmpdir(), name, "data"));
    await shutDown(place.cluster);
    if (place.moved) rmSync(place.folder, { recursive: true, force: true });
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function databaseUrl(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
