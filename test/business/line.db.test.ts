import { beforeEach, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { actionOf, reference } from "../../src/business/button-service.ts";
import {
  employeesOf,
  labelsOf,
  linesOf,
  saveEmployees,
  saveLines,
} from "../../src/business/line-service.ts";
import type { Database } from "../../src/db/client.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "./tenants.ts";

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

test("lines and employees are named, and named anew", async () => {
  await saveLines(db, ours.id, [
    { number: "+380440000001", name: "Поділ" },
    { number: "+380440000002", name: "" },
  ]);
  await saveEmployees(db, ours.id, [
    { ext: "007", name: "Олена" },
    { ext: "101", name: "Ірина" },
  ]);
  await saveEmployees(db, ours.id, [{ ext: "101", name: "Ірина П." }]);
  expect(await labelsOf(db, ours.id)).toEqual({
    lines: { "+380440000001": "Поділ" },
    employees: { "007": "Олена", "101": "Ірина П." },
  });
});

test("a list without names takes no name away", async () => {
  await saveEmployees(db, ours.id, [{ ext: "101", name: "Ірина" }]);
  await saveEmployees(db, ours.id, [
    { ext: "101", name: "" },
    { ext: "102", name: "" },
  ]);
  await saveLines(db, ours.id, [{ number: "+380440000001", name: "Поділ" }]);
  await saveLines(db, ours.id, [{ number: "+380440000001", name: "" }]);
  expect(await employeesOf(db, ours.id)).toEqual([
    { ext: "101", name: "Ірина" },
    { ext: "102", name: "" },
  ]);
  expect(await linesOf(db, ours.id)).toEqual([{ number: "+380440000001", name: "Поділ" }]);
});

test("an extension named twice in one list is saved, and an empty list is nothing", async () => {
  await saveEmployees(db, ours.id, [
    { ext: "101", name: "Ірина" },
    { ext: "101", name: "Олена" },
  ]);
  await saveEmployees(db, ours.id, []);
  await saveLines(db, ours.id, []);
  expect(await employeesOf(db, ours.id)).toEqual([{ ext: "101", name: "Олена" }]);
});

test("names of one business are unknown to another", async () => {
  await saveLines(db, ours.id, [{ number: "+380440000001", name: "Поділ" }]);
  await saveEmployees(db, ours.id, [{ ext: "101", name: "Ірина" }]);
  await saveEmployees(db, theirs.id, [{ ext: "101", name: "Петро" }]);
  expect(await labelsOf(db, theirs.id)).toEqual({ lines: {}, employees: { "101": "Петро" } });
  expect(await linesOf(db, theirs.id)).toEqual([]);
});

test("an equal action has one reference, short enough for a button, and opens it again", async () => {
  const id = await reference(db, ours.id, { do: "style", chat: "c", value: "one" });
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(await reference(db, ours.id, { value: "one", chat: "c", do: "style" })).toBe(id);
  expect(await reference(db, ours.id, { do: "style", chat: "c", value: "two" })).not.toBe(id);
  expect(await actionOf(db, ours.id, id)).toEqual({ do: "style", chat: "c", value: "one" });
});

test("an action made by many at once has one reference", async () => {
  const ids = await Promise.all(
    Array.from({ length: 8 }, () => reference(db, ours.id, { do: "health" })),
  );
  expect(new Set(ids).size).toBe(1);
});

test("a reference of one business opens nothing in another", async () => {
  const id = await reference(db, ours.id, { do: "health" });
  expect(await actionOf(db, theirs.id, id)).toBeNull();
  expect(await actionOf(db, ours.id, "nonsense")).toBeNull();
  expect(await reference(db, theirs.id, { do: "health" })).not.toBe(id);
});
