import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/client.ts";
import { choosePlace } from "../../src/db/embedded-place.ts";
import { freePort } from "../../src/db/embedded-server.ts";

/** With signs that an address has to escape. */
const PASSWORD = "se@cr/t:1";
const INSTALLED = "/usr/lib/postgresql";

/** The programs of the newest PostgreSQL that Debian's package `postgresql` put here; null: there is none. */
export const serverPrograms: string | null = existsSync(INSTALLED)
  ? (readdirSync(INSTALLED)
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => join(INSTALLED, version, "bin"))
      .find((bin) =>
        ["initdb", "pg_ctl", "pg_dump"].every((name) => existsSync(join(bin, name))),
      ) ?? null)
  : null;

/** A PostgreSQL that is not ours, with `pg_dump` and its like beside it. */
export async function openServer() {
  if (serverPrograms === null) throw new Error("Debian's package postgresql is not installed");
  const programs = serverPrograms;
  const folder = mkdtempSync(join(tmpdir(), `frontdesk-own-${process.pid}-`));
  chmodSync(folder, 0o755);
  const { user } = choosePlace(join(folder, "data"));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "cluster");
  const port = await freePort();
  const run = (name: string, args: readonly string[]): void =>
    void execFileSync(join(programs, name), args, { ...user, cwd: "/", stdio: "ignore" });
  const word = join(folder, "password");
  writeFileSync(word, PASSWORD, { mode: 0o644 });
  run("initdb", ["-D", data, "-U", "owner", "--locale=C.UTF-8", "-A", "md5", `--pwfile=${word}`]);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  run("pg_ctl", ["-D", data, "-o", settings, "-l", join(folder, "log"), "-w", "start"]);
  const address = (name: string): string =>
    `postgres://owner:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${name}`;
  return {
    programs,
    /** A new database of this name, in the place of one that may be there; gives its address. */
    database: async (name: string): Promise<string> => {
      const admin = openDatabase({ url: address("postgres"), pool: 1 });
      await admin.execute(`drop database if exists ${name} with (force)`);
      await admin.execute(`create database ${name}`);
      await admin.close();
      return address(name);
    },
    close: (): Promise<void> => {
      run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
