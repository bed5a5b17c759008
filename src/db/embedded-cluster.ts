import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { embeddedError } from "./embedded-error.ts";
import type { OsUser, Place } from "./embedded-place.ts";
import { freePort, isAlive, serverEnvironment } from "./embedded-server.ts";

const settingsFile = z.object({ port: z.number(), password: z.string() });

/** Kept beside the data, readable by its owner only. */
export type Settings = z.infer<typeof settingsFile>;

const MAJOR = "18";
const SUPERUSER = "frontdesk";

/** Makes the cluster unless it is there; it appears under its name only when it is whole. */
export async function ensureCluster(place: Place, binaries: string): Promise<Settings> {
  sweepUnfinished(place);
  if (!existsSync(join(place.cluster, "PG_VERSION"))) await initialise(place, binaries);
  const found = readFileSync(join(place.cluster, "PG_VERSION"), "utf8").trim();
  if (found !== MAJOR)
    throw embeddedError(
      "other_version",
      `${place.cluster} was made by PostgreSQL ${found}, this is ${MAJOR}: dump it with the old one, or choose another DATA_DIR.`,
    );
  return readSettings(place);
}

/** `postgres://` address of one database of the cluster. */
export function clusterUrl(settings: Settings, database: string): string {
  return `postgres://${SUPERUSER}:${settings.password}@127.0.0.1:${settings.port}/${database}`;
}

export function writeSettings(
  place: Place,
  settings: Settings,
  cluster: string = place.cluster,
): void {
  const path = join(cluster, "frontdesk.json");
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(settings), { mode: 0o600 });
  renameSync(unfinished, path);
}

/** A start that was killed inside initdb leaves its folder behind. */
function sweepUnfinished(place: Place): void {
  for (const name of readdirSync(place.folder)) {
    const pid = /^postgres\.new-(\d+)$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(place.folder, name), { recursive: true, force: true });
  }
}

async function initialise(place: Place, binaries: string): Promise<void> {
  const unfinished = join(place.folder, `postgres.new-${process.pid}`);
  const data = join(unfinished, "data");
  const passwordFile = join(unfinished, "password");
  const settings: Settings = {
    port: await freePort(),
    password: randomBytes(24).toString("base64url"),
  };
  try {
    mkdirSync(unfinished, { mode: 0o755 });
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(passwordFile, settings.password, { mode: 0o600 });
    if (place.user)
      for (const path of [unfinished, data, passwordFile])
        chownSync(path, place.user.uid, place.user.gid);
    await initdb(join(binaries, "bin", "initdb"), { data, passwordFile, user: place.user });
    writeSettings(place, settings, data);
    if (!existsSync(place.cluster)) renameSync(data, place.cluster);
  } catch (error) {
    // Another start may have been quicker; its cluster is as good.
    if (existsSync(join(place.cluster, "PG_VERSION"))) return;
    throw error instanceof Error && "kind" in error
      ? error
      : embeddedError(
          "initdb_failed",
          `The database could not be made in ${place.folder}: ${String(error)}`,
          error,
        );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The locale is fixed, because under LC_ALL=C a cluster would be SQL_ASCII and Cyrillic trigrams empty. */
async function initdb(
  program: string,
  options: { data: string; passwordFile: string; user: OsUser | null },
): Promise<void> {
  const child = spawn(
    program,
    [
      "-D",
      options.data,
      "--encoding=UTF8",
      `--locale=${LOCALE}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${options.passwordFile}`,
      "--auth=scram-sha-256",
      "--no-instructions",
    ],
    { ...options.user, cwd: "/", env: serverEnvironment(), stdio: ["ignore", "pipe", "pipe"] },
  );
  const failed = new Promise<never>((_resolve, reject) => child.once("error", reject));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [code, , said] = await Promise.race([
    failed,
    Promise.all([ended, text(child.stdout), text(child.stderr)]),
  ]);
  if (code !== 0)
    throw embeddedError(
      "initdb_failed",
      `The database could not be made in ${options.data}: ${said.trim() || `initdb ended with ${String(code)}`}`,
    );
}

/** macOS has no C.UTF-8. */
const LOCALE = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";

function readSettings(place: Place): Settings {
  const path = join(place.cluster, "frontdesk.json");
  try {
    return settingsFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw embeddedError(
      "no_settings",
      `${path}, which keeps the database's port and password, cannot be read: ${String(error)}`,
      error,
    );
  }
}
