import { execFileSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { mendPostgres } from "./mend.mjs";

/** Compiles `src` to `dist` and takes along what the compiler leaves behind: migrations and page assets. */
mendPostgres();
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", ".tsconfig.build.json"], {
  stdio: "inherit",
});
for (const folder of ["db/migrations", "sandbox/assets", "cabinet/assets"]) {
  if (existsSync(`src/${folder}`)) cpSync(`src/${folder}`, `dist/${folder}`, { recursive: true });
}
