import { beforeEach, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { periodOf } from "../../src/calls/period.ts";
import { statistics } from "../../src/calls/statistics-service.ts";
import type { Database } from "../../src/db/client.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { storeCalls } from "./counted-rows.ts";

const KYIV = "Europe/Kyiv";
/** Tuesday, 24 November 2026, 14:00 in Kyiv. */
const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
const HOUR = 3_600_000;

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

const today = (businessId: string) =>
  statistics(db, businessId, { period: periodOf("today", NOW, KYIV), zone: KYIV, ghostS: 10 });

test("only finished calls with people outside count, and only those of the business and the period", async () => {
  await storeCalls(db, ours.id, [
    { at: NOW - HOUR, outcome: "answered", ext: "101", talkS: 120 },
    { at: NOW - HOUR, outcome: "answered", ext: null, talkS: 5 },
    { at: NOW - 2 * HOUR },
    { at: NOW - 2 * HOUR, outcome: "busy" },
    { at: NOW - 2 * HOUR, outcome: null },
    { at: NOW - 2 * HOUR, ours: false },
    { at: NOW - 2 * HOUR, mergedInto: 1 },
    { at: NOW - 2 * HOUR, direction: "internal", outcome: "answered", ext: "101" },
    { at: NOW - 3 * HOUR, direction: "out", outcome: "answered", ext: "102", talkS: 60 },
    { at: NOW - 15 * HOUR },
    { at: NOW + 11 * HOUR },
  ]);
  await storeCalls(db, theirs.id, [{ at: NOW - HOUR }]);
  expect(await today(ours.id)).toMatchObject({
    answered: 2,
    short: 1,
    missed: 2,
    outgoing: { all: 1, reached: 1 },
    waitS: { average: 20, median: 20 },
    people: [
      { ext: "101", answered: 1, talkS: 120 },
      { ext: null, answered: 1 },
    ],
  });
  expect(await today(theirs.id)).toMatchObject({ answered: 0, missed: 1 });
});

test("more calls than a page holds are all counted once, also those of one instant", async () => {
  await storeCalls(
    db,
    ours.id,
    Array.from({ length: 4500 }, (_, index) => ({ at: NOW - HOUR - (index % 7) })),
  );
  expect((await today(ours.id)).missed).toBe(4500);
});
