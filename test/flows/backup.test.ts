import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { accountSecret, accountsOf } from "../../src/business/account-service.ts";
import { openServer, serverPrograms } from "../deploy/own-server.ts";
import { cardOf, openHeard, playedAs, ring, type Heard } from "./recorded.ts";
import { settled } from "./settle.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const deploy = resolve("deploy");
const DONE = /Суть:/;
/** What a moment changes by itself. */
const UNSTEADY = new Set(["buckets"]);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
  leaveNothing();
});

test("the embedded database: stopped, copied, started; wiped and put back it is the same Frontdesk", async () => {
  const world = await opened({});
  const { heard, before } = await lived(world);
  const backups = join(world.folder, "backups");
  const started = join(world.folder, "started");

  expect(await script(world, ["backup.sh", backups])).toMatchObject({ status: 3 });
  expect(kept(backups)).toEqual([]);
  expect((await fetch(`${world.url}/api/ready`)).status).toBe(200);

  const { pid } = world.app();
  const stop = `kill ${pid}; while kill -0 ${pid} 2>/dev/null; do sleep 0.1; done`;
  const how = ["--stop", stop, "--start", `touch '${started}'`];
  const made = await script(world, ["backup.sh", ...how, backups]);
  expect(made).toMatchObject({ status: 0 });
  expect(existsSync(started)).toBe(true);
  const backup = join(backups, kept(backups)[0] ?? "none");

  const living = await script(world, ["restore.sh", backup]);
  expect(living).toEqual({ status: 3, said: expect.stringContaining("is there already") });
  rmSync(world.dataDir, { recursive: true });
  expect(await script(world, ["restore.sh", backup])).toMatchObject({ status: 0 });
  await world.restart();
  await isTheSame(world, heard, before);

  world.app().kill("SIGTERM");
  await world.app().exited;
  appendFileSync(join(backup, "database.tar.gz"), "\0");
  const damaged = await script(world, ["restore.sh", "--aside", backup]);
  expect(damaged).toEqual({ status: 1, said: expect.stringContaining("is damaged") });
  expect(await script(world, ["backup.sh", "--keep", "1", backups])).toMatchObject({ status: 0 });
  expect(kept(backups)).toHaveLength(1);
  expect(existsSync(backup)).toBe(false);
});

describe.skipIf(serverPrograms === null && !process.env["CI"])("a PostgreSQL of one's own", () => {
  test("dumped while it runs; a new database filled from it is the same Frontdesk", async () => {
    const server = await openServer();
    open.push(server);
    const world = await opened({ DATABASE_URL: await server.database("desk") });
    const { heard, before } = await lived(world);
    const backups = join(world.folder, "backups");
    const run = (...args: string[]): Promise<Ran> => script(world, args, server.programs);
    expect(await run("backup.sh", backups)).toMatchObject({ status: 0 });
    const backup = join(backups, kept(backups)[0] ?? "none");

    const beside = await run("restore.sh", "--aside", backup);
    expect(beside).toEqual({ status: 3, said: expect.stringContaining("Frontdesk runs") });
    world.app().kill("SIGTERM");
    await world.app().exited;
    const onto = await run("restore.sh", "--aside", backup);
    expect(onto).toEqual({ status: 3, said: expect.stringContaining("is not empty") });

    await server.database("desk");
    rmSync(world.dataDir, { recursive: true });
    expect(await run("restore.sh", backup)).toMatchObject({ status: 0 });
    await world.restart();
    await isTheSame(world, heard, before);
  });
});

async function opened(env: Record<string, string>): Promise<World> {
  const world = await openWorld({ env: { SETTLE_MS: "500", ...env } });
  open.push(world);
  return world;
}

type Lived = { heard: Heard; before: Record<string, number> };

/** A recorded call that was heard and thought about, with everything that came of it. */
async function lived(world: World): Promise<Lived> {
  const heard = await openHeard(world, "novofon");
  const caller = await ring(world, heard, "booking");
  await cardOf(world, { chat: heard.chat, caller, says: DONE });
  await settled(world);
  return { heard, before: await counts(world) };
}

/** The same rows, secrets that open, a recording that plays, and the next call in the same chat. */
async function isTheSame(world: World, heard: Heard, before: Lived["before"]): Promise<void> {
  expect(await counts(world)).toEqual(before);
  const [account] = await accountsOf(world.db(), heard.businessId);
  if (!account) throw new Error("the account is gone");
  expect(accountSecret(account, world.keyring())).toEqual({ secret: heard.secret });
  const cards = await world.stand.messages(heard.chat);
  const spoken = cards.find(({ html }) => DONE.test(html));
  if (!spoken) throw new Error("the card is gone");
  expect(await playedAs(world, heard, spoken)).toBe("bytes");
  const caller = await ring(world, heard, "visit");
  await cardOf(world, { chat: heard.chat, caller, says: DONE });
}

async function counts(world: World): Promise<Record<string, number>> {
  const tables = await world.db().execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' order by table_name`);
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    if (UNSTEADY.has(name)) continue;
    const [row] = await world
      .db()
      .execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(name)}`);
    found[name] = row?.n ?? -1;
  }
  expect(found["calls"]).toBeGreaterThan(0);
  expect(found["recordings"]).toBeGreaterThan(0);
  return found;
}

type Ran = { status: number | null; said: string };

/** Runs a script of `deploy` with the settings of this world; beside us, because it may wait for a child of ours. */
function script(
  world: World,
  [name = "", ...args]: readonly string[],
  programs: string | null = null,
): Promise<Ran> {
  const path = `${programs ?? ""}:${process.env["PATH"] ?? ""}`;
  const child = spawn("sh", [join(deploy, name), ...args], {
    cwd: world.folder,
    env: { ...world.env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((done) => void child.once("close", (status) => done({ status, said })));
}

/** The backups in a folder, by name. */
function kept(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")) : [];
}
