import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { changeChat, unsubscribe } from "../../src/business/chat-service.ts";
import type { Business } from "../../src/business/business.ts";
import { setWorkingHours } from "../../src/business/business-service.ts";
import type { Outcome } from "../../src/gateways/telegram-outcome.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { bridge, dial, hangup } from "./hooks.ts";
import { createStage, headOf, type Request, type Stage } from "./stage.ts";

const GROUP = -1_001_000_000_001;
const HOUR = 3600;
/** T0 is 11:00 in Kyiv; the quiet time of these chats ends an hour later. */
const night = { quiet: { from: "02:00", to: "12:00" } };
const head = "🌙 Прийшло без звуку · дзвінків: 1, пропущених: 1";

eachOnFreshDatabase();
let stage: Stage;
let ours: Business;
beforeEach(async () => {
  const both = await twoBusinesses(database());
  ours = both.ours;
  stage = await createStage(database(), ours);
});

describe("in quiet hours", () => {
  test("everything comes without sound, and is listed once when they end", async () => {
    const chat = await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    await answeredCall(60);
    const cards = sent();
    expect(cards).toHaveLength(4);
    expect(cards.every(({ silent }) => silent)).toBe(true);
    await stage.until(HOUR - 1, 600);
    expect(sent()).toHaveLength(4);
    await stage.until(HOUR);
    const list = sent().at(-1);
    expect(list).toMatchObject({ silent: false, replyTo: null, keyboard: null, at: HOUR });
    expect(list?.html.split("\n")).toEqual([
      "<b>🌙 Прийшло без звуку · дзвінків: 2, пропущених: 1</b>",
      "❌ 11:00 · Оксана · +380 67 111 00 01 · чекали 20\u202fс",
      "✅ 11:01 · Оксана · 20\u202fс",
    ]);
    expect(stage.told.at(-1)).toMatchObject({ part: "list", waitedMs: 0 });
    await stage.until(30 * HOUR, HOUR);
    expect(sent()).toHaveLength(5);
    expect(stage.standing(chat)).toHaveLength(5);
  });

  test("what comes after them rings, and is not listed", async () => {
    await stage.subscribe(GROUP, { filter: night });
    stage.go(HOUR);
    await stage.missedCall(HOUR);
    expect(sent().map(({ silent }) => silent)).toEqual([false, false]);
    await stage.until(30 * HOUR, HOUR);
    expect(sent()).toHaveLength(2);
  });

  test("a chat in style one, for information, in another language and without numbers has its list too", async () => {
    await stage.subscribe(GROUP, {
      filter: night,
      style: "one",
      buttons: false,
      language: "en",
      masked: true,
    });
    await stage.missedCall();
    await stage.until(HOUR);
    expect(sent().at(-1)?.html).toBe(
      "<b>🌙 Came without sound · calls: 1, missed: 1</b>\n❌ 11:00 · Оксана · +380 67 ••• •• 01 · waited 20\u202fs",
    );
  });

  test("outside the working hours it is the same; who wants to hear of calls then hears", async () => {
    const day: [string, string] = ["12:30", "18:00"];
    const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: null, sun: null };
    await setWorkingHours(database(), ours.id, hours);
    await stage.subscribe(GROUP);
    await stage.subscribe(GROUP - 1, { filter: { loudOutsideHours: true } });
    await stage.missedCall();
    expect(sentTo(GROUP).map(({ silent }) => silent)).toEqual([true, true]);
    expect(sentTo(GROUP - 1).map(({ silent }) => silent)).toEqual([false, false]);
    await stage.until(1.5 * HOUR, 300);
    expect(sentTo(GROUP).slice(2)).toMatchObject([{ at: 1.5 * HOUR, silent: false }]);
    expect(sentTo(GROUP - 1)).toHaveLength(2);
  });

  test("two processes and a job that runs again make one list", async () => {
    await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    await database().execute(
      sql`update graphile_worker._private_jobs set key = null where key like 'list:%'`,
    );
    await stage.hear(dial(50, { uuid: "b2", dial: 50 }));
    await stage.until(52);
    expect(await listJobs()).toBe(2);
    await stage.until(HOUR + 1);
    expect(sent().filter(isList)).toHaveLength(1);
  });

  test("a process that was away lists when it is back", async () => {
    await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    stage.go(3 * HOUR);
    await stage.run();
    expect(
      sent()
        .filter(isList)
        .map(({ at }) => at),
    ).toEqual([3 * HOUR]);
  });
});

describe("the list waits", () => {
  test("for the new end when the hours are made longer", async () => {
    const chat = await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    const longer = { quiet: { from: "02:00", to: "13:00" } };
    const change = { chatId: chat.id, patch: { filter: longer } };
    await changeChat(database(), ours.id, change);
    await stage.until(2 * HOUR - 1, 600);
    expect(sent().filter(isList)).toEqual([]);
    await stage.until(2 * HOUR);
    expect(sent().filter(isList)).toHaveLength(1);
  });

  test("for a place in the limits", async () => {
    await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    await stage.until(HOUR - 1, 600);
    for (const uuid of ["b2", "c3", "d4"]) await stage.hear(dial(3599, { uuid, dial: 3599 }));
    await stage.until(HOUR + 10, 0.5);
    const times = sent().map(({ at }) => at);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(1);
    expect(sent().filter(isList)).toHaveLength(1);
  });

  test("while Telegram refuses for a time, is away, or nobody knows", async () => {
    await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    const answers: Outcome[] = [
      { retry: 3000, told: true },
      { unsent: "ECONNREFUSED" },
      { ambiguous: "ECONNRESET" },
    ];
    stage.world.answer = (request) => (isList(request) ? answers.shift() : null) ?? null;
    await stage.until(HOUR + 20);
    expect(sent().filter(isList)).toHaveLength(4);
    expect([...stage.messages.values()].filter(({ html }) => html.includes("🌙"))).toHaveLength(1);
    expect(stage.counts).toMatchObject({ throttled: 1, ambiguous: 1 });
  });

  test("for the database, which was away when Telegram answered: it is not sent twice", async () => {
    await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    const real = stage.cards.db;
    stage.world.answer = (request) => {
      if (isList(request)) stage.cards.db = away(real);
      return null;
    };
    await expect(stage.until(HOUR, 600)).rejects.toThrow("away");
    stage.cards.db = real;
    await stage.until(HOUR + 2);
    expect(sent().filter(isList)).toHaveLength(1);
    await stage.until(HOUR + 60, 10);
    expect(sent().filter(isList)).toHaveLength(1);
  });
});

describe("there is no list", () => {
  test("for a chat that is off by then", async () => {
    const chat = await stage.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    await unsubscribe(database(), ours.id, { chatId: chat.id, now: stage.world.now });
    await stage.until(2 * HOUR, 600);
    expect(sent().filter(isList)).toEqual([]);
  });

  test("of what was never sent", async () => {
    const chat = await stage.subscribe(GROUP, { filter: night });
    stage.world.answer = () => ({ refused: "Bad Request", plain: false });
    await stage.missedCall();
    stage.world.answer = () => null;
    await stage.until(2 * HOUR, 600);
    expect(stage.standing(chat)).toEqual([]);
  });

  test("of another business's calls in the same chat", async () => {
    const { theirs } = await twoBusinesses(database());
    const other = await createStage(database(), theirs);
    await stage.subscribe(GROUP, { filter: night });
    await other.subscribe(GROUP, { filter: night });
    await stage.missedCall();
    await stage.until(HOUR);
    other.go(HOUR);
    await other.run();
    expect(other.requests).toEqual([]);
    expect(
      sent()
        .filter(isList)
        .map(({ html }) => headOf(html)),
    ).toEqual([head]);
  });
});

async function answeredCall(at: number): Promise<void> {
  const uuid = "z9";
  await stage.until(at, 5);
  await stage.hear(dial(at, { uuid, dial: at }));
  await stage.until(at + 5);
  await stage.hear(bridge(at + 5, { uuid, dial: at }));
  await stage.until(at + 25, 5);
  await stage.hear(hangup(at + 25, { uuid, dial: at }));
  await stage.until(at + 40, 2);
}

function sent(): Request[] {
  return stage.requests.filter((request) => request.do === "send");
}

function sentTo(chatId: number): Request[] {
  return sent().filter((one) => one.chatId === chatId);
}

function isList({ html }: Request): boolean {
  return html.includes("🌙");
}

async function listJobs(): Promise<number> {
  const rows = await database().execute(
    sql`select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'card.list'`,
  );
  return rows.length;
}

/** Every statement fails as when the server is gone. */
function away<T extends object>(db: T): T {
  return new Proxy(db, {
    get(target, name) {
      if (name === "execute") return () => Promise.reject(new Error("the database is away"));
      return Reflect.get(target, name);
    },
  });
}
