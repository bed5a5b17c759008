import { afterEach, beforeEach, expect, test } from "vitest";
import { holdLock } from "../../src/db/lock.ts";
import { freshDatabase, type FreshDatabase } from "./database.ts";
import { until } from "./until.ts";

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.close());

test("one holds the lock, another is refused until it is released", async () => {
  const first = await holdLock({ url: fresh.url, name: "one" });
  expect(await holdLock({ url: fresh.url, name: "one" })).toBeNull();
  const other = await holdLock({ url: fresh.url, name: "other" });
  await first?.release();
  const second = await holdLock({ url: fresh.url, name: "one", patienceMs: 5000 });
  expect(second).not.toBeNull();
  await Promise.all([second?.release(), other?.release()]);
});

test("a lock whose session was cut is taken again", async () => {
  const lock = await holdLock({ url: fresh.url, name: "one" });
  const holder = `select pid from pg_locks where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())`;
  const [before] = await fresh.db.execute<{ pid: number }>(holder);
  await fresh.db.execute(`select pg_terminate_backend(${before?.pid ?? 0})`);
  const after = await until("the lock is held again", async () => {
    const [row] = await fresh.db.execute<{ pid: number }>(holder);
    return row && row.pid !== before?.pid ? row : null;
  });
  expect(after.pid).not.toBe(before?.pid);
  await lock?.release();
  expect(await fresh.db.execute(holder)).toHaveLength(0);
});
