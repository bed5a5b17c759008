import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { spokenOf } from "../../src/calls/spoken-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { createDeal, dealOf } from "../../src/crm/deal-service.ts";
import type { Analysis } from "../../src/speech/analysis.ts";
import { fillFrom } from "../../src/speech/fill-service.ts";
import { languages } from "../../src/texts/language.ts";
import { booked, claim, keepAnalysis, NOTHING_SAID, putCall } from "../speech/fill-case.ts";
import { group, invited, ivan, kate, NOW, olena } from "./desk.ts";
import { CARD, openWhyDesk, type WhyDesk } from "./why-case.ts";

const PHONE = "+380671110009";
/** An answer to a message of the bot's. */
const reply = { ...group, replyTo: 7_000_000_001 };

let desk: WhyDesk;
beforeAll(async () => {
  desk = await openWhyDesk();
  await invited(desk, ivan, "Оператор");
  await desk.say(ivan, "/language");
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.time.now = NOW;
  await desk.db.execute(sql`
    truncate deals, deal_calls, stages, counters, clients, client_phones, calls, cards, tasks, promises, analyses, analysis_votes, forms`);
  await desk.subscribed({ masked: false, language: null });
});

const last = () => desk.last().replaceAll(/[\u00a0\u202f]/g, " ");
const keys = () => desk.buttons().map(({ text }) => text.replaceAll("\u202f", " "));
/** The buttons of a card, turned into a menu. */
const menu = () => desk.sent.at(-1)?.buttons.map(({ text }) => text) ?? [];
const toast = () =>
  desk.sent.findLast(({ method }) => method === "answerCallbackQuery")?.payload["text"];
const shownAs = (callId: number) => spokenOf(desk.db, desk.business.id, callId);

/** A call of a client with a deal, its card in the group, and what it came to. */
async function talk(analysis: Analysis = booked): Promise<{ callId: number; dealId: number }> {
  const { db, business } = desk;
  const callId = await putCall(db, business.id, { phone: PHONE, at: NOW - 3_600_000 });
  const client = await saveClient(db, business.id, { name: null, phone: PHONE, now: NOW });
  const wish = { name: null, amount: null, client, phone: PHONE, callId, by: olena.id, now: NOW };
  const made = await createDeal(db, business.id, wish);
  if ("refused" in made) throw new Error(made.refused);
  await keepAnalysis(db, business.id, { callId, analysis, now: NOW - 1000 });
  await db.transaction((tx) => fillFrom(tx, business.id, { callId, analysis, now: NOW }));
  await desk.card(callId, { part: "final", messageId: CARD });
  return { callId, dealId: made.deal.id };
}

const pressCard = async (callId: number, verb: string) =>
  desk.pressBelow(`${await desk.more(callId)}:${verb}`, CARD);

describe("/promises", () => {
  test("lists what was promised with its words, its day and its client", async () => {
    await talk();
    await desk.say(olena, "/promises");
    expect(last()).toBe(
      [
        "🤝 <b>Обіцянки</b>",
        "",
        "1. <b>Надіслати адресу</b>",
        "від нас · Оксана · 🔴 сб, 21 листопада, 18:00",
        "<i>«я вам скину адресу сьогодні»</i> 0:12",
        "",
        "2. <b>Прийде о десятій</b>",
        "від клієнта · Оксана · ⏰ завтра, 09:00",
        "<i>«я прийду о десятій»</i> 0:15",
      ].join("\n"),
    );
    expect(keys()).toEqual([
      "1 ➕ Задача",
      "1 ✅",
      "1 ✖️",
      "2 ✅ Виконано",
      "2 ✖️ Прибрати",
      "Від нас: 1",
      "Від клієнтів: 1",
    ]);
    await desk.press(olena, "Від клієнтів: 1");
    expect(last()).not.toContain("від нас");
    await desk.press(olena, "✅ Виконано");
    expect(toast()).toBe("Виконано.");
    expect(last()).toContain("Від клієнтів відкритих обіцянок немає.");
    await desk.press(olena, "• Від клієнтів: 0");
    expect(last()).toContain("Надіслати адресу");
  });

  test("one tap makes ours a task; an old button tells that it was taken care of", async () => {
    const { dealId } = await talk();
    await desk.say(olena, "/promises");
    const old = desk.button("1 ➕ Задача");
    const dismiss = desk.button("1 ✖️");
    await desk.press(olena, "1 ➕ Задача");
    expect(toast()).toBe("Додано задачу №1.");
    expect(keys()[0]).toBe("1 📝 Задача №1");
    const rows = await desk.db.execute<{ title: string; deal_id: string }>(
      sql`select title, deal_id from tasks`,
    );
    expect([...rows]).toMatchObject([{ title: "Надіслати адресу", deal_id: String(dealId) }]);
    await desk.press(olena, old);
    expect(toast()).toBe("Про неї вже подбали.");
    await desk.press(olena, dismiss);
    expect(toast()).toBe("Про неї вже подбали.");
    await desk.press(olena, "1 📝 Задача №1");
    expect(last()).toContain("Задача №1");
    await desk.db.execute(sql`delete from promises`);
    await desk.press(olena, old);
    expect(toast()).toBe("Цієї обіцянки вже немає.");
  });

  test("is read in pages of eight, and stays below Telegram's limit", async () => {
    const long = "дуже довго <b>&".repeat(40);
    const promises = Array.from({ length: 11 }, (_, index) => ({
      ...claim(`${index} ${long}`, `${index} слово ${long}`),
      whose: "us" as const,
      due: null,
    }));
    await talk({ ...NOTHING_SAID, promises });
    await desk.say(olena, "/promises");
    expect(last()).toContain("Сторінка 1 з 2");
    expect(last().length).toBeLessThan(4096);
    expect(last()).toContain("8. ");
    await desk.press(olena, "▶");
    expect(last()).toContain("9. ");
    for (let count = 0; count < 3; count += 1) await desk.press(olena, desk.buttons()[2]!);
    expect(last()).toContain("8. ");
    expect(last()).not.toContain("Сторінка");
  });

  test("names nobody in a group without cards, and masks numbers where the chat does", async () => {
    await talk({
      ...NOTHING_SAID,
      promises: [
        { ...claim("Набрати 067 111 22 33", "наберіть 067 111 22 33"), whose: "us", due: null },
      ],
    });
    await desk.say(olena, "/promises", { ...group, id: -4242 });
    expect(desk.texts().join("\n")).not.toContain("Набрати");
    await desk.subscribed({ masked: true, language: null });
    await desk.say(olena, "/promises", group);
    expect(last()).toContain("Набрати •••");
    expect(last()).not.toContain("111 22");
    await desk.say(kate, "/promises");
    expect(last()).not.toContain("Набрати");
  });
});

describe("behind the «⋯» of a card", () => {
  test("stand its promises and a word against its summary, and nothing where there is none", async () => {
    const { callId } = await talk();
    await desk.open(callId);
    expect(menu()).toEqual(expect.arrayContaining(["🤝 Обіцянки: 2", "👎 Неправильно"]));
    await desk.pressed("🤝 Обіцянки: 2");
    expect(last()).toContain("Обіцянки з розмови");
    const bare = await putCall(desk.db, desk.business.id, { phone: PHONE, at: NOW });
    await desk.card(bare, { part: "final", messageId: CARD + 1 });
    await desk.open(bare, CARD + 1);
    expect(menu()).toContain("🔎 Чому ця картка");
    expect(menu().join()).not.toContain("👎");
  });

  test("👎 keeps one reason of each person, by button or in words", async () => {
    const { callId } = await talk();
    const votes = async () => {
      const rows = await desk.db.execute<{ reason: string }>(
        sql`select reason from analysis_votes`,
      );
      return [...rows].map(({ reason }) => reason);
    };
    await pressCard(callId, "wrong");
    expect(keys()).toEqual([
      "Неправильні факти",
      "Сказала інша людина",
      "Ні про що не домовились",
      "Інше…",
    ]);
    await desk.press(olena, "Неправильні факти", group);
    expect(last()).toContain("Дякуємо, записали");
    expect(await votes()).toEqual(["facts"]);
    await pressCard(callId, "wrong");
    await desk.press(olena, "Інше…", group);
    await desk.say(olena, "Це був інший клієнт", reply);
    expect(await votes()).toEqual(["Це був інший клієнт"]);
    await desk.say(olena, "/health");
    expect(last()).toContain("👎 Підсумки розмов за 30 днів: 1, неправильних: 1 (100 %)");
    await desk.db.execute(sql`truncate analyses`);
    await pressCard(callId, "wrong");
    await desk.press(olena, "Неправильні факти", group);
    expect(last()).toBe("Підсумку цієї розмови вже немає.");
  });
});

describe("«✏️» below a card", () => {
  test("asks what is wrong, takes the right words, and the deal follows", async () => {
    const { callId, dealId } = await talk();
    await pressCard(callId, "fix");
    expect(keys()).toEqual([
      "Суть: Записалася на манікюр",
      "Далі: Надіслати адресу",
      "Ім’я: Оксана",
      "Адреса: Хрещатик 1",
      "Коли: середа, 10:00",
      "Сума: 650 грн",
    ]);
    await desk.press(olena, "Адреса: Хрещатик 1", group);
    expect(last()).toContain("<b>Адреса</b>: Хрещатик 1");
    await desk.say(olena, "Подол <5>", reply);
    expect(last()).toBe("✅ Виправлено.");
    expect(await dealOf(desk.db, desk.business.id, dealId)).toMatchObject({ address: "Подол <5>" });
    expect((await shownAs(callId))?.summary).toMatchObject({ corrected: true });
  });

  test("says what it cannot read and asks again; /cancel leaves it", async () => {
    const { callId } = await talk();
    await pressCard(callId, "fix");
    await desk.press(olena, "Коли: середа, 10:00", group);
    await desk.say(olena, "колись", reply);
    expect(last()).toContain("Не бачу тут дня чи часу");
    await desk.say(olena, "27.11 о 15:00", reply);
    expect(last()).toBe("✅ Виправлено.");
    await pressCard(callId, "fix");
    await desk.press(olena, "Сума: 650 грн", group);
    await desk.say(olena, "20 $", reply);
    expect(last()).toContain("у валюті UAH");
    await desk.say(olena, "/cancel", group);
    await desk.say(olena, "700", reply);
    const facts = (await shownAs(callId))?.summary?.facts.map(({ value }) => value);
    expect(facts).toEqual(["Оксана", "Хрещатик 1", "27.11 о 15:00", "650 грн"]);
  });

  test("of a summary that is gone says so", async () => {
    const { callId } = await talk();
    await pressCard(callId, "fix");
    const address = desk.button("Адреса: Хрещатик 1");
    await desk.db.execute(sql`update calls set spoken = null`);
    await desk.press(olena, address, group);
    expect(last()).toBe("Підсумку цієї розмови вже немає.");
    await pressCard(callId, "fix");
    expect(last()).toBe("Тут немає чого виправляти.");
  });
});

test("a deal tells what came from a call, and a person takes it over", async () => {
  const { dealId } = await talk();
  const number = (await dealOf(desk.db, desk.business.id, dealId))?.number;
  await desk.say(olena, `/deal ${number}`);
  expect(last()).toContain("💰 650 грн · 🎙 з розмови");
  expect(last()).toContain("📍 Хрещатик 1 · 🎙 з розмови");
  expect(last()).toContain("🗓 Візит: завтра, 10:00 · 🎙 з розмови");
  expect(last()).toContain("🎙 24.11.2026, 13:00\nЗаписалася на манікюр\n→ Надіслати адресу");
  await desk.press(olena, "🗓 Візит");
  await desk.say(olena, "бозна-коли");
  expect(last()).toContain("Не бачу тут дня чи часу");
  await desk.say(olena, "27.11");
  expect(last()).toContain("🗓 Візит: пт, 27 листопада\n");
  await desk.press(olena, "📍 Адреса");
  await desk.say(olena, "-");
  expect(last()).not.toContain("📍");
  const deal = await dealOf(desk.db, desk.business.id, dealId);
  expect(deal).toMatchObject({ visitAt: "2026-11-27", address: null });
  expect(deal?.filled).toMatchObject({ visitAt: 0, address: 0 });
});

test.each(languages)("every screen has its words in %s", async (language) => {
  const { callId } = await talk();
  await desk.subscribed({ masked: false, language });
  await pressCard(callId, "promises");
  await pressCard(callId, "fix");
  await pressCard(callId, "wrong");
  const labels = [...desk.texts().slice(-3), ...keys()].join("\n");
  expect(labels).toMatch({ uk: /Що не так/, ru: /Что не так/, en: /What is wrong/ }[language]);
  expect(labels).toMatch({ uk: /Обіцянки/, ru: /Обещания/, en: /Promises/ }[language]);
});
