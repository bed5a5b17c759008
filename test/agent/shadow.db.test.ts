import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hold } from "../../src/booking/hold-service.ts";
import { text } from "../../src/texts/bundle.ts";
import { slotIn } from "../booking/world.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { offers } from "./line.ts";
import { CUSTOMER, openShadow } from "./shadow-case.ts";

let database: FreshDatabase;
let index = 300;
beforeAll(async () => {
  database = await freshDatabase({ pool: 8 });
});
afterAll(() => database.close());

function shadow(after?: number) {
  index += 1;
  return openShadow(database.db, { index, ...(after === undefined ? {} : { after }) });
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

  test("is drafted with the visit in it, though the customer calls a person in the same breath", async () => {
    const one = await shadow();
    await one.writes(WISH);
    await one.send();
    await one.settle();
    const yes = one.said.at(-1)?.buttons.find((key) => key.text === text("uk", "agent-button-yes"));
    await one.presses(CUSTOMER, yes?.callback_data ?? "");
    await one.writes("Покличте людину");
    expect(await one.visits()).toEqual([]);
    expect((await one.conversation(CUSTOMER)).mode).toBe("agent");
    expect((await one.drafts()).at(-1)?.does.map((deed) => deed.do)).toContain("book");
    expect(one.cards.at(-1)?.html).toContain(text("uk", "shadow-do-handoff"));

    expect(await one.send()).toMatchObject({ sent: true });
    expect(await one.visits()).toHaveLength(1);
    expect((await one.conversation(CUSTOMER)).mode).toBe("human");
    expect((await one.drafts()).map(({ ended }) => ended)).toEqual(["sent", "sent"]);
  });

  test("does not keep anybody waiting who wants no more messages", async () => {
    const one = await shadow();
    await one.writes(WISH);
    await one.send();
    await one.settle();
    const yes = one.said.at(-1)?.buttons.find((key) => key.text === text("uk", "agent-button-yes"));
    await one.presses(CUSTOMER, yes?.callback_data ?? "");
    await one.presses(CUSTOMER, await offers(one, CUSTOMER, { do: "opt_out" }));
    await one.settle();
    expect(await one.visits()).toEqual([]);
    const [row] = await one.db.execute<{ out: boolean }>(sql`
      select opted_out_at is not null as out from conversations where business_id = ${one.business.id}::uuid`);
    expect(row?.out).toBe(true);
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
