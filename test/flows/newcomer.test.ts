import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { shutDown } from "../../src/db/embedded-server.ts";
import { secretOf } from "../../src/webhooks/sign.ts";
import { until } from "../db/until.ts";
import { page } from "../docs/page.ts";
import { requestsIn, shellBlocks } from "../docs/shell.ts";
import { apiOf, type Message } from "./stand.ts";

const root = resolve(import.meta.dirname, "../..");
const [tryIt = "", , update = ""] = shellBlocks(page("README.md"));
const [begin = "", record = ""] = shellBlocks(page("CONTRIBUTING.md"));
const [catcher = ""] = shellBlocks(page("docs/webhooks.md"));
const MINUTES = 60_000;

let folder: string;
let home: string;
let env: NodeJS.ProcessEnv;
const running = new Set<ChildProcess>();

/** A stranger's folder: a clone, whose origin has a branch whatever the checkout stands on. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), `frontdesk-flow-${process.pid}-`));
  chmodSync(folder, 0o755);
  home = join(folder, "home");
  const trust = {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: "*",
  };
  env = { PATH: process.env["PATH"], HOME: process.env["HOME"], PORT: "0", ...trust };
  const git = (...args: string[]) => execFileSync("git", args, { env, stdio: "ignore" });
  const origin = join(folder, "origin.git");
  git("clone", "--quiet", "--bare", root, origin);
  git("--git-dir", origin, "update-ref", "refs/heads/newcomer", headOf());
  git("--git-dir", origin, "symbolic-ref", "HEAD", "refs/heads/newcomer");
});
afterAll(async () => {
  for (const one of running) stop(one, "SIGKILL");
  for (const name of ["data", "other"]) {
    const place = choosePlace(join(home, name));
    await shutDown(place.cluster);
    rmSync(place.folder, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
});

test(
  "from the clone to a first card by the blocks of README.md alone",
  async () => {
    const began = performance.now();
    const origin = join(folder, "origin.git");
    execFileSync("git", ["clone", "--quiet", origin, home], { env });
    expect(update.trim().split("\n")).toEqual(["git pull", ...tryIt.trim().split(" && ")]);
    await run("git pull");
    const cloned = performance.now();
    const started = begun(tryIt);
    await until("the start block", () => started.output().includes("go live "), 8 * MINUTES);
    const url = /ready at (\S+)/.exec(started.output())?.[1] ?? "";
    const block = /```\n(Frontdesk is ready[^]*?)\n```/.exec(page("README.md").text)?.[1] ?? "";
    // Where root starts it the database lies elsewhere; the rest is as the page says.
    for (const line of block.replaceAll("http://127.0.0.1:3000", url).split("\n"))
      if (!line.includes("embedded PostgreSQL")) expect(started.output()).toContain(line);
    const ready = performance.now();
    await until("ready", async () => (await fetch(`${url}/api/ready`)).status === 200, MINUTES);
    const api = apiOf(url);
    await api.post("pbx", { provider: "phonet", kind: "answered", speed: 10 });
    await until(
      "a card of the call",
      async () => (await cards(url)).some((text) => text.startsWith("📞")),
      MINUTES,
    );
    console.log(
      `clone ${seconds(began, cloned)} s, npm ci && npm start ${seconds(cloned, ready)} s, first card ${seconds(ready, performance.now())} s`,
    );
    await until(
      "its outcome",
      async () => (await cards(url)).some((text) => text.startsWith("✅ Вхідний")),
      MINUTES,
    );
    await catches(url);
    await recordsCase();
    await stopped(started);
  },
  15 * MINUTES,
);

test(
  "what README.md and CONTRIBUTING.md name as scripts runs in that folder",
  async () => {
    expect(begin).toContain("npm run dev");
    const routes = await run("npm run --silent routes");
    expect(routes).toContain("/api/webhooks/phonet/:token");
    expect(await run("npm run db:generate")).toContain("No schema changes");
    await run("npm run format");
    // The case that was recorded above would have a golden line of its own.
    await run("git clean -fdq test/fixtures");
    await run("npm run golden");
    expect(await run("git status --porcelain --untracked-files=no")).toBe("");
    const old = readFileSync(join(home, "data/encryption.key"), "utf8").trim();
    const key = Buffer.alloc(32, 5).toString("base64");
    expect(await run(`ENCRYPTION_KEYS="${key},${old}" npm run keys:rotate`)).toMatch(/sealed/i);
    const sandbox = begun("SANDBOX_PORT=0 npm run --silent sandbox");
    await until("a line of addresses", () => sandbox.output().includes("\n"), MINUTES);
    const addresses = Object.keys(JSON.parse(sandbox.output().split("\n")[0] ?? "{}"));
    expect(addresses).toEqual(expect.arrayContaining(["telegram", "phonet", "novofon"]));
    await stopped(sandbox);
    const dev = begun("DATA_DIR=./other npm run dev");
    await until("the start block", () => dev.output().includes("Frontdesk is ready"), 2 * MINUTES);
    await stopped(dev);
    await run("npm run build");
  },
  15 * MINUTES,
);

/** The catcher of webhooks.md is told what to answer, and tells what it caught. */
async function catches(url: string): Promise<void> {
  const secret = secretOf(Buffer.alloc(32, 3));
  const asked = requestsIn(
    catcher.replaceAll("http://127.0.0.1:3000", url).replace("whsec_…", secret),
  );
  expect(asked.map(({ method }) => method)).toEqual(["POST", "GET"]);
  for (const { url: to, method, headers, body } of asked) {
    const answer = await fetch(to, { method, headers, ...(body === "" ? {} : { body }) });
    expect([method, answer.ok]).toEqual([method, true]);
  }
}

/** The lines of CONTRIBUTING.md that make a case; what they build was built by `prepare`, in `npm ci`. */
async function recordsCase(): Promise<void> {
  const [build, list = "", last = ""] = record.trim().split("\n");
  expect(build).toBe("npm run build");
  expect(list).toContain("npm run record-case");
  expect(await run(list)).toContain("answered");
  expect(await run(last)).toContain("Written to test/fixtures/phonet/recorded-in_answered");
}

function seconds(from: number, to: number): string {
  return ((to - from) / 1000).toFixed(1);
}

async function cards(url: string): Promise<string[]> {
  const api = apiOf(url);
  const { chats } = await api.get<{ chats: { key: string }[] }>("state");
  const read = chats.map(({ key }) => api.get<Message[]>(`messages?chat=${key}`));
  return (await Promise.all(read)).flat().map(({ text }) => text);
}

type Begun = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

/** A line in a shell of its own, with everything below it as one group, as in a terminal. */
function begun(line: string): Begun {
  const child = spawn("sh", ["-c", line], {
    cwd: home,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const ended = new Promise<number | null>((done) => void child.once("close", done));
  return { child, output: () => output, ended: ended.finally(() => running.delete(child)) };
}

async function run(line: string): Promise<string> {
  const { output, ended } = begun(line);
  const code = await ended;
  if (code !== 0) throw new Error(`${line} ended with ${String(code)}:\n${output()}`);
  return output();
}

async function stopped({ child, ended }: Begun): Promise<void> {
  stop(child, "SIGINT");
  await ended;
}

/** Ctrl+C reaches the whole group. */
function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
}

function headOf(): string {
  return execFileSync("git", ["-C", root, "rev-parse", "HEAD"], { env, encoding: "utf8" }).trim();
}
