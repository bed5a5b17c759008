import { beforeEach, expect, test } from "vitest";
import { setWorkingHours } from "../../src/business/business-service.ts";
import type { Business } from "../../src/business/business.ts";
import { actionOf, reference } from "../../src/business/button-service.ts";
import { addHolidays } from "../../src/business/followup-setting-service.ts";
import {
  employeesOf,
  labelsOf,
  linesOf,
  saveEmployees,
  saveLines,
  setLineHours,
} from "../../src/business/line-service.ts";
import { scheduleOf, schedulesOf } from "../../src/business/schedule-service.ts";
import { days, type WorkingHours } from "../../src/business/working-hours.ts";
import type { Database } from "../../src/db/client.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "./tenants.ts";

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

test("a line keeps the hours of the business until it has its own, and a list without names takes none away", async () => {
  const late: WorkingHours = week(["12:00", "22:00"]);
  await setWorkingHours(db, ours.id, week(["09:00", "18:00"]));
  await addHolidays(db, ours.id, { added: [{ date: "2026-12-25", hours: null }], now: NOW });
  await setLineHours(db, ours.id, { number: "+380440000001", hours: late });
  await saveLines(db, ours.id, [
    { number: "+380440000001", name: "" },
    { number: "+380440000002", name: "Поділ" },
  ]);
  const lines = ["+380440000001", "+380440000002", "+380440000009", null];
  const schedules = await schedulesOf(db, ours.id, lines);
  expect([...schedules].map(([line, { hours }]) => [line, hours?.mon?.[0]])).toEqual([
    ["+380440000001", "12:00"],
    ["+380440000002", "09:00"],
    ["+380440000009", "09:00"],
    [null, "09:00"],
  ]);
  expect(schedules.get(null)).toMatchObject({
    holidays: [{ date: "2026-12-25", hours: null }],
    zone: "Europe/Kyiv",
  });
  await setLineHours(db, ours.id, { number: "+380440000001", hours: null });
  expect((await scheduleOf(db, ours.id, "+380440000001")).hours?.mon).toEqual(["09:00", "18:00"]);
  expect((await scheduleOf(db, theirs.id, "+380440000001")).hours).toBeNull();
  await expect(
    setLineHours(db, ours.id, { number: "+380440000001", hours: week(["9", "18"]) }),
  ).rejects.toThrow("business.invalid");
});

function week(range: [string, string]): WorkingHours {
  const entries = days.map((day) => [day, range]);
  return Object.fromEntries(entries);
}
