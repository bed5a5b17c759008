import { defineConfig } from "vitest/config";

const stores = ["test/**/*.db.test.ts"];
/** These start processes, or a browser: not a matter of seconds. */
const flows = ["test/flows/**/*.test.ts", "test/**/*-browser.test.ts"];

/** A test of a store waits for the database half of its time; vitest's own guess for two processors is one worker. */
const together = { maxWorkers: 2, sequence: { groupOrder: 0 } };
/** They mostly wait for real seconds to pass: two at a time take little more than half as long. */
const inPairs = { maxWorkers: 2, sequence: { groupOrder: 1 } };

/** `unit` is pure and takes seconds; `stores` has a real Postgres; `flows` runs the whole process. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          ...together,
          // Pure files share nothing that a test could spoil, and loading them takes longer than their tests.
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [...stores, ...flows],
          // A busy machine is no failure.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "stores",
          ...together,
          // Loading the product takes a file of tests longer than its tests do; what they share is in the database.
          isolate: false,
          include: stores,
          globalSetup: ["test/db/server.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "flows",
          include: flows,
          globalSetup: ["test/db/server.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...inPairs,
        },
      },
    ],
  },
});
