import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { book, cancel, move } from "../../src/booking/booking-service.ts";
import { cleanBookings } from "../../src/booking/clean-service.ts";
import { eraseBookings } from "../../src/booking/erase-service.ts";
import { hold } from "../../src/booking/hold-service.ts";
import { changeMaster, listMasters } from "../../src/booking/master-service.ts";
import type { VisitNotice } from "../../src/booking/notice-service.ts";
import { changeReminders } from "../../src/booking/reminder-service.ts";
import { salonOf } from "../../src/booking/salon-service.ts";
import type { Salon, Slot, Visit } from "../../src/booking/salon.ts";
import { confirmVisit, listVisits } from "../../src/booking/visit-service.ts";
import { addWait, passOffer, takeOffer, waitsOf } from "../../src/booking/wait-service.ts";
import type { Business } from "../../src/business/business.ts";
import type { Database } from "../../src/db/client.ts";
import { erasePerson } from "../../src/desk/erase-service.ts";
import { twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { bookingsTold, clientId, DAY, NOW, openSalon, passTime, slotIn } from "./world.ts";
import { week } from "./salon.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let fresh: FreshDatabase;
let db: Database;
let ours: Business;
let salon: Salon;
let client: number;
let sent: { at: number; notice: VisitNotice }[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  ({ ours } = await twoBusinesses(db));
  salon = await openSalon(db, ours);
  client = await clientId(db, ours, "+380670000001");
});
afterAll(() => fresh.close());
beforeEach(async () => {
  for (const table of ["bookings", "visit_notices", "waits", "reminder_settings"])
    await db.execute(sql`delete from ${sql.raw(table)}`);
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  sent = [];
});

/** Everything that is due until an instant, at the instants at which it is due. */
const pass = async (until: number, from = NOW): Promise<void> => {
  sent.push(...(await passTime(db, ours.id, { from, until })));
};

const customer = (conversationId: number) => ({ conversationId, clientId: null });
const told = () => sent.map(({ at, notice: { kind } }) => [kind, new Date(at).toISOString()]);
const offered = () => sent.map(({ notice: { conversationId } }) => conversationId);

async function booked(slot: Slot, conversationId = 1, now = NOW): Promise<Visit> {
  const made = await book(db, ours.id, {
    salon,
    slot,
    holdId: null,
    by: customer(conversationId),
    clientId: client,
    channel: "telegram",
    now,
  });
  if ("refused" in made) throw new Error(made.reason ?? made.refused);
  return made.visit;
}

const waiting = (conversationId: number, more: { fromMin?: number; toMin?: number } = {}) =>
  addWait(db, ours.id, {
    salon,
    by: customer(conversationId),
    serviceId: salon.services[0]?.id ?? 0,
    masterId: null,
    day: DAY,
    fromMin: 0,
    toMin: 1440,
    now: NOW,
    ...more,
  });
const statuses = async () =>
  (await waitsOf(db, ours.id, { day: DAY })).map(({ conversationId, status }) => [
    conversationId,
    status,
  ]);

/** Three visits: nothing of the day is free. */
async function fullDay(): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const time of ["09:00", "10:00", "11:00"])
    visits.push(await booked(slotIn(salon, time), 100 + visits.length));
  return visits;
}
async function free(visit: Visit | undefined, now: number): Promise<void> {
  if (!visit) throw new Error("no visit");
  await cancel(db, ours.id, { salon, bookingId: visit.id, by: "person", now });
}

describe("reminders", () => {
  test("come a day and two hours before, once each, and a review is asked for afterwards", async () => {
    await changeReminders(db, ours.id, { review: true });
    await booked(slotIn(salon, "15:00"));
    await pass(slotIn(salon, "15:00").start + 4 * HOUR);
    expect(told()).toEqual([
      ["day", "2026-11-25T13:00:00.000Z"],
      ["hours", "2026-11-26T11:00:00.000Z"],
      ["review", "2026-11-26T16:00:00.000Z"],
    ]);
  });

  test("follow a visit that moves, and none follows one that is called off", async () => {
    const visit = await booked(slotIn(salon, "15:00"));
    const wish = { salon, bookingId: visit.id, by: customer(1), now: NOW + MINUTE };
    await move(db, ours.id, { ...wish, slot: slotIn(salon, "17:00"), holdId: null });
    const other = await booked(slotIn(salon, "10:00"), 2);
    await cancel(db, ours.id, { ...wish, bookingId: other.id, by: customer(2) });
    await pass(slotIn(salon, "17:00").start);
    expect(told()).toEqual([
      ["day", "2026-11-25T15:00:00.000Z"],
      ["hours", "2026-11-26T13:00:00.000Z"],
    ]);
  });

  test("of a visit that moves away and back come as if it never had", async () => {
    const visit = await booked(slotIn(salon, "15:00"));
    for (const time of ["17:00", "15:00"]) {
      const wish = { salon, bookingId: visit.id, by: customer(1), now: NOW + MINUTE };
      await move(db, ours.id, { ...wish, slot: slotIn(salon, time), holdId: null });
    }
    await pass(slotIn(salon, "15:00").start);
    expect(told().map(([kind]) => kind)).toEqual(["day", "hours"]);
  });

  test("do not ask again who has confirmed", async () => {
    const visit = await booked(slotIn(salon, "15:00"));
    await confirmVisit(db, ours.id, { salon, bookingId: visit.id, by: customer(1), now: NOW });
    await pass(slotIn(salon, "15:00").start);
    expect(sent.map(({ notice }) => [notice.kind, notice.place.status])).toEqual([
      ["hours", "confirmed"],
    ]);
  });

  test("call back who has not been there since", async () => {
    await changeReminders(db, ours.id, { dayHours: null, nearHours: null, comebackDays: 2 });
    await booked(slotIn(salon, "10:00"), 1);
    await booked(slotIn(salon, "11:00"), 2);
    await booked(slotIn(salon, "11:00", "2026-11-30"), 2);
    await db.execute(sql`update bookings set client_id = null`);
    await pass(slotIn(salon, "12:00", "2026-11-28").start, slotIn(salon, "12:00").start);
    expect(sent.map(({ notice }) => [notice.kind, notice.conversationId])).toEqual([
      ["comeback", 1],
    ]);
  });
});

describe("who waits for a place", () => {
  beforeAll(async () => {
    const [master] = await listMasters(db, ours.id, { archived: false });
    await changeMaster(db, ours.id, {
      masterId: master?.id ?? 0,
      change: { hours: { ...week, thu: ["09:00", "12:00"] } },
    });
    salon = await salonOf(db, ours.id);
  });

  test("is offered a freed place one by one, each for a quarter of an hour", async () => {
    const [first] = await fullDay();
    await waiting(1);
    await waiting(2);
    await waiting(3);
    await pass(NOW);
    expect(sent).toEqual([]);
    await free(first, NOW);
    await pass(NOW);
    expect(offered()).toEqual([1]);
    expect(await statuses()).toEqual([
      [1, "offered"],
      [2, "waiting"],
      [3, "waiting"],
    ]);
    await pass(NOW + 20 * MINUTE);
    expect(offered()).toEqual([1, 2]);
    const [, second] = sent;
    const waitId = second?.notice.waitId ?? 0;
    const answer = { salon, waitId, now: NOW + 21 * MINUTE };
    expect(await passOffer(db, ours.id, { ...answer, conversationId: 1 })).toBe(false);
    expect(await passOffer(db, ours.id, { ...answer, conversationId: 2 })).toBe(true);
    await pass(NOW + 25 * MINUTE, NOW + 25 * MINUTE);
    expect(offered()).toEqual([1, 2, 3]);
    expect(await statuses()).toEqual([[3, "offered"]]);
  });

  test("takes what was offered, once; too late it is somebody else's", async () => {
    const [first] = await fullDay();
    const one = (await waiting(1)) ?? 0;
    const two = (await waiting(2)) ?? 0;
    await free(first, NOW);
    await pass(NOW + 15 * MINUTE);
    const take = (waitId: number, conversationId: number) =>
      takeOffer(db, ours.id, {
        salon,
        waitId,
        by: customer(conversationId),
        clientId: client,
        channel: "telegram",
        now: NOW + 16 * MINUTE,
      });
    expect(await take(one, 1)).toMatchObject({ refused: "taken", slot: { start: first?.start } });
    expect(await take(two, 1)).toMatchObject({ refused: "gone" });
    expect(await take(two, 2)).toMatchObject({ again: false, visit: { start: first?.start } });
    expect(await take(two, 2)).toMatchObject({ again: true });
  });

  test("is offered only what suits them, and by day", async () => {
    const visits = await fullDay();
    await waiting(1, { fromMin: 11 * 60, toMin: 12 * 60 });
    const night = NOW + 12 * HOUR;
    await free(visits[0], night);
    await free(visits[2], night);
    await pass(night + 9 * HOUR, night);
    expect(told()).toEqual([]);
    await pass(night + 11 * HOUR, night + 9 * HOUR);
    expect(told()).toEqual([["offer", "2026-11-25T07:00:00.000Z"]]);
    expect(sent[0]?.notice.place.start).toBe(visits[2]?.start);
  });

  test("hears of a hold that came to nothing, and of a day off that is taken back", async () => {
    const [first, second] = await fullDay();
    await free(second, NOW);
    const [master] = await listMasters(db, ours.id, { archived: false });
    const masterId = master?.id ?? 0;
    await changeMaster(db, ours.id, { masterId, change: { daysOff: [DAY] } });
    await waiting(1);
    await pass(NOW);
    expect(sent).toEqual([]);
    await changeMaster(db, ours.id, { masterId, change: { daysOff: [] } });
    await free(first, NOW);
    await hold(db, ours.id, {
      salon,
      slot: slotIn(salon, "09:00"),
      by: customer(7),
      channel: "telegram",
      now: NOW,
    });
    await pass(NOW);
    expect(sent.map(({ notice }) => notice.place.start)).toEqual([second?.start]);
    await waiting(2, { toMin: 9 * 60 });
    await pass(NOW + 5 * MINUTE);
    expect(offered()).toEqual([1]);
    await pass(NOW + 10 * MINUTE, NOW + 10 * MINUTE);
    expect(offered()).toEqual([1, 2]);
  });

  test("waits no more when they have a visit, and old things go at night", async () => {
    const visits = await fullDay();
    await waiting(1);
    await free(visits[2], NOW);
    await booked(slotIn(salon, "11:00"), 1);
    expect(await statuses()).toEqual([]);
    await cleanBookings(db, { now: NOW + 500 * 24 * HOUR });
    const left = await db.execute(sql`
      select (select count(*)::int from waits) as waits, (select count(*)::int from visit_notices) as notices,
        (select count(*)::int from bookings) as bookings`);
    expect(left[0]).toEqual({ waits: 0, notices: 0, bookings: 4 });
  });
});

test("an erased person's visits are called off without a word of them, and go", async () => {
  await db.execute(sql`delete from events`);
  const visit = await booked(slotIn(salon, "10:00"));
  await booked(slotIn(salon, "11:00"), 2);
  const gone = await eraseBookings(db, ours.id, {
    clientIds: [],
    conversationIds: [1],
    now: NOW,
  });
  expect(gone).toEqual({ bookings: 1, cancelled: 1, waits: 0, numbers: [visit.number] });
  expect((await listVisits(db, ours.id, {})).map(({ conversationId }) => conversationId)).toEqual([
    2,
  ]);
  const events = await bookingsTold(db, ours);
  expect(events.at(-1)).toMatchObject({
    event: "booking.cancelled",
    data: { booking_id: visit.number, client: { name: null, phone: null }, status: "cancelled" },
  });
});

test("a client who is erased goes out of visits and of what was told of them", async () => {
  await db.execute(sql`delete from events`);
  const visit = await booked(slotIn(salon, "10:00"));
  const wish = { phone: "+380670000001", by: 11, now: NOW };
  const erased = await db.transaction((tx) => erasePerson(tx, ours.id, wish));
  expect(erased.counts).toMatchObject({ clients: 1, bookings: 1 });
  expect(await listVisits(db, ours.id, {})).toEqual([]);
  expect(await bookingsTold(db, ours)).toMatchObject(
    ["booking.created", "booking.cancelled"].map((event) => ({
      event,
      data: { booking_id: visit.number, client: { id: null, name: null, phone: null } },
    })),
  );
});
