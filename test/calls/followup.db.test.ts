import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { saveEmployees } from "../../src/business/line-service.ts";
import { followupFigures, openFollowups } from "../../src/calls/followup-list-service.ts";
import {
  assignTo,
  claim,
  closeByHand,
  release,
  releaseOf,
} from "../../src/calls/followup-service.ts";
import { dismissCaller } from "../../src/calls/followup-dismiss-service.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { bridge, dial, hangup } from "./hooks.ts";
import { T0 } from "./replay.ts";
import { createStage, headOf, type Stage } from "./stage.ts";

const GROUP = -1_001_000_000_001;
const OTHER = -1_001_000_000_002;
const OUT = 2 as const;

eachOnFreshDatabase();
let stage: Stage;
let business: string;
beforeEach(async () => {
  const { ours } = await twoBusinesses(database());
  business = ours.id;
  stage = await createStage(database(), ours);
  await saveEmployees(database(), business, [{ ext: "101", name: "Олена" }]);
});

/** A colleague calls the client back at `at` seconds and talks for a minute. */
async function callBack(at: number, uuid = "b1"): Promise<void> {
  await stage.until(at, 5);
  await stage.hear(dial(at, { uuid, dial: at, way: OUT }));
  await stage.hear(bridge(at + 10, { uuid, dial: at, way: OUT }));
  await stage.hear(hangup(at + 70, { uuid, dial: at, bridge: at + 10, way: OUT }));
  await stage.until(at + 90, 5);
}

async function events(): Promise<string[]> {
  const told = await database().execute<{ event: string }>(
    sql`select event from events where business_id = ${business} and event like 'followup.%' order by id`,
  );
  return [...told].map(({ event }) => event);
}

async function rows() {
  const found = await database().execute(
    sql`select client, misses, closed_how, closed_by, claimed_by, tries from followups where business_id = ${business} order by id`,
  );
  return [...found];
}

const newest = async () => (await listCalls(database(), business, { limit: 1 }))[0]?.id ?? 0;
const now = () => stage.world.now;
/** The labels of a message's buttons as they stand now. */
const keysOf = (id: number | undefined) =>
  stage.requests
    .findLast((request) => (request.do === "send" ? sentId(request) === id : request.id === id))
    ?.keyboard?.flat()
    .map(({ text }) => text) ?? null;
const sentId = (request: (typeof stage.requests)[number]) =>
  101 + stage.requests.filter(({ do: what }) => what === "send").indexOf(request);
const finals = () =>
  [...stage.messages.values()].filter(({ html }) => !html.includes("Вхідний дзвінок"));

describe("a missed call", () => {
  test("asks for a call back; the next one takes it over and rings, and the talk closes it", async () => {
    const chat = await stage.subscribe(GROUP);
    await stage.missedCall(0, "a1");
    const [first] = finals();
    expect(keysOf(first?.id)).toEqual(["📞 Передзвонити", "🙋 Беру", "💼 Угода", "📝 Задача", "⋯"]);
    await stage.missedCall(300, "a2");
    const [older, newer] = finals();
    expect(older?.html).toContain("Дзвонили ще раз");
    expect(keysOf(older?.id)).toBeNull();
    expect(headOf(newer?.html ?? "")).toMatch(/^❌ Пропущений ×2 · останній об 11:05$/);
    expect(keysOf(newer?.id)).toContain("🙋 Беру");
    const before = stage.requests.filter(({ do: what }) => what === "send").length;
    await callBack(600);
    const [, closed] = finals();
    expect(closed?.html).toContain("✅ Передзвонили за 9\u202fхв — Олена");
    expect(keysOf(closed?.id)).toEqual(["💼 Угода", "📝 Задача", "⋯"]);
    // The colleague's own call has its card, and nothing else is sent.
    expect(stage.requests.filter(({ do: what }) => what === "send")).toHaveLength(before + 1);
    expect(await events()).toEqual(["followup.closed"]);
    expect(await rows()).toMatchObject([{ misses: 2, closed_how: "reached", closed_by: "Олена" }]);
    expect(stage.standing(chat)).toHaveLength(5);
  });

  test("keeps its buttons where the chat does not get the newer one", async () => {
    await stage.subscribe(GROUP, { filter: { exts: ["101"] } });
    await stage.missedCall(0, "a1");
    await stage.until(100, 20);
    await stage.hear(dial(100, { uuid: "a2", ext: "105", dial: 100 }));
    await stage.hear(hangup(120, { uuid: "a2", ext: "105", dial: 100 }));
    await stage.until(140, 5);
    const [only] = finals();
    expect(headOf(only?.html ?? "")).toMatch(/^❌ Пропущений ×2/);
    expect(keysOf(only?.id)).toContain("🙋 Беру");
  });

  test("that turns out answered asks for nothing any more", async () => {
    await stage.subscribe(GROUP);
    await stage.missedCall(0, "a1");
    await stage.hear(bridge(10, { uuid: "a1", dial: 0, heard: 60 }));
    await stage.until(120, 5);
    expect(await rows()).toMatchObject([{ closed_how: "corrected" }]);
    expect(finals()[0]?.html).not.toContain("Передзвонили");
  });

  test("with a hidden number can be marked done, and nobody is reminded of it", async () => {
    const chat = await stage.subscribe(GROUP, { remind: true });
    await stage.hear({ ...dial(0, { uuid: "a1", dial: 0 }), client: null, clientName: null });
    await stage.hear({ ...hangup(20, { uuid: "a1", dial: 0 }), client: null, clientName: null });
    await stage.until(3600, 60);
    expect(finals()[0]?.html).toContain("Передзвонити неможливо");
    expect(keysOf(finals()[0]?.id)).toEqual(["✅ Зроблено", "📝 Задача", "⋯"]);
    expect(stage.standing(chat)).toHaveLength(1);
    const person = { id: 5, name: "Іван" };
    const refused = await claim(database(), business, {
      callId: await newest(),
      person,
      now: now(),
    });
    expect(refused).toMatchObject({ refused: "hidden" });
    expect((await openFollowups(database(), business, { limit: 8, offset: 0 })).rows).toEqual([]);
  });

  test("of somebody who is no client asks for nothing, nor does the next", async () => {
    await stage.subscribe(GROUP);
    await stage.missedCall(0, "a1");
    const callId = await newest();
    const done = await dismissCaller(database(), business, { callId, by: "Іван", now: now() });
    expect(done).toEqual({ done: true });
    await stage.until(60, 5);
    expect(finals()[0]?.html).toContain("🔕 Не клієнт — Іван");
    await stage.missedCall(100, "a2");
    expect(await rows()).toMatchObject([{ closed_how: "not_client" }]);
    expect(keysOf(finals()[1]?.id)).toEqual(["💼 Угода", "📝 Задача", "⋯"]);
  });

  test("told as two until the leg between them came counts once", async () => {
    const leg = { uuid: "a3", parent: "a2", dial: 16 };
    await stage.hear(dial(0, { uuid: "a1", dial: 0 }), hangup(15, { uuid: "a1", dial: 0 }));
    await stage.hear(dial(16, leg), hangup(30, leg));
    await stage.until(100, 10);
    expect(await rows()).toMatchObject([{ misses: 2, closed_how: null }]);
    await stage.hear(dial(15, { uuid: "a2", parent: "a1", dial: 15, heard: 100 }));
    await stage.hear(hangup(16, { uuid: "a2", parent: "a1", dial: 15, heard: 100 }));
    await stage.until(200, 10);
    expect(await rows()).toMatchObject([{ misses: 1, closed_how: null }]);
    const carried = await database().execute<{ call_id: string }>(
      sql`select call_id from followups where business_id = ${business}`,
    );
    expect([...carried].map((row) => Number(row.call_id))).toEqual([await newest()]);
  });

  test("and the call back told at the same moment by two processes leave nothing open", async () => {
    for (let round = 0; round < 5; round += 1) {
      const at = round * 1000;
      stage.go(at);
      await stage.hear(dial(at, { uuid: `m${round}`, dial: at }));
      await stage.hear(dial(at + 30, { uuid: `o${round}`, dial: at + 30, way: OUT }));
      stage.go(at + 100);
      await stage.hearAtOnce([
        hangup(at + 20, { uuid: `m${round}`, dial: at }),
        hangup(at + 90, { uuid: `o${round}`, dial: at + 30, bridge: at + 40, way: OUT }),
      ]);
      await stage.until(at + 200, 50);
    }
    const found = await rows();
    expect(found.filter(({ closed_how: how }) => how !== "reached")).toEqual([]);
    expect(found).toHaveLength(5);
  });
});

describe("a follow-up that nobody sees to", () => {
  test("is overdue once, with its time fixed, and brought before the chats that asked", async () => {
    const asked = await stage.subscribe(GROUP, { remind: true });
    const quiet = await stage.subscribe(OTHER);
    await stage.missedCall(0, "a1");
    await stage.until(3600, 60);
    const [card, notice] = finals().filter(({ chatId }) => chatId === GROUP);
    expect(card?.html).toContain("🔴 Ще не передзвонили · 15\u202fхв");
    expect(notice?.html).toContain("🔔 Клієнт чекає на дзвінок.");
    expect(notice?.html).toContain("+380 67 111 00 01");
    expect(stage.standing(asked)).toHaveLength(3);
    expect(stage.standing(quiet)).toHaveLength(2);
    expect(await events()).toEqual(["followup.overdue"]);
  });

  test("though claimed is the claimer's to be reminded of, and later the chats'", async () => {
    const chat = await stage.subscribe(GROUP, { remind: true });
    await stage.missedCall(0, "a1");
    const [member] = await database().execute<{ person_id: string; name: string }>(
      sql`select person_id, name from members where business_id = ${business} limit 1`,
    );
    const person = { id: Number(member?.person_id), name: member?.name ?? "" };
    const taken = await claim(database(), business, { callId: await newest(), person, now: now() });
    expect(taken).toMatchObject({ claimed: { claimedName: person.name } });
    await stage.until(1200, 30);
    expect(stage.standing(chat)).toHaveLength(2);
    const told = stage.requests.filter(
      ({ chatId, do: what }) => what === "send" && chatId === person.id,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.html).toContain("⏰ Ви взяли цей дзвінок");
    await stage.until(2400, 30);
    expect(stage.standing(chat)).toHaveLength(3);
    await stage.until(9000, 300);
    expect(stage.standing(chat)).toHaveLength(3);
    expect(await events()).toEqual(["followup.claimed", "followup.overdue"]);
  });

  test("called back in time sends nothing", async () => {
    const chat = await stage.subscribe(GROUP, { remind: true });
    await stage.missedCall(0, "a1");
    await callBack(120);
    await stage.until(3600, 120);
    expect(stage.standing(chat)).toHaveLength(3);
    expect(await events()).toEqual(["followup.closed"]);
  });
});

describe("people at a follow-up", () => {
  const olena = { id: 901, name: "Олена" };
  const ivan = { id: 902, name: "Іван" };
  let callId: number;
  beforeEach(async () => {
    await stage.subscribe(GROUP);
    await stage.missedCall(0, "a1");
    callId = await newest();
  });

  test("of twenty who take it at once one gets it, and one event tells so", async () => {
    const all = Array.from({ length: 20 }, (_, i) => ({ id: 1000 + i, name: `P${i}` }));
    const outcomes = await Promise.all(
      all.map((person) => claim(database(), business, { callId, person, now: now() })),
    );
    const won = outcomes.flatMap((outcome) => ("claimed" in outcome ? [outcome.claimed] : []));
    expect(won).toHaveLength(1);
    for (const outcome of outcomes)
      if ("refused" in outcome)
        expect(outcome).toMatchObject({
          refused: "others",
          followup: { claimedName: won[0]?.claimedName },
        });
    expect(await events()).toEqual(["followup.claimed"]);
  });

  test("only the claimer or who leads gives it back", async () => {
    await claim(database(), business, { callId, person: olena, now: now() });
    const asked = { callId, leads: false, now: now() };
    expect(await release(database(), business, { ...asked, by: ivan.id })).toMatchObject({
      refused: "others",
    });
    expect(await release(database(), business, { ...asked, by: olena.id })).toMatchObject({
      done: { claimedBy: null },
    });
    expect(await release(database(), business, { ...asked, by: olena.id })).toMatchObject({
      refused: "free",
    });
    await claim(database(), business, { callId, person: olena, now: now() });
    const lead = { ...asked, by: ivan.id, leads: true };
    expect(await release(database(), business, lead)).toMatchObject({ done: { claimedBy: null } });
  });

  test("what is closed is closed: every later press reads so", async () => {
    const how = "done" as const;
    expect(
      await closeByHand(database(), business, { callId, how, by: "Іван", now: now() }),
    ).toMatchObject({ done: { closedBy: "Іван" } });
    const closed = { refused: "closed", followup: { closedHow: "done" } };
    expect(await claim(database(), business, { callId, person: olena, now: now() })).toMatchObject(
      closed,
    );
    expect(
      await assignTo(database(), business, { callId, person: olena, now: now() }),
    ).toMatchObject(closed);
    expect(
      await closeByHand(database(), business, { callId, how, by: "Олена", now: now() }),
    ).toMatchObject(closed);
    expect(await claim(database(), business, { callId: 999, person: olena, now: now() })).toEqual({
      refused: "gone",
    });
  });

  test("who leaves the team leaves their follow-ups to the others", async () => {
    await assignTo(database(), business, { callId, person: olena, now: now() });
    expect(await releaseOf(database(), business, olena.id)).toBe(1);
    expect(await rows()).toMatchObject([{ claimed_by: null }]);
  });

  test("another business reaches none of it", async () => {
    const { theirs } = await twoBusinesses(database());
    expect(await claim(database(), theirs.id, { callId, person: ivan, now: now() })).toEqual({
      refused: "gone",
    });
    expect((await openFollowups(database(), theirs.id, { limit: 8, offset: 0 })).count).toBe(0);
  });

  test("the day's figures: missed, called back, in how many minutes, still open", async () => {
    await callBack(390);
    await stage.missedCall(1000, "a2");
    const day = { from: T0 - 1000, to: T0 + 86_400_000 };
    expect(await followupFigures(database(), business, day)).toEqual({
      misses: 2,
      calledBack: 1,
      medianMin: 6,
      open: 1,
    });
    expect(await openFollowups(database(), business, { limit: 8, offset: 0 })).toMatchObject({
      count: 1,
      rows: [{ misses: 1, client: "+380671110001" }],
    });
  });
});
afterEach(() => {
  expect(stage.counts.failed).toBe(0);
});
