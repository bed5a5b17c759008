import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeChat, unsubscribe } from "../../src/business/chat-service.ts";
import { removeMember } from "../../src/business/member-service.ts";
import { clientsByPhones } from "../../src/crm/client-service.ts";
import { listDeals } from "../../src/crm/deal-list-service.ts";
import { group, invited, ivan, NOW, olena } from "./desk.ts";
import { CARD, openWhyDesk, type WhyDesk } from "./why-case.ts";

let desk: WhyDesk;
beforeAll(async () => {
  desk = await openWhyDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.time.now = NOW;
  await desk.db.execute(sql`
    truncate deals, deal_calls, stages, counters, clients, client_phones, followups, calls, call_refs, call_events, cards, card_steps`);
  await desk.subscribed({ masked: false, language: null });
});

const deals = () =>
  listDeals(desk.db, desk.business.id, { wanted: { text: "" }, offset: 0, limit: 99 });
const last = () => desk.last().replaceAll("\u202f", " ");
const keys = () => desk.buttons().map(({ text }) => text.replaceAll("\u202f", " "));
const toast = () =>
  desk.sent.findLast(({ method }) => method === "answerCallbackQuery")?.payload["text"];

const pressDeal = async (callId: number) =>
  desk.pressBelow(`${await desk.more(callId)}:deal`, CARD);

describe("/deal", () => {
  test("in one line makes a deal and shows its card", async () => {
    await desk.say(olena, "/deal Манікюр для Олени 1 200,50 ₴");
    expect(last()).toBe(
      [
        "💼 Угода №1 · Нові",
        "<b>Манікюр для Олени</b>",
        "",
        "💰 1 200,50 грн",
        "🕓 Створено вручну: сьогодні, 14:00",
      ].join("\n"),
    );
    expect(keys()).toEqual([
      "→ В роботі",
      "→ Очікує",
      "💰 Сума",
      "✏️ Назва",
      "📝 Примітка",
      "🏆 Виграна",
      "🚫 Втрачена",
      "➕ Задача",
      "← До списку",
    ]);
    await desk.say(olena, "/deal 1");
    expect(last()).toContain("Манікюр для Олени");
    await desk.say(olena, "/deal 77");
    expect(last()).toContain("Угоди №77 немає");
    await desk.say(olena, "/deal");
    expect(last()).toContain("Напишіть, яку угоду створити");
  });

  test("with a number is of its client, who has one open deal", async () => {
    await desk.say(olena, "/deal Ремонт 067 111 00 09 500");
    const [deal] = await deals();
    expect(deal).toMatchObject({ name: "Ремонт", amount: 500, phone: "+380671110009" });
    await desk.say(olena, "/deal Ще раз 0671110009");
    expect(desk.texts().at(-2)).toContain("уже має відкриту угоду №1");
    expect((await deals()).map(({ number }) => number)).toEqual([1]);
    const known = await clientsByPhones(desk.db, desk.business.id, ["+380671110009"]);
    expect(known.get("+380671110009")?.id).toBe(deal?.client?.id);
  });

  test("in another currency than the business's is refused in a sentence", async () => {
    await desk.say(olena, "/deal Манікюр $50");
    expect(last()).toContain("у валюті UAH, а не USD");
    expect(await deals()).toEqual([]);
  });
});

describe("a deal's buttons", () => {
  beforeEach(() => desk.say(olena, "/deal Манікюр"));

  test("move it; a late press says where it is", async () => {
    const [toWork, toWait] = [desk.button("→ В роботі"), desk.button("→ Очікує")];
    await desk.press(olena, toWork);
    expect(last()).toContain("Угода №1 · В роботі");
    await desk.press(olena, toWait);
    expect(toast()).toBe("Угода №1 уже на етапі «В роботі».");
    expect(last()).toContain("Угода №1 · В роботі");
  });

  test("ask for an amount until it is one", async () => {
    await desk.press(olena, "💰 Сума");
    await desk.say(olena, "багато <3");
    expect(last()).toContain("«багато &lt;3» не схоже на суму");
    await desk.say(olena, "9999999999999");
    expect(last()).toContain("більше, ніж я можу записати");
    await desk.say(olena, "50 €");
    expect(last()).toContain("у валюті UAH, а не EUR");
    await desk.say(olena, "2 тис");
    expect(last()).toContain("💰 2 000 грн");
    await desk.press(olena, "💰 Сума");
    await desk.say(olena, "-");
    expect(last()).toContain("Сума не вказана");
  });

  test("name it and note on it", async () => {
    await desk.press(olena, "✏️ Назва");
    await desk.say(olena, "Фарбування <b>");
    expect(last()).toContain("<b>Фарбування &lt;b&gt;</b>");
    await desk.press(olena, "📝 Примітка");
    await desk.say(olena, "Просить суботу\nпісля 12");
    expect(last()).toContain("📝 Просить суботу\nпісля 12");
  });

  test("win it with an amount, asked for where there is none; a second press says so", async () => {
    const won = desk.button("🏆 Виграна");
    await desk.press(olena, won);
    expect(last()).toContain("За яку суму виграно угоду №1?");
    await desk.say(olena, "1800");
    expect(last()).toContain("🏆 Угода №1 · виграна");
    expect(last()).toContain("💰 1 800 грн");
    await desk.press(olena, won);
    expect(toast()).toBe("Угода №1 уже виграна.");
    await desk.press(olena, "♻️ Відкрити знову");
    expect(last()).toContain("Угода №1 · Нові");
  });

  test("lose it for a reason, pressed or written", async () => {
    await desk.press(olena, "🚫 Втрачена");
    expect(keys()).toEqual(["Дорого", "Клієнт передумав", "Не додзвонилися", "Інше…", "← Назад"]);
    await desk.press(olena, "Дорого");
    expect(last()).toContain("🚫 Угода №1 · втрачена");
    expect(last()).toContain("Причина: Дорого");
    await desk.press(olena, "♻️ Відкрити знову");
    await desk.press(olena, "🚫 Втрачена");
    await desk.press(olena, "Інше…");
    await desk.say(olena, "Поїхала з міста");
    expect(last()).toContain("Причина: Поїхала з міста");
  });

  test("of somebody who is removed in the middle of a form say so", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, "/deal 1");
    await desk.press(ivan, "💰 Сумма");
    await removeMember(desk.db, desk.business.id, {
      personId: ivan.id,
      by: olena.id,
      now: desk.time.now,
    });
    await desk.say(ivan, "500");
    expect(last()).toContain("Это может только");
    expect(await deals()).toMatchObject([{ amount: null }]);
  });

  test("of a deal that is gone say so", async () => {
    const move = desk.button("→ В роботі");
    await desk.db.execute(sql`delete from deals`);
    await desk.press(olena, move);
    expect(toast()).toBe("Цієї угоди вже немає.");
    expect(last()).toBe("Цієї угоди вже немає.");
  });
});

describe("/deals", () => {
  test("says what to do where there is none", async () => {
    await desk.say(olena, "/deals");
    expect(last()).toContain("Угод ще немає");
    expect(keys()).toEqual([
      "Нові · 0",
      "В роботі · 0",
      "Очікує · 0",
      "🏆 Виграні · 0",
      "🚫 Втрачені · 0",
      "⚙️ Етапи",
    ]);
    await desk.press(olena, "Нові");
    expect(last()).toContain("На цьому етапі угод немає");
  });

  test("counts stages, pages deals by eight and finds them", async () => {
    for (let n = 1; n <= 9; n += 1)
      await desk.say(olena, `/deal Дуже довга назва угоди, яка не вміститься ${n} 1000`);
    await desk.say(olena, "/deals");
    expect(last()).toContain("<b>Нові</b> · 9 · 9 000 грн");
    await desk.press(olena, "Нові");
    expect(keys()).toHaveLength(8 + 1 + 1);
    expect(keys()[0]).toBe("№9 Дуже довга назва угоди,… · 1 000 грн");
    await desk.press(olena, "▶");
    expect(keys()).toEqual(["№1 Дуже довга назва угоди,… · 1 000 грн", "◀", "← Усі угоди"]);
    await desk.say(olena, "/deals вміститься 7");
    expect(keys()[0]).toContain("№7");
    await desk.say(olena, "/deals <немає>");
    expect(last()).toContain("🔎 Угоди: «&lt;немає&gt;»");
    expect(last()).toContain("Такої угоди не знайдено");
  });

  test("in a group that gets no cards goes to the private chat", async () => {
    await desk.say(olena, "/deal Манікюр", group);
    expect(last()).toContain("Угода №1");
    const button = desk.button("→ В роботі");
    await unsubscribe(desk.db, desk.business.id, { chatId: desk.chat.id, now: desk.time.now });
    await desk.say(olena, "/deals", group);
    expect(last()).toContain("в особистому чаті");
    await desk.press(olena, button, group);
    expect(toast()).toContain("в особистому чаті");
    expect(await deals()).toMatchObject([{ stage: { name: "Нові" } }]);
  });
});

describe("the stages", () => {
  test("are added, renamed, moved and taken away by an admin, not by an operator", async () => {
    await desk.say(olena, "/deals");
    await desk.press(olena, "⚙️ Етапи");
    await desk.press(olena, "➕ Етап");
    await desk.say(olena, "очікує");
    expect(last()).toContain("Етап із такою назвою вже є");
    await desk.say(olena, "Передоплата");
    await desk.press(olena, "4. Передоплата");
    await desk.press(olena, "⬆️");
    expect(keys().slice(0, 4)).toEqual(["1. Нові", "2. В роботі", "3. Передоплата", "4. Очікує"]);
    await desk.press(olena, "2. В роботі");
    await desk.press(olena, "🗑 Видалити");
    expect(last()).toContain("вони перейдуть на етап «Нові»");
    await desk.press(olena, "🗑 Так, видалити");
    expect(keys().slice(0, 3)).toEqual(["1. Нові", "2. Передоплата", "3. Очікує"]);
    await desk.press(olena, "1. Нові");
    expect(keys()).toEqual(["✏️ Назва", "← Назад"]);
    await desk.press(olena, "✏️ Назва");
    await desk.say(olena, "Вхід");
    expect(keys()[0]).toBe("1. Вхід");
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, "/deals");
    expect(keys()).not.toContain("⚙️ Этапы");
  });
});

describe("«💼» below a card", () => {
  test("opens the deal that the missed call made, as a reply; it can be undone", async () => {
    const callId = await desk.missedCall();
    await pressDeal(callId);
    expect(desk.sent.at(-1)?.payload).toMatchObject({ reply_parameters: { message_id: CARD } });
    expect(last().split("\n")).toEqual([
      "💼 Угода №1 · Нові",
      "<b>Оксана</b>",
      "",
      "💰 Сума не вказана",
      "👤 +380 67 111 00 01",
      "🕓 Створено після дзвінка: сьогодні, 11:00",
      "📝 🔴 ПРОПУЩЕНИЙ ДЗВІНОК",
      "Пропущений дзвінок (не відповіли)",
      "",
      "Дзвінки:",
      "❌ сьогодні, 11:00 · пропущено",
    ]);
    const undo = desk.button("↩️ Скасувати угоду");
    await desk.press(olena, undo, group);
    expect(last()).toBe("↩️ Угоду №1 скасовано. Дзвінки й клієнт залишилися.");
    await desk.press(olena, undo, group);
    expect(toast()).toBe("Угоду №1 уже скасовано.");
  });

  test("offers to make one where there is none; of two who take it one makes it", async () => {
    const callId = await desk.missedCall();
    await desk.db.execute(sql`delete from deals`);
    await desk.db.execute(sql`delete from deal_calls`);
    await pressDeal(callId);
    expect(last()).toBe(
      "За цим дзвінком угоди немає. Створити?\n<b>Оксана · +380 67 111 00 01</b>",
    );
    const make = desk.button("💼 Створити угоду");
    await desk.press(olena, make, group);
    await desk.press(olena, make, group);
    expect(last()).toContain("<b>Оксана</b>");
    expect(await deals()).toMatchObject([{ name: "Оксана", automatic: false }]);
  });

  test("hides the number where the chat hides it, also in a deal named by it", async () => {
    const callId = await desk.missedCall();
    await changeChat(desk.db, desk.business.id, {
      chatId: desk.chat.id,
      patch: { masked: true, language: "en" },
    });
    await desk.db.execute(sql`update deals set name = '+380 67 111 00 01'`);
    await pressDeal(callId);
    expect(last()).toContain("Deal No. 1 · Нові\n<b>+380 67 ••• •• 01</b>");
    expect(last()).not.toContain("111 00 01");
  });

  test("of a call that is no longer kept says so", async () => {
    const callId = await desk.missedCall();
    const data = `${await desk.more(callId)}:deal`;
    await desk.db.execute(sql`delete from calls`);
    await desk.pressBelow(data, CARD);
    expect(last()).toContain("немає");
  });
});
