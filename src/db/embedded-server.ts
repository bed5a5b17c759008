import { spawn, type ChildProcess } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Place } from "./embedded-place.ts";

/** A postmaster on this cluster, as its pid file tells; `ready` when it takes connections. */
export type Running = { pid: number; port: number; ready: boolean };
export type Launched =
  | { running: Running }
  | { failed: "port_taken" | "locked" | "other"; said: string };

const LOG_LIMIT = 5 * 1024 * 1024;
const START_MS = 120_000;
const STEP_MS = 20;
const STOP_STEPS = [
  { signal: "SIGINT", forMs: 8000 },
  { signal: "SIGQUIT", forMs: 3000 },
  { signal: "SIGKILL", forMs: 3000 },
] as const;

/** Sized for one small machine: no replication, few helper processes, nothing of a person in the server's log. */
const DEFAULTS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "64MB",
  max_wal_size: "512MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_logical_replication_workers: "0",
  max_parallel_workers_per_gather: "0",
  io_method: "sync",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_checkpoints: "off",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** Starts a postmaster in a process group of its own, so that Ctrl-C reaches us and not it, and waits until it is ready. */
export async function launch(
  place: Place,
  options: { binaries: string; port: number; parameters: Record<string, string> },
): Promise<Launched> {
  clearForeignPidFile(place.cluster);
  const log = join(place.folder, "postgres.log");
  const from = rotate(log);
  const output = openSync(log, "a", 0o600);
  const parameters = { ...DEFAULTS, ...options.parameters, port: String(options.port) };
  const child = spawn(
    join(options.binaries, "bin", "postgres"),
    [
      "-D",
      place.cluster,
      ...Object.entries(parameters).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    {
      ...place.user,
      cwd: "/",
      env: serverEnvironment(),
      detached: true,
      stdio: ["ignore", output, output],
    },
  );
  closeSync(output);
  child.unref();
  const ended = await readyOrEnded(child, place.cluster);
  if ("running" in ended) return ended;
  return explain(ended.said + readFileSync(log).subarray(from).toString("utf8"));
}

/** The postmaster that serves this cluster, or null. */
export function findRunning(cluster: string): Running | null {
  const lines = pidFile(cluster);
  if (!lines) return null;
  const pid = Number(lines[0]);
  if (!isAlive(pid) || commandOf(pid)?.includes(cluster) === false) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** Fast shutdown; an obstinate server is stopped the hard way, from which it recovers at its next start. */
export async function shutDown(cluster: string): Promise<void> {
  for (const { signal, forMs } of STOP_STEPS) {
    const running = findRunning(cluster);
    if (!running) return;
    try {
      process.kill(running.pid, signal);
    } catch {
      // It went by itself in between.
    }
    for (let waited = 0; waited < forMs && findRunning(cluster); waited += STEP_MS)
      await sleep(STEP_MS);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** A clean environment; only a clock shifted from outside (libfaketime) goes along. */
export function serverEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      name === "PATH" ||
      name === "LD_PRELOAD" ||
      name === "DYLD_INSERT_LIBRARIES" ||
      name.startsWith("FAKETIME"),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""]));
}

/** After a reboot the pid in the file may be another program or a zombie, which Postgres would take for itself. */
function clearForeignPidFile(cluster: string): void {
  const pid = Number(pidFile(cluster)?.[0]);
  if (!pid || !isAlive(pid)) return;
  const command = commandOf(pid);
  if (command !== null && !command.includes("postgres"))
    rmSync(join(cluster, "postmaster.pid"), { force: true });
}

function pidFile(cluster: string): string[] | null {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
}

/** The command line, empty for a zombie, null where the system has no /proc. */
function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return null;
  }
}

function rotate(log: string): number {
  if (!existsSync(log)) return 0;
  const { size } = statSync(log);
  if (size < LOG_LIMIT) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

async function readyOrEnded(
  child: ChildProcess,
  cluster: string,
): Promise<{ running: Running } | { said: string }> {
  let ended: string | null = null;
  child.once("exit", () => (ended = ""));
  child.once("error", (error) => (ended = `${error.message}\n`));
  for (let waited = 0; waited < START_MS; waited += STEP_MS) {
    if (ended !== null) return { said: ended };
    const running = findRunning(cluster);
    if (running?.ready && running.pid === child.pid) return { running };
    await sleep(STEP_MS);
  }
  return { said: `not ready after ${START_MS / 1000} s\n` };
}

function explain(said: string): Launched {
  if (/Address already in use|could not create any TCP\/IP sockets/.test(said))
    return { failed: "port_taken", said };
  if (/lock file .* already exists|still in use/.test(said)) return { failed: "locked", said };
  return { failed: "other", said };
}
