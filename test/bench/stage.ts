import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrateDatabase } from "../../src/db/migrate.ts";
import { migrateJobs } from "../../src/jobs/migrate.ts";

/** What every row stands on: a folder, a durable Postgres like the product's own, and the compiled product. */
export type Stage = {
  folder: string;
  /** The compiled product: `dist` unless `BENCH_DIST` names another build. */
  dist: string;
  encryptionKey: string;
  durability: Durability;
  /** A migrated database of its own. */
  database(name: string): Promise<{ url: string; db: Database }>;
  close(): Promise<void>;
};

export type Durability = {
  fsync: string;
  synchronous_commit: string;
  full_page_writes: string;
  cpus: number;
};

const logger = pino({ level: "error" });
const TEMPLATE = "template_bench";

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-bench-"));
  // For root the server runs as another user, who must reach its data.
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: join(folder, "data"), logger });
  if ("taken" in server) throw new Error("a new folder cannot be taken");
  const opened: Database[] = [];
  const open = (name: string): { url: string; db: Database } => {
    const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    const db = openDatabase({ url, pool: 4, name: "frontdesk bench" });
    opened.push(db);
    return { url, db };
  };
  const admin = open("postgres").db;
  await admin.execute(`create database ${TEMPLATE}`);
  await migrateDatabase({
    url: Object.assign(new URL(server.url), { pathname: `/${TEMPLATE}` }).href,
    further: [migrateJobs(logger)],
  });
  return {
    folder,
    dist: resolve(process.env["BENCH_DIST"] ?? "dist"),
    encryptionKey: randomBytes(32).toString("base64"),
    durability: await durabilityOf(admin),
    database: async (name) => {
      await admin.execute(`create database ${name} template ${TEMPLATE}`);
      return open(name);
    },
    close: async () => {
      for (const db of opened) await db.close();
      await server.stop();
      // `BENCH_KEEP=1` leaves the database and the logs for a look.
      if (process.env["BENCH_KEEP"] === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Figures of a database that may lose what it committed say nothing. */
export function isDurable({ fsync, synchronous_commit, full_page_writes }: Durability): boolean {
  return fsync === "on" && synchronous_commit !== "off" && full_page_writes === "on";
}

async function durabilityOf(db: Database): Promise<Durability> {
  const [row] = await db.execute<Omit<Durability, "cpus">>(sql`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes`);
  if (!row) throw new Error("Postgres does not tell its settings");
  return { ...row, cpus: cpus().length };
}
