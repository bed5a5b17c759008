import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { operatorSays } from "../../src/agent/handoff-service.ts";
import { receiveHeard } from "../../src/agent/receive-service.ts";
import { sayJob } from "../../src/agent/say-job.ts";
import { runSay, type SayDeps } from "../../src/agent/say-service.ts";
import { keepSaid } from "../../src/agent/leaving-store.ts";
import { whatsappCourier } from "../../src/channels/whatsapp-courier-service.ts";
import {
  chooseTemplate,
  linkWhatsapp,
  noteWhatsapp,
  whatsappOf,
} from "../../src/channels/whatsapp-number-service.ts";
import { meetPerson } from "../../src/channels/whatsapp-person-service.ts";
import { senderOf } from "../../src/channels/whatsapp-person.ts";
import { createWhatsapp } from "../../src/gateways/whatsapp.ts";
import { add } from "../../src/jobs/job-service.ts";
import { drain } from "../../src/jobs/drain.ts";
import type { Handlers } from "../../src/jobs/tasks.ts";
import {
  database,
  eachOnFreshDatabase,
  fresh,
  HOUR,
  keyring,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";
import { closeAll, fetcherFor } from "../gateways/http-stand-in.ts";
import { NUMBER, openGraph, PHONE, TOKEN, USER, type Graph } from "../gateways/whatsapp-stand.ts";

eachOnFreshDatabase();

const BOT = 7;
const OWNER = 11;
const nothing = (): void => {};
const later = (): Promise<void> => Promise.resolve();

const time = { now: NOW };
const clock = { now: () => time.now };
let graph: Graph;
let ambiguous: object[];
let businessId: string;
let numberRow: string;
let conversationId: number;
beforeEach(async () => {
  time.now = NOW;
  ambiguous = [];
  graph = await openGraph(time);
  const db = database();
  businessId = (await twoBusinesses(db)).ours.id;
  const gateway = createWhatsapp({ apiUrl: graph.apiUrl, fetcher: fetcherFor() });
  const app = { verifyToken: "v", appSecret: null };
  const linking = { db, clock, keyring, random: fresh, gateway, app, publicUrl: null };
  const outcome = await linkWhatsapp(linking, businessId, `${NUMBER} ${TOKEN}`);
  if ("refused" in outcome) throw new Error(outcome.refused);
  numberRow = outcome.linked.id;
  const identity = { userId: USER, waId: PHONE, username: null, name: "Оксана" };
  const { person } = await meetPerson(db, businessId, { numberId: NUMBER, identity, now: NOW });
  const line = { businessId, channel: "whatsapp" as const, botId: 0, via: NUMBER };
  const heard = {
    what: "message" as const,
    from: senderOf(person),
    externalId: "wamid.in",
    kind: "text" as const,
    text: "Добрий день",
    ownPhone: null,
    at: NOW,
  };
  await receiveHeard({ db, clock, wakeAt: nothing, came: nothing }, line, heard);
  const [row] = await db.execute<{ id: number }>(sql`select id::int from conversations`);
  conversationId = row?.id ?? 0;
});
afterEach(async () => {
  await graph.close();
  await closeAll();
});

const gatewayOf = () => createWhatsapp({ apiUrl: graph.apiUrl, fetcher: fetcherFor() });

function saying(): SayDeps {
  const db = database();
  const sending = { db, clock, keyring, gateway: gatewayOf(), botId: () => BOT };
  return {
    db,
    clock,
    courierOf: (line, place) => whatsappCourier(sending, line, place),
    botId: () => BOT,
    wakeAt: nothing,
    ambiguous: (about) => void ambiguous.push(about),
    left: nothing,
    throttled: nothing,
    failed: nothing,
  };
}

async function settle(ms = 0): Promise<void> {
  time.now += ms;
  const handlers: Handlers = {
    say: (job) => runSay(saying(), job),
    turn: later,
    "conversation.close": later,
    notice: later,
    "desk.card": later,
  };
  await drain(database(), handlers, time.now);
}

async function says(text: string, more: { brief?: string } = {}): Promise<void> {
  const said = { conversationId, author: "agent" as const, text, buttons: [], ...more };
  await keepSaid(database(), businessId, { said: [said], now: time.now });
  await add(database(), sayJob({ businessId, conversationId }));
}

const operator = (text: string) =>
  operatorSays(database(), businessId, { conversationId, text, by: OWNER, now: time.now });

const arrived = () =>
  [...graph.world.letters.values()].flatMap(({ by, content }) =>
    by === "business" ? [content] : [],
  );

async function told(): Promise<string[]> {
  const rows = await database().execute<{ html: string }>(
    sql`select html from notices where telegram_id = ${OWNER} order by posted_at, html`,
  );
  return rows.map(({ html }) => html);
}

describe("within 24 hours", () => {
  test("what is said arrives in its order", async () => {
    await says("перше");
    await says("друге");
    await settle();
    expect(arrived()).toMatchObject([{ body: "перше" }, { body: "друге" }]);
  });

  test("an answer that was lost is waited for, and only then sent again", async () => {
    graph.services.plant({ method: "whatsapp", kind: "lost", times: 1 });
    await says("одне");
    await says("друге");
    await settle();
    await settle(15_000);
    expect(arrived()).toMatchObject([{ body: "одне" }]);
    await settle(6000);
    expect(arrived()).toMatchObject([{ body: "одне" }, { body: "одне" }, { body: "друге" }]);
    expect(ambiguous).toHaveLength(1);
  });

  test("a mark that a killed process left is waited for, too", async () => {
    await says("одне");
    await database().execute(
      sql`update utterances set sending_since = ${new Date(time.now).toISOString()}::timestamptz where author = 'agent'`,
    );
    await settle(1000);
    expect(arrived()).toEqual([]);
    await settle(20_000);
    expect(arrived()).toMatchObject([{ body: "одне" }]);
  });

  test("one customer gets ten messages a minute; the others wait for their place", async () => {
    for (let n = 0; n < 12; n += 1) await says(`№ ${n}`);
    await settle();
    expect(arrived()).toHaveLength(10);
    await settle(61_000);
    expect(arrived()).toHaveLength(12);
  });

  test("what Meta puts off leaves after the wait", async () => {
    graph.services.plant({ method: "whatsapp", kind: "429", code: 131056, times: 1 });
    await says("одне");
    await settle();
    expect(arrived()).toEqual([]);
    await settle(7000);
    expect(arrived()).toMatchObject([{ body: "одне" }]);
  });
});

describe("after 24 hours", () => {
  beforeEach(() => {
    time.now = NOW + 24 * HOUR;
  });

  test("an operator is told why their answer did not leave, and nothing is asked of Meta", async () => {
    await operator("Чекаємо на вас");
    await settle();
    expect(arrived()).toEqual([]);
    expect(graph.services.visits().filter(({ about }) => about === "text")).toEqual([]);
    expect((await told()).join("\n")).toContain("клієнт мовчить понад 24 години, і WhatsApp");
  });

  test("a reminder leaves as the template; without one its people are told once a day", async () => {
    await says("Нагадуємо про ваш візит завтра", { brief: "завтра о 10:00, манікюр" });
    await says("Нагадуємо ще", { brief: "завтра о 12:00, стрижка" });
    await settle();
    expect(arrived()).toEqual([]);
    expect(await told()).toEqual([expect.stringContaining("Нагадування не дійшло у WhatsApp")]);
    const template = { name: "visit_reminder", language: "uk" };
    await chooseTemplate(database(), businessId, template);
    await says("Нагадуємо про ваш візит завтра", { brief: "завтра о 10:00, манікюр" });
    await settle();
    expect(arrived()).toMatchObject([
      {
        name: "visit_reminder",
        components: [{ parameters: [{ text: "завтра о 10:00, манікюр" }] }],
      },
    ]);
  });

  test("a template that Meta does not know is told of", async () => {
    await chooseTemplate(database(), businessId, { name: "unknown", language: "uk" });
    await says("Нагадуємо", { brief: "завтра о 10:00" });
    await settle();
    expect(await told()).toEqual([expect.stringContaining("Meta не приймає шаблон")]);
  });
});

describe("a number that Meta stopped", () => {
  test("is tried again every ten minutes, its owner is told once, and what waited leaves", async () => {
    graph.services.plant({ method: "whatsapp", kind: "401", code: 190, times: 2 });
    await says("одне");
    await settle();
    expect(await whatsappOf(database(), businessId)).toMatchObject({ error: "revoked" });
    for (let minute = 0; minute < 9; minute += 1) await settle(61_000);
    expect(graph.services.visits().filter(({ about }) => about === "text")).toHaveLength(1);
    for (let minute = 0; minute < 12; minute += 1) await settle(61_000);
    expect(arrived()).toMatchObject([{ body: "одне" }]);
    expect(await whatsappOf(database(), businessId)).toMatchObject({ error: null });
    expect(await told()).toEqual([expect.stringContaining("токен більше не діє")]);
  });

  test("works at once after new keys", async () => {
    await noteWhatsapp(database(), businessId, { id: numberRow, error: "revoked", now: time.now });
    await says("одне");
    await settle();
    expect(arrived()).toEqual([]);
    await noteWhatsapp(database(), businessId, { id: numberRow, error: null, now: time.now });
    await settle(61_000);
    expect(arrived()).toMatchObject([{ body: "одне" }]);
  });
});

describe("a person whom WhatsApp cannot reach", () => {
  test("is not written to, and the operator is told to call", async () => {
    graph.services.plant({ method: "whatsapp", kind: "400", code: 131026, times: 1 });
    await operator("Чекаємо");
    await settle();
    expect((await told()).join("\n")).toContain("не приймає повідомлень у WhatsApp");
    const [row] = await database().execute<{ gone: boolean }>(
      sql`select unreachable_at is not null as gone from conversations`,
    );
    expect(row?.gone).toBe(true);
  });
});
