import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type Database, type Tx } from "../../src/db/client.ts";
import { together } from "../../src/lib/together.ts";
import { openWire, type Wire } from "../faults/wire.ts";
import { freshDatabase, type FreshDatabase } from "./database.ts";
import { until } from "./until.ts";

const POOL = 3;
const rounds = [1, 2, 3, 4, 5];
const numbers = [...Array(20).keys()];

let fresh: FreshDatabase;
let wire: Wire;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  wire = await openWire();
  wire.aim(Number(new URL(fresh.url).port));
  const url = Object.assign(new URL(fresh.url), { port: String(wire.port) }).href;
  db = openDatabase({ url, pool: POOL, name: "outage" });
});

afterAll(async () => {
  await db.close();
  await wire.close();
  await fresh.close();
});

test("after a transaction lost its connection the next ones get their own answers", async () => {
  for (const round of rounds) {
    const lost = [...Array(POOL).keys()].map(() => db.transaction(asleep).catch(() => "lost"));
    await cut(POOL);
    expect(await Promise.all(lost)).toEqual(Array(POOL).fill("lost"));
    const next = numbers.map((n) => db.transaction((tx) => nested(tx, n * round)));
    expect(await Promise.all(next)).toEqual(numbers.map((n) => n * round));
  }
});

test("after a transaction lost its connection it asks nothing of the next one's", async () => {
  const tries: string[] = [];
  const lost = db.transaction(async (tx) => {
    await asleep(tx).catch(() => tries.push("asleep"));
    await valueOf(tx, 1).catch(() => tries.push("again"));
    await tx.transaction((inner) => valueOf(inner, 1)).catch(() => tries.push("nested"));
  });
  lost.catch(() => {});
  await cut(1);
  await expect(lost).rejects.toThrow();
  await until("the lost work has ended", () => tries.length === 3);
  expect(await Promise.all(numbers.map((n) => valueOf(db, n)))).toEqual(numbers);
});

test("statements that are tried again at once get their own answers", async () => {
  for (const round of rounds) {
    const waiting = [...Array(POOL).keys()].map((n) => insisting(n * round));
    await cut(POOL);
    expect(await Promise.all(waiting)).toEqual([0, round, 2 * round]);
    expect(await Promise.all(numbers.map((n) => valueOf(db, n)))).toEqual(numbers);
  }
});

/** As the fold works: several statements at once, and some after another failed. */
async function asleep(tx: Tx): Promise<void> {
  await together([
    tx.execute(sql`select pg_sleep(${SLEEP_S}::int)`),
    valueOf(tx, 1),
    tx.transaction((inner) => valueOf(inner, 2)),
    valueOf(tx, 3).catch(() => valueOf(tx, 4)),
  ]);
}

/** Longer than a test. */
const SLEEP_S = 60;

async function nested(tx: Tx, n: number): Promise<number> {
  const [half, rest] = await together([
    valueOf(tx, n - 1),
    tx.transaction((inner) => valueOf(inner, 1)),
  ]);
  return half + rest;
}

/** Asks until there is an answer: at first in a way that is cut off. */
async function insisting(n: number): Promise<number> {
  let asked = db.execute(sql`select pg_sleep(${SLEEP_S}::int)`).then(() => 0);
  for (;;) {
    try {
      return await asked;
    } catch {
      asked = valueOf(db, n);
    }
  }
}

async function valueOf(tx: Tx, n: number): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select ${n}::int as n`);
  return row?.n ?? -1;
}

/** Resets the connections once so many statements sleep, which the server would not notice before they wake. */
async function cut(count: number): Promise<void> {
  await until("the statements run", async () => {
    const [row] = await fresh.db.execute<{ n: number }>(
      sql`select count(*)::int as n from pg_stat_activity where ${sleeping}`,
    );
    return row?.n === count;
  });
  wire.reset();
  await fresh.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where ${sleeping}`,
  );
  await until("nothing sleeps", async () => {
    const rows = await fresh.db.execute(sql`select 1 from pg_stat_activity where ${sleeping}`);
    return rows.length === 0;
  });
}

const sleeping = sql`application_name = 'outage' and datname = current_database() and state = 'active' and query like 'select pg_sleep%'`;
