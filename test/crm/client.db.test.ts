import { beforeEach, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import type { Database } from "../../src/db/client.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";

const PHONE = "+380670000001";
const OTHER = "+380670000002";

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

test("clients are found by their numbers, unknown numbers are left out", async () => {
  const client = await saveClient(db, ours.id, { name: "Оксана К.", phone: PHONE, now: NOW });
  expect(client).toMatchObject({ number: 1, name: "Оксана К." });
  expect(await clientsByPhones(db, ours.id, [PHONE, OTHER, PHONE])).toEqual(
    new Map([[PHONE, client]]),
  );
  expect(await clientsByPhones(db, ours.id, [])).toEqual(new Map());
});

test("a human name replaces the old one, nothing else does", async () => {
  const client = await saveClient(db, ours.id, { name: null, phone: PHONE, now: NOW });
  expect(client.name).toBeNull();
  expect(await saveClient(db, ours.id, { name: "Оксана", phone: PHONE, now: NOW })).toEqual({
    ...client,
    name: "Оксана",
    nameFrom: "person",
  });
  for (const name of [null, "", PHONE, "***"]) {
    expect(await saveClient(db, ours.id, { name, phone: PHONE, now: NOW })).toEqual({
      ...client,
      name: "Оксана",
      nameFrom: "person",
    });
  }
});

test("each business counts its own clients and sees nobody else's", async () => {
  await saveClient(db, ours.id, { name: "А", phone: PHONE, now: NOW });
  const second = await saveClient(db, ours.id, { name: "Б", phone: OTHER, now: NOW });
  const foreign = await saveClient(db, theirs.id, { name: "В", phone: PHONE, now: NOW });
  expect([second.number, foreign.number]).toEqual([2, 1]);
  expect(await clientsByPhones(db, theirs.id, [PHONE, OTHER])).toEqual(new Map([[PHONE, foreign]]));
});

test("many callers saved at once get one client each, numbered without gaps", async () => {
  const phones = Array.from({ length: 6 }, (_, index) => `+38067000010${index}`);
  const saved = await Promise.all(
    [...phones, ...phones].map((phone) => saveClient(db, ours.id, { name: null, phone, now: NOW })),
  );
  expect(new Set(saved.map(({ id }) => id)).size).toBe(6);
  expect(new Set(saved.map(({ number }) => number))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});
