import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { book, cancel, move } from "../../src/booking/booking-service.ts";
import { hold, release } from "../../src/booking/hold-service.ts";
import { importVisits } from "../../src/booking/import-service.ts";
import { busyOf } from "../../src/booking/salon-service.ts";
import type { Salon, Slot } from "../../src/booking/salon.ts";
import {
  comingVisits,
  confirmVisit,
  endVisit,
  listVisits,
  markDone,
  visitBy,
} from "../../src/booking/visit-service.ts";
import type { By } from "../../src/booking/visit.ts";
import type { Business } from "../../src/business/business.ts";
import type { Database, Tx } from "../../src/db/client.ts";
import { twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { bookingsTold, clientId, NOW, openSalon, slotIn } from "./world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let fresh: FreshDatabase;
let db: Database;
let ours: Business;
let theirs: Business;
let salon: Salon;
let client: number;
beforeAll(async () => {
  fresh = await freshDatabase({ pool: 10 });
  db = fresh.db;
  ({ ours, theirs } = await twoBusinesses(db));
  salon = await openSalon(db, ours);
  client = await clientId(db, ours, "+380670000001");
});
afterAll(() => fresh.close());
beforeEach(async () => {
  for (const table of ["bookings", "visit_notices", "events"])
    await db.execute(sql`delete from ${sql.raw(table)}`);
});

const customer = (conversationId: number, bound: number | null = null) => ({
  conversationId,
  clientId: bound,
});
const holding = (slot: Slot, by = customer(1), now = NOW, tx: Tx = db) =>
  hold(tx, ours.id, { salon, slot, by, channel: "telegram", now });
const booking = (slot: Slot, holdId: number | null, by: By = customer(1), now = NOW) =>
  book(db, ours.id, { salon, slot, holdId, by, clientId: client, channel: "telegram", now });

async function held(slot: Slot, by = customer(1), now = NOW): Promise<number> {
  const made = await holding(slot, by, now);
  if ("refused" in made) throw new Error(made.refused);
  return made.hold.holdId;
}

async function booked(slot: Slot, by: Exclude<By, "person"> = customer(1), now = NOW) {
  const made = await booking(slot, await held(slot, by, now), by, now);
  if ("refused" in made) throw new Error(made.refused);
  return made.visit;
}

const own = (id: number) => comingVisits(db, ours.id, { ...customer(id), now: NOW });
const events = async () => (await bookingsTold(db, ours)).map(({ event }) => event);

describe("a held place", () => {
  test("is busy for others until it is given up, taken by a later wish, or over", async () => {
    const slot = slotIn(salon, "10:00");
    const holdId = await held(slot);
    expect(await holding(slot, customer(2))).toEqual({ refused: "taken", reason: "busy" });
    expect(await holding(slotIn(salon, "10:30"), customer(2))).toMatchObject({ refused: "taken" });
    const around = { from: slot.start, to: slot.end, now: NOW };
    expect(await busyOf(db, ours.id, around)).toEqual([
      { masterId: slot.masterId, from: slot.start, to: slot.end },
    ]);
    expect(await busyOf(db, ours.id, { ...around, but: [holdId] })).toEqual([]);
    const wish = { holdId, zone: salon.zone, now: NOW };
    expect(await release(db, ours.id, { ...wish, conversationId: 2 })).toBe(false);
    expect(await release(db, ours.id, { ...wish, conversationId: 1 })).toBe(true);
    await held(slot, customer(2));
    await held(slotIn(salon, "11:00"), customer(2));
    await held(slot, customer(3));
    await held(slot, customer(4), NOW + 10 * MINUTE);
  });

  test("is checked against hours and rules", async () => {
    expect(await holding(slotIn(salon, "13:00"))).toMatchObject({ reason: "outside_master_hours" });
    expect(await holding(slotIn(salon, "10:15"))).toMatchObject({ reason: "off_step" });
    expect(await holding(slotIn(salon, "10:30", "2026-11-24"))).toMatchObject({
      reason: "too_soon",
    });
    expect(await holding({ ...slotIn(salon, "10:00"), serviceId: 9999 })).toMatchObject({
      refused: "gone",
    });
  });

  test("of a race for one place one gets it", async () => {
    const slot = slotIn(salon, "10:00");
    const tries = Array.from({ length: 20 }, (_, index) =>
      db.transaction(async (tx) => holding(slot, customer(index + 1), NOW, tx)),
    );
    const made = await Promise.all(tries);
    expect(made.filter((one) => "hold" in one)).toHaveLength(1);
    expect(made.filter((one) => "refused" in one && one.refused === "taken")).toHaveLength(19);
  });
});

describe("a visit", () => {
  test("is made of a hold once, told once, and has a number without gaps", async () => {
    const slot = slotIn(salon, "10:00");
    const holdId = await held(slot);
    const first = await booking(slot, holdId);
    expect(first).toMatchObject({ again: false, visit: { status: "booked", start: slot.start } });
    const again = await booking(slot, holdId);
    expect(again).toEqual({ ...first, again: true });
    const other = await booked(slotIn(salon, "11:00"), customer(2));
    const [before] = await own(1);
    expect(other.number).toBe((before?.number ?? 0) + 1);
    const told = await bookingsTold(db, ours);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({
      event: "booking.created",
      data: {
        booking_id: before?.number,
        service: "Стрижка",
        master: "Олена",
        start: "2026-11-26T10:00:00+02:00",
        duration_min: 60,
        price: { amount: 700, currency: "UAH", kind: "fixed" },
        client: { name: "Оксана", phone: "+380670000001" },
        channel: "telegram",
        status: "booked",
      },
    });
  });

  test("is made of a hold that is over only while nobody else has the place", async () => {
    const slot = slotIn(salon, "10:00");
    const late = NOW + 11 * MINUTE;
    const mine = await held(slot);
    const lost = await held(slotIn(salon, "11:00"), customer(2));
    expect(await booking(slot, mine, customer(1), late)).toMatchObject({ again: false });
    await booked(slotIn(salon, "11:00"), customer(3), late);
    expect(await booking(slotIn(salon, "11:00"), lost, customer(2), late)).toMatchObject({
      refused: "taken",
    });
  });

  test("is not made of somebody else's hold", async () => {
    const slot = slotIn(salon, "10:00");
    const holdId = await held(slot);
    expect(await booking(slot, holdId, customer(2))).toMatchObject({ refused: "taken" });
    expect(await booking(slot, holdId)).toMatchObject({ again: false });
    expect(await booking(slot, holdId, customer(2))).toMatchObject({ refused: "taken" });
  });

  test("is one of three that a conversation may have before it", async () => {
    for (const time of ["09:00", "10:00", "11:00"]) await booked(slotIn(salon, time));
    const fourth = slotIn(salon, "14:00");
    expect(await booking(fourth, await held(fourth))).toEqual({ refused: "too_many" });
    expect(await own(1)).toHaveLength(3);
  });

  test("moves by half its length over itself, and comes back", async () => {
    const visit = await booked(slotIn(salon, "10:00"));
    const slot = slotIn(salon, "10:30");
    const holdId = await held(slot);
    expect(await holding(slotIn(salon, "11:00"), customer(2))).toMatchObject({ refused: "taken" });
    const wish = { salon, bookingId: visit.id, by: customer(1), now: NOW };
    expect(await move(db, ours.id, { ...wish, slot, holdId })).toMatchObject({
      again: false,
      from: visit.start,
      visit: { start: slot.start, number: visit.number },
    });
    expect(await move(db, ours.id, { ...wish, slot, holdId })).toMatchObject({ again: true });
    const back = slotIn(salon, "10:00");
    await move(db, ours.id, { ...wish, slot: back, holdId: null });
    expect(await events()).toEqual([
      "booking.created",
      "booking.rescheduled",
      "booking.rescheduled",
    ]);
    expect((await bookingsTold(db, ours))[1]?.data).toMatchObject({
      previous_start: "2026-11-26T10:00:00+02:00",
      start: "2026-11-26T10:30:00+02:00",
    });
  });

  test("never moves over another one, nor does a customer move or cancel it right before it", async () => {
    const visit = await booked(slotIn(salon, "14:00"));
    await booked(slotIn(salon, "15:00"), customer(2));
    const wish = { salon, bookingId: visit.id, now: NOW };
    const onto = { ...wish, slot: slotIn(salon, "15:00"), holdId: null };
    expect(await move(db, ours.id, { ...onto, by: customer(1) })).toMatchObject({
      refused: "taken",
    });
    expect(await move(db, ours.id, { ...onto, by: "person" })).toMatchObject({ refused: "taken" });
    const late = { ...wish, now: visit.start - 2 * HOUR };
    expect(await cancel(db, ours.id, { ...late, by: customer(1) })).toEqual({
      refused: "too_late",
    });
    const away = { ...late, slot: slotIn(salon, "18:00"), holdId: null };
    expect(await move(db, ours.id, { ...away, by: customer(1) })).toEqual({ refused: "too_late" });
    expect(await cancel(db, ours.id, { ...late, by: "person" })).toMatchObject({
      visit: { status: "cancelled" },
    });
    expect(await cancel(db, ours.id, { ...late, by: "person" })).toEqual({ refused: "gone" });
    await booked(slotIn(salon, "14:00"), customer(3));
  });

  test("belongs to its conversation and to the client bound to one, and to nobody else", async () => {
    const visit = await booked(slotIn(salon, "10:00"));
    const wish = { salon, bookingId: visit.id, now: NOW };
    expect(await own(2)).toEqual([]);
    expect(await comingVisits(db, ours.id, { ...customer(2, client), now: NOW })).toEqual([visit]);
    expect(await cancel(db, ours.id, { ...wish, by: customer(2) })).toEqual({ refused: "gone" });
    expect(await confirmVisit(db, ours.id, { ...wish, by: customer(2) })).toEqual({
      refused: "gone",
    });
    expect(await cancel(db, theirs.id, { ...wish, by: "person" })).toEqual({ refused: "gone" });
    expect(await visitBy(db, theirs.id, { id: visit.id })).toBeNull();
    expect(await listVisits(db, theirs.id, {})).toEqual([]);
    expect(await cancel(db, ours.id, { ...wish, by: customer(2, client) })).toMatchObject({
      visit: { id: visit.id },
    });
  });

  test("is confirmed once, and is asked again when it moves", async () => {
    const visit = await booked(slotIn(salon, "10:00"));
    const wish = { salon, bookingId: visit.id, by: customer(1), now: NOW };
    await confirmVisit(db, ours.id, wish);
    expect(await confirmVisit(db, ours.id, wish)).toMatchObject({
      visit: { status: "confirmed" },
    });
    const slot = slotIn(salon, "11:00");
    expect(await move(db, ours.id, { ...wish, slot, holdId: null })).toMatchObject({
      visit: { status: "booked" },
    });
    expect(await events()).toEqual(["booking.created", "booking.confirmed", "booking.rescheduled"]);
  });

  test("is completed some time after its end unless people said otherwise", async () => {
    const came = await booked(slotIn(salon, "10:00"));
    const missed = await booked(slotIn(salon, "11:00"), customer(2));
    const now = missed.end + 2 * HOUR;
    const done = { salon, bookingId: missed.id, as: "no_show" as const };
    expect(await markDone(db, ours.id, { ...done, now: missed.start - 1 })).toEqual({
      refused: "early",
    });
    await markDone(db, ours.id, { ...done, now: missed.start + 20 * MINUTE });
    for (const { id: bookingId } of [came, missed, came])
      await endVisit({ db, now }, { businessId: ours.id, bookingId });
    const listed = await listVisits(db, ours.id, {});
    expect(listed.map(({ status }) => status)).toEqual(["completed", "no_show"]);
    expect(await events()).toEqual([
      "booking.created",
      "booking.created",
      "booking.no_show",
      "booking.completed",
    ]);
    await markDone(db, ours.id, { ...done, as: "completed", now });
    expect((await visitBy(db, ours.id, { id: missed.id }))?.status).toBe("completed");
  });
});

describe("the business's people", () => {
  test("book and move outside the rules, but never over another visit", async () => {
    const rest = slotIn(salon, "13:15");
    const made = await booking(rest, null, "person");
    if ("refused" in made) throw new Error(made.refused);
    expect(made.visit).toMatchObject({ start: rest.start, status: "booked" });
    expect(await booking(slotIn(salon, "13:30"), null, "person")).toMatchObject({
      refused: "taken",
    });
    const bookingId = made.visit.id;
    const night = { salon, bookingId, slot: slotIn(salon, "22:00"), holdId: null, now: NOW };
    expect(await move(db, ours.id, { ...night, by: customer(1) })).toEqual({ refused: "gone" });
    expect(await move(db, ours.id, { ...night, by: "person" })).toMatchObject({
      from: rest.start,
      visit: { start: night.slot.start },
    });
    const gone = { ...slotIn(salon, "10:00"), masterId: 9999 };
    expect(await booking(gone, null, "person")).toMatchObject({ refused: "gone" });
  });

  test("bring visits of a business file, once, and cancelled ones stay so", async () => {
    const { serviceId, masterId, start } = slotIn(salon, "10:00");
    const visit = { slug: "B-1", serviceId, masterId, start, clientId: client };
    const past = { ...visit, slug: "B-0", start: slotIn(salon, "10:00", "2026-11-19").start };
    const all = { salon, visits: [past, visit], now: NOW };
    expect(await importVisits(db, ours.id, all)).toEqual({ made: 2, moved: 0 });
    expect(await importVisits(db, ours.id, all)).toEqual({ made: 0, moved: 0 });
    expect((await listVisits(db, ours.id, {})).map(({ status }) => status)).toEqual([
      "completed",
      "booked",
    ]);
    const over = { ...visit, slug: "B-2", start: visit.start + 30 * MINUTE };
    expect(await importVisits(db, ours.id, { ...all, visits: [over] })).toEqual({ taken: "B-2" });
    const [, coming] = await listVisits(db, ours.id, {});
    await cancel(db, ours.id, { salon, bookingId: coming?.id ?? 0, by: "person", now: NOW });
    expect(await importVisits(db, ours.id, all)).toEqual({ made: 0, moved: 0 });
    expect(await events()).toEqual(["booking.created", "booking.cancelled"]);
  });
});
