import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isFileName, type FileFailure, type Files } from "./file-port.ts";

/** Keeps files in a folder of this machine, for nobody but this user to read. */
export function createDiskFiles({ folder }: { folder: string }): Files {
  const pathOf = (name: string): string | null => (isFileName(name) ? join(folder, name) : null);
  return {
    put: async (name, bytes) => {
      const path = pathOf(name);
      if (path === null) return BAD_NAME;
      return write(path, bytes).then(() => ({ kept: true as const }), toFailure);
    },
    get: async (name) => {
      const path = pathOf(name);
      if (path === null) return BAD_NAME;
      return readFile(path).then((bytes) => ({ bytes }), toAbsence);
    },
    read: async (name, range) => {
      const path = pathOf(name);
      if (path === null) return BAD_NAME;
      const part = range === null ? {} : { start: range.from, end: range.to };
      return open(path).then((file) => ({ stream: file.createReadStream(part) }), toAbsence);
    },
    remove: async (name) => {
      if (!isLeft(name)) return BAD_NAME;
      return rm(join(folder, name), { force: true }).then(
        () => ({ removed: true as const }),
        toFailure,
      );
    },
    names: async (before) => {
      const found = await readdir(folder, { recursive: true }).catch(() => []);
      const names = found.map((path) => path.replaceAll("\\", "/")).filter(isLeft);
      const old = await Promise.all(names.map((name) => isOlder(join(folder, name), before)));
      return names.filter((_, i) => old[i]);
    },
  };
}

const BAD_NAME: FileFailure = { failed: "bad_name" };

/** Whole or not at all: the name appears once the bytes are on the disk. */
async function write(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.part`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
  await file.close();
  await rename(draft, path);
}

/** A file of ours, or what a killed process left of one. */
function isLeft(name: string): boolean {
  return isFileName(name.replace(/\.part$/, ""));
}

async function isOlder(path: string, before: number): Promise<boolean> {
  const about = await stat(path).catch(() => null);
  return about?.isFile() === true && about.mtimeMs < before;
}

function toAbsence(error: unknown): { missing: true } | FileFailure {
  return codeOf(error) === "ENOENT" ? { missing: true } : toFailure(error);
}

function toFailure(error: unknown): FileFailure {
  return { failed: codeOf(error) };
}

/** ENOSPC, EACCES and the like. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
