import { defineConfig } from "vitest/config";

/** `unit` is pure and takes seconds; `stores` has a real Postgres; `flows` runs the whole process. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/**/*.db.test.ts", "test/flows/**"] } },
      { test: { name: "stores", include: ["test/**/*.db.test.ts"], globalSetup: ["test/db/server.ts"], testTimeout: 60_000, hookTimeout: 120_000 } },
      {
        test: {
          name: "flows",
          include: ["test/flows/**/*.test.ts"],
          globalSetup: ["test/db/server.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
