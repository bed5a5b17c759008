import { type RunnerTestCase, TestRunner } from "vitest";
import { readLedger, tell, trying } from "./ledger.ts";

type Hits = Record<string, number>;
/** What instrumented sources read and write. */
type Space = {
  activeMutant: string;
  currentTestId: string;
  hitCount: number | undefined;
  hitLimit: number;
  mutantCoverage: { static: Hits; perTest: Record<string, Hits> };
};
type Suite = Parameters<TestRunner["onAfterRunSuite"]>[0];
type Trial = { name: string; run: () => unknown; hits: Hits; took: number };

/** Longer tests wait until the short ones have had all mutants. */
const SHORT_MS = 5;

const ledger = process.env["MUTANT_LEDGER"] ?? "";
const space: Space = {
  activeMutant: "",
  currentTestId: "",
  hitCount: undefined,
  hitLimit: 0,
  mutantCoverage: { static: {}, perTest: {} },
};
Object.assign(globalThis, { __stryker__: space });
const known = readLedger(ledger);
const over = new Set([...known.killed.keys(), ...known.late]);
const waiting: Trial[] = [];
let filesLeft = Number(process.env["MUTANT_FILES"]);

/** Each test runs once as it is, then once for each mutant on its way that nothing has noticed yet. */
export class MutantRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    space.currentTestId = test.id;
    const began = performance.now();
    await run();
    const took = performance.now() - began;
    space.currentTestId = "";
    const hits = space.mutantCoverage.perTest[test.id] ?? {};
    tell(ledger, { covered: Object.keys(hits) });
    const trial = { name: test.name, run, hits, took };
    if (took < SHORT_MS) await tryAll(trial);
    else waiting.push(trial);
  }

  override async onAfterRunSuite(suite: Suite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if (!("filepath" in suite)) return;
    tell(ledger, { loaded: Object.keys(space.mutantCoverage.static) });
    filesLeft -= 1;
    if (filesLeft > 0) return;
    for (const trial of waiting.toSorted((a, b) => a.took - b.took)) await tryAll(trial);
  }
}

async function tryAll({ name, run, hits }: Trial): Promise<void> {
  space.currentTestId = "again";
  for (const [id, count] of Object.entries(hits)) {
    if (over.has(id)) continue;
    trying(ledger, id);
    if (await survives(run, id, count)) continue;
    over.add(id);
    tell(ledger, { killed: id, by: name });
    await sound(run);
  }
  trying(ledger, "");
  space.currentTestId = "";
}

async function survives(run: () => unknown, id: string, count: number): Promise<boolean> {
  space.activeMutant = id;
  space.hitCount = 0;
  // A loop that never ends passes its mutant again and again.
  space.hitLimit = count * 50 + 1000;
  try {
    await run();
    return true;
  } catch {
    return false;
  } finally {
    space.activeMutant = "";
    space.hitCount = undefined;
  }
}

/** What a mutant left in a table of its file would kill the next ones, too: then another process goes on. */
async function sound(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}
