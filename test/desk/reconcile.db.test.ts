import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { book } from "../../src/booking/booking-service.ts";
import { answerQuestion, questionBy } from "../../src/booking/question-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { iso, json } from "../../src/db/value.ts";
import {
  planReconcile,
  questionShown,
  runReconcileVisit,
  visitAnswers,
} from "../../src/desk/reconcile-service.ts";
import { erasePerson } from "../../src/desk/erase-service.ts";
import { drain } from "../../src/jobs/drain.ts";
import { called } from "../agent/called.ts";
import { MAIN_BOT, openLine, type Line } from "../agent/line.ts";
import { DAY, slotIn } from "../booking/world.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

let database: FreshDatabase;
let index = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const PHONE = "+380671112233";
const QUOTE = "Записала вас на четвер на п’ятнадцяту";

/** A call in which somebody was booked for a Thursday at three, listened to a moment ago. */
async function talk({ phone = PHONE }: { phone?: string } = {}) {
  index += 1;
  const one = await openLine(database.db, { index: 60 + index });
  const { id: businessId } = one.business;
  const at = one.time.now;
  const callId = await called(one.db, businessId, { phone, at, missed: false });
  const due = `${DAY}T15:00:00+02:00`;
  const data = {
    kind: "service",
    nextStep: null,
    date: { value: "четвер", quote: QUOTE, atS: 42, due },
    service: { value: "Стрижка", quote: "на стрижку", atS: 40 },
    promises: [],
    tasks: [],
  };
  await one.db.execute(sql`
    insert into analyses (business_id, call_id, data, at)
    values (${businessId}::uuid, ${callId}::bigint, ${json(data)}, ${iso(at)}::timestamptz)`);
  await planReconcile(one.db, { businessId, at, data: { call_id: callId } });
  return { one, businessId, callId };
}

/** The clock goes on, and the calendar is looked at. */
async function later(one: Line, ms = 5 * 60_000): Promise<void> {
  one.time.now += ms;
  const deps = { db: one.db, clock: one.clock, botId: MAIN_BOT };
  const run = {
    "visit.reconcile": (job: Parameters<typeof runReconcileVisit>[1]) =>
      runReconcileVisit(deps, job),
  };
  await drain(one.db, { ...one.handlers, ...run }, one.time.now);
}

/** The business's people enter the visit. */
async function enters(one: Line, { phone = PHONE }: { phone?: string | null } = {}): Promise<void> {
  const { id: businessId } = one.business;
  const known = { name: null, now: one.time.now };
  const clientId =
    phone === null ? null : (await saveClient(one.db, businessId, { ...known, phone })).id;
  const slot = slotIn(one.salon, "15:00");
  const of = { salon: one.salon, slot, by: "person" as const, channel: "person" as const };
  const now = one.time.now;
  const done = await book(one.db, businessId, { ...of, holdId: null, clientId, note: null, now });
  if ("refused" in done) throw new Error(done.refused);
}

const asked = async (one: Line) =>
  (await one.notices()).filter(({ key }) => key.startsWith("visit-question:"));
const idOf = (key: string | undefined): number => Number(key?.split(":")[1]);

describe("a call that says somebody is booked", () => {
  test("with nothing in the calendar is asked about, once, not at once", async () => {
    const { one, businessId, callId } = await talk();
    await later(one, 60_000);
    expect(await asked(one)).toEqual([]);
    await later(one);
    const [notice, ...more] = await asked(one);
    expect(more).toEqual([]);
    expect(notice?.html).toContain(`«${QUOTE}»`);
    expect(notice?.html).toContain("чт, 26 листопада, 15:00, Стрижка");
    expect(notice?.html).toContain("У календарі такого запису немає");
    await planReconcile(one.db, { businessId, at: one.time.now, data: { call_id: callId } });
    await later(one);
    expect(await asked(one)).toHaveLength(1);
  });

  test("is no question where the visit was entered, be it without a number", async () => {
    const { one } = await talk();
    await enters(one);
    await later(one);
    expect(await asked(one)).toEqual([]);
    const other = await talk();
    await enters(other.one, { phone: null });
    await later(other.one);
    expect(await asked(other.one)).toEqual([]);
  });

  test("is asked about though somebody else was entered for that time since", async () => {
    const { one } = await talk();
    await enters(one, { phone: "+380509998877" });
    await later(one);
    expect(await asked(one)).toHaveLength(1);
  });

  test("closes itself once the visit appears, and what a person said stays", async () => {
    const { one, businessId } = await talk();
    await later(one);
    const [notice] = await asked(one);
    const id = idOf(notice?.key);
    await enters(one);
    const told = { businessId, at: one.time.now, data: { start: `${DAY}T15:00:00+02:00` } };
    await visitAnswers(one.db, told);
    expect((await questionBy(one.db, businessId, { id }))?.answer).toBe("found");
    const answer = { id, answer: "not_needed" as const, by: 1, now: one.time.now };
    expect(await answerQuestion(one.db, businessId, answer)).toBe(false);
    const seen = { id, language: "uk" as const, masked: false, now: one.time.now };
    const shown = await questionShown(one.db, businessId, seen);
    expect(shown?.html).toContain("✅ Запис з’явився в календарі");
    expect(shown?.rows).toEqual([]);
  });

  test("leaves no word of a person who is erased", async () => {
    const { one, businessId } = await talk();
    await saveClient(one.db, businessId, { name: "Оксана", phone: PHONE, now: one.time.now });
    await later(one);
    const id = idOf((await asked(one))[0]?.key);
    expect(await questionBy(one.db, businessId, { id })).not.toBeNull();
    await one.db.transaction((tx) =>
      erasePerson(tx, businessId, { phone: PHONE, by: 1, now: one.time.now }),
    );
    expect(await questionBy(one.db, businessId, { id })).toBeNull();
  });
});
