import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { cores, pathsOf } from "./core.ts";
import { instrumented } from "./instrument.ts";
import { openLedger, readLedger, tell, tried, trying } from "./ledger.ts";
import { remaining, scoreOf, table, type Score } from "./score.ts";

const FOLDER = "bench/mutants";
/** Longer than any test takes, on a busy machine, too. */
const HANGS_MS = 90_000;

/**
 * `npm run test:mutants -- slots fold`: the named cores, or all of them; what survived stands in bench/mutants. With `again`
 * only what survived is tried once more, as long as the sources are the same: after a test was added.
 */
const words = process.argv.slice(2);
const again = words.includes("again");
const asked = words.filter((word) => word !== "again");
const scores = new Map<string, Score>();
mkdirSync(FOLDER, { recursive: true });
for (const [name, core] of Object.entries(cores)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { mutants, sources } = await instrumented(pathsOf(core.files));
  const ledger = `${FOLDER}/${name}.ledger`;
  const of = createHash("sha256")
    .update([...sources.values()].join(""))
    .digest("hex");
  openLedger(ledger, { of, again });
  while (!(await finished(name, ledger))) console.log(`${name}: goes on in another process`);
  const score = scoreOf(mutants, readLedger(ledger));
  scores.set(name, score);
  writeFileSync(`${FOLDER}/${name}.txt`, remaining(score));
}
writeFileSync(`${FOLDER}/table.txt`, `${table(scores)}\n`);
console.log(table(scores));

/** Tries what is left; false when a mutant took its process along. */
async function finished(core: string, ledger: string): Promise<boolean> {
  trying(ledger, "");
  const before = readLedger(ledger);
  const child = spawn(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "-c", "test/mutant/vitest.config.ts"],
    {
      env: {
        ...process.env,
        MUTANT_CORE: core,
        MUTANT_FILES: String(pathsOf(cores[core]?.tests ?? []).length),
        MUTANT_LEDGER: ledger,
        NODE_NO_WARNINGS: "1",
      },
      stdio: ["ignore", "ignore", "inherit"],
      detached: true,
    },
  );
  const watch = setInterval(() => {
    const id = tried(ledger);
    if (id === "" || Date.now() - statSync(`${ledger}.now`).mtimeMs < HANGS_MS) return;
    tell(ledger, { late: id });
    trying(ledger, "");
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, 1000);
  const code = await new Promise<number | null>((done) => child.once("close", done));
  clearInterval(watch);
  if (code === 0) return true;
  const after = readLedger(ledger);
  const more = after.killed.size + after.late.size > before.killed.size + before.late.size;
  if (!more) throw new Error(`the tests of ${core} fail as they are`);
  return false;
}
