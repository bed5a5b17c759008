import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { seePerson } from "../../src/business/person-service.ts";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { freePort } from "../../src/db/embedded-server.ts";
import { until } from "../db/until.ts";
import { runProgram, type Program } from "../flows/program.ts";
import { clusterUrl } from "../flows/world.ts";
import type { Fault, Figures, Ground } from "./fault.ts";

const START_MS = 90_000;
/** Room for nothing but the beginning of a database. */
const SMALL = "4m";
/** A quota of so many bytes for one file, where no small disk can be mounted. */
const FILE_BYTES = 1_000_000;

export const start: Fault = {
  name: "start",
  title: "disk full, data directory unwritable, port taken, bad environment, migrations half done",
  run,
};

/** A start that must be refused: with which words, and with which code. */
type Case = { name: string; says: RegExp; code: number; refused: (yard: Yard) => Promise<Program> };
type Yard = { folder: string; dataDir: string; ground: Ground; pids: number[] };

async function run(ground: Ground): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), `frontdesk-flow-${process.pid}-`));
  chmodSync(folder, 0o755);
  const yard: Yard = { folder, dataDir: join(folder, "data"), ground, pids: [] };
  const wrong: string[] = [];
  let kept = 0;
  await mark(yard);
  for (const one of ground.random.shuffled(cases)) {
    const complaints = await complaintsOf(one, yard);
    wrong.push(...complaints);
    kept += complaints.length === 0 ? 1 : 0;
    ground.say(
      `${one.name}: ${complaints.length === 0 ? "as it should be" : complaints.join("; ")}`,
    );
  }
  return {
    times: cases.length,
    sent: cases.length,
    kept,
    doubled: 0,
    lost: cases.length - kept,
    ambiguous: 0,
    recoveryMs: null,
    pids: yard.pids,
    holds: wrong.length === 0,
    note: `refused with their cause, and the data stood afterwards: ${kept} of ${cases.length} (${cases.map(({ name }) => name).join(", ")}); ${wrong.join("; ")}`,
  };
}

async function complaintsOf({ name, says, code, refused }: Case, yard: Yard): Promise<string[]> {
  const program = await refused(yard);
  const ended = await Promise.race([program.exited, sleep(START_MS, null)]);
  if (ended === null) program.kill("SIGKILL");
  const output = program.output();
  const last = output.trim().split("\n").slice(-3).join(" ⏎ ");
  return [
    ...(ended === null ? [`${name}: it did not end`] : []),
    ...(ended !== null && ended.code !== code ? [`${name}: exit code ${ended.code}`] : []),
    ...(says.test(output) ? [] : [`${name}: says «${last}»`]),
    ...(await standsWhole(yard, name)),
  ];
}

/** After the cause is gone the same data starts, with what was in it. */
async function standsWhole(yard: Yard, name: string): Promise<string[]> {
  try {
    return await within(yard, async (db) => {
      const rows = await db.execute<{ id: number }>(
        sql`select id from people where first_name = ${MARK}`,
      );
      return rows.length === 1 ? [] : [`${name}: the data is harmed`];
    });
  } catch (error) {
    return [`${name}: it does not start afterwards: ${String(error).slice(0, 500)}`];
  }
}

const MARK = "Mark";

/** Data that must be found again. */
async function mark(yard: Yard): Promise<void> {
  await within(yard, (db) =>
    seePerson(db, { id: 77, firstName: MARK, languageCode: "uk", now: Date.now() }),
  );
}

/** A start that goes well, something done in its database, and its stop. */
async function within<T>(yard: Yard, act: (db: Database) => Promise<T>): Promise<T> {
  const program = begin(yard, {});
  await until(
    "the start block",
    () => {
      if (!program.running()) throw new Error(program.output());
      return program.output().includes("Frontdesk is ready");
    },
    START_MS,
  );
  const db = openDatabase({ url: clusterUrl(choosePlace(yard.dataDir).cluster), pool: 1 });
  try {
    return await act(db);
  } finally {
    await db.close();
    program.kill("SIGTERM");
    await program.exited;
  }
}

function begin({ folder, dataDir, pids }: Yard, env: Record<string, string>): Program {
  const program = runProgram("main.js", {
    cwd: folder,
    env: { DATA_DIR: dataDir, PORT: "0", ...env },
  });
  pids.push(program.pid);
  return program;
}

const cases: readonly Case[] = [
  {
    name: "bad environment",
    says: /PORT:[\s\S]*SETTLE_MS:/,
    code: 2,
    refused: (yard) => Promise.resolve(begin(yard, { PORT: "seventy", SETTLE_MS: "-1" })),
  },
  {
    name: "port taken",
    says: /port \d+ is taken/,
    code: 1,
    refused: async (yard) => {
      const port = await freePort();
      const other = createServer().listen(port, "127.0.0.1");
      await until("the port is taken", () => other.listening);
      const program = begin(yard, { PORT: String(port), HOST: "127.0.0.1" });
      void program.exited.then(() => other.close());
      return program;
    },
  },
  {
    name: "data directory unwritable",
    says: /cannot be written|not a directory|ENOTDIR/i,
    code: 1,
    refused: (yard) => {
      const file = join(yard.folder, "file");
      writeFileSync(file, "");
      return Promise.resolve(begin(yard, { DATA_DIR: join(file, "data") }));
    },
  },
  {
    name: "new data on a full disk",
    says: /full|No space left|too large/i,
    code: 1,
    refused: full,
  },
  {
    name: "another one on the same data",
    says: /Another Frontdesk already runs/,
    code: 3,
    refused: async (yard) => {
      const first = begin(yard, {});
      await until("the start block", () => first.output().includes("is ready"), START_MS);
      const second = begin(yard, {});
      await second.exited;
      first.kill("SIGTERM");
      await first.exited;
      return second;
    },
  },
  {
    name: "migrations half done",
    says: /A migration failed, the database was left as it was/,
    code: 1,
    refused: halfMigrated,
  },
];

/** A disk of a few megabytes; where none can be mounted, files that may not grow. */
async function full(yard: Yard): Promise<Program> {
  const disk = join(yard.folder, `disk-${yard.pids.length}`);
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SMALL},mode=755`, "none", disk]);
  const own = { ...yard, dataDir: join(disk, "data") };
  const program = begin(own, {});
  if (mounted.status !== 0)
    spawnSync("prlimit", ["--pid", String(program.pid), `--fsize=${FILE_BYTES}`]);
  yard.ground.say(mounted.status === 0 ? `a disk of ${SMALL}` : "files that may not grow");
  await program.exited;
  if (mounted.status === 0) spawnSync("umount", ["-l", disk]);
  rmSync(disk, { recursive: true, force: true });
  return program;
}

type Migration = { hash: string; created_at: string };

/** Tables stand of which nothing says that a migration made them. */
async function halfMigrated(yard: Yard): Promise<Program> {
  const cut = await within(yard, async (db) => [
    ...(await db.execute<Migration>(
      sql`delete from drizzle.__drizzle_migrations returning hash, created_at`,
    )),
  ]);
  const program = begin(yard, {});
  await program.exited;
  await restore(yard, cut);
  return program;
}

async function restore(yard: Yard, cut: readonly Migration[]): Promise<void> {
  const server = await startEmbedded({ dataDir: yard.dataDir, logger: pino({ level: "silent" }) });
  if ("taken" in server) throw new Error("the refused start still has the data");
  const db = openDatabase({ url: server.url, pool: 1 });
  for (const { hash, created_at: at } of cut.toSorted((a, b) => +a.created_at - +b.created_at))
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${at}::bigint)`,
    );
  await db.close();
  await server.stop();
}
