import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import type { Call, CallEvent } from "../../src/calls/call.ts";
import { startFoldLoop } from "../../src/calls/fold-loop-service.ts";
import { foldBatch, foldCalls, type FoldDeps, type FoldJob } from "../../src/calls/fold-service.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import type { Hook } from "../../src/calls/hook.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import { isUnavailable, openDatabase, type Database } from "../../src/db/client.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { until } from "../db/until.ts";
import { bridge, dial, hangup } from "./hooks.ts";
import { T0, windows } from "./replay.ts";

type Tenant = { businessId: string; tokenId: string; chatId: string };
let held: FreshDatabase;
let db: Database;
let ours: Tenant;
let theirs: Tenant;
let now: number;
const failed: number[] = [];
const lags: number[] = [];

beforeEach(async () => {
  held = await freshDatabase();
  db = held.db;
  now = T0;
  failed.length = 0;
  lags.length = 0;
  const both = await twoBusinesses(db);
  ours = await tenant(both.ours, "ours", -1001);
  theirs = await tenant(both.theirs, "theirs", -1002);
});
afterEach(() => held.close());

describe("hooks become calls", () => {
  test("how long each hook waited is told once it is committed, never less than nothing", async () => {
    await hear(ours, dial(0), bridge(5, { dial: 0 }));
    now += 300;
    const broken = deps(openDatabase({ url: held.url, pool: 1 }));
    await broken.db.close();
    await expect(foldBatch(broken)).rejects.toThrow();
    expect(lags).toEqual([]);
    await foldAll();
    expect(lags).toEqual([300, 300]);
    await hear(ours, hangup(9, { dial: 0, bridge: 5 }));
    now -= 60_000;
    await foldAll();
    expect(lags).toEqual([300, 300, 0]);
  });

  test("two businesses hear of the same leg: each has its own call, cards and list", async () => {
    await hear(ours, dial(0));
    await hear(theirs, dial(0), bridge(5, { dial: 0 }));
    await foldAll();
    expect(await callsOf(ours)).toMatchObject([{ key: "a1", state: "ringing" }]);
    expect(await callsOf(theirs)).toMatchObject([{ key: "a1", state: "talking" }]);
    expect(await cardsOf(ours)).toEqual([{ chat_id: ours.chatId, part: "ring" }]);
    expect(await cardsOf(theirs)).toEqual([{ chat_id: theirs.chatId, part: "ring" }]);
    const [mine] = await listCalls(db, ours.businessId, { limit: 10 });
    const [other] = await listCalls(db, theirs.businessId, { limit: 10 });
    expect(mine?.id).not.toBe(other?.id);
    await foldCalls(deps(), [{ businessId: theirs.businessId, callId: mine?.id ?? 0 }]);
    expect(await callsOf(ours)).toMatchObject([{ state: "ringing" }]);
  });

  test("a client of the same number is known by name only to the business that has it", async () => {
    await saveClient(db, theirs.businessId, { name: "Чужа", phone: "+380671110001", now });
    for (const one of [ours, theirs]) await hear(one, dial(0));
    await foldAll();
    expect(await listCalls(db, ours.businessId, { text: "Чужа", limit: 5 })).toEqual([]);
    expect(await listCalls(db, theirs.businessId, { text: "Чужа", limit: 5 })).toMatchObject([
      { clientName: "Чужа" },
    ]);
  });

  test("heard first by a token that cannot vouch for it, then by one that can: the call is ours", async () => {
    await hear(ours, { ...dial(0), narrow: "silent" });
    await foldAll();
    expect(await cardsOf(ours)).toEqual([]);
    await hear(ours, dial(0));
    await foldAll();
    expect(await callsOf(ours)).toMatchObject([{ key: "a1", ours: true, rang: ["101"] }]);
    expect(await cardsOf(ours)).toEqual([{ chat_id: ours.chatId, part: "ring" }]);
  });

  test("a leg of a leg of the call, each in a batch of its own, stays one call", async () => {
    await hear(ours, dial(0));
    await foldAll();
    await hear(ours, hangup(15), dial(15, { uuid: "b2", parent: "a1", ext: "102", dial: 15 }));
    await foldAll();
    await hear(ours, hangup(30, { uuid: "b2", parent: "a1", ext: "102", dial: 15 }));
    await hear(ours, dial(30, { uuid: "c3", parent: "b2", ext: "103", dial: 30 }));
    await foldAll();
    await hear(ours, bridge(33, { uuid: "c3", parent: "b2", ext: "103", dial: 30 }));
    await foldAll();
    expect(failed).toEqual([]);
    expect(await callsOf(ours)).toMatchObject([
      { key: "a1", state: "talking", rang: ["101", "102", "103"] },
    ]);
  });

  test("a call takes no more events than any call has; a repeat of a known one is no such event", async () => {
    for (let part = 0; part < 3; part += 1) {
      const ring = (i: number) => dial(i, { ext: String(part * 300 + i) });
      await hear(ours, ...Array.from({ length: 300 }, (_, i) => ring(i)));
      await foldAll();
    }
    const [{ count } = { count: 0 }] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from call_events`,
    );
    expect(count).toBe(600);
    await hear(ours, dial(0, { ext: "0" }), dial(0, { ext: "9999" }));
    await foldAll();
    const verdicts = await db.execute<{ verdict: string; reason: string | null; count: number }>(
      sql`select verdict, reason, count(*)::int as count from inbox group by 1, 2 order by 1`,
    );
    expect([...verdicts]).toEqual([
      { verdict: "accepted", reason: null, count: 601 },
      { verdict: "ignored", reason: "too_many_events", count: 301 },
    ]);
    expect(await callsOf(ours)).toMatchObject([{ key: "a1", state: "ringing" }]);
    expect(failed).toEqual([]);
  });

  test("two calls turn out to be one: the events, legs and cards of both are the survivor's", async () => {
    await hear(ours, dial(0));
    await hear(ours, dial(30, { uuid: "c3", parent: "b2", ext: "103", dial: 30 }));
    await foldAll();
    expect((await callsOf(ours)).map(({ key }) => key)).toEqual(["a1", "b2"]);
    await hear(ours, dial(15, { uuid: "b2", parent: "a1", ext: "102", dial: 15 }));
    await foldAll();
    expect(await callsOf(ours)).toMatchObject([{ key: "a1", rang: ["101", "102", "103"] }]);
    await hear(ours, bridge(33, { uuid: "c3", parent: "b2", ext: "103", dial: 30 }));
    await foldAll();
    expect(await callsOf(ours)).toMatchObject([{ key: "a1", state: "talking" }]);
    expect(await listCalls(db, ours.businessId, { limit: 10 })).toHaveLength(1);
  });

  test("the settle window ends the call by a timer, once, with one final card and one event", async () => {
    await hear(ours, dial(0));
    await foldAll();
    await hear(ours, hangup(20));
    await foldAll();
    const [timer] = await db.execute<{ run_at: string; payload: FoldJob[] }>(
      sql`select j.run_at, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id where j.key like 'fold:%' order by j.run_at`,
    );
    expect(new Date(timer?.run_at ?? 0).getTime()).toBe(T0 + 30_000);
    now = T0 + 30_000;
    for (let i = 0; i < 3; i += 1) await foldCalls(deps(), timer?.payload ?? []);
    expect(await callsOf(ours)).toMatchObject([{ state: "ended", outcome: "missed" }]);
    expect((await cardsOf(ours)).map(({ part }) => part)).toEqual(["ring", "final"]);
    expect(await eventsOf(ours)).toEqual(["call.started", "call.missed"]);
  });

  test("a late answer corrects the call: the right end is announced with «corrected»", async () => {
    await hear(ours, dial(0), hangup(20));
    await foldAll();
    now = T0 + 60_000;
    const [missed] = await listCalls(db, ours.businessId, { limit: 1 });
    await foldCalls(deps(), [{ businessId: ours.businessId, callId: missed?.id ?? 0 }]);
    await hear(ours, bridge(10, { dial: 0, heard: 60 }));
    await foldAll();
    const ends = await db.execute<{ event: string; corrected: boolean | null }>(
      sql`select event, (data->>'corrected')::boolean as corrected from events where event in ('call.missed', 'call.completed') order by id`,
    );
    expect([...ends]).toEqual([
      { event: "call.missed", corrected: null },
      { event: "call.completed", corrected: true },
    ]);
    expect((await cardsOf(ours)).filter(({ part }) => part === "final")).toHaveLength(1);
  });
});

describe("troubles of the fold", () => {
  test("a hook that cannot be folded holds up no other, and is put aside with its reason", async () => {
    await hear(ours, dial(0));
    await hear(ours, dial(1, { uuid: "bad" }));
    await db.execute(
      sql`update inbox set events = jsonb_set(events, '{0,parent}', '{}') where events->0->>'ref' = 'bad'`,
    );
    await hear(theirs, dial(2, { uuid: "z9" }));
    for (let pass = 0; pass < 7; pass += 1) await foldBatch(deps());
    expect(await callsOf(ours)).toMatchObject([{ key: "a1" }]);
    expect(await callsOf(theirs)).toMatchObject([{ key: "z9" }]);
    const aside = await db.execute<{ attempts: number; reason: string | null }>(
      sql`select attempts, reason from inbox where attempts > 0`,
    );
    expect([...aside]).toMatchObject([{ attempts: 5 }]);
    expect(aside[0]?.reason).toBeTruthy();
    expect(failed).toHaveLength(5);
    expect(await foldBatch(deps())).toBe(0);
  });

  test("two processes fold hooks of the same calls at once: one call each, none counted as failed", async () => {
    const other = openDatabase({ url: held.url, pool: 4 });
    const legs = Array.from({ length: 12 }, (_, i) => ({
      first: `f${i}`,
      second: `s${i}`,
      third: `t${i}`,
    }));
    for (const { first, second, third } of legs) {
      await hear(ours, dial(0, { uuid: first }));
      await hear(ours, dial(1, { uuid: second, parent: first, ext: "102", dial: 1 }));
      await hear(ours, dial(2, { uuid: third, parent: second, ext: "103", dial: 2 }));
      await hear(ours, bridge(3, { uuid: third, parent: second, ext: "103", dial: 2 }));
    }
    const work = [deps(), deps(other)].map(async (own) => {
      for (let idle = 0; idle < 5;)
        idle = (await foldBatch(own, 3).catch(() => 1)) === 0 ? idle + 1 : 0;
    });
    await Promise.all(work);
    await other.close();
    expect(failed).toEqual([]);
    const calls = await callsOf(ours);
    expect(calls.map(({ key }) => key)).toEqual(legs.map(({ first }) => first).toSorted());
    expect(
      calls.every(({ state, answeredBy }) => state === "talking" && answeredBy?.ext === "103"),
    ).toBe(true);
    // Legs that two processes took apart may have wanted a message each before they met: the extra one goes with its call.
    const cards = await db.execute(
      sql`select 1 from cards join calls on calls.id = call_id where cards.business_id = ${ours.businessId} and merged_into is null`,
    );
    expect(cards).toHaveLength(legs.length);
  });

  test("hooks that tell of no call leave the loop ready for the next that does", async () => {
    const loop = startFoldLoop({ ...deps(), trouble: () => {} });
    const inbox = createInbox({ db, isUnavailable, committed: loop.nudge, watched: () => {} });
    await inbox.put({ ...hookOf(ours, []), verdict: "refused", status: 401 });
    await inbox.put(hookOf(ours, [dial(0)]));
    await until("the call", async () => (await callsOf(ours))[0]);
    await loop.stop();
  });

  test("the inbox refuses only the hook that the database refuses", async () => {
    const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
    const outcomes = await Promise.allSettled([
      inbox.put(hookOf(ours, [dial(0)])),
      inbox.put({ ...hookOf(ours, [dial(1)]), name: "NUL \0" }),
      inbox.put(hookOf(theirs, [dial(2)])),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    await foldAll();
    expect(await callsOf(ours)).toHaveLength(1);
    expect(await callsOf(theirs)).toHaveLength(1);
  });
});

async function tenant(business: Business, label: string, telegramId: number): Promise<Tenant> {
  const account = await linkedAccount(db, business, { label });
  const { token } = await giveToken(db, account);
  const place = { botId: 7, telegramId, threadId: null, type: "supergroup", title: label, now };
  const chat = await subscribe(db, business.id, place);
  return { businessId: business.id, tokenId: token.id, chatId: chat.id };
}

function deps(own: Database = db): FoldDeps {
  return {
    db: own,
    clock: { now: () => now },
    windows,
    wakeAt: () => {},
    emitted: () => {},
    folded: (waited) => void lags.push(...waited),
    failed: (_error, { inboxId }) => void failed.push(inboxId),
  };
}

async function hear(one: Tenant, ...events: CallEvent[]): Promise<void> {
  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
  for (const event of events) await inbox.put(hookOf(one, [event]));
}

function hookOf(one: Tenant, events: CallEvent[]): Hook {
  return {
    businessId: one.businessId,
    tokenId: one.tokenId,
    provider: "phonet",
    name: "call",
    method: "POST",
    query: null,
    contentType: null,
    signature: null,
    raw: Buffer.from("{}"),
    status: 200,
    verdict: "accepted",
    reason: null,
    events,
    receivedAt: now,
  };
}

async function foldAll(): Promise<void> {
  while ((await foldBatch(deps())) > 0);
}

async function callsOf({ businessId }: Tenant): Promise<Call[]> {
  const rows = await db.execute<{ state: Call }>(
    sql`select state from calls where business_id = ${businessId} and merged_into is null order by key`,
  );
  return [...rows].map(({ state }) => state);
}

async function cardsOf({ businessId }: Tenant) {
  return [
    ...(await db.execute<{ chat_id: string; part: string }>(
      sql`select chat_id, part from cards where business_id = ${businessId} order by seq`,
    )),
  ];
}

async function eventsOf({ businessId }: Tenant): Promise<string[]> {
  const rows = await db.execute<{ event: string }>(
    sql`select event from events where business_id = ${businessId} and event like 'call.%' order by id`,
  );
  return [...rows].map(({ event }) => event);
}
