import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handOff } from "../../src/agent/handoff-service.ts";
import { createMind, mindTrouble, type Mind } from "../../src/agent/mind-service.ts";
import type { ModelCommand } from "../../src/agent/mind-schema.ts";
import { runPhrase } from "../../src/agent/phrase-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { runThink, type Thought } from "../../src/agent/think-service.ts";
import { takeTurn } from "../../src/agent/turn-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
import type { ModelAnswer, ModelRequest } from "../../src/gateways/model.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { MAIN_BOT, openLine, type Line } from "./line.ts";

let database: FreshDatabase;
let index = 300;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const CUSTOMER = 555;
/** The rules find no day in it. */
const RIDDLE = "хочу на стрижку, коли місяць вже майже скінчиться";
const RIDDLE_DAY = "30 листопада";
const silent: ModelCommand = { do: "", id: "", from: "", to: "", text: "", quote: "" };

type Said =
  | Partial<ModelCommand>[]
  | { failed: "model_down" | "model_key" }
  | "filtered"
  | "nonsense";

/** A line whose agent has a model; `says`: what it answers, `meanwhile`: what happens while it thinks. */
async function thinking({ daily = 100 }: { daily?: number } = {}) {
  index += 1;
  const one = await openLine(database.db, { index });
  const script: { says: Said; meanwhile: () => Promise<unknown>; dead: boolean } = {
    says: [{ do: "book" }, { do: "day", from: "2026-11-30" }],
    meanwhile: () => Promise.resolve(),
    dead: false,
  };
  const asked: string[] = [];
  const outcomes: string[] = [];
  const thoughts: Thought[] = [];
  const typed: string[] = [];
  const answer = async <T>({ user, taken }: ModelRequest<T>): Promise<ModelAnswer<T>> => {
    asked.push(user);
    await script.meanwhile();
    const { says } = script;
    if (says === "filtered") return { failed: "model_refused", filtered: true };
    if (says === "nonsense") return { failed: "model_answer" };
    if ("failed" in says)
      return says.failed === "model_down"
        ? { retry: 15_000, cause: "model_down" }
        : { failed: says.failed };
    const message: string = JSON.parse(user.slice(user.lastIndexOf("MESSAGE ") + 8));
    const commands = says.map((command) => ({ ...silent, quote: message, ...command }));
    if (!taken) throw new Error("the answer is read leniently");
    const usage = { input: 900, output: 40 };
    return { object: taken.parse({ commands }), model: "m", usage };
  };
  const mind: Mind = createMind({
    model: { name: "m", answer },
    daily,
    came: (outcome) => void outcomes.push(outcome),
  });
  const { db, clock } = one;
  const turns = { db, clock, botId, wakeAt: nothing, happened: nothing, taken: nothing, mind };
  const thinks = {
    ...turns,
    typing: (_: unknown, place: string) => void typed.push(place),
    thought: (thought: Thought) => void thoughts.push(thought),
  };
  one.handlers.turn = (job) => takeTurn(turns, job);
  // A process that died in its thought leaves the job to nobody.
  one.handlers.think = (job) => (script.dead ? Promise.resolve() : runThink(thinks, job));
  one.handlers.phrase = (job) => runPhrase({ db, clock, mind: null, wakeAt: nothing }, job);
  return { ...one, script, asked, outcomes, thoughts, typed, mind };
}

const nothing = (): void => {};
const botId = (): number => MAIN_BOT;
const last = (one: Line): string => one.to(CUSTOMER).at(-1) ?? "";

describe("a message that the rules are not sure of", () => {
  test("is read by the model, once, and answered by the machine", async () => {
    const one = await thinking();
    await one.says(CUSTOMER, RIDDLE);
    await one.settle();
    expect(one.asked).toHaveLength(1);
    expect(one.to(CUSTOMER)).toHaveLength(1);
    expect(last(one)).toContain(RIDDLE_DAY);
    expect(one.thoughts).toMatchObject([{ by: "model", dropped: 0 }]);
    expect(one.typed).toEqual([String(CUSTOMER)]);
    await one.settle(60_000);
    expect(one.to(CUSTOMER)).toHaveLength(1);
    const usage = await one.db.execute<{ requests: number; day: string }>(sql`
      select requests, input_tokens, output_tokens, day from agent_usage where business_id = ${one.business.id}`);
    expect([...usage]).toEqual([
      { requests: 1, input_tokens: 900, output_tokens: 40, day: "2026-11-24" },
    ]);
  });

  test("is answered by the rules after twenty seconds when whoever thought has died", async () => {
    const one = await thinking();
    one.script.dead = true;
    await one.says(CUSTOMER, RIDDLE);
    await one.settle();
    expect(one.to(CUSTOMER)).toEqual([]);
    await one.settle(16_000);
    expect(one.to(CUSTOMER)).toEqual([]);
    await one.settle(4000);
    expect(one.to(CUSTOMER)).toHaveLength(1);
    expect(last(one)).not.toContain(RIDDLE_DAY);
  });

  test.each([["nonsense" as const], [{ failed: "model_down" as const }]])(
    "is answered by the rules at once when the model says %o",
    async (says) => {
      const one = await thinking();
      one.script.says = says;
      await one.says(CUSTOMER, RIDDLE);
      await one.settle();
      expect(one.to(CUSTOMER)).toHaveLength(1);
      expect(one.thoughts).toMatchObject([{ by: "rules" }]);
    },
  );

  test("is a person's when the model's filter stops it and the rules do not know it", async () => {
    const one = await thinking();
    one.script.says = "filtered";
    await one.says(CUSTOMER, "хтозна що воно таке коїться у світі");
    await one.settle();
    expect((await one.conversation(CUSTOMER)).mode).toBe("human");
    expect(
      await mindTrouble(one, { businessId: one.business.id, zone: one.salon.zone }),
    ).toBeNull();
  });
});

describe("what happens while it thinks", () => {
  test("a new message drops the thought, and both are answered as one", async () => {
    const one = await thinking();
    one.script.meanwhile = async () => {
      one.script.meanwhile = () => Promise.resolve();
      await one.says(CUSTOMER, "і ще хочу знати, до котрої ви там зазвичай сидите");
    };
    await one.says(CUSTOMER, RIDDLE);
    await one.settle();
    expect(one.to(CUSTOMER)).toEqual([]);
    expect(one.thoughts).toMatchObject([{ by: "nobody" }]);
    await one.settle();
    expect(one.asked).toHaveLength(2);
    expect(one.asked[1]).toContain("до котрої");
    expect(one.to(CUSTOMER).join("\n")).toContain(RIDDLE_DAY);
    const rows = await one.db.execute<{ taken: string }>(sql`
      select taken_at::text as taken from utterances
      where business_id = ${one.business.id} and author = 'customer'`);
    expect(new Set(rows.map(({ taken }) => taken)).size).toBe(1);
  });

  test("an edit of what it thinks about drops the thought", async () => {
    const one = await thinking();
    one.script.meanwhile = async () => {
      await one.receive({
        edited_message: one.message(CUSTOMER, { text: "запишіть мене на 27.11", edit_date: 5 }, 9),
      });
    };
    await one.says(CUSTOMER, RIDDLE, 9);
    await one.settle();
    expect(one.thoughts).toMatchObject([{ by: "nobody" }]);
    await one.settle(20_000);
    expect(last(one)).toContain("27 листопада");
  });

  test("a person who takes over gets the message, and the agent is silent", async () => {
    const one = await thinking();
    one.script.meanwhile = async () => {
      const { id } = await one.conversation(CUSTOMER);
      const asked = { conversationId: id, reason: "asked" as const, now: one.time.now };
      await handOff(one.db, one.business.id, asked);
    };
    await one.says(CUSTOMER, RIDDLE);
    await one.settle();
    await one.settle(30_000);
    expect(one.to(CUSTOMER)).toEqual([]);
    const notices = (await one.notices()).filter(({ html }) => html.includes("місяць вже майже"));
    expect(notices).not.toEqual([]);
  });
});

describe("nobody is asked", () => {
  test.each([
    ["Добрий день!", {}],
    ["Покличте адміністратора", {}],
    [RIDDLE, { model: false }],
    [RIDDLE, { enabled: false }],
  ])("about «%s» with %o", async (text, settings) => {
    const one = await thinking();
    await changeAgent(one.db, one.business.id, settings);
    await one.says(CUSTOMER, text);
    await one.settle();
    expect(one.asked).toEqual([]);
    expect(one.to(CUSTOMER)).toHaveLength(1);
  });

  test("for a while after a failure, and then again", async () => {
    const one = await thinking();
    one.script.says = { failed: "model_down" };
    await one.says(CUSTOMER, RIDDLE);
    await one.settle();
    await one.says(CUSTOMER, RIDDLE);
    await one.settle();
    expect(one.asked).toHaveLength(1);
    const trouble = await mindTrouble(one, { businessId: one.business.id, zone: one.salon.zone });
    expect(trouble).toMatchObject({ since: expect.any(Number) });
    one.time.now += 60_000;
    one.script.says = [{ do: "day", from: "2026-11-30" }];
    await one.says(CUSTOMER, RIDDLE);
    await one.settle();
    expect(one.asked).toHaveLength(2);
    expect(last(one)).toContain(RIDDLE_DAY);
    expect(
      await mindTrouble(one, { businessId: one.business.id, zone: one.salon.zone }),
    ).toBeNull();
  });

  test("when a conversation has used its fifth of the day, or the business all of it", async () => {
    const one = await thinking({ daily: 5 });
    for (const place of [CUSTOMER, CUSTOMER, 556, 557, 558, 559, 560]) {
      await one.says(place, RIDDLE);
      await one.settle();
    }
    expect(one.asked).toHaveLength(5);
    for (const place of [CUSTOMER, 556, 560]) expect(one.to(place).length).toBeGreaterThan(0);
    const about = { businessId: one.business.id, zone: one.salon.zone };
    expect(await mindTrouble(one, about)).toEqual({ usedUp: true });
    one.time.now += 86_400_000;
    expect(await mindTrouble(one, about)).toBeNull();
    await one.says(560, RIDDLE);
    await one.settle();
    expect(one.asked).toHaveLength(6);
  });
});

test("a yes that nobody said books nothing", async () => {
  const one = await thinking();
  one.script.says = [{ do: "yes" }];
  await one.says(CUSTOMER, "Запишіть на стрижку 26.11 об 11:00");
  await one.settle();
  await one.says(CUSTOMER, "Зоряна 067 123 45 67");
  await one.settle();
  expect(last(one)).toContain("Зоряна");
  await one.says(CUSTOMER, "ой цікаво як воно там усе виглядатиме");
  await one.settle();
  expect(one.asked.at(-1)).toContain('"asked":"draft"');
  expect(await listVisits(one.db, one.business.id, {})).toEqual([]);
  for (const user of one.asked) expect(user).not.toMatch(/Зорян|\d{7}/u);
  await one.says(CUSTOMER, "Так");
  await one.settle();
  expect(await listVisits(one.db, one.business.id, {})).toHaveLength(1);
});
