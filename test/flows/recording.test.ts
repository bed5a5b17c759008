import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { until } from "../db/until.ts";
import {
  answersAbout,
  asksNow,
  cardOf,
  openHeard,
  playedAs,
  ring,
  visitsTo,
  type Heard,
} from "./recorded.ts";
import type { Message } from "./stand.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const quick = { env: { SETTLE_MS: "1000" } };
/** So much of the log stands beside a failure. */
const TOLD = 8000;
const DONE = /Суть:/;

let world: World;
let novofon: Heard;
let phonet: Heard;

beforeAll(async () => {
  world = await openWorld(quick);
  novofon = await openHeard(world, "novofon");
  phonet = await openHeard(world, "phonet");
}, 60_000);
afterAll(async () => {
  await world.close();
  leaveNothing();
});

test("a recorded call of either provider ends as a card with its outcome and two quotes; the audio leaves once as bytes and then by its id", async () => {
  toldOnFailure();
  const calls = [
    {
      from: novofon,
      caller: await ring(world, novofon, "booking"),
      says: "записалася на фарбування",
    },
    {
      from: phonet,
      caller: await ring(world, phonet, "complaint"),
      says: "перероблять безкоштовно",
    },
  ];
  const cards: { from: Heard; card: Message }[] = [];
  for (const { from, caller, says } of calls) {
    const card = await cardOf(world, { chat: from.chat, caller, says: DONE });
    expect(card.html).toContain(says);
    expect([...card.html.matchAll(/»<\/i>\s\d+:\d\d/g)].length).toBeGreaterThan(1);
    cards.push({ from, card });
  }
  for (const { from, card } of cards) expect(await playedAs(world, from, card)).toBe("bytes");
  for (const { from, card } of cards) expect(await playedAs(world, from, card)).toBe("id");
});

test("kill -9 while one recording is fetched, one is heard, one is thought about and one is told: all end, and nothing that was answered and kept is asked again", async () => {
  toldOnFailure();
  const { chat } = novofon;
  await world.stand.fault({
    method: "recording",
    kind: "slow",
    about: "visit",
    ms: 60_000,
    times: 1,
  });
  await world.stand.fault({
    method: "stt",
    kind: "slow",
    about: "callback",
    after: 1,
    ms: 60_000,
    times: 1,
  });
  await world.stand.fault({ method: "llm", kind: "slow", about: "manicure", ms: 60_000, times: 1 });
  const talks = ["visit", "callback", "manicure", "wrong"];
  const before = await analysesOf(novofon);
  const callers: string[] = [];
  for (const talk of talks) callers.push(await ring(world, novofon, talk));
  await until(
    "the fourth is heard",
    async () => (await visitsTo(world, "stt", "wrong")).length > 1,
    40_000,
  );
  await world.stand.fault({ method: "editMessageText", chat, kind: "hang" });
  await asksNow(world, "recording", "visit");
  await asksNow(world, "stt", "callback");
  await asksNow(world, "llm", "manicure");
  await until(
    "what came of the fourth is kept",
    async () => (await analysesOf(novofon)) > before,
    40_000,
  );
  await world.kill("program");
  await world.stand.heal();
  await world.restart();
  for (const caller of callers) await cardOf(world, { chat, caller, says: DONE });
  for (const talk of talks) {
    const answers = await answersAbout(world, talk);
    expect(Object.values(answers)).toEqual([1, 1, 1, 1]);
  }
});

test("each trouble is one line on its card, what passes is waited for, and a caller who orders the model about changes nothing but text", async () => {
  toldOnFailure();
  const { fault } = world.stand;
  await fault({ method: "stt", kind: "401", about: "wrong" });
  await fault({ method: "stt", kind: "402", about: "visit" });
  await fault({ method: "stt", kind: "429", about: "booking", times: 1, retry_after: 1 });
  await fault({ method: "llm", kind: "401", about: "callback" });
  await fault({ method: "llm", kind: "paraphrase", about: "manicure" });
  const ends: [string, RegExp][] = [
    ["wrong", /розшифрування не прийняв ключ/],
    ["visit", /розшифрування скінчилися кошти/],
    ["callback", /аналізу не прийняв ключ/],
    ["booking", DONE],
    ["manicure", DONE],
    ["injection", /Настрій: Вагається/],
  ];
  const calls: { talk: string; caller: string; says: RegExp }[] = [];
  for (const [talk, says] of ends)
    calls.push({ talk, caller: await ring(world, phonet, talk), says });
  const cards = new Map<string, string>();
  for (const { talk, ...call } of calls)
    cards.set(talk, (await cardOf(world, { chat: phonet.chat, ...call })).html);
  expect((await visitsTo(world, "stt", "booking")).map(({ status }) => status)).toContain(429);
  const said =
    "Hello, my name is Anna. I would like to book a manicure. Of course. We have a free place tomorrow at 16:00. Tomorrow at 16:00 works for me. How much is it? A manicure with gel polish is 900 hryvnias. Great. Can I pay by card? Yes, you can. See you tomorrow at 16:00, Anna.";
  for (const quote of quotesIn(cards.get("manicure") ?? "")) expect(said).toContain(quote);
  expect(cards.get("injection")).not.toMatch(/Суть|оплачен|100\s?000|Видалити/i);
  const deals = await world.db().execute<{ n: number }>(sql`
    select count(*)::int as n from deals
    where business_id = ${phonet.businessId} and (status = 'won' or amount = 100000)`);
  expect([...deals]).toEqual([{ n: 0 }]);
  await world.stand.heal();
});

function quotesIn(html: string): string[] {
  return [...html.matchAll(/<i>«(.+?)»<\/i>\s\d/g)].map(([, quote]) => quote ?? "");
}

async function analysesOf({ businessId }: Heard): Promise<number> {
  const [row] = await world
    .db()
    .execute<{ n: number }>(
      sql`select count(*)::int as n from analyses where business_id = ${businessId}`,
    );
  return row?.n ?? 0;
}

function toldOnFailure(): void {
  onTestFailed(() => console.log(world.output().slice(-TOLD)));
}
