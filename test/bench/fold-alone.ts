/** The fold's own loop in a process without hooks and workers: `limit` hooks a transaction, the loop's own number when null. */
export type FoldedAlone = { hooks: number; perSecond: number };

const { dist, url, limit } = JSON.parse(process.argv[2] ?? "") as {
  dist: string;
  url: string;
  limit: number | null;
};
const { foldBatch } = (await import(
  `${dist}/calls/fold-service.js`
)) as typeof import("../../src/calls/fold-service.ts");
const { openDatabase } = (await import(
  `${dist}/db/client.js`
)) as typeof import("../../src/db/client.ts");

const db = openDatabase({ url, pool: 4 });
const deps = {
  db,
  clock: { now: () => Date.now() },
  windows: { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 },
  wakeAt: () => {},
  emitted: () => {},
  failed: (error: unknown) => console.error(error),
};
const begun = performance.now();
let hooks = 0;
for (;;) {
  const count = await foldBatch(deps, limit ?? undefined);
  if (count === 0) break;
  hooks += count;
}
const seconds = (performance.now() - begun) / 1000;
await db.close();
process.stdout.write(
  `${JSON.stringify({ hooks, perSecond: hooks / seconds } satisfies FoldedAlone)}\n`,
);
