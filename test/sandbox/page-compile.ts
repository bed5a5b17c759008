import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const compiler = "node_modules/typescript/bin/tsc";
const like =
  "--ignoreConfig --noEmit false --target es2023 --lib es2023 --module nodenext --types node --rewriteRelativeImportExtensions --rootDir src";

/** Compiles the page's browser code into a folder of its own, so that tests from source need no build. */
export function compileClient(): { folder: string; remove: () => void } {
  const out = mkdtempSync(join(tmpdir(), "page-client-"));
  const args = [compiler, ...like.split(" "), "--outDir", out, "src/sandbox/client.ts"];
  execFileSync(process.execPath, args, { stdio: "inherit" });
  return { folder: join(out, "sandbox"), remove: () => rmSync(out, { recursive: true }) };
}
