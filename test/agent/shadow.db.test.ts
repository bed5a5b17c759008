import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetConversations } from "../../src/agent/clean-service.ts";
import { eraseConversations } from "../../src/agent/erase-service.ts";
import { operatorSays, returnToAgent } from "../../src/agent/handoff-service.ts";
import { agentSettings, changeAgent } from "../../src/agent/setting-service.ts";
import { draftAt } from "../../src/agent/shadow-notice-service.ts";
import { answerInstead, editDraft, sendDraft } from "../../src/agent/shadow-press-service.ts";
import { hold } from "../../src/booking/hold-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { bindHandles } from "../../src/crm/handle-service.ts";
import { runNotice } from "../../src/desk/notice-service.ts";
import { text } from "../../src/texts/bundle.ts";
import { slotIn } from "../booking/world.ts";
import { addMember } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { MAIN_BOT, offers, openLine, type Line } from "./line.ts";

let database: FreshDatabase;
let index = 300;
beforeAll(async () => {
  database = await freshDatabase({ pool: 8 });
});
afterAll(() => database.close());

const CUSTOMER = 555;
const MINUTE_MS = 60_000;

/** A salon whose agent only drafts; its operators' cards leave, and their ids are counted. */
async function shadow(after = 20) {
  index += 1;
  const one = await openLine(database.db, { index });
  const owner = 100 + index;
  await changeAgent(one.db, one.business.id, { shadow: true, shadowAfter: after });
  const phone = `+38067${String(2_000_000 + index)}`;
  const client = { name: "Оксана", phone, now: one.time.now };
  const { id: clientId } = await saveClient(one.db, one.business.id, client);
  const bound = { channel: "telegram" as const, handle: String(CUSTOMER), clientId };
  await bindHandles(one.db, one.business.id, [bound]);
  const cards: { html: string; keyboard: unknown; replyTo: number | null }[] = [];
  const notices = {
    db: one.db,
    clock: one.clock,
    gateway: {
      send: (_: object, { html, keyboard, replyTo }: (typeof cards)[number]) =>
        Promise.resolve({ sent: cards.push({ html, keyboard, replyTo }) }),
    },
    wakeAt: () => undefined,
    ambiguous: () => undefined,
    left: () => undefined,
    throttled: () => undefined,
    failed: (problem: string) => {
      throw new Error(problem);
    },
  };
  const { id: businessId } = one.business;
  // What other tests have planned comes due here, too.
  one.handlers.notice = async (job) => {
    if (job.businessId === businessId) await runNotice(notices, job);
  };
  const pressed = async (by: number) => {
    const draftId = (await drafts(one)).at(-1)?.id ?? 0;
    return { draftId, by, botId: MAIN_BOT, now: one.time.now };
  };
  return {
    ...one,
    owner,
    clientId,
    cards,
    /** Of the newest draft. */
    send: async (by = owner) => {
      const press = await pressed(by);
      return one.db.transaction((tx) => sendDraft(tx, businessId, press));
    },
    edit: async (words: string, by = owner) => {
      const press = { ...(await pressed(by)), text: words };
      return one.db.transaction((tx) => editDraft(tx, businessId, press));
    },
    takeOver: async (by = owner) => {
      const press = await pressed(by);
      return one.db.transaction((tx) => answerInstead(tx, businessId, press));
    },
    writes: async (words: string, id?: number) => {
      await one.says(CUSTOMER, words, id);
      await one.settle(15_000);
    },
    /** Presses the button with this title under what the agent said last. */
    taps: async (title: string) => {
      const key = one.said.at(-1)?.buttons.find((button) => button.text === title);
      await one.presses(CUSTOMER, key?.callback_data ?? "");
      await one.settle();
    },
    drafts: () => drafts(one),
    heard: () => one.to(CUSTOMER),
    visits: () => listVisits(one.db, businessId, {}),
    held: async () => {
      const rows = await one.db.execute(
        sql`select 1 from bookings where business_id = ${businessId} and status = 'held'`,
      );
      return rows.length;
    },
    settings: () => agentSettings(one.db, businessId),
  };
}

type Row = { id: number; ended: string | null; text: string; does: { do: string }[] };

async function drafts(one: Pick<Line, "db" | "business">): Promise<Row[]> {
  const rows = await one.db.execute<Row>(sql`
    select id::int as id, ended, text, does from agent_drafts
    where business_id = ${one.business.id} order by id`);
  return [...rows];
}

const WISH = "Запишіть мене на стрижку в четвер о 10:00";

describe("a turn that a person has to let through", () => {
  test("is only drafted: nothing is said and nothing written, until it is sent as it was shown", async () => {
    const one = await shadow();
    await one.writes(WISH);
    expect(one.heard()).toEqual([]);
    expect(await one.held()).toBe(0);
    const [draft] = await one.drafts();
    expect(draft?.does.map((deed) => deed.do)).toEqual(["hold"]);
    expect(one.cards[0]?.html).toContain(text("uk", "shadow-draft"));
    expect(one.cards[0]?.html).toContain(WISH);
    expect(one.cards[0]?.html).toContain("притримає час (");

    expect(await one.send()).toEqual({ sent: true, alone: false });
    await one.settle();
    expect(one.heard()).toEqual([draft?.text]);
    expect(await one.held()).toBe(1);
    expect(one.edited.at(-1)?.html).toContain("✅ <b>Надіслано</b> · Оля");
    expect(one.edited.at(-1)?.keyboard).toBeNull();

    await one.taps(text("uk", "agent-button-yes"));
    expect(await one.visits()).toEqual([]);
    expect(one.cards.at(-1)?.html).toContain("запише на ");
    expect(await one.send()).toMatchObject({ sent: true });
    await one.settle();
    expect(await one.visits()).toHaveLength(1);
    expect(one.heard().at(-1)).toContain("✅");
    expect((await one.settings()).shadowUnchanged).toBe(2);
  });

  test("is drafted anew where the calendar changed meanwhile, and nothing of the old one is written", async () => {
    const one = await shadow();
    await one.writes(WISH);
    const { business, salon, time } = one;
    const slot = slotIn(salon, "10:00");
    const rival = { slot, salon, by: { conversationId: 999, clientId: null } };
    await hold(one.db, business.id, { ...rival, channel: "telegram", now: time.now });
    expect(await one.send()).toEqual({ again: true });
    await one.settle();
    expect(one.heard()).toEqual([]);
    expect(await one.held()).toBe(1);
    const [old, fresh] = await one.drafts();
    expect(old?.ended).toBe("stale");
    expect(fresh?.text).not.toBe(old?.text);
    expect(one.cards.at(-1)?.html).toContain(text("uk", "shadow-instead"));
    expect(await one.send()).toMatchObject({ sent: true });
    await one.settle();
    expect(one.heard()).toEqual([fresh?.text]);
  });

  test("is stale once the customer wrote again: one new draft answers all of it", async () => {
    const one = await shadow();
    await one.writes("Добрий день");
    await one.writes("Скільки коштує стрижка?");
    const [old, fresh] = await one.drafts();
    expect([old?.ended, fresh?.ended]).toEqual(["stale", null]);
    expect(one.edited.at(-1)).toMatchObject({ messageId: 1, keyboard: null });
    expect(one.cards[1]?.html).toContain("Добрий день");
    expect(one.cards[1]?.html).toContain("Скільки коштує стрижка?");
    await one.send();
    await one.settle();
    expect(one.heard()).toHaveLength(1);
    expect(one.heard()[0]).toContain("700");
  });

  test("is stale between a message and its turn, and once its own message was changed", async () => {
    const one = await shadow();
    await one.writes("Скільки коштує стрижка?", 41);
    await one.receive({
      edited_message: one.message(CUSTOMER, { text: "Де ви?", edit_date: 5 }, 41),
    });
    expect(await one.send()).toEqual({ refused: "stale" });
    await one.settle(15_000);
    const [old, fresh] = await one.drafts();
    expect(old?.ended).toBe("stale");
    expect(fresh?.text).not.toContain("700");
    expect(one.heard()).toEqual([]);
  });
});

describe("an operator who changes a draft", () => {
  test("has their words sent with its buttons, and the agent goes on from there", async () => {
    const one = await shadow();
    await one.writes("Добрий день");
    await one.send();
    await one.writes(WISH);
    expect(await one.edit("Оксано, четвер о 10:00 вільний. Записую?")).toEqual({
      sent: true,
      only: false,
    });
    await one.settle();
    expect(one.heard().at(-1)).toBe("Оксано, четвер о 10:00 вільний. Записую?");
    const rows = await one.db.execute<{ author: string }>(sql`
      select author from utterances where business_id = ${one.business.id} order by id desc limit 1`);
    expect(rows[0]?.author).toBe("operator");
    expect(await one.settings()).toMatchObject({ shadow: true, shadowUnchanged: 0 });
    await one.taps(text("uk", "agent-button-yes"));
    await one.send();
    expect(await one.visits()).toHaveLength(1);
  });

  test("of a visit sends only words: nothing is written, and a later yes means nothing", async () => {
    const one = await shadow();
    await one.writes(WISH);
    await one.send();
    await one.settle();
    await one.writes("Так");
    expect((await one.drafts()).at(-1)?.does.map((deed) => deed.do)).toEqual(["book"]);
    expect(await one.edit("Хвилинку, уточню в майстра.")).toEqual({ sent: true, only: true });
    await one.settle();
    expect(one.heard().at(-1)).toBe("Хвилинку, уточню в майстра.");
    expect(one.edited.at(-1)?.html).toContain(text("uk", "shadow-only"));
    await one.writes("Так");
    await one.send();
    await one.settle();
    expect(await one.visits()).toEqual([]);
  });

  test("is told when the words did not go, because the calendar had changed", async () => {
    const one = await shadow();
    await one.writes(WISH);
    const rival = { slot: slotIn(one.salon, "10:00"), salon: one.salon, now: one.time.now };
    await hold(one.db, one.business.id, {
      ...rival,
      by: { conversationId: 999, clientId: null },
      channel: "telegram",
    });
    expect(await one.edit("Записую на 10:00")).toEqual({ again: true });
    expect(await one.edit(" ")).toEqual({ refused: "empty" });
    expect(await one.edit("а".repeat(4097))).toEqual({ refused: "too_long" });
    await one.settle();
    expect(one.heard()).toEqual([]);
  });
});

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
