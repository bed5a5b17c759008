import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { emit } from "../../src/events/emit-service.ts";
import type { CallData, DomainEvent } from "../../src/events/event.ts";
import { relayOnce, type Handlers, type Listeners } from "../../src/events/relay-service.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";

eachOnFreshDatabase();

const data: CallData = {
  call_id: 1,
  provider: "phonet",
  provider_call_id: "a1",
  direction: "in",
  outcome: "missed",
  client_phone: "+380670000001",
  client_id: null,
  client_name: null,
  line: null,
  answered_by: null,
  started_at: "2026-11-21T14:00:00+02:00",
  answered_at: null,
  ended_at: "2026-11-21T14:00:41+02:00",
  ring_s: 41,
  talk_s: 0,
  rang: ["101"],
  last_by: null,
  transferred: false,
  recorded: false,
};

function missed(businessId: string, callId: number): DomainEvent {
  return { businessId, event: "call.missed", data: { ...data, call_id: callId }, at: NOW };
}

function listening(): { heard: string[]; on: Handlers } {
  const heard: string[] = [];
  const on: Handlers = {
    "call.missed": [
      (_tx, { businessId, sequence }) => {
        heard.push(`${businessId} ${sequence}`);
        return Promise.resolve();
      },
    ],
  };
  return { heard, on };
}

test("each business counts its own events from one, without gaps, whatever was rolled back between", async () => {
  const db = database();
  const { ours, theirs } = await twoBusinesses(db);
  const { heard, on } = listening();

  await emit(db, [missed(ours.id, 1), missed(theirs.id, 1)]);
  await db
    .transaction(async (tx) => {
      await emit(tx, [missed(ours.id, 2)]);
      throw new Error("never mind");
    })
    .catch(() => {});
  await emit(db, [missed(ours.id, 3)]);
  expect(await relayOnce(db, on)).toBe(3);
  await emit(db, [missed(ours.id, 4)]);
  expect(await relayOnce(db, on)).toBe(1);

  expect(heard.toSorted()).toEqual(
    [`${ours.id} 1`, `${ours.id} 2`, `${ours.id} 3`, `${theirs.id} 1`].toSorted(),
  );
});

test("nothing committed, nothing told; a second pass has nothing to do", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const { heard, on } = listening();
  await emit(db, []);
  expect(await relayOnce(db, on)).toBe(0);
  await emit(db, [missed(ours.id, 1)]);
  await relayOnce(db, on);
  await relayOnce(db, on);
  expect(heard).toEqual([`${ours.id} 1`]);
});

test("a handler that fails takes the number back: the event is told again, with the same one", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  await emit(db, [missed(ours.id, 1)]);
  const failing: Handlers = { "call.missed": [() => Promise.reject(new Error("full"))] };
  await expect(relayOnce(db, failing)).rejects.toThrow("full");
  const { heard, on } = listening();
  await relayOnce(db, on);
  expect(heard).toEqual([`${ours.id} 1`]);
});

test("who only listens hears of an event once, when its number holds", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  await emit(db, [missed(ours.id, 1)]);
  const heard: number[] = [];
  const told: Listeners = { "call.missed": ({ sequence }) => void heard.push(sequence) };
  const failing: Handlers = { "call.missed": [() => Promise.reject(new Error("full"))] };
  await expect(relayOnce(db, failing, told)).rejects.toThrow("full");
  expect(heard).toEqual([]);
  await relayOnce(db, {}, told);
  await relayOnce(db, {}, told);
  expect(heard).toEqual([1]);
});

test("relays of several processes number an event once", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  await emit(
    db,
    Array.from({ length: 200 }, (_, i) => missed(ours.id, i + 1)),
  );
  const { heard, on } = listening();
  await Promise.all([relayOnce(db, on), relayOnce(db, on), relayOnce(db, on)]);
  await relayOnce(db, on);
  expect(heard).toHaveLength(200);
  const rows = await db.execute<{ n: string; last: string }>(
    sql`select count(distinct sequence) as n, max(sequence) as last from events where business_id = ${ours.id}`,
  );
  expect(rows[0]).toEqual({ n: "200", last: "200" });
});

test("an event whose data has another shape is not written", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const odd: DomainEvent = {
    ...missed(ours.id, 1),
    data: JSON.parse(JSON.stringify({ ...data, direction: "sideways" })),
  };
  await expect(emit(db, [odd])).rejects.toThrow("direction");
});
