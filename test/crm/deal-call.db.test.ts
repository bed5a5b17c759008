import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { changeBusiness } from "../../src/business/business-service.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import { clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import type { Client } from "../../src/crm/client.ts";
import { dealCalls } from "../../src/crm/deal-call-service.ts";
import type { EndedCall } from "../../src/crm/ended-call.ts";
import { meetCalls } from "../../src/crm/meet-service.ts";
import type { Database, Tx } from "../../src/db/client.ts";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import { languages } from "../../src/texts/language.ts";
import { behind, NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

const PHONE = "+380670000001";
const OTHER = "+380670000002";

let held: FreshDatabase;
let db: Database;
let ours: Business;
let lastId = 0;
beforeAll(async () => {
  held = await freshDatabase();
  db = held.db;
});
afterAll(() => held.close());
beforeEach(async () => {
  ({ ours } = await twoBusinesses(db));
  lastId = 100;
});

describe("a call that has ended", () => {
  test("missed makes a deal in the first stage, with the phone and the mark", async () => {
    const [event] = await ended(missed());
    expect(event).toMatchObject({
      event: "deal.created",
      data: {
        deal_id: 1,
        name: "+380 67 000 00 01",
        amount: null,
        currency: "UAH",
        client: PHONE,
        client_id: 1,
        stage: "Нові",
        created_at: "2026-11-21T14:00:00+02:00",
        source_call_id: 101,
      },
    });
    expect(await deals()).toEqual([
      {
        number: 1,
        name: "+380 67 000 00 01",
        phone: PHONE,
        status: "open",
        stage: "Нові",
        note: "🔴 ПРОПУЩЕНИЙ ДЗВІНОК\nПропущений дзвінок (не відповіли)",
        automatic: true,
        calls: [101],
      },
    ]);
  });

  test("answered makes a deal of somebody new, with how long the talk was", async () => {
    await ended(answered({ name: "Оксана", talkS: 204 }));
    expect(await deals()).toMatchObject([
      { name: "Оксана", note: "✅ Вхідний дзвінок · 3\u202fхв 24\u202fс", calls: [101] },
    ]);
  });

  test("answered makes one of a known client who never had a deal, none of another", async () => {
    await saveClient(db, ours.id, { name: "Оксана", phone: PHONE, now: NOW });
    await ended(answered());
    await db.execute(
      sql`update deals set status = 'won', stage_id = null where business_id = ${ours.id}`,
    );
    expect(await ended(answered())).toEqual([]);
    expect(await deals()).toMatchObject([{ number: 1, status: "won", calls: [101] }]);
    await ended(missed());
    expect(await deals()).toMatchObject([{ number: 1 }, { number: 2, calls: [103] }]);
  });

  test("belongs to the open deal of its client: missed, answered and outgoing", async () => {
    await ended(missed());
    expect(await ended(missed(), answered(), outgoing())).toEqual([]);
    expect(await deals()).toMatchObject([{ number: 1, calls: [101, 102, 103, 104] }]);
  });

  test("outgoing makes no deal", async () => {
    expect((await ended(outgoing())).filter(isOfDeal)).toEqual([]);
    expect(await deals()).toEqual([]);
  });

  test("with an unknown end makes none", async () => {
    await ended(answered({ outcome: "unknown", talkS: null }));
    expect(await deals()).toEqual([]);
  });

  test("of nobody known or of somebody said to be no client makes none", async () => {
    const client = await saveClient(db, ours.id, { name: "Кур'єр", phone: PHONE, now: NOW });
    await db.execute(sql`update clients set not_client = true where id = ${client.id}`);
    await ended(missed(), missed({ phone: null }));
    expect(await deals()).toEqual([]);
  });

  test("comes in a batch with others: deals are numbered by their beginnings, one for each client", async () => {
    const events = await ended(
      missed({ phone: OTHER, startedAt: NOW - 1000 }),
      missed({ startedAt: NOW - 9000 }),
      missed({ startedAt: NOW - 5000 }),
    );
    expect(events.filter(isOfDeal)).toHaveLength(2);
    expect(await deals()).toMatchObject([
      { number: 1, phone: PHONE, calls: [102, 103] },
      { number: 2, phone: OTHER, calls: [101] },
    ]);
  });

  test("takes as many statements in a crowd as alone", async () => {
    await chat(-1, { deals: true });
    await ended(...crowd(1, 0));
    const alone = await statements(...crowd(1, 50));
    expect(alone).toBeGreaterThan(8);
    expect(await statements(...crowd(40, 100))).toBe(alone);
  });
});

describe("a repeat or a correction", () => {
  test("of the same end makes no second deal, whatever became of the first", async () => {
    const call = missed();
    await ended(call);
    expect(await ended({ ...call, corrected: true })).toMatchObject([{ event: "deal.updated" }]);
    await db.execute(
      sql`update deals set removed_at = ${new Date(NOW).toISOString()} where business_id = ${ours.id}`,
    );
    expect(await ended({ ...call, corrected: true })).toEqual([]);
    expect(await deals()).toHaveLength(1);
  });

  test("missed, then answered after all: the note tells it", async () => {
    const call = missed();
    await ended(call);
    const events = await ended({ ...answered(), callId: call.callId, corrected: true });
    expect(events).toMatchObject([{ event: "deal.updated", data: { deal_id: 1 } }]);
    expect(await deals()).toMatchObject([{ note: "✅ Вхідний дзвінок · 30\u202fс", calls: [101] }]);
  });

  test("does not touch a note that a person wrote", async () => {
    const call = missed();
    await ended(call);
    await db.execute(sql`update deals set note = 'Хоче на суботу' where business_id = ${ours.id}`);
    expect(await ended({ ...answered(), callId: call.callId, corrected: true })).toEqual([]);
    expect(await deals()).toMatchObject([{ note: "Хоче на суботу" }]);
  });

  test("of a call whose first end made no deal makes one now", async () => {
    const call = answered({ outcome: "unknown" });
    await ended(call);
    await ended({ ...missed(), callId: call.callId, corrected: true });
    expect(await deals()).toMatchObject([{ calls: [101] }]);
  });
});

describe("two processes at once", () => {
  test("make one deal of two calls of a client, and number deals without gaps", async () => {
    const client = await saveClient(db, ours.id, { name: null, phone: PHONE, now: NOW });
    const [first, second] = [missed(), missed()];
    const events = await behind(
      db,
      (tx) => dealt(tx, first, client),
      () => db.transaction((tx) => dealt(tx, second, client)),
    );
    expect(events).toEqual([]);
    await ended(missed({ phone: OTHER }));
    expect(await deals()).toMatchObject([
      { number: 1, calls: [101, 102] },
      { number: 2, calls: [103] },
    ]);
  });
});

describe("the first stage", () => {
  test("is made in the language of the business when there is none", async () => {
    await changeBusiness(db, ours.id, { language: "ru" });
    await ended(missed());
    expect(await stages()).toEqual(["Новые", "В работе", "Ожидает"]);
    expect(await deals()).toMatchObject([
      { stage: "Новые", note: "🔴 ПРОПУЩЕННЫЙ ЗВОНОК\nПропущенный звонок (не ответили)" },
    ]);
  });

  test("is made anew, and only it, when somebody took it away; what stood in it comes along", async () => {
    await ended(missed());
    await db.execute(sql`delete from stages where first and business_id = ${ours.id}`);
    await ended(missed({ phone: OTHER }));
    expect(await stages()).toEqual(["Нові", "В роботі", "Очікує"]);
    expect(await deals()).toMatchObject([{ stage: "Нові" }, { stage: "Нові" }]);
  });
});

describe("a new deal rings", () => {
  test("in the chats that asked for it, in their languages, the number masked where it is", async () => {
    await chat(-1, { deals: true });
    await chat(-2, { deals: true, language: "en", masked: true, buttons: false });
    await chat(-3, {});
    await ended(missed({ name: "Оксана <К>" }));
    expect(await notices()).toEqual([
      {
        chat: -2,
        html: "💼 New deal No. 1\n<b>Оксана &lt;К&gt;</b> · +380 67 ••• •• 01\n🔴 MISSED CALL\nMissed call (no answer)",
        silent: false,
        buttons: [],
      },
      {
        chat: -1,
        html: "💼 Нова угода №1\n<b>Оксана &lt;К&gt;</b> · +380 67 000 00 01\n🔴 ПРОПУЩЕНИЙ ДЗВІНОК\nПропущений дзвінок (не відповіли)",
        silent: false,
        buttons: ["💼 Відкрити"],
      },
    ]);
    const [button] = await db.execute<{ action: object }>(
      sql`select action from buttons where business_id = ${ours.id}`,
    );
    expect(button?.action).toMatchObject({ do: "deal" });
  });

  test("without sound in quiet hours and outside the working hours, unless the chat wants it", async () => {
    await db.execute(sql`
      update businesses set working_hours = '{"mon":["09:00","18:00"],"tue":null,"wed":null,"thu":null,"fri":null,"sat":null,"sun":null}' where id = ${ours.id}`);
    await chat(-1, { deals: true });
    await chat(-2, { deals: true, filter: { loudOutsideHours: true } });
    await chat(-3, {
      deals: true,
      filter: { loudOutsideHours: true, quiet: { from: "13:00", to: "15:00" } },
    });
    await ended(missed());
    expect((await notices()).map(({ chat: id, silent }) => [id, silent])).toEqual([
      [-3, true],
      [-2, false],
      [-1, true],
    ]);
  });

  test("not when the call was heard of long after it", async () => {
    await chat(-1, { deals: true });
    await ended(missed({ recovered: true }));
    expect(await deals()).toHaveLength(1);
    expect(await notices()).toEqual([]);
  });
});

test.each(languages)("the notes of deals in %s", async (language) => {
  await changeBusiness(db, ours.id, { language });
  const ends: Partial<EndedCall>[] = [
    { reason: "no answer", outcome: "no_answer" },
    { reason: "cancel", outcome: "missed" },
    { reason: "busy", outcome: "busy" },
    { reason: "failed", outcome: "failed" },
    { missed: false, outcome: "answered", talkS: 204 },
    { missed: false, outcome: "answered", talkS: null },
  ];
  await ended(...ends.map((end, i) => missed({ phone: `+38067000010${i}`, ...end })));
  await expect((await deals()).map(({ note }) => note).join("\n\n") + "\n").toMatchFileSnapshot(
    `deal-golden/notes-${language}.txt`,
  );
});

function missed(over: Partial<EndedCall> = {}): EndedCall {
  return {
    callId: (lastId += 1),
    direction: "in",
    missed: true,
    corrected: false,
    recovered: false,
    outcome: "missed",
    reason: null,
    phone: PHONE,
    name: null,
    line: null,
    startedAt: NOW - 60_000,
    endedAt: NOW - 30_000,
    talkS: 0,
    waitedS: 20,
    ...over,
  };
}

function crowd(count: number, from: number): EndedCall[] {
  return Array.from({ length: count }, (_, i) =>
    missed({ phone: `+38067100${String(from + i).padStart(4, "0")}` }),
  );
}

function answered(over: Partial<EndedCall> = {}): EndedCall {
  return missed({ missed: false, outcome: "answered", talkS: 30, ...over });
}

function outgoing(over: Partial<EndedCall> = {}): EndedCall {
  return answered({ direction: "out", ...over });
}

/** What followed of the deals. */
async function ended(...calls: EndedCall[]): Promise<DomainEvent[]> {
  return db.transaction(async (tx) => {
    const met = await meetCalls(tx, ours.id, { calls, zone: ours.timezone, now: NOW });
    const events = await dealCalls(tx, ours.id, { calls, met, now: NOW });
    await emit(tx, [...met.events, ...events]);
    return events;
  });
}

function dealt(tx: Tx, call: EndedCall, client: Client): Promise<DomainEvent[]> {
  const met = { clients: new Map([[PHONE, client]]), made: new Set<number>(), events: [] };
  return dealCalls(tx, ours.id, { calls: [call], met, now: NOW });
}

/** How many statements the deals of these calls take. */
async function statements(...calls: EndedCall[]): Promise<number> {
  for (const { phone } of calls)
    await saveClient(db, ours.id, { name: null, phone: phone ?? "", now: NOW });
  const phones = calls.flatMap(({ phone }) => phone ?? []);
  const clients = await clientsByPhones(db, ours.id, phones);
  let count = 0;
  await db.transaction(async (tx) => {
    const counting = new Proxy(tx, {
      get(target, name) {
        if (["execute", "select", "insert", "update", "delete"].includes(String(name))) count += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await dealCalls(counting, ours.id, {
      calls,
      met: { clients, made: new Set(), events: [] },
      now: NOW,
    });
  });
  return count;
}

function isOfDeal({ event }: DomainEvent): boolean {
  return event.startsWith("deal.");
}

async function deals() {
  const rows = await db.execute<{
    number: number;
    name: string;
    phone: string;
    status: string;
    stage: string | null;
    note: string;
    automatic: boolean;
    calls: number[];
  }>(sql`
    select number, d.name, phone, status, s.name as stage, note, automatic,
      (select jsonb_agg(call_id order by call_id) from deal_calls where deal_id = d.id) as calls
    from deals d left join stages s on s.id = d.stage_id where d.business_id = ${ours.id} order by number`);
  return [...rows];
}

async function stages(): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(
    sql`select name from stages where business_id = ${ours.id} order by position, id`,
  );
  return [...rows].map(({ name }) => name);
}

async function notices() {
  const rows = await db.execute<{
    telegram_id: string;
    html: string;
    silent: boolean;
    keyboard: { text: string }[][] | null;
  }>(
    sql`select telegram_id, html, silent, keyboard from notices where business_id = ${ours.id} order by telegram_id`,
  );
  return [...rows].map(({ telegram_id, html, silent, keyboard }) => ({
    chat: Number(telegram_id),
    html,
    silent,
    buttons: keyboard?.flat().map(({ text }) => text) ?? [],
  }));
}

function chat(telegramId: number, options: Partial<Parameters<typeof subscribe>[2]>) {
  const place = { botId: 7, telegramId, threadId: null, type: "supergroup", title: "Front desk" };
  return subscribe(db, ours.id, { ...place, now: NOW, ...options });
}
