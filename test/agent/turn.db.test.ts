import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  conversationAt,
  operatorSays,
  returnToAgent,
  takeConversation,
} from "../../src/agent/handoff-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { bindHandles } from "../../src/crm/handle-service.ts";
import { text } from "../../src/texts/bundle.ts";
import { slotIn } from "../booking/world.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { MAIN_BOT, offers, openLine, race, type Line } from "./line.ts";

let database: FreshDatabase;
let index = 0;
beforeAll(async () => {
  database = await freshDatabase({ pool: 24 });
});
afterAll(() => database.close());

const CUSTOMER = 555;

function line(): Promise<Line> {
  index += 1;
  return openLine(database.db, { index });
}

describe("what a customer writes", () => {
  test("in a burst is answered once, and the same update is kept once", async () => {
    const one = await line();
    await one.says(CUSTOMER, "Запишіть", 1);
    await one.says(CUSTOMER, "Запишіть", 1);
    one.time.now += 1000;
    await one.says(CUSTOMER, "на стрижку", 2);
    one.time.now += 1500;
    await one.says(CUSTOMER, "на завтра", 3);
    await one.settle();
    expect(one.to(CUSTOMER)).toHaveLength(1);
    const rows = await one.db.execute<{ text: string; taken: string }>(sql`
      select text, taken_at::text as taken from utterances
      where business_id = ${one.business.id} and author = 'customer' order by id`);
    expect(rows.map((row) => row.text)).toEqual(["Запишіть", "на стрижку", "на завтра"]);
    expect(new Set(rows.map((row) => row.taken)).size).toBe(1);
  });

  test("and corrects before it was read is what they meant; later it is a message of its own", async () => {
    const one = await line();
    await one.says(CUSTOMER, "о 10", 1);
    await one.receive({
      edited_message: one.message(CUSTOMER, { text: "об 11", edit_date: 5 }, 1),
    });
    await one.settle();
    await one.receive({ edited_message: one.message(CUSTOMER, { text: "о 12", edit_date: 9 }, 1) });
    await one.settle();
    const rows = await one.db.execute<{ text: string; kind: string }>(sql`
      select text, kind from utterances
      where business_id = ${one.business.id} and author = 'customer' order by id`);
    expect([...rows]).toEqual([
      { text: "об 11", kind: "text" },
      { text: "о 12", kind: "edited" },
    ]);
    expect(one.to(CUSTOMER)).toHaveLength(2);
  });

  test("without words has an answer, and a button that is not there any more, too", async () => {
    const one = await line();
    await one.receive({ message: one.message(CUSTOMER, { sticker: {} }) });
    await one.settle();
    await one.presses(CUSTOMER, "999999:0");
    await one.settle();
    expect(one.to(CUSTOMER)).toEqual([
      text("uk", "agent-media-sticker"),
      text("uk", "salon-old-button"),
    ]);
  });

  test("too often is refused in one line, and then there is silence until it is quiet", async () => {
    const one = await line();
    for (let i = 1; i <= 64; i += 1) await one.says(CUSTOMER, `спам ${i}`, i);
    await one.settle(20_000);
    expect(one.to(CUSTOMER)).toEqual([text("uk", "salon-too-many")]);
    one.time.now += 120_000;
    await one.says(CUSTOMER, "Добрий день", 200);
    await one.settle();
    expect(one.to(CUSTOMER)).toHaveLength(2);
  });

  test("in a group, or as a bot, is nobody's conversation", async () => {
    const one = await line();
    const from = { id: 1, is_bot: false };
    await one.receive({
      message: { message_id: 1, chat: { id: -5, type: "group" }, from, text: "Привіт" },
    });
    await one.receive({
      message: {
        message_id: 2,
        chat: { id: 9, type: "private" },
        from: { id: 9, is_bot: true },
        text: "Привіт",
      },
    });
    const [row] = await one.db.execute<{ count: number }>(
      sql`select count(*)::int as count from conversations where business_id = ${one.business.id}`,
    );
    expect(row?.count).toBe(0);
  });
});

describe("twenty customers who want one place at once", () => {
  test("get one visit, and nineteen honest answers", async () => {
    const one = await line();
    const slot = slotIn(one.salon, "10:00");
    const customers = Array.from({ length: 20 }, (_, i) => 1000 + i);
    for (const chatId of customers) {
      const phone = `+38067${String(1_000_000 + chatId)}`;
      const { id: clientId } = await saveClient(one.db, one.business.id, {
        name: `Клієнт ${chatId}`,
        phone,
        now: one.time.now,
      });
      const bound = { channel: "telegram" as const, handle: String(chatId), clientId };
      await bindHandles(one.db, one.business.id, [bound]);
      await one.says(chatId, "Добрий день");
    }
    await one.settle();
    const { serviceId, masterId, start } = slot;
    const pick = { do: "pick_slot" as const, serviceId, masterId, start };
    await race(one, customers, pick);
    await race(one, customers, { do: "yes" });
    const visits = await listVisits(one.db, one.business.id, {});
    expect(visits.map((visit) => visit.start)).toEqual([start]);
    const winner = visits[0]?.conversationId;
    for (const chatId of customers) {
      const { id } = await one.conversation(chatId);
      const booked = one.to(chatId).filter((said) => said.includes("✅"));
      expect(booked).toHaveLength(id === winner ? 1 : 0);
      expect(one.to(chatId).length).toBeGreaterThanOrEqual(2);
    }
    const events = (await one.events()).filter(({ event }) => event === "booking.created");
    expect(events).toHaveLength(1);
  });
});

describe("a person who takes over", () => {
  test("is told of the conversation and of what comes, and the agent is silent until it is given back", async () => {
    const one = await line();
    const { id: businessId } = one.business;
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    await one.presses(CUSTOMER, await offers(one, CUSTOMER, { do: "human" }));
    await one.settle();
    const { id: conversationId, mode } = await one.conversation(CUSTOMER);
    expect(mode).toBe("human");
    const heard = one.to(CUSTOMER).length;
    await one.says(CUSTOMER, "Ви тут? <b>Терміново</b>");
    await one.settle();
    expect(one.to(CUSTOMER)).toHaveLength(heard);
    const notices = (await one.notices()).map(({ html }) => html);
    expect(notices[0]).toContain(text("uk", "handoff-asked"));
    expect(notices[1]).toContain("Ви тут? &lt;b&gt;Терміново&lt;/b&gt;");
    const events = (await one.events()).filter(({ event }) => event === "conversation.handoff");
    expect(events.map(({ data }) => data["reason"])).toEqual(["asked"]);

    const taken = { conversationId, by: 100 + index };
    expect(await takeConversation(one.db, businessId, taken)).toEqual({
      taken: true,
      again: false,
    });
    expect(await takeConversation(one.db, businessId, taken)).toEqual({ taken: true, again: true });
    await operatorSays(one.db, businessId, {
      conversationId,
      text: "Так, слухаю вас",
      by: 100 + index,
      now: one.time.now,
    });
    await one.settle();
    expect(one.to(CUSTOMER).at(-1)).toBe("Так, слухаю вас");

    expect(await returnToAgent(one.db, businessId, { conversationId })).toBe(true);
    expect(await returnToAgent(one.db, businessId, { conversationId })).toBe(false);
    await one.says(CUSTOMER, "Дякую");
    await one.settle();
    expect(one.to(CUSTOMER)).toHaveLength(heard + 2);
  });

  test("hears that the answer did not arrive, when the customer has blocked the bot", async () => {
    const one = await line();
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    const { id: conversationId } = await one.conversation(CUSTOMER);
    one.answers.next = [{ dead: "blocked" }];
    const say = { conversationId, text: "Чекаємо на вас", by: 100 + index, now: one.time.now };
    expect(await operatorSays(one.db, one.business.id, say)).toMatchObject({ handedOff: true });
    await one.settle();
    const notices = (await one.notices()).map(({ html }) => html);
    expect(notices.at(-1)).toContain(text("uk", "handoff-undelivered-blocked"));
    expect(await operatorSays(one.db, one.business.id, say)).toEqual({ refused: "unreachable" });
  });
});

describe("an agent that is off", () => {
  test("brings the message to the owner, and says its line once", async () => {
    const one = await line();
    await changeAgent(one.db, one.business.id, {
      enabled: false,
      offLine: { uk: "Відповімо зранку." },
    });
    await one.says(CUSTOMER, "Скільки коштує стрижка?");
    await one.settle();
    await one.says(CUSTOMER, "Агов");
    await one.settle();
    expect(one.to(CUSTOMER)).toEqual(["Відповімо зранку."]);
    const notices = (await one.notices()).map(({ html }) => html);
    expect(notices[0]).toContain("Скільки коштує стрижка?");
    expect(notices[1]).toContain("Агов");
  });
});

describe("two businesses with one customer", () => {
  test("have a conversation each, and neither finds the other's", async () => {
    const one = await line();
    const two = await line();
    await one.says(CUSTOMER, "Добрий день");
    await two.says(CUSTOMER, "Добрий день");
    await one.settle();
    const { id: conversationId } = await one.conversation(CUSTOMER);
    expect((await two.conversation(CUSTOMER)).id).not.toBe(conversationId);
    await one.db.execute(sql`
      insert into desk_messages (business_id, bot_id, telegram_id, message_id, conversation_id, at)
      values (${one.business.id}::uuid, ${MAIN_BOT}, 101, 77, ${conversationId}, now())`);
    const at = { botId: MAIN_BOT, telegramId: 101, threadId: null, replyTo: 77 };
    expect(await conversationAt(one.db, one.business.id, at)).toBe(conversationId);
    expect(await conversationAt(two.db, two.business.id, at)).toBeNull();
    const say = { conversationId, text: "…", by: 1, now: one.time.now };
    expect(await operatorSays(two.db, two.business.id, say)).toEqual({ refused: "gone" });
    expect(await returnToAgent(two.db, two.business.id, { conversationId })).toBe(false);
  });
});
