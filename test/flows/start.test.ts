import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { findRunning, shutDown } from "../../src/db/embedded-server.ts";
import { until } from "../db/until.ts";
import { isRunning, killPrograms, runProgram, treeOf, type Program } from "./program.ts";
import { apiOf, type Message } from "./stand.ts";

let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), `frontdesk-flow-${process.pid}-`));
  chmodSync(folder, 0o755);
  dataDir = join(folder, "data");
});
afterEach(async () => {
  killPrograms();
  const place = choosePlace(dataDir);
  await shutDown(place.cluster);
  rmSync(place.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});
afterAll(killPrograms);

const start = (env: Record<string, string> = {}): Program =>
  runProgram("main.js", { cwd: folder, env: { DATA_DIR: dataDir, PORT: "0", ...env } });

test("nothing is set: the sandbox opens, and one press on «answered» makes an incoming card and a final card", async () => {
  const url = await addressOf(start());
  expect(await (await fetch(`${url}/sandbox`)).text()).toContain("<html");
  await until("ready", async () => (await fetch(`${url}/api/ready`)).status === 200);
  const api = apiOf(url);
  await api.post("pbx", { provider: "phonet", kind: "answered", speed: 10 });
  await until(
    "both cards stand in the demo's chats",
    async () => {
      const { chats } = await api.get<{ chats: { key: string }[] }>("state");
      const texts: string[] = [];
      for (const { key } of chats)
        texts.push(...(await api.get<Message[]>(`messages?chat=${key}`)).map(({ text }) => text));
      return (
        texts.some((text) => text.startsWith("📞 Вхідний дзвінок · завершено")) &&
        texts.some((text) => text.startsWith("✅ Вхідний"))
      );
    },
    60_000,
  );
});

test("SIGTERM to `npm start` is obeyed within ten seconds and leaves no process", async () => {
  copyFileSync("package.json", join(folder, "package.json"));
  symlinkSync(resolve(process.env["FRONTDESK_DIST"] ?? "dist"), join(folder, "dist"));
  const npm = spawn("npm", ["start"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, DATA_DIR: dataDir, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  npm.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const exited = new Promise<number | null>((done) => void npm.once("exit", done));
  await until("the start block", () => output.includes("Frontdesk is ready"), 60_000);
  const server = findRunning(choosePlace(dataDir).cluster)?.pid ?? 0;
  const tree = [...treeOf(npm.pid ?? 0), ...treeOf(server)];
  expect(tree.length).toBeGreaterThan(4);
  const before = performance.now();
  npm.kill("SIGTERM");
  expect(await exited).toBe(0);
  await until(
    "no process is left",
    () => !tree.some(isRunning),
    10_000 - (performance.now() - before),
  );
});

test("a second start on the same data says so and exits 3; the first goes on", async () => {
  const first = start();
  const url = await addressOf(first);
  const second = start();
  expect(await second.exited).toEqual({ code: 3, signal: null });
  expect(second.output()).toContain(`Another Frontdesk already runs on ${dataDir}`);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
});

test("bad settings are all named at once, without their values, and the exit code is 2", async () => {
  const bad = start({
    PORT: "seventy",
    TELEGRAM_BOT_TOKEN: "let-me-in",
    DATABASE_URL: "mysql://root:hunter2@db",
    SETTLE_MS: "-1",
    PUBLIC_URL: "desk.example",
    ENCRYPTION_KEYS: "c2hvcnQ=",
  });
  expect(await bad.exited).toEqual({ code: 2, signal: null });
  for (const name of [
    "PORT",
    "TELEGRAM_BOT_TOKEN",
    "DATABASE_URL",
    "SETTLE_MS",
    "PUBLIC_URL",
    "ENCRYPTION_KEYS",
  ])
    expect(bad.output()).toContain(`${name}:`);
  expect(bad.output()).not.toMatch(/let-me-in|hunter2|c2hvcnQ/);
});

test("a port that is taken is named, the exit code is 1 and the database server is stopped", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await until("the port is taken", () => other.listening);
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const program = start({ PORT: String(port) });
  expect(await program.exited).toEqual({ code: 1, signal: null });
  expect(program.output()).toContain(`port ${port} is taken`);
  expect(findRunning(choosePlace(dataDir).cluster)).toBeNull();
  await new Promise((done) => void other.close(done));
});

async function addressOf(program: Program): Promise<string> {
  return until(
    "the start block",
    () => {
      if (!program.running()) throw new Error(program.output());
      return /ready at (http:\S+)/.exec(program.output())?.[1];
    },
    60_000,
  );
}
