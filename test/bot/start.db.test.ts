import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { businessesOf } from "../../src/business/person-service.ts";
import { forms } from "../../src/db/schema/telegram.ts";
import { group, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe("/start", () => {
  test("leads from the language to what to connect, with guesses that one tap accepts", async () => {
    await desk.say(olena, "/start");
    expect(desk.last()).toContain("Якою мовою вам зручно?");
    await desk.press(olena, "Українська");
    expect(desk.last()).toContain("Як називається ваш бізнес?");
    await desk.say(olena, "Лілея");
    expect(desk.last()).toBe("«Лілея» створено. Чим ви займаєтеся?");
    await desk.press(olena, "💇 Салон краси");
    expect(desk.last()).toContain("Часовий пояс: Київ, зараз 14:00\nВалюта: гривня (UAH)");
    await desk.press(olena, "✅ Так, усе правильно");
    expect(desk.last()).toContain("<b>Лілея</b> · підключення\n\nТелефонію ще не підключено");
    const [mine] = await businessesOf(desk.db, olena.id);
    expect(mine).toMatchObject({
      role: "owner",
      active: true,
      business: { kind: "salon", timezone: "Europe/Kyiv", currency: "UAH", language: "uk" },
    });
  });

  test("the zone brings its currency and country, and the currency may be another", async () => {
    await desk.say(ivan, "/start");
    await desk.press(ivan, "Русский");
    await desk.say(ivan, "Ромашка");
    await desk.press(ivan, "Другое");
    await desk.press(ivan, "🕓 Другой пояс");
    await desk.press(ivan, "Алматы · 17:00");
    expect(desk.last()).toContain("Часовой пояс: Алматы, сейчас 17:00\nВалюта: тенге (KZT)");
    await desk.press(ivan, "💱 Другая валюта");
    await desk.press(ivan, "доллар (USD)");
    const [mine] = await businessesOf(desk.db, ivan.id);
    expect(mine?.business).toMatchObject({
      timezone: "Asia/Almaty",
      currency: "USD",
      country: "KZ",
      kind: "other",
    });
  });

  test("the chosen language holds whatever Telegram's own says", async () => {
    await desk.say(kate, "/start");
    await desk.press(kate, "Українська");
    await desk.say(kate, "/help");
    expect(desk.last()).toContain("Що я вмію");
  });

  test("the chosen language gives the private chat its menu, where Telegram knows that chat", async () => {
    await desk.say(kate, "/language");
    await desk.press(kate, "Українська");
    expect(desk.sent.find(({ method }) => method === "setMyCommands")?.payload).toMatchObject({
      scope: { type: "chat", chat_id: kate.id },
      commands: expect.arrayContaining([
        { command: "calls", description: "останні дзвінки й пошук" },
      ]),
    });
    desk.faults.set("setMyCommands", {
      error_code: 400,
      description: "Bad Request: chat not found",
    });
    await desk.press(kate, "English", group);
    await desk.say(kate, "/help");
    expect(desk.last()).toContain("What I can do");
  });

  test("the place is guessed from the chosen language where Telegram's own says something else", async () => {
    await desk.say(kate, "/start");
    await desk.press(kate, "Русский");
    await desk.say(kate, "Ромашка");
    const [mine] = await businessesOf(desk.db, kate.id);
    expect(mine?.business).toMatchObject({
      timezone: "Europe/Moscow",
      currency: "RUB",
      language: "ru",
    });
  });

  test("a form survives a restart, and its answers are not kept in clear", async () => {
    await desk.say(olena, "/start");
    await desk.press(olena, "Українська");
    desk.restart();
    await desk.say(olena, "   \n ");
    expect(desk.last()).toBe("Не бачу назви. Напишіть її словами, будь ласка.");
    const [row] = await desk.db.select().from(forms);
    expect(row?.data).toEqual({ sealed: expect.stringMatching(/^v1\./) });
    desk.restart();
    await desk.say(olena, "Лілея");
    expect(desk.last()).toContain("«Лілея» створено");
    expect(await desk.db.select().from(forms)).toEqual([]);
  });

  test("/cancel leaves a form and says so; any other command leaves it too", async () => {
    await desk.say(olena, "/start");
    await desk.press(olena, "Українська");
    await desk.say(olena, "/cancel");
    expect(desk.last()).toContain("Скасовано");
    await desk.say(olena, "Лілея");
    expect(desk.last()).toContain("Я розумію команди та кнопки");
    await desk.say(olena, "/cancel");
    expect(desk.last()).toContain("нічого скасовувати");
    await desk.press(olena, "Українська");
    await desk.say(olena, "/help");
    await desk.say(olena, "Лілея");
    expect(await businessesOf(desk.db, olena.id)).toEqual([]);
  });

  test.each([
    "<b>Салон</b> & «Ко»",
    "a".repeat(5000),
    "\u202Eнолас",
    "'; drop table businesses;--",
    "{ $name }",
    "👩‍👩‍👧‍👦".repeat(40),
  ])("a hostile name is a name: %s", async (name) => {
    await withBusiness(desk, name);
    await desk.say(olena, "/connect");
    expect(desk.last()).toContain("підключення");
    expect((await businessesOf(desk.db, olena.id)).length).toBe(1);
  });

  test("the same answer handled twice makes one business", async () => {
    await desk.say(olena, "/start");
    await desk.press(olena, "Українська");
    await desk.say(olena, "Лілея");
    await desk.press(olena, "Українська");
    await desk.press(olena, desk.button("Українська"));
    await desk.say(olena, "Лілея");
    expect((await businessesOf(desk.db, olena.id)).length).toBe(1);
  });

  test("a second business is added beside the first, and switched to", async () => {
    await withBusiness(desk, "Перша");
    await desk.press(olena, "➕ Новий бізнес");
    await desk.say(olena, "Друга");
    await desk.press(olena, "Інше");
    await desk.press(olena, "✅ Так, усе правильно");
    expect(desk.last()).toContain("<b>Друга</b>");
    await desk.press(olena, "Інший бізнес: Перша");
    expect(desk.last()).toContain("<b>Перша</b>");
    await desk.say(olena, "/connect");
    expect(desk.last()).toContain("<b>Перша</b>");
  });

  test("in a group it points to /notify and the private chat", async () => {
    await desk.say(olena, "/start", group);
    expect(desk.last()).toContain("/notify");
  });
});

describe("what nobody understands", () => {
  test.each([
    ["/nonsense", "Такої команди немає"],
    ["Добрий день", "Я розумію команди та кнопки"],
  ])("%s is answered kindly", async (text, answer) => {
    await desk.say(olena, text);
    expect(desk.last()).toContain(answer);
  });

  test("a picture too", async () => {
    const photo = [{ file_id: "1", file_unique_id: "1", width: 1, height: 1 }];
    const chat = { id: olena.id, type: "private" as const, first_name: "Олена" };
    await desk.handle({
      message: { message_id: 1, date: 1, from: { ...olena, is_bot: false }, chat, photo },
    });
    expect(desk.last()).toContain("лише текст");
  });

  test("in a group only a command meant for the bot is answered", async () => {
    await desk.say(olena, "Добрий день", group);
    await desk.say(olena, "/nonsense", group);
    await desk.say(olena, "/nonsense@other_bot", group);
    expect(desk.texts()).toEqual([]);
    await desk.say(olena, "/nonsense@frontdesk_bot", group);
    expect(desk.last()).toContain("Такої команди немає");
  });

  test("updates without a person, of channels and of other bots change nothing", async () => {
    const channel = { id: -5, type: "channel" as const, title: "News" };
    await desk.handle({
      channel_post: { message_id: 1, date: 1, chat: channel, text: "/start", sender_chat: channel },
    });
    const anonymous = { id: 1087968824, is_bot: true, first_name: "Group" };
    const chat = { id: -1001, type: "supergroup" as const, title: "G" };
    await desk.handle({ message: { message_id: 1, date: 1, from: anonymous, chat, text: "x" } });
    expect(desk.sent).toEqual([]);
    await desk.handle({
      message: {
        message_id: 1,
        date: 1,
        from: anonymous,
        sender_chat: chat,
        chat,
        text: "/notify",
      },
    });
    expect(desk.last()).toContain("Switch off the anonymity of the admin");
  });

  test("strangers hear how to begin", async () => {
    for (const command of [
      "/connect",
      "/phonet",
      "/novofon",
      "/notify",
      "/calls",
      "/team",
      "/health",
    ]) {
      await desk.say(kate, command);
      expect(desk.last()).toContain("You are not in a team yet");
    }
  });

  test("a person who blocked the bot meanwhile fails nothing; a broken request does", async () => {
    desk.faults.set("sendMessage", {
      error_code: 403,
      description: "Forbidden: bot was blocked by the user",
    });
    await desk.say(olena, "/help");
    desk.faults.set("sendMessage", { error_code: 500, description: "Internal Server Error" });
    await expect(desk.say(olena, "/help")).rejects.toThrow();
  });
});
