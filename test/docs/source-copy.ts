import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** The sources in a folder of their own, to be changed as a page says. */
export type SourceCopy = {
  folder: string;
  /** Throws with what the compiler says. */
  compile(): void;
  /** Puts a program beside what was compiled, and says where. */
  program(text: string): string;
  remove(): void;
};

export function copySources(): SourceCopy {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-copy-"));
  cpSync(join(root, "src"), join(folder, "src"), { recursive: true });
  for (const name of ["tsconfig.json", ".tsconfig.build.json", "package.json"])
    cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    compile: () => compile(folder),
    program: (text) => {
      const path = join(folder, "dist/play.js");
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compile(folder: string): void {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", ".tsconfig.build.json"], { cwd: folder });
  } catch (error) {
    const said = error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
    throw new Error(said, { cause: error });
  }
}
