import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Chat } from "../../src/business/chat.ts";
import * as cards from "../../src/calls/card-store.ts";
import * as lists from "../../src/calls/quiet-store.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { dial } from "./hooks.ts";
import { T0 } from "./replay.ts";
import { createStage, type Stage } from "./stage.ts";

const until = T0 + 3_600_000;
const now = T0 + 1000;

eachOnFreshDatabase();
let ours: Stage;
let theirs: string;
let chat: Chat;
beforeEach(async () => {
  const both = await twoBusinesses(database());
  ours = await createStage(database(), both.ours);
  theirs = both.theirs.id;
  chat = await ours.subscribe(-100, { filter: { quiet: { from: "02:00", to: "12:00" } } });
  await ours.hear(dial(0));
  await ours.run();
});

test("another business touches no message of a call, and notes nothing about it", async () => {
  const before = await rows("cards");
  const [card] = await cards.cardsOfCalls(database(), ours.businessId, await callIds());
  if (!card) throw new Error("no card");
  const sent = { messageId: 9, telegramId: 9, digest: "x", quiet: false, repeated: true, now };
  await cards.markSending(database(), theirs, { card, by: "them", now });
  await cards.markSent(database(), theirs, { card, ...sent });
  await cards.markEdited(database(), theirs, { card, digest: "x", shown: true, now });
  await cards.closeCard(database(), theirs, { card, reason: "gone", now });
  await cards.reopenCard(database(), theirs, card);
  await cards.clearSending(database(), theirs, card);
  const to = { from: chat.id, into: "00000000-0000-4000-8000-000000000000" };
  expect(await cards.moveWaiting(database(), theirs, to)).toEqual([]);
  expect(await cards.cardsOfCalls(database(), theirs, await callIds())).toEqual([]);
  expect(await cards.firstWaiting(database(), theirs, chat.id)).toBeNull();
  expect(await rows("cards")).toEqual(before);
  expect(await ours.steps(chat)).toEqual(["ring sent"]);
});

describe("the list of a quiet time", () => {
  test("is wanted once and belongs to one business", async () => {
    await lists.wantList(database(), ours.businessId, list());
    expect(await lists.waitingList(database(), ours.businessId, list())).toEqual({
      sendingSince: null,
    });
    expect(await lists.waitingList(database(), theirs, list())).toBeNull();
    const calls = await lists.quietCalls(database(), ours.businessId, list());
    expect(calls.map(({ id }) => id)).toEqual(await callIds());
    expect(await lists.quietCalls(database(), theirs, list())).toEqual([]);
  });

  test("is not marked, closed or moved by another", async () => {
    const before = [await rows("quiet_lists"), await rows("cards")];
    const sent = { list: list(), messageId: 9, calls: await callIds(), now };
    await lists.markListing(database(), theirs, { list: list(), by: "them", now });
    await lists.markListed(database(), theirs, sent);
    await lists.closeList(database(), theirs, { list: list(), now });
    const to = { from: chat.id, into: "00000000-0000-4000-8000-000000000000" };
    expect(await lists.moveLists(database(), theirs, to)).toEqual([]);
    expect([await rows("quiet_lists"), await rows("cards")]).toEqual(before);
  });

  test("is marked, cleared, and leaves nothing to be listed again", async () => {
    const mark = { list: list(), by: "us", now };
    await lists.markListing(database(), ours.businessId, mark);
    expect(await lists.waitingList(database(), ours.businessId, list())).toEqual({
      sendingSince: now,
    });
    await lists.clearListing(database(), ours.businessId, list());
    const sent = { list: list(), messageId: 9, calls: await callIds(), now };
    await lists.markListed(database(), ours.businessId, sent);
    expect(await lists.waitingList(database(), ours.businessId, list())).toBeNull();
    expect(await lists.quietCalls(database(), ours.businessId, list())).toEqual([]);
  });
});

test("a message given up for a reason that may pass waits again when it is wanted, another does not", async () => {
  await ours.hear(dial(1, { uuid: "b2", dial: 1 }), dial(2, { uuid: "c3", dial: 2 }));
  const [, second = 0, third = 0] = await callIds();
  const wanted = [second, third].map((callId) => ({
    callId,
    chatId: chat.id,
    part: "ring" as const,
  }));
  const known = await cards.cardsOfCalls(database(), ours.businessId, [second, third]);
  for (const [n, card] of known.entries()) {
    const reason = n === 0 ? "filtered" : "over";
    await cards.closeCard(database(), ours.businessId, { card, reason, now });
  }
  expect(await cards.firstWaiting(database(), ours.businessId, chat.id)).toBeNull();
  await cards.wantCards(database(), theirs, { cards: wanted, now });
  expect(await cards.firstWaiting(database(), ours.businessId, chat.id)).toBeNull();
  await cards.wantCards(database(), ours.businessId, { cards: wanted, now });
  const waiting = await cards.firstWaiting(database(), ours.businessId, chat.id);
  expect(waiting?.card).toMatchObject({ callId: second, wantedAt: now, closed: null });
  const after = await cards.cardsOfCalls(database(), ours.businessId, [third]);
  expect(after).toMatchObject([{ closed: "over" }]);
});

function list(): lists.ListKey {
  return { chatId: chat.id, until };
}

async function callIds(): Promise<number[]> {
  const found = await database().execute<{ id: string }>(
    sql`select id from calls where business_id = ${ours.businessId} order by id`,
  );
  return [...found].map(({ id }) => Number(id));
}

async function rows(table: "cards" | "quiet_lists"): Promise<Record<string, unknown>[]> {
  return [...(await database().execute(sql`select * from ${sql.identifier(table)}`))];
}
