import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { reference } from "../../src/business/button-service.ts";
import { cleanCalls } from "../../src/calls/clean-service.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { T0 } from "./replay.ts";
import { createStage } from "./stage.ts";

const HOUR = 3600;

eachOnFreshDatabase();

test("cleaning takes a call's steps, its button and old lists along", async () => {
  const stage = await createStage(database(), (await twoBusinesses(database())).ours);
  const filter = { quiet: { from: "02:00", to: "12:00" } };
  await stage.subscribe(-1_001_000_000_001, { filter });
  await stage.missedCall();
  await stage.until(HOUR, 600);
  await openMenu(stage.businessId);
  const tables = [
    "calls",
    "cards",
    "card_steps",
    "buttons",
    "quiet_lists",
    "call_refs",
    "call_events",
  ];
  expect((await countOf(tables)).every((count) => count > 0)).toBe(true);
  await cleanCalls(database(), { days: 1, now: T0 + 12 * HOUR * 1000 });
  expect((await countOf(tables)).every((count) => count > 0)).toBe(true);
  await cleanCalls(database(), { days: 1, now: T0 + 30 * HOUR * 1000 });
  expect(await countOf(tables)).toEqual(tables.map(() => 0));
});

/** The buttons of an opened «⋯» go with their call. */
async function openMenu(businessId: string): Promise<void> {
  const [call] = await database().execute<{ id: string }>(sql`select id from calls`);
  await reference(database(), businessId, { do: "card_why", callId: Number(call?.id) });
}

async function countOf(tables: readonly string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const table of tables) {
    const [row] = await database().execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.identifier(table)}`,
    );
    counts.push(row?.n ?? 0);
  }
  return counts;
}
