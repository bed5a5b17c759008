import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The compiled product; a build kept elsewhere is named by FRONTDESK_DIST. */
const dist = resolve(process.env["FRONTDESK_DIST"] ?? "dist");

type Exit = { code: number | null; signal: NodeJS.Signals | null };
export type Program = {
  pid: number;
  /** Everything that it has printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  exited: Promise<Exit>;
  running(): boolean;
};

const started = new Set<ChildProcess>();

/** Runs a compiled program with an environment of its own; `cwd` keeps it from a developer's `.env`. */
export function runProgram(
  name: "main.js" | "sandbox/main.js",
  options: { env: Record<string, string>; cwd: string; args?: readonly string[] },
): Program {
  const child = spawn(process.execPath, [join(dist, name), ...(options.args ?? [])], {
    cwd: options.cwd,
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const exited = new Promise<Exit>((done) => {
    child.once("close", (code, signal) => {
      started.delete(child);
      done({ code, signal });
    });
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    kill: (signal) => void child.kill(signal),
    exited,
    running: () => child.exitCode === null && child.signalCode === null,
  };
}

/** For `afterAll`: what a failed test left running. */
export function killPrograms(): void {
  for (const child of started) child.kill("SIGKILL");
}

/** A process with everything below it, parents first. */
export function treeOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return [pid, ...children.split(" ").filter(Boolean).map(Number).flatMap(treeOf)];
  } catch {
    return [];
  }
}

/** False for a process that is gone or only waits to be reaped. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
