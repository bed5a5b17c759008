import { beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import type { Chat, ChatOptions } from "../../src/business/chat.ts";
import {
  found,
  lost,
  markReachable,
  markUnreachable,
  moved,
  topicLost,
} from "../../src/business/chat-fate-service.ts";
import {
  changeChat,
  chatHere,
  chatOf,
  subscribe,
  subscribedChats,
  unsubscribe,
} from "../../src/business/chat-service.ts";
import { renamed, topicRenamed } from "../../src/business/chat-title-service.ts";
import type { Database } from "../../src/db/client.ts";
import { database, eachOnFreshDatabase, HOUR, NOW, twoBusinesses } from "./tenants.ts";

const BOT = 7_000_000_001;
const GROUP = -4_000_000_000_001;
const SUPER = -1_001_234_567_890;

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

describe("a subscription", () => {
  test("has the default style and no filter", async () => {
    const chat = await here(ours);
    expect(chat).toEqual({
      id: chat.id,
      businessId: ours.id,
      botId: BOT,
      telegramId: GROUP,
      threadId: null,
      type: "group",
      title: "Front desk",
      language: null,
      style: "two",
      buttons: true,
      masked: false,
      filter: {},
      remind: false,
      deals: false,
      subscribedAt: NOW,
      subscribed: true,
      unreachable: null,
    });
    expect(await chatOf(db, ours.id, chat.id)).toEqual(chat);
    expect(await subscribedChats(db, ours.id)).toEqual([chat]);
  });

  test("made again keeps its id and its settings but those given", async () => {
    const chat = await here(ours, {
      options: { style: "final", filter: { lines: ["+380440000001"] } },
    });
    const again = await here(ours, { options: { buttons: false }, now: NOW + HOUR });
    expect(again).toEqual({ ...chat, buttons: false });
  });

  test("made again after it was ended begins anew", async () => {
    const chat = await here(ours);
    expect(await unsubscribe(db, ours.id, { chatId: chat.id, now: NOW + 1 })).toBe(true);
    expect(await unsubscribe(db, ours.id, { chatId: chat.id, now: NOW + 2 })).toBe(false);
    expect(await subscribedChats(db, ours.id)).toEqual([]);
    expect(await chatOf(db, ours.id, chat.id)).toMatchObject({ subscribed: false });
    expect(await here(ours, { now: NOW + HOUR })).toEqual({ ...chat, subscribedAt: NOW + HOUR });
  });

  test("of a topic stands beside the one of the whole chat, and repeats in neither", async () => {
    const whole = await here(ours);
    const topic = await here(ours, { threadId: 15 });
    expect(topic.id).not.toBe(whole.id);
    expect((await here(ours)).id).toBe(whole.id);
    expect((await here(ours, { threadId: 15 })).id).toBe(topic.id);
    expect(await chatHere(db, BOT, GROUP, 15)).toEqual([topic]);
    expect(await chatHere(db, BOT, GROUP, null)).toEqual([whole]);
  });

  test("is changed by its business alone", async () => {
    const chat = await here(ours);
    const patch: ChatOptions = {
      style: "one",
      masked: true,
      language: "en",
      filter: { missedOnly: true, quiet: { from: "21:00", to: "08:00" } },
    };
    expect(await changeChat(db, theirs.id, { chatId: chat.id, patch })).toBeNull();
    expect(await changeChat(db, ours.id, { chatId: chat.id, patch })).toEqual({
      ...chat,
      ...patch,
    });
    expect(await changeChat(db, ours.id, { chatId: chat.id, patch: {} })).toEqual({
      ...chat,
      ...patch,
    });
  });

  test("is not seen, ended or marked by another business", async () => {
    const chat = await here(ours);
    expect(await chatOf(db, theirs.id, chat.id)).toBeNull();
    expect(await subscribedChats(db, theirs.id)).toEqual([]);
    expect(await unsubscribe(db, theirs.id, { chatId: chat.id, now: NOW })).toBe(false);
    expect(
      await markUnreachable(db, theirs.id, { chatId: chat.id, reason: "blocked", now: NOW }),
    ).toBe(false);
    expect(await topicLost(db, theirs.id, chat.id)).toBeNull();
    expect(await chatOf(db, ours.id, chat.id)).toEqual(chat);
  });

  test("two businesses may share a chat", async () => {
    const first = await here(ours);
    const second = await here(theirs, { now: NOW + 1 });
    expect(await chatHere(db, BOT, GROUP, null)).toEqual([first, second]);
    await unsubscribe(db, ours.id, { chatId: first.id, now: NOW + 2 });
    expect(await chatHere(db, BOT, GROUP, null)).toEqual([second]);
  });
});

describe("a chat that Telegram refuses", () => {
  test("keeps the first time and is told once", async () => {
    const chat = await here(ours);
    expect(
      await markUnreachable(db, ours.id, { chatId: chat.id, reason: "kicked", now: NOW + 1 }),
    ).toBe(true);
    expect(
      await markUnreachable(db, ours.id, { chatId: chat.id, reason: "not_found", now: NOW + 2 }),
    ).toBe(false);
    expect(await subscribedChats(db, ours.id)).toMatchObject([
      { subscribed: true, unreachable: { at: NOW + 1, reason: "kicked" } },
    ]);
    expect(await markReachable(db, theirs.id, chat.id)).toBe(false);
    expect(await markReachable(db, ours.id, chat.id)).toBe(true);
    expect(await markReachable(db, ours.id, chat.id)).toBe(false);
    expect(await chatOf(db, ours.id, chat.id)).toEqual(chat);
  });

  test("is lost and found for every business in it, and by no other bot", async () => {
    await here(ours);
    await here(theirs, { threadId: 3 });
    expect(
      await lost(db, { botId: BOT + 1, telegramId: GROUP, reason: "kicked", now: NOW }),
    ).toEqual([]);
    expect(
      await lost(db, { botId: BOT, telegramId: GROUP, reason: "kicked", now: NOW }),
    ).toHaveLength(2);
    expect(await found(db, { botId: BOT, telegramId: GROUP })).toHaveLength(2);
    expect(await subscribedChats(db, theirs.id)).toMatchObject([{ unreachable: null }]);
  });

  test("subscribed again is reachable again", async () => {
    const chat = await here(ours);
    await markUnreachable(db, ours.id, { chatId: chat.id, reason: "kicked", now: NOW + 1 });
    expect(await here(ours)).toEqual(chat);
  });
});

describe("a group that became a supergroup", () => {
  test("takes every business and topic along", async () => {
    const first = await here(ours);
    const second = await here(theirs, { threadId: 3 });
    expect(await moved(db, BOT, GROUP, SUPER)).toHaveLength(2);
    expect(await chatOf(db, ours.id, first.id)).toEqual({
      ...first,
      telegramId: SUPER,
      type: "supergroup",
    });
    expect(await chatHere(db, BOT, SUPER, 3)).toEqual([
      { ...second, telegramId: SUPER, type: "supergroup" },
    ]);
    expect(await moved(db, BOT, GROUP, SUPER)).toEqual([]);
    expect(await moved(db, BOT, SUPER, SUPER)).toEqual([]);
  });

  test("told twice at once moves once", async () => {
    await here(ours);
    const answers = await Promise.all([moved(db, BOT, GROUP, SUPER), moved(db, BOT, GROUP, SUPER)]);
    expect(answers.flat()).toHaveLength(1);
    expect(await subscribedChats(db, ours.id)).toMatchObject([
      { telegramId: SUPER, subscribed: true },
    ]);
  });

  test("that was subscribed anew meanwhile has one subscription", async () => {
    const old = await here(ours);
    const other = await here(theirs);
    const anew = await here(ours, { telegramId: SUPER, now: NOW + HOUR });
    expect(await moved(db, BOT, GROUP, SUPER)).toMatchObject([{ id: other.id }]);
    expect(await subscribedChats(db, ours.id)).toEqual([anew]);
    expect(await chatOf(db, ours.id, old.id)).toMatchObject({ subscribed: false });
  });

  test("of another bot stays where it is", async () => {
    const chat = await here(ours);
    expect(await moved(db, BOT + 1, GROUP, SUPER)).toEqual([]);
    expect(await chatOf(db, ours.id, chat.id)).toEqual(chat);
  });
});

test("a chat renamed is renamed for everyone in it", async () => {
  await here(ours);
  await here(theirs);
  const elsewhere = await here(ours, { telegramId: SUPER });
  await renamed(db, BOT, GROUP, "Рецепція");
  expect((await chatHere(db, BOT, GROUP, null)).map(({ title }) => title)).toEqual([
    "Рецепція",
    "Рецепція",
  ]);
  expect(await chatOf(db, ours.id, elsewhere.id)).toEqual(elsewhere);
});

test("a topic's new name is that of its subscriptions alone, and stays when the group is renamed", async () => {
  const topic = await here(ours, { threadId: 15 });
  const [general, next] = [await here(ours), await here(ours, { threadId: 16 })];
  const titleOf = async ({ id }: Chat) => (await chatOf(db, ours.id, id))?.title;
  const place = { botId: BOT, telegramId: GROUP, threadId: 15 };
  await topicRenamed(db, place, { group: "Front › desk", topic: "Calls › all" });
  expect(await titleOf(topic)).toBe("Front > desk › Calls > all");
  expect([await titleOf(general), await titleOf(next)]).toEqual([general.title, next.title]);
  await renamed(db, BOT, GROUP, "Desk");
  expect(await Promise.all([topic, general, next].map(titleOf))).toEqual([
    "Desk › Calls > all",
    "Desk",
    "Desk",
  ]);
});

describe("a topic that was deleted", () => {
  test("falls back to General", async () => {
    const topic = await here(ours, { threadId: 15 });
    expect(await topicLost(db, ours.id, topic.id)).toEqual({ ...topic, threadId: null });
    expect(await topicLost(db, ours.id, topic.id)).toEqual({ ...topic, threadId: null });
    expect(await subscribedChats(db, ours.id)).toHaveLength(1);
  });

  test("gives way to a subscription that General has", async () => {
    const general = await here(ours);
    const topic = await here(ours, { threadId: 15, now: NOW + 1 });
    expect(await topicLost(db, ours.id, topic.id)).toEqual(general);
    expect(await subscribedChats(db, ours.id)).toEqual([general]);
  });

  test("wakes a subscription of General that was ended, since its own subscription", async () => {
    const general = await here(ours);
    await unsubscribe(db, ours.id, { chatId: general.id, now: NOW + 1 });
    const topic = await here(ours, { threadId: 15, now: NOW + HOUR });
    expect(await topicLost(db, ours.id, topic.id)).toEqual({
      ...general,
      subscribedAt: NOW + HOUR,
    });
  });

  test("of another business in the same chat stays", async () => {
    const topic = await here(ours, { threadId: 15 });
    const other = await here(theirs, { threadId: 15 });
    await topicLost(db, ours.id, topic.id);
    expect(await chatOf(db, theirs.id, other.id)).toEqual(other);
  });
});

type Where = { telegramId?: number; threadId?: number | null; now?: number; options?: ChatOptions };

async function here(
  business: Business,
  { telegramId = GROUP, threadId = null, now = NOW, options = {} }: Where = {},
): Promise<Chat> {
  return subscribe(db, business.id, {
    botId: BOT,
    telegramId,
    threadId,
    type: "group",
    title: "Front desk",
    now,
    ...options,
  });
}
