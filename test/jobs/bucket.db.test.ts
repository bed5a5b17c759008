import { beforeEach, expect, test } from "vitest";
import { block, find, record, reserve } from "../../src/jobs/bucket-service.ts";
import { BLOCK_MS } from "../../src/lib/slot.ts";
import { database, eachOnFreshDatabase, NOW } from "../business/tenants.ts";

eachOnFreshDatabase();

const HOUR_MS = 3_600_000;
const keys = [{ key: "bot:1", limits: [{ count: 1, windowMs: 1000 }] }];
let now = NOW;
const clock = { now: () => now };

beforeEach(() => {
  now = NOW;
});

test("a block holds until its time, the later of two counts", async () => {
  const db = database();
  await block(db, { key: "bot:1", until: now + 5000 });
  await block(db, { key: "bot:1", until: now + 2000 });
  expect(await find(db, { keys, clock })).toMatchObject({ at: now + 5000 });
  now += 5000;
  expect(await find(db, { keys, clock })).toMatchObject({ at: now });
});

test("the longest block is believed to its end", async () => {
  const db = database();
  await block(db, { key: "bot:1", until: now + BLOCK_MS });
  expect(await reserve(db, { keys, clock })).toMatchObject({ at: now + BLOCK_MS });
});

test("the clock is set back by two hours: a block of a moment ago silences nobody that long", async () => {
  const db = database();
  await block(db, { key: "bot:1", until: now + 5000 });
  now -= 2 * HOUR_MS;
  expect(await find(db, { keys, clock })).toMatchObject({ at: now });
  expect(await record(db, { keys, clock })).toMatchObject({ at: now });
});

test("after the clock was set back Telegram's new word counts, not the old one", async () => {
  const db = database();
  await block(db, { key: "bot:1", until: now + 5000 });
  now -= 2 * HOUR_MS;
  await block(db, { key: "bot:1", until: now + 3000 });
  expect(await find(db, { keys, clock })).toMatchObject({ at: now + 3000 });
  now += 2 * HOUR_MS + 1000;
  expect(await find(db, { keys, clock })).toMatchObject({ at: now });
});
