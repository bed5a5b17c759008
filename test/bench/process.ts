import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { openSync } from "node:fs";
import { createInterface } from "node:readline";

export type Started = {
  pid: number;
  /** The next line that it prints; throws when it ends before. */
  line(): Promise<string>;
  exited: Promise<number | null>;
  stop(): Promise<void>;
};

type Options = {
  args: readonly string[];
  env?: Record<string, string>;
  cwd?: string;
  log?: string;
};

const alive = new Set<ChildProcess>();
const STOP_MS = 15_000;

/** A Node process with a clean environment; with `log` its output goes to that file, else its lines can be read. */
export function startNode({ args, env = {}, cwd, log }: Options): Started {
  const out = log === undefined ? "pipe" : openSync(log, "a");
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", out, log === undefined ? "inherit" : out],
    ...(cwd === undefined ? {} : { cwd }),
  });
  alive.add(child);
  const exited = new Promise<number | null>((done) => {
    child.once("exit", (code) => {
      alive.delete(child);
      done(code);
    });
  });
  const lines = child.stdout
    ? createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    : null;
  return {
    pid: child.pid ?? 0,
    line: async () => {
      const next = await lines?.next();
      if (next === undefined || next.done === true)
        throw new Error(`${args.join(" ")} ended early`);
      return next.value;
    },
    exited,
    stop: async () => {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await exited;
      clearTimeout(late);
    },
  };
}

/** Runs a program of this folder to its end and reads the JSON line that it prints. */
export async function runProgram<T>(name: string, spec: object): Promise<T> {
  const program = startNode({ args: programArgs(name, spec) });
  const answer: T = JSON.parse(await program.line());
  await program.exited;
  return answer;
}

/** A program of this folder that goes on; its first line tells that it is ready. */
export async function openProgram(
  name: string,
  spec: object,
): Promise<{ started: Started; said: Record<string, unknown> }> {
  const started = startNode({ args: programArgs(name, spec) });
  const said: Record<string, unknown> = JSON.parse(await started.line());
  return { started, said };
}

export function killAll(): void {
  for (const child of alive) child.kill("SIGKILL");
}

/** Resident memory of a process in MB. */
export function residentMb(pid: number): number {
  const said = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Math.round(Number(said.trim()) / 1024);
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}

export async function until<T>(
  what: string,
  ask: () => Promise<T | null>,
  withinMs: number,
  everyMs = 50,
): Promise<T> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    const found = await ask();
    if (found !== null) return found;
    await pause(everyMs);
  }
  throw new Error(`${what}: not within ${withinMs / 1000} s`);
}

function programArgs(name: string, spec: object): string[] {
  const path = new URL(name, import.meta.url).pathname;
  return [...profileFlags(name), "--import", "tsx", path, JSON.stringify(spec)];
}

/** `BENCH_PROFILE=folder` writes a CPU profile of each measured process there. */
export function profileFlags(name: string): string[] {
  const folder = process.env["BENCH_PROFILE"];
  if (folder === undefined) return [];
  return ["--cpu-prof", `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}.cpuprofile`];
}
