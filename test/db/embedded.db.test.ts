import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { findRunning, isAlive, shutDown } from "../../src/db/embedded-server.ts";
import { killPrograms, startProgram, type Program } from "./program.ts";
import { until } from "./until.ts";

let folder: string;
let dataDir: string;
const open: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), `frontdesk-test-${process.pid}-`));
  chmodSync(folder, 0o755);
  dataDir = join(folder, "data");
});

afterEach(async () => {
  killPrograms();
  await Promise.all(open.splice(0).map((db) => db.close()));
  const place = choosePlace(dataDir);
  await shutDown(place.cluster);
  rmSync(place.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

test("only the parent is killed: the server lives on, and the next start attaches to it", async () => {
  const first = start();
  const before = await first.said();
  await database(before).execute("create table kept as select 'yes' as word");
  const server = findRunning(String(before["place"]));
  first.kill("SIGKILL");
  await first.exited;
  expect(isAlive(server?.pid ?? 0)).toBe(true);

  const after = await start().said();
  expect(after).toMatchObject({ attached: true, url: before["url"] });
  expect(await database(after).execute("select word from kept")).toMatchObject([{ word: "yes" }]);
});

test("the whole tree is killed: the next start recovers what was committed", async () => {
  const first = start();
  const before = await first.said();
  await database(before).execute("create table kept as select 'yes' as word");
  const server = findRunning(String(before["place"]))?.pid ?? 0;
  const tree = [first.pid, server, ...childrenOf(server)];
  for (const pid of tree) process.kill(pid, "SIGKILL");
  await first.exited;
  await until("nothing of the tree is left", () => tree.every((pid) => !isRunning(pid)));

  const after = await start().said();
  expect(after).toMatchObject({ attached: false });
  expect(await database(after).execute("select word from kept")).toMatchObject([{ word: "yes" }]);
});

test("only the database server is killed: it comes back at the same address", async () => {
  const said = await start().said();
  const db = database(said);
  const before = findRunning(String(said["place"]))?.pid ?? 0;
  process.kill(before, "SIGKILL");
  const answer = await until("the server answers again", () =>
    db.execute("select 1 as one").catch(() => null),
  );
  expect(answer).toMatchObject([{ one: 1 }]);
  expect(findRunning(String(said["place"]))?.pid).not.toBe(before);
});

test("SIGTERM leaves no process", async () => {
  const program = start();
  const said = await program.said();
  const server = findRunning(String(said["place"]))?.pid ?? 0;
  const tree = [server, ...childrenOf(server)];
  program.kill("SIGTERM");
  expect(await program.exited).toEqual({ code: 0, signal: null });
  expect(tree.filter(isRunning)).toEqual([]);
});

test("a second Frontdesk on the same data is told that it is taken, and harms nothing", async () => {
  const said = await start().said();
  const second = start();
  expect(await second.said()).toEqual({ taken: true });
  expect(await second.exited).toMatchObject({ code: 3 });
  expect(await database(said).execute("select 1 as one")).toMatchObject([{ one: 1 }]);
});

test("two first starts at once: one has the database, the other is told", async () => {
  const both = await Promise.all([start().said(), start().said()]);
  expect(both.filter((said) => "taken" in said)).toHaveLength(1);
  expect(both.filter((said) => "url" in said)).toHaveLength(1);
});

test("under LC_ALL=C the database still knows Cyrillic letters", async () => {
  const said = await start({ LC_ALL: "C", LANG: "C" }).said();
  const db = database(said);
  await db.execute("create extension pg_trgm");
  const rows = await db.execute(
    "select upper('їжак') as upper, cardinality(show_trgm('привіт')) as trigrams, current_setting('server_encoding') as encoding",
  );
  expect(rows).toMatchObject([{ upper: "ЇЖАК", trigrams: 7, encoding: "UTF8" }]);
});

test("the password is readable by its owner only, and the server is not root's", async () => {
  const said = await start().said();
  const settings = join(String(said["place"]), "frontdesk.json");
  expect(statSync(settings).mode & 0o777).toBe(0o600);
  const wrong = new URL(String(said["url"]));
  wrong.password = "wrong";
  await expect(database({ url: wrong.href }).execute("select 1")).rejects.toMatchObject({
    cause: { code: "28P01" },
  });
  expect(statSync(String(said["place"])).uid).not.toBe(0);
});

test("a folder closed to others: as root the data moves and stays moved, as a user it stays in place", async () => {
  chmodSync(folder, 0o700);
  const root = process.getuid?.() === 0;
  const first = start();
  const before = await first.said();
  expect(before["moved"]).toBe(root);
  await database(before).execute("create table kept as select 'yes' as word");
  first.kill("SIGTERM");
  await first.exited;

  chmodSync(folder, 0o755);
  const after = await start().said();
  expect(after).toMatchObject({ moved: root, place: before["place"] });
  expect(await database(after).execute("select word from kept")).toMatchObject([{ word: "yes" }]);
});

test("after a reboot the pid in the file is another program: the start does not take it for the server", async () => {
  const first = start();
  const place = String((await first.said())["place"]);
  const pidFile = readFileSync(join(place, "postmaster.pid"), "utf8");
  first.kill("SIGTERM");
  await first.exited;
  writeFileSync(join(place, "postmaster.pid"), pidFile.replace(/^\d+/, String(process.pid)), {
    mode: 0o600,
  });
  expect(await start().said()).toMatchObject({ attached: false });
});

function start(env: Record<string, string> = {}): Program {
  return startProgram(new URL("embedded-program.ts", import.meta.url), [dataDir], env);
}

function database(said: Record<string, unknown>): Database {
  const db = openDatabase({ url: String(said["url"]), pool: 1 });
  open.push(db);
  return db;
}

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && statusOf(Number(name))?.parent === pid)
    .map(Number);
}

function isRunning(pid: number): boolean {
  const status = statusOf(pid);
  return status !== null && status.state !== "Z";
}

function statusOf(pid: number): { state: string; parent: number } | null {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return { state: state ?? "", parent: Number(parent) };
  } catch {
    return null;
  }
}
