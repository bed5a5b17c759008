import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMind } from "../../src/agent/mind-service.ts";
import { runPhrase } from "../../src/agent/phrase-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { runThink } from "../../src/agent/think-service.ts";
import { takeTurn } from "../../src/agent/turn-service.ts";
import type { ModelAnswer, ModelRequest } from "../../src/gateways/model.ts";
import { isPhrasePrompt, phraseQuestion } from "../../src/sandbox/llm-phrase.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { MAIN_BOT, openLine } from "./line.ts";

let database: FreshDatabase;
let index = 600;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const CUSTOMER = 777;
const TEMPLATE = /На яку послугу вас записати\?|Стрижка — 700 грн/;

const nothing = (): void => {};
const botId = (): number => MAIN_BOT;

/** A line whose agent has a model that only words answers; the rules read alone. */
async function wording(says: (template: string, user: string) => string) {
  index += 1;
  const one = await openLine(database.db, { index });
  const { db, clock } = one;
  const asked: string[] = [];
  const script = { says, dead: false };
  const answer = <T>({ system, user, schema }: ModelRequest<T>): Promise<ModelAnswer<T>> => {
    if (!isPhrasePrompt({ system, user })) return Promise.resolve({ failed: "model_answer" });
    asked.push(user);
    const reply = script.says(phraseQuestion(user).template, user);
    const usage = { input: 300, output: 30 };
    return Promise.resolve({ object: schema.parse({ reply }), model: "m", usage });
  };
  const mind = createMind({ model: { name: "m", answer }, daily: 100, came: nothing });
  const turns = { db, clock, botId, wakeAt: nothing, happened: nothing, taken: nothing, mind };
  one.handlers.turn = (job) => takeTurn(turns, job);
  // Whoever dies while it words an answer leaves the job to nobody.
  one.handlers.phrase = (job) =>
    script.dead ? Promise.resolve() : runPhrase({ db, clock, mind, wakeAt: nothing }, job);
  one.handlers.think = (job) => runThink({ ...turns, typing: nothing, thought: nothing }, job);
  const hears = async (text: string): Promise<string[]> => {
    const before = one.to(CUSTOMER).length;
    await one.says(CUSTOMER, text);
    await one.settle();
    return one.to(CUSTOMER).slice(before);
  };
  return { ...one, asked, script, hears };
}

test("an answer leaves in the model's words when they say the same", async () => {
  const line = await wording((template) => template.replace("Стрижка — 700", "Стрижка коштує 700"));
  expect(await line.hears("Скільки коштує стрижка?")).toEqual([
    expect.stringContaining("Стрижка коштує 700 грн"),
  ]);
  expect(line.said.at(-1)?.buttons.length).toBeGreaterThan(0);
  const [stored] = await line.db.execute<{ text: string; waits: boolean }>(
    sql`select text, phrased_by is not null as waits from utterances
      where business_id = ${line.business.id} and author = 'agent' order by id desc limit 1`,
  );
  expect(stored).toEqual({ text: line.to(CUSTOMER).at(-1), waits: false });
  expect(line.asked).toHaveLength(1);
});

test("a lie is asked for once more with what was wrong, and then the template leaves", async () => {
  const line = await wording((template) => `${template.replace("700", "600")} Записала вас!`);
  const [said] = await line.hears("Скільки коштує стрижка?");
  expect(said).toMatch(/Стрижка — 700 грн/);
  expect(said).not.toMatch(/Записала|600/);
  expect(line.asked).toHaveLength(2);
  expect(line.asked[1]).toMatch(/^WRONG .*Записала/m);
});

test("a model that mends its answer is believed the second time", async () => {
  const line = await wording((template, user) =>
    user.includes("WRONG") ? template.replace("Стрижка —", "Стрижка коштує") : "Знижка для вас!",
  );
  expect((await line.hears("Скільки коштує стрижка?"))[0]).toMatch(/коштує 700 грн/);
});

test("the template leaves eight seconds later when whoever words it has died", async () => {
  const line = await wording((template) => template);
  line.script.dead = true;
  expect(await line.hears("Скільки коштує стрижка?")).toEqual([]);
  await line.settle(7000);
  expect(line.to(CUSTOMER)).toEqual([]);
  await line.settle(1100);
  expect(line.to(CUSTOMER)).toEqual([expect.stringMatching(TEMPLATE)]);
});

test("words that come too late change nothing", async () => {
  const line = await wording((template) => {
    line.time.now += 7800;
    return template.replace("Стрижка —", "Стрижка коштує");
  });
  await line.hears("Скільки коштує стрижка?");
  await line.settle(1000);
  expect(line.to(CUSTOMER)).toEqual([expect.stringMatching(/Стрижка — 700 грн/)]);
});

test("a draft, a booking and the answer to a button leave at once, word for word", async () => {
  const line = await wording(() => "Записала вас!");
  const [draft = ""] = await line.hears(
    "Запишіть на стрижку в четвер на 12:00, Оксана 067 000 00 01",
  );
  expect(draft).toMatch(/Перевірте, будь ласка/);
  const button = line.said.at(-1)?.buttons[0]?.callback_data ?? "";
  await line.presses(CUSTOMER, button);
  await line.settle();
  expect(line.to(CUSTOMER).at(-1)).toMatch(/вас записано ✅/);
  expect(line.asked).toEqual([]);
});

test("without a model wanted nothing waits", async () => {
  const line = await wording(() => "Записала вас!");
  await changeAgent(line.db, line.business.id, { model: false });
  expect((await line.hears("Скільки коштує стрижка?"))[0]).toMatch(TEMPLATE);
  expect(line.asked).toEqual([]);
});

test("neither the customer's name nor a number of theirs is in what the model is asked", async () => {
  const line = await wording((template) => template);
  await line.hears("Мене звати Оксана, 067 000 00 01, скільки коштує стрижка?");
  await line.hears("А яка у вас адреса і хто працює?");
  expect(line.asked.length).toBeGreaterThan(0);
  for (const user of line.asked) {
    expect(user).not.toMatch(/Оксан/);
    expect(user.replaceAll(/\D/g, "")).not.toContain("670000001");
  }
});
