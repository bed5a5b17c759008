import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";
import { until } from "./until.ts";

export type Program = {
  pid: number;
  /** The next JSON line that it prints. */
  said(): Promise<Record<string, unknown>>;
  kill(signal: NodeJS.Signals): void;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

const jsonLine = z.record(z.string(), z.unknown());
const alive = new Set<ChildProcess>();

/** Runs a TypeScript program of the tests in a process of its own. */
export function startProgram(
  url: URL,
  args: readonly string[],
  env: Record<string, string> = {},
): Program {
  const child = spawn(process.execPath, ["--import", "tsx", url.pathname, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  alive.add(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("exit", (code, signal) => {
      alive.delete(child);
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid ?? 0,
    said: async () =>
      jsonLine.parse(
        JSON.parse(await until(`a line of ${url.pathname}`, () => lines.shift(), 60_000)),
      ),
    kill: (signal) => void child.kill(signal),
    exited,
  };
}

/** For `afterEach`: what a failed test left running. */
export function killPrograms(): void {
  for (const child of alive) child.kill("SIGKILL");
}
