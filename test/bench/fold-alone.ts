import type * as FoldService from "../../src/calls/fold-service.ts";
import type * as Client from "../../src/db/client.ts";
/** The fold's own loop in a process without hooks and workers: `limit` hooks a transaction, the loop's own number when null. */
export type FoldedAlone = { hooks: number; perSecond: number };

const {
  dist,
  url,
  limit,
}: {
  dist: string;
  url: string;
  limit: number | null;
} = JSON.parse(process.argv[2] ?? "");
const { foldBatch }: typeof FoldService = await import(`${dist}/calls/fold-service.js`);
const { openDatabase }: typeof Client = await import(`${dist}/db/client.js`);

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
