import { beforeEach, expect, test } from "vitest";
import {
  businessOf,
  changeBusiness,
  createBusiness,
  firstBusiness,
  setWorkingHours,
} from "../../src/business/business-service.ts";
import type { Business } from "../../src/business/business.ts";
import { memberOf } from "../../src/business/member-service.ts";
import {
  activate,
  businessesOf,
  personOf,
  seePerson,
  setLanguage,
} from "../../src/business/person-service.ts";
import type { Database } from "../../src/db/client.ts";
import {
  addMember,
  database,
  eachOnFreshDatabase,
  makePerson,
  NOW,
  twoBusinesses,
} from "./tenants.ts";

eachOnFreshDatabase();
let db: Database;
beforeEach(() => {
  db = database();
});

test("a new business has its owner, for whom it is the active one", async () => {
  const { ours } = await twoBusinesses(db);
  expect(await businessOf(db, ours.id)).toEqual(ours);
  expect(ours).toMatchObject({
    name: "Лілея",
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
  });
  expect(await memberOf(db, ours.id, 11)).toMatchObject({ role: "owner", name: "P11" });
  expect(await businessesOf(db, 11)).toEqual([{ business: ours, role: "owner", active: true }]);
});

test("the first business of a server is the oldest", async () => {
  expect(await firstBusiness(db)).toBeNull();
  const { ours } = await twoBusinesses(db);
  expect(await firstBusiness(db)).toEqual(ours);
});

test("working hours are not told, then kept for one business, then forgotten", async () => {
  const { ours, theirs } = await twoBusinesses(db);
  expect(ours.workingHours).toBeNull();
  const day: [string, string] = ["09:00", "18:00"];
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: null, sun: null };
  expect((await setWorkingHours(db, ours.id, hours)).workingHours).toEqual(hours);
  expect((await businessOf(db, ours.id))?.workingHours).toEqual(hours);
  expect((await businessOf(db, theirs.id))?.workingHours).toBeNull();
  await expect(
    setWorkingHours(db, ours.id, { ...hours, mon: ["late", "18:00"] }),
  ).rejects.toMatchObject({ code: "business.invalid" });
  expect((await setWorkingHours(db, ours.id, null)).workingHours).toBeNull();
});

test("a change touches one business only", async () => {
  const { ours, theirs } = await twoBusinesses(db);
  const changed = await changeBusiness(db, ours.id, {
    name: " Нова\nназва ",
    timezone: "Asia/Almaty",
    currency: "KZT",
    country: "KZ",
  });
  expect(changed).toMatchObject({
    name: "Нова назва",
    timezone: "Asia/Almaty",
    currency: "KZT",
    country: "KZ",
    language: "uk",
  });
  expect(await businessOf(db, theirs.id)).toEqual(theirs);
});

test.each([
  String.raw`{"name":" \n"}`,
  `{"timezone":"Mars/Olympus"}`,
  `{"currency":"hryvnia"}`,
  `{"country":"XX"}`,
  `{"language":"pl"}`,
  `{"kind":"bank"}`,
])("%s is refused", async (json) => {
  const patch: Partial<Business> = JSON.parse(json);
  const { ours } = await twoBusinesses(db);
  const invalid = { code: "business.invalid", kind: "invalid" };
  await expect(changeBusiness(db, ours.id, patch)).rejects.toMatchObject(invalid);
  const whole = { ...ours, ...patch, owner: { id: 11, name: "P11" }, now: NOW };
  await expect(createBusiness(db, whole)).rejects.toMatchObject(invalid);
  expect(await businessOf(db, ours.id)).toEqual(ours);
});

test("a person's language is guessed once and kept", async () => {
  await seePerson(db, {
    id: 5,
    firstName: "Олена",
    username: "olena",
    languageCode: "ru",
    now: NOW,
  });
  await setLanguage(db, 5, "uk");
  const again = await seePerson(db, {
    id: 5,
    firstName: "Olena",
    languageCode: "en",
    now: NOW + 1,
  });
  expect(again).toEqual({
    id: 5,
    firstName: "Olena",
    username: null,
    language: "uk",
    activeBusinessId: null,
  });
  expect(await personOf(db, 5)).toEqual(again);
  expect(await personOf(db, 6)).toBeNull();
});

test("a nameless person is called by the id", async () => {
  expect(await seePerson(db, { id: 5_000_000_001, firstName: "\u200B", now: NOW })).toMatchObject({
    id: 5_000_000_001,
    firstName: "5000000001",
    language: "en",
  });
});

test("of several businesses one is active, switched only by a member", async () => {
  const { ours, theirs } = await twoBusinesses(db);
  await addMember(db, theirs, { id: 11, role: "operator", by: 22 });
  expect(await businessesOf(db, 11)).toMatchObject([
    { business: { id: ours.id }, role: "owner", active: false },
    { business: { id: theirs.id }, role: "operator", active: true },
  ]);
  expect(await activate(db, 11, ours.id)).toBe(true);
  expect((await businessesOf(db, 11)).map(({ active }) => active)).toEqual([true, false]);
  expect(await activate(db, 22, ours.id)).toBe(false);
  expect(await businessesOf(db, 22)).toMatchObject([{ business: { id: theirs.id }, active: true }]);
});

test("somebody without a business has none", async () => {
  await makePerson(db, 33);
  expect(await businessesOf(db, 33)).toEqual([]);
  expect(await activate(db, 33, (await twoBusinesses(db)).ours.id)).toBe(false);
});
