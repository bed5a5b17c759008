import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetConversations } from "../../src/agent/clean-service.ts";
import { eraseConversations } from "../../src/agent/erase-service.ts";
import { operatorSays, returnToAgent } from "../../src/agent/handoff-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { draftAt } from "../../src/agent/shadow-notice-service.ts";
import { sendDraft } from "../../src/agent/shadow-press-service.ts";
import { text } from "../../src/texts/bundle.ts";
import { addMember } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { MAIN_BOT, offers } from "./line.ts";
import { CUSTOMER, openShadow } from "./shadow-case.ts";
import { message, openWhatsappLine } from "./whatsapp-line.ts";

const MINUTE_MS = 60_000;

let database: FreshDatabase;
let index = 340;
beforeAll(async () => {
  database = await freshDatabase({ pool: 8 });
});
afterAll(() => database.close());

function shadow(after?: number) {
  index += 1;
  return openShadow(database.db, { index, ...(after === undefined ? {} : { after }) });
}

describe("people at one draft", () => {
  test("send it once, and who was second sees who was first", async () => {
    const one = await shadow();
    const colleague = { id: 9000 + index, role: "operator" as const, by: one.owner };
    await addMember(one.db, one.business, { ...colleague, now: one.time.now });
    await one.writes("Скільки коштує стрижка?");
    const done = await Promise.all([one.send(), one.send(9000 + index), one.edit("Свої слова")]);
    expect(done.filter((answer) => "sent" in answer)).toHaveLength(1);
    const late = done.filter((answer) => "refused" in answer);
    expect(late).toHaveLength(2);
    for (const answer of late) expect("by" in answer ? answer.by : null).toMatch(/^(Оля|P\d+)$/);
    await one.settle();
    expect(one.heard()).toHaveLength(1);
    expect(await one.takeOver()).toMatchObject({ refused: expect.stringMatching(/sent|edited/) });
  });

  test("answer in its place: the agent is silent, and what was written needs no turn any more", async () => {
    const one = await shadow();
    await one.writes("Скільки коштує стрижка?");
    expect(await one.takeOver()).toEqual({ taken: true });
    await one.settle();
    const { id: conversationId, mode } = await one.conversation(CUSTOMER);
    expect(mode).toBe("human");
    expect(one.edited.at(-1)?.html).toContain("🙋 <b>Відповідає Оля</b>");
    expect(one.edited.at(-1)?.keyboard?.[0]?.[0]?.text).toBe(text("uk", "handoff-return"));
    expect(one.heard()).toEqual([]);
    await returnToAgent(one.db, one.business.id, { conversationId });
    await one.writes("Ви де?");
    expect(one.cards.at(-1)?.html).not.toContain("700");
  });

  test("write to the customer past it: it is dropped, and nothing of it leaves", async () => {
    const one = await shadow();
    await one.writes("Скільки коштує стрижка?");
    const { id: conversationId } = await one.conversation(CUSTOMER);
    await operatorSays(one.db, one.business.id, {
      conversationId,
      text: "Слухаю вас",
      by: one.owner,
      now: one.time.now,
    });
    expect(await one.send()).toEqual({ refused: "dropped", by: "Оля" });
    await one.settle();
    expect(one.heard()).toEqual(["Слухаю вас"]);
  });

  test("of another business find nothing", async () => {
    const one = await shadow();
    await one.writes("Добрий день");
    const two = await shadow();
    const [draft] = await one.drafts();
    const press = { draftId: draft?.id ?? 0, by: two.owner, botId: MAIN_BOT, now: two.time.now };
    expect(await sendDraft(two.db, two.business.id, press)).toEqual({ refused: "gone" });
    const card = { botId: MAIN_BOT, telegramId: one.owner, messageId: 1 };
    expect(await draftAt(one.db, one.business.id, card)).toBe(draft?.id);
    expect(await draftAt(two.db, two.business.id, card)).toBeNull();
  });
});

describe("a draft that cannot arrive", () => {
  test("is not sent once the channel takes nothing more, and its words are not lost", async () => {
    const one = await shadow();
    await one.writes("Скільки коштує стрижка?");
    await one.db.execute(sql`
      update conversations set via = 'bc_1', heard_at = heard_at - interval '24 hours'
      where business_id = ${one.business.id}::uuid`);
    expect(await one.send()).toEqual({ refused: "closed" });
    expect(await one.edit("Вітаю!")).toEqual({ refused: "closed" });
    expect((await one.drafts()).map(({ ended }) => ended)).toEqual([null]);
    expect(await one.takeOver()).toEqual({ taken: true });
  });

  test("is told to those who sent it, as their own words would be", async () => {
    const one = await shadow();
    await one.writes("Скільки коштує стрижка?");
    await one.send();
    one.answers.next = [{ dead: "blocked" }];
    await one.settle();
    expect(one.heard()).toEqual([]);
    expect(one.cards.at(-1)?.html).toContain(text("uk", "handoff-undelivered-blocked"));
    await changeAgent(one.db, one.business.id, { shadow: false });
    const told = one.cards.length;
    one.answers.next = [{ dead: "blocked" }];
    await one.writes("Скільки коштує стрижка?");
    expect(one.cards).toHaveLength(told);
  });
});

test("two chats on WhatsApp that become one have one draft that answers both", async () => {
  index += 1;
  const one = await openWhatsappLine(database.db, { index });
  await changeAgent(one.db, one.business.id, { shadow: true });
  await one.posts({ messages: [message({ user: "UA.1" }, "Скільки коштує стрижка?")] });
  await one.settle();
  await one.posts({ messages: [message({ from: "380670000003", user: "UA.3" }, "Ви де?")] });
  await one.settle();
  const update = { wa_id: "380670000003", user_id: { previous: "UA.1", current: "UA.3" } };
  await one.posts({ user_id_update: [update] });
  await one.settle();
  const open = await one.rows<{ answers: number }>(sql`
    select jsonb_array_length(utterance_ids) as answers from agent_drafts
    where business_id = ${one.business.id} and ended_at is null`);
  expect(open).toEqual([{ answers: 2 }]);
});

describe("what no person has to let through", () => {
  test("is that one is called: the sentence leaves at once", async () => {
    const one = await shadow();
    await one.writes("Добрий день");
    await one.presses(CUSTOMER, await offers(one, CUSTOMER, { do: "human" }));
    await one.settle();
    expect(one.heard().at(-1)).toContain("Передаю адміністратору");
    expect((await one.conversation(CUSTOMER)).mode).toBe("human");
    expect((await one.drafts()).map(({ ended }) => ended)).toEqual(["stale"]);
  });

  test("is a draft's own turn once it calls a person: whoever wanted to send it is told so", async () => {
    const one = await shadow();
    await one.writes("абвгд жзклм");
    await one.db.execute(sql`
      update conversations set memory = jsonb_set(memory, '{stuck}', '9') where business_id = ${one.business.id}::uuid`);
    expect(await one.edit("Свої слова")).toEqual({ passed: true });
    await one.settle();
    expect(one.heard()).toHaveLength(1);
    expect(one.heard()[0]).toContain("Передаю адміністратору");
    expect((await one.drafts()).map(({ ended }) => ended)).toEqual(["stale"]);
  });

  test("is that a customer wants no more messages", async () => {
    const one = await shadow();
    await one.presses(CUSTOMER, "0:0");
    await one.settle();
    await one.presses(CUSTOMER, await offers(one, CUSTOMER, { do: "opt_out" }));
    await one.settle();
    expect(one.heard().at(-1)).toContain(text("uk", "agent-opted-out"));
    const [row] = await one.db.execute<{ out: boolean }>(sql`
      select opted_out_at is not null as out from conversations where business_id = ${one.business.id}`);
    expect(row?.out).toBe(true);
  });
});

describe("drafts in a row that were sent as they were", () => {
  test("turn the mode off, and the owner is told with a button to turn it on again", async () => {
    const one = await shadow(5);
    for (let i = 0; i < 5; i += 1) {
      await one.writes("Скільки коштує стрижка?");
      expect(await one.send()).toEqual({ sent: true, alone: i === 4 });
      await one.settle();
    }
    expect(await one.settings()).toMatchObject({ shadow: false, shadowUnchanged: 0 });
    expect(one.cards.at(-1)?.html).toContain("Агент відповідає сам");
    expect(JSON.stringify(one.cards.at(-1)?.keyboard)).toContain(text("uk", "shadow-key-again"));
    await one.writes("Скільки коштує стрижка?");
    expect(one.heard()).toHaveLength(6);
    expect(await changeAgent(one.db, one.business.id, { shadowAfter: 7 })).toEqual({
      refused: "steps",
    });
  });
});

describe("a draft that nobody touched", () => {
  test("is brought before the people once more, once", async () => {
    const one = await shadow();
    await one.writes("Добрий день");
    await one.settle(9 * MINUTE_MS);
    expect(one.cards).toHaveLength(1);
    await one.settle(2 * MINUTE_MS);
    expect(one.cards[1]).toMatchObject({ replyTo: 1 });
    expect(one.cards[1]?.html).toContain("чекає на відповідь");
    await one.settle(60 * MINUTE_MS);
    expect(one.cards).toHaveLength(2);
  });

  test("goes with the customer's data, and with time", async () => {
    const one = await shadow();
    await one.writes("Добрий день");
    await one.db.execute(sql`
      update conversations set client_id = ${one.clientId} where business_id = ${one.business.id}`);
    const { clientId } = one;
    await eraseConversations(one.db, one.business.id, { clientIds: [clientId] });
    expect(await one.drafts()).toEqual([]);
    const two = await shadow();
    await two.writes("Добрий день");
    await forgetConversations(two.db, { before: two.time.now - 1 });
    expect(await two.drafts()).toHaveLength(1);
    await forgetConversations(two.db, { before: two.time.now + 1 });
    expect(await two.drafts()).toEqual([]);
  });
});
