import { BaseSequencer, type TestSpecification } from "vitest/node";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { cores, pathsOf } from "./core.ts";
import { instrumented } from "./instrument.ts";

const core = cores[process.env["MUTANT_CORE"] ?? ""];
if (!core) throw new Error("MUTANT_CORE names no core");
const { sources } = await instrumented(pathsOf(core.files));
const tests = pathsOf(core.tests);
const few = resolve("test/mutant/few.ts");

function place({ moduleId }: TestSpecification): number {
  return tests.findIndex((test) => moduleId.endsWith(test));
}

class Listed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

/** The tests of the core that is under way in one process, over sources that hold every mutant. */
export default defineConfig({
  plugins: [
    {
      name: "mutants",
      enforce: "pre",
      resolveId: (id, from) => (id === "fast-check" && from !== few ? few : null),
      load: (id) => sources.get(id) ?? null,
    },
  ],
  test: {
    include: tests,
    isolate: false,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: Listed },
    runner: "test/mutant/runner.config.ts",
    setupFiles: ["test/mutant/setup.ts"],
    testTimeout: 600_000,
    reporters: ["dot"],
    cache: false,
  },
});
