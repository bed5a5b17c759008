import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { findRunning, freePort, shutDown } from "../../src/db/embedded-server.ts";
import { parseKeyring, type Keyring } from "../../src/lib/secret-box.ts";
import { until } from "../db/until.ts";
import { shiftedClock, sweepKilled, type ShiftedClock } from "./clock.ts";
import { isRunning, killPrograms, runProgram, treeOf, type Program } from "./program.ts";
import { openStand, owner, type Stand } from "./stand.ts";

export type World = Awaited<ReturnType<typeof openWorld>>;

type Wish = {
  /** Whether the clock is shifted from outside. */
  clock?: boolean;
  /** Telegram delivers by webhook instead of being polled. */
  webhooks?: boolean;
  /** Makes the outside world as it is before the program first looks at it; what Telegram has to tell by then is dropped. */
  before?: (outside: { stand: Stand; botId: number }) => Promise<void>;
  env?: Record<string, string>;
};

/** What production has where the sandbox would be quicker. */
const WINDOWS = {
  SETTLE_MS: "10000",
  SILENCE_RINGING_MS: "180000",
  SILENCE_TALKING_MS: "14400000",
};
const START_MS = 60_000;

/** Frontdesk as `npm start` runs it, on its own data, with the stand-in for everything outside. */
export async function openWorld(wish: Wish = {}) {
  const folder = mkdtempSync(join(tmpdir(), `frontdesk-flow-${process.pid}-`));
  chmodSync(folder, 0o755);
  const clock = wish.clock === true ? shiftedClock(folder) : realClock();
  const stand = await openStand({ cwd: folder, env: clock.env });
  await stand.person(owner);
  const token = `${7_000_000_000 + Math.floor(Math.random() * 999_999)}:${randomBytes(24).toString("base64url")}xyz`;
  const botId = Number(token.split(":")[0]);
  if (wish.before) {
    await askBot(stand, token, "getMe");
    await wish.before({ stand, botId });
    await askBot(stand, token, "deleteWebhook?drop_pending_updates=true");
  }
  const port = await freePort();
  const dataDir = join(folder, "data");
  const env = {
    ...clock.env,
    ...WINDOWS,
    PORT: String(port),
    HOST: "127.0.0.1",
    DATA_DIR: dataDir,
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: stand.telegram,
    PHONET_API_URL: stand.phonet,
    NOVOFON_API_URL: stand.novofon,
    STT_URL: stand.stt,
    LLM_URL: stand.llm,
    WHATSAPP_API_URL: stand.whatsapp,
    ...(wish.webhooks === true ? { PUBLIC_URL: `http://127.0.0.1:${port}` } : {}),
    ...wish.env,
  };
  const apps = [runProgram("main.js", { cwd: folder, env })];
  const app = (): Program => apps.at(-1) ?? never();
  const state = { db: null as Database | null };
  const url = `http://127.0.0.1:${port}`;
  const cluster = join(dataDir, "postgres");
  await ready(url, app());
  return {
    folder,
    dataDir,
    cluster,
    env,
    url,
    port,
    stand,
    clock,
    botId,
    app,
    /** What every program of this world has logged. */
    output: (): string => apps.map((one) => one.output()).join(""),
    db: (): Database =>
      (state.db ??= openDatabase({
        url: wish.env?.["DATABASE_URL"] ?? clusterUrl(cluster),
        pool: 4,
        name: "flow",
      })),
    keyring: (): Keyring =>
      parseKeyring(
        wish.env?.["ENCRYPTION_KEYS"] ??
          readFileSync(join(dataDir, "encryption.key"), "utf8").trim(),
      ),
    /** A second program with the same settings, changed by `more`. */
    runBeside: (more: Record<string, string>) =>
      runProgram("main.js", { cwd: folder, env: { ...env, ...more } }),
    /** Starts the program again on the same data and waits until it is ready. */
    restart: async (): Promise<void> => {
      apps.push(runProgram("main.js", { cwd: folder, env }));
      await ready(url, app());
    },
    ready: () => ready(url, app()),
    /** `kill -9` for the program alone, the database server alone, or every process of both. */
    kill: (what: "program" | "server" | "tree") =>
      kill(what, app().pid, findRunning(cluster)?.pid ?? 0),
    close: async (): Promise<void> => {
      await state.db?.close();
      await closeAll({ app: app(), stand, folder, dataDir });
    },
  };
}

/** For `afterAll` of a file whose world was perhaps never whole. */
export const leaveNothing = killPrograms;

async function askBot(stand: Stand, token: string, method: string): Promise<void> {
  const answer = await fetch(`${stand.telegram}/bot${token}/${method}`);
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`);
}

function realClock(): ShiftedClock {
  return { env: {}, now: () => Date.now(), reach: unmoved, advance: unmoved };
}

function unmoved(): never {
  throw new Error("this world's clock is the machine's");
}

async function kill(
  what: "program" | "server" | "tree",
  program: number,
  server: number,
): Promise<void> {
  const both = { program: [program], server: [server], tree: [program, ...treeOf(server)] };
  for (const pid of both[what]) if (isRunning(pid)) process.kill(pid, "SIGKILL");
  await until("nothing killed runs on", () => !both[what].some(isRunning));
  sweepKilled();
}

function never(): never {
  throw new Error("there is always one");
}

async function ready(url: string, app: Program): Promise<void> {
  await until(
    "the program is ready",
    async () => {
      if (!app.running()) throw new Error(`the program ended:\n${app.output()}`);
      return (await fetch(`${url}/api/ready`).catch(() => null))?.status === 200;
    },
    START_MS,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${app.output()}`);
  });
}

/** How a second process reaches the database server of the first. */
export function clusterUrl(cluster: string): string {
  const { port, password }: { port: number; password: string } = JSON.parse(
    readFileSync(join(cluster, "frontdesk.json"), "utf8"),
  );
  return `postgres://frontdesk:${password}@127.0.0.1:${port}/frontdesk`;
}

type Open = { app: Program; stand: Stand; folder: string; dataDir: string };

async function closeAll({ app, stand, folder, dataDir }: Open): Promise<void> {
  app.kill("SIGTERM");
  await app.exited;
  await stand.stop();
  const place = choosePlace(dataDir);
  await shutDown(place.cluster);
  rmSync(place.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
