import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { embeddedError } from "./embedded-error.ts";

export type OsUser = { uid: number; gid: number };
/** Where the embedded server lives; `user` is null when it runs as this process does. */
export type Place = { folder: string; cluster: string; user: OsUser | null; moved: boolean };

const SHARED_FOLDER = "/var/lib/frontdesk";

/** Keeps an existing cluster where it is; a new one goes into `dataDir`, or elsewhere when its OS user cannot reach that. */
export function choosePlace(dataDir: string): Place {
  const home = writableFolder(resolve(dataDir));
  const uid = process.getuid?.();
  if (uid !== 0) {
    const owner = ownerOf(home);
    if (uid !== undefined && owner && owner.uid !== uid) {
      throw embeddedError(
        "foreign_cluster",
        `${join(home, "postgres")} belongs to another OS user (${owner.uid}); start as that user or choose another DATA_DIR.`,
      );
    }
    return place(home, null, false);
  }
  const away = join(SHARED_FOLDER, createHash("sha256").update(home).digest("hex").slice(0, 16));
  const owner = ownerOf(home);
  if (owner) return place(home, owner, false);
  const ownerAway = ownerOf(away);
  if (ownerAway) return place(away, ownerAway, true);
  const user = unprivilegedUser();
  if (reaches(user, home)) return place(home, user, false);
  for (const folder of [SHARED_FOLDER, away]) {
    writableFolder(folder);
    chmodSync(folder, 0o755);
  }
  return place(away, user, true);
}

function writableFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    throw embeddedError(
      "unwritable",
      `The data directory ${folder} cannot be written: ${String(error)}. Give it to this user or set DATA_DIR.`,
      error,
    );
  }
}

function ownerOf(folder: string): OsUser | null {
  const cluster = join(folder, "postgres");
  if (!existsSync(join(cluster, "PG_VERSION"))) return null;
  const { uid, gid } = statSync(cluster);
  return { uid, gid };
}

function place(folder: string, user: OsUser | null, moved: boolean): Place {
  return { folder, cluster: join(folder, "postgres"), user, moved };
}

/** initdb wants a user that has a name, so only names of /etc/passwd are taken. */
function unprivilegedUser(): OsUser {
  const users = new Map(
    readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }] as const),
  );
  for (const name of ["frontdesk", "nobody", "daemon"]) {
    const user = users.get(name);
    if (
      user &&
      user.uid > 0 &&
      spawnSync("/bin/sh", ["-c", ":"], { ...user, cwd: "/" }).status === 0
    )
      return user;
  }
  throw embeddedError(
    "no_os_user",
    "PostgreSQL does not run as root, and neither of the users frontdesk, nobody, daemon exists here. Start as another user.",
  );
}

function reaches(user: OsUser, folder: string): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...user, cwd: "/", stdio: "ignore" })
      .status === 0
  );
}
