import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { book, cancel } from "../../src/booking/booking-service.ts";
import { salonOf } from "../../src/booking/salon-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
import { businessOf } from "../../src/business/business-service.ts";
import type { Business } from "../../src/business/business.ts";
import type { Database } from "../../src/db/client.ts";
import { exportBusiness } from "../../src/desk/business-file-service.ts";
import { fileShape, type BusinessFile } from "../../src/desk/business-file.ts";
import { isNothing, type ImportPlan } from "../../src/desk/business-plan.ts";
import { applyImport, readImport } from "../../src/desk/import-service.ts";
import { isoWithOffset } from "../../src/lib/iso.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";

const now = Date.parse("2026-11-24T10:00:00+02:00");
const { fixtures } = z
  .object({ fixtures: z.record(z.string(), fileShape) })
  .parse(JSON.parse(readFileSync("test/fixtures/dialogues/dialogues.json", "utf8")));
const lileya: BusinessFile = fixtures["salon_kyiv"] ?? {};
const arai: BusinessFile = fixtures["clinic_almaty"] ?? {};

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

async function planOf(file: BusinessFile | string, business = ours): Promise<ImportPlan> {
  const written = typeof file === "string" ? file : JSON.stringify(file);
  const read = await readImport(db, business.id, { written, csv: false, now });
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.plan;
}
const apply = async (file: BusinessFile | string, business = ours) =>
  applyImport(db, business.id, { plan: await planOf(file, business), now });

test("a file becomes the business: its hours, price list, masters, clients and visits, each in its zone", async () => {
  expect(await apply(lileya)).toBe("applied");
  expect(await apply(arai, theirs)).toBe("applied");
  const salon = await salonOf(db, ours.id);
  expect(salon).toMatchObject({
    zone: "Europe/Kyiv",
    names: lileya.name,
    rules: { stepMin: 30, leadMin: 60, horizonDays: 45, freeCancelHours: 3 },
    faq: lileya.faq,
  });
  expect(salon.services.map(({ slug }) => slug)).toEqual(lileya.services?.map(({ id }) => id));
  const visits = await listVisits(db, ours.id, {});
  expect(visits.map(({ start }) => isoWithOffset(start, "Europe/Kyiv").slice(0, 16))).toEqual(
    lileya.bookings?.map(({ start }) => start).toSorted(),
  );
  expect(visits.find(({ client }) => client?.name === "Світлана")).toMatchObject({
    client: { phone: "+380670000011" },
    service: { slug: "coloring" },
    channel: "import",
  });
  const clinic = await businessOf(db, theirs.id);
  expect(clinic).toMatchObject({ timezone: "Asia/Almaty", currency: "KZT", kind: "clinic" });
  expect((await listVisits(db, theirs.id, {})).length).toBe(arai.bookings?.length);
});

test("the same file again, and the file that the export gives, change nothing", async () => {
  await apply(lileya);
  expect(isNothing(await planOf(lileya))).toBe(true);
  const exported = await exportBusiness(db, ours.id, { now });
  expect(isNothing(await planOf(exported))).toBe(true);
  expect(await apply(exported, theirs)).toBe("applied");
  expect((await listVisits(db, theirs.id, {})).length).toBe(lileya.bookings?.length);
});

test("a visit moves with its file; one that was called off here stays so", async () => {
  await apply(lileya);
  const salon = await salonOf(db, ours.id);
  const [first] = await listVisits(db, ours.id, {});
  if (!first) throw new Error("no visit");
  await cancel(db, ours.id, { salon, bookingId: first.id, by: "person", now });
  const [, second, ...rest] = (lileya.bookings ?? []).toSorted((a, b) =>
    a.start < b.start ? -1 : 1,
  );
  if (!second) throw new Error("no second visit");
  const moved = { ...second, start: `${second.start.slice(0, 10)}T17:00` };
  await apply({
    ...lileya,
    bookings: [...(lileya.bookings ?? []).filter(({ id }) => id !== second.id), moved],
  });
  const visits = await listVisits(db, ours.id, {});
  expect(visits).toHaveLength(rest.length + 1);
  expect(visits.some(({ start }) => isoWithOffset(start, salon.zone).startsWith(moved.start))).toBe(
    true,
  );
});

test("somebody takes the time of a visit while the file waits: nothing of the file stays", async () => {
  await apply({ ...lileya, bookings: [], clients: [] });
  const before = await exportBusiness(db, ours.id, { now });
  const plan = await planOf({ ...lileya, address: { uk: "Інша адреса" } });
  const salon = await salonOf(db, ours.id);
  const taken = lileya.bookings?.find(({ id }) => id === "B-101");
  const service = salon.services.find(({ slug }) => slug === taken?.service);
  const master = salon.masters.find(({ slug }) => slug === taken?.master);
  if (!taken || !service || !master) throw new Error("no such visit");
  const start = Date.parse(`${taken.start}:00+02:00`);
  const slot = { serviceId: service.id, masterId: master.id, start, end: start + 60_000 };
  await book(db, ours.id, {
    salon,
    slot,
    holdId: null,
    by: "person",
    clientId: null,
    channel: "person",
    now,
  });
  expect(await applyImport(db, ours.id, { plan, now })).toBe("taken");
  const after = fileShape.parse(JSON.parse(await exportBusiness(db, ours.id, { now })));
  expect({ ...after, bookings: [] }).toEqual({
    ...fileShape.parse(JSON.parse(before)),
    bookings: [],
  });
});

test("what does not fit together with what is there is named with its line", async () => {
  await apply(lileya);
  const written = JSON.stringify(
    {
      bookings: [
        { id: "X", master: "maryna", service: "manicure", start: "2026-11-25T09:30", client: "c9" },
      ],
    },
    null,
    1,
  );
  expect(await readImport(db, ours.id, { written, csv: false, now })).toEqual({
    problems: [{ path: "bookings[0].start", line: 7, wrong: "overlap" }],
  });
});
