import { afterEach, beforeEach, expect, test } from "vitest";
import { drain } from "../../src/jobs/drain.ts";
import {
  add,
  bringForward,
  payloadsAfter,
  remove,
  reschedule,
} from "../../src/jobs/job-service.ts";
import type { Handlers } from "../../src/jobs/tasks.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

/** Long before Postgres's own clock: what is due must not depend on it. */
const NOW = Date.UTC(2020, 0, 15, 12, 0, 0);

let fresh: FreshDatabase;
let ran: string[];
const handlers: Handlers = { "telegram.send": async ({ id }) => void ran.push(id) };
const send = (id: string) => ({ task: "telegram.send" as const, payload: { id } });

beforeEach(async () => {
  fresh = await freshDatabase();
  ran = [];
});
afterEach(() => fresh.close());

test("a batch is added with its transaction, and not without it", async () => {
  await fresh.db.transaction((tx) => add(tx, [send("a"), send("b")]));
  await expect(
    fresh.db.transaction(async (tx) => {
      await add(tx, send("c"));
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect(await drain(fresh.db, handlers, NOW)).toBe(2);
  expect(ran.toSorted()).toEqual(["a", "b"]);
});

test("a job runs at its time by our clock, not before", async () => {
  await add(fresh.db, { ...send("later"), runAt: NOW + 10_000 });
  expect(await drain(fresh.db, handlers, NOW + 9999)).toBe(0);
  expect(await drain(fresh.db, handlers, NOW + 10_000)).toBe(1);
});

test("smaller priorities run first, then earlier due times", async () => {
  await add(fresh.db, [
    { ...send("second"), runAt: NOW - 2000 },
    { ...send("third"), runAt: NOW - 1000 },
    { ...send("first"), runAt: NOW, priority: -1 },
  ]);
  await drain(fresh.db, handlers, NOW);
  expect(ran).toEqual(["first", "second", "third"]);
});

test("a job of the same key replaces the waiting one, its time too", async () => {
  await add(fresh.db, { ...send("old"), key: "k", runAt: NOW });
  await add(fresh.db, { ...send("new"), key: "k", runAt: NOW + 5000 });
  expect(await drain(fresh.db, handlers, NOW)).toBe(0);
  await drain(fresh.db, handlers, NOW + 5000);
  expect(ran).toEqual(["new"]);
});

test("with preserve_run_at the first due time stays", async () => {
  await add(fresh.db, { ...send("old"), key: "k", runAt: NOW });
  await add(fresh.db, { ...send("new"), key: "k", runAt: NOW + 5000, keyMode: "preserve_run_at" });
  await drain(fresh.db, handlers, NOW);
  expect(ran).toEqual(["new"]);
});

test("of several jobs of one key in a batch the last one counts", async () => {
  await add(fresh.db, [{ ...send("old"), key: "k" }, send("other"), { ...send("new"), key: "k" }]);
  await drain(fresh.db, handlers, NOW);
  expect(ran.toSorted()).toEqual(["new", "other"]);
});

test("a job re-added while it runs is run again, with what was added then", async () => {
  await add(fresh.db, { ...send("first"), key: "k" });
  const again: Handlers = {
    "telegram.send": async ({ id }) => {
      ran.push(id);
      if (id === "first") await add(fresh.db, { ...send("again"), key: "k", runAt: NOW + 1000 });
    },
  };
  expect(await drain(fresh.db, again, NOW)).toBe(1);
  expect(await drain(fresh.db, again, NOW + 1000)).toBe(1);
  expect(ran).toEqual(["first", "again"]);
});

test("a waiting job is moved or taken back by its key", async () => {
  await add(fresh.db, [
    { ...send("moved"), key: "moved", runAt: NOW },
    { ...send("removed"), key: "removed", runAt: NOW },
  ]);
  expect(await reschedule(fresh.db, { key: "moved", runAt: NOW + 1000 })).toBe(true);
  expect(await reschedule(fresh.db, { key: "nobody", runAt: NOW })).toBe(false);
  await remove(fresh.db, "removed");
  expect(await drain(fresh.db, handlers, NOW)).toBe(0);
  await drain(fresh.db, handlers, NOW + 1000);
  expect(ran).toEqual(["moved"]);
});

test("the first failure of a drain is rethrown, and the job waits for another try", async () => {
  await add(fresh.db, [send("a"), send("b")]);
  const failing: Handlers = { "telegram.send": () => Promise.reject(new Error("no")) };
  await expect(drain(fresh.db, failing, NOW)).rejects.toThrow("no");
  expect(await drain(fresh.db, handlers, NOW)).toBe(2);
});

test("two batches with the same keys in opposite orders do not wait for each other for ever", async () => {
  const keys = Array.from({ length: 200 }, (_, n) => ({
    ...send(String(n)),
    key: `k${n}`,
    queue: `q${n % 7}`,
  }));
  await Promise.all([
    ...Array.from({ length: 5 }, () => add(fresh.db, keys)),
    ...Array.from({ length: 5 }, () => add(fresh.db, keys.toReversed())),
  ]);
  expect(await drain(fresh.db, handlers, NOW)).toBe(200);
});

test("what waits far ahead is brought forward, of the named tasks alone, and can be looked at", async () => {
  await add(fresh.db, [
    { ...send("far"), runAt: NOW + 7_200_000 },
    { ...send("near"), runAt: NOW + 60_000 },
    { task: "setup.watch", payload: { businessId: "b", tokenId: "t" }, runAt: NOW + 7_200_000 },
  ]);
  const after = NOW + 900_000;
  expect(await payloadsAfter(fresh.db, { task: "telegram.send", after })).toEqual([{ id: "far" }]);
  await bringForward(fresh.db, { tasks: ["telegram.send"], after, to: NOW });
  expect(await drain(fresh.db, handlers, NOW)).toBe(1);
  expect(ran).toEqual(["far"]);
  expect(await payloadsAfter(fresh.db, { task: "setup.watch", after })).toHaveLength(1);
});
