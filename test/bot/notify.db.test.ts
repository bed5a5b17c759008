import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setWorkingHours } from "../../src/business/business-service.ts";
import { subscribedChats } from "../../src/business/chat-service.ts";
import { saveEmployees, saveLines } from "../../src/business/line-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
  await saveLines(desk.db, businessId, [{ number: "+380440000100", name: "Поділ" }]);
  await saveEmployees(desk.db, businessId, [{ ext: "101", name: "Олена" }]);
});
afterEach(() => desk.close());

const chats = () => subscribedChats(desk.db, businessId);
const filter = async () => (await chats())[0]?.filter;
const topic = { ...group, thread: 7 };

describe("/notify", () => {
  test("subscribes the chat or topic it stands in, and says what comes", async () => {
    await desk.say(olena, "/notify", topic);
    expect(desk.last()).toContain("<b>Лілея</b> · картки в цій темі");
    expect(desk.last()).toContain("🗂 Вигляд: два повідомлення: коли дзвонять і коли завершено");
    expect(desk.sent.at(-1)?.payload).toMatchObject({ chat_id: group.id, message_thread_id: 7 });
    desk.time.now += 1000;
    await desk.say(olena, "/notify");
    expect(await chats()).toMatchObject([
      { telegramId: group.id, threadId: 7, title: "Front desk", type: "supergroup", style: "two" },
      { telegramId: olena.id, threadId: null, title: "Олена", type: "private" },
    ]);
  });

  test("keeps what one line asks for, and says it in plain words", async () => {
    await desk.say(
      olena,
      "/notify style one messages answered,missed direction in line 044 000 00 01 ext 101,102 client 0670000001 quiet 22:00-8:00 outside on language ru buttons off",
      group,
    );
    expect(desk.last().split("\n\n")[1]).toBe(
      [
        "📨 Повідомлення: прийняті, без відповіді",
        "↕️ Напрямок: лише вхідні",
        "☎️ Лінії: +380 44 000 00 01",
        "👤 Працівники: Олена (101), 102",
        "📱 Клієнти: +380 67 000 00 01",
        "🗂 Вигляд: одне повідомлення, яке стає підсумком",
        "🌙 Без звуку: 22:00–08:00",
        "🌐 Мова карток: Русский",
        "🔘 Кнопка під карткою: немає",
      ].join("\n"),
    );
    expect((await chats())[0]).toMatchObject({
      style: "one",
      buttons: false,
      language: "ru",
      filter: {
        messages: ["answered", "missed"],
        directions: ["in"],
        lines: ["+380440000001"],
        exts: ["101", "102"],
        clients: ["+380670000001"],
        quiet: { from: "22:00", to: "08:00" },
        loudOutsideHours: true,
      },
    });
    await desk.say(
      olena,
      "/notify messages all direction all line all ext all client all quiet off outside off style two",
      group,
    );
    expect((await chats())[0]).toMatchObject({ style: "two", language: "ru", filter: {} });
  });

  test("says what it does not understand, and changes nothing then", async () => {
    await desk.say(olena, "/notify <b>щось", group);
    expect(desk.last()).toContain("Не розумію «&lt;b&gt;щось»");
    await desk.say(olena, "/notify line Поділ", group);
    expect(desk.last()).toContain("«Поділ» не схоже на номер телефону");
    expect(await chats()).toEqual([]);
  });

  test("off ends it, twice is harmless, the button turns it on again", async () => {
    await desk.say(olena, "/notify missed on", group);
    await desk.press(olena, "🔕 Вимкнути тут", group);
    expect(await chats()).toEqual([]);
    await desk.say(olena, "/notify off", group);
    expect(desk.last()).toContain("й так не приходять");
    await desk.press(olena, "💬 Увімкнути тут", group);
    expect(await filter()).toEqual({ missedOnly: true });
  });

  test("in a group only an admin of its business changes anything", async () => {
    await desk.say(olena, "/notify", group);
    const stop = desk.button("🔕 Вимкнути тут");
    await invited(desk, ivan, "Оператор");
    await desk.press(ivan, stop, group);
    await desk.press(kate, stop, group);
    await desk.say(ivan, "/notify off", group);
    await desk.say(kate, "/notify off", group);
    expect(desk.last()).toContain("I answer only the team");
    expect(await chats()).toHaveLength(1);
  });

  test("in a subscribed group its business counts, and one's other business is offered beside it", async () => {
    await desk.say(olena, "/notify", group);
    await desk.press(olena, "➕ Новий бізнес");
    await desk.say(olena, "Друга");
    await desk.say(olena, "/notify", group);
    expect(desk.last()).toContain("<b>Лілея</b>");
    await desk.press(olena, "➕ Ще й «Друга»", group);
    expect(desk.last()).toContain("<b>Друга</b>");
    expect(await chats()).toHaveLength(1);
  });
});

describe("the menu of /notify", () => {
  const edits = () => desk.sent.filter(({ method }) => method === "editMessageText").length;
  const messages = () => desk.sent.filter(({ method }) => method === "sendMessage").length;
  beforeEach(() => desk.say(olena, "/notify", group));

  test("changes everything in the one message it stands in, and goes back", async () => {
    const [before, changed] = [messages(), edits()];
    const presses = [
      ["📨 Повідомлення", {}],
      ["✓ 📞 Коли дзвонять", { messages: ["answered", "missed"] }],
      ["Лише пропущені", { missedOnly: true }],
      ["Усі повідомлення", {}],
      ["← Назад", {}],
      ["↕️ Напрямок", {}],
      ["Вхідні", { directions: ["in"] }],
      ["✓ Вхідні", { directions: ["in"] }],
      ["Усі", {}],
      ["← Назад", {}],
      ["☎️ Лінії", {}],
      ["Поділ · +380 44 000 01 00", { lines: ["+380440000100"] }],
      ["✓ Поділ", {}],
      ["← Назад", {}],
      ["👤 Працівники", {}],
      ["Олена · 101", { exts: ["101"] }],
      ["Усі працівники", {}],
      ["← Назад", {}],
      ["🌙 Тихі години", {}],
      ["22:00–08:00", { quiet: { from: "22:00", to: "08:00" } }],
      ["Немає", {}],
      ["← Назад", {}],
    ] as const;
    for (const [button, after] of presses) {
      await desk.press(olena, button, group);
      expect([button, await filter()]).toEqual([button, after]);
    }
    await desk.press(olena, "🗂 Вигляд", group);
    expect(desk.last()).toContain("<b>Одне.</b> Коли дзвінок завершено");
    await desk.press(olena, "Лише підсумок", group);
    await desk.press(olena, "← Назад", group);
    await desk.press(olena, "🌐 Мова карток", group);
    await desk.press(olena, "Русский", group);
    await desk.press(olena, "← Назад", group);
    await desk.press(olena, "🔘 Без кнопки", group);
    expect((await chats())[0]).toMatchObject({ style: "final", language: "ru", buttons: false });
    expect(desk.last()).toContain("<b>Лілея</b> · картки в цьому чаті");
    expect(messages()).toBe(before);
    expect(edits() - changed).toBe(presses.length + 7);
    expect(desk.sent.filter(({ method }) => method === "answerCallbackQuery").length).toBe(
      desk.presses(),
    );
  });

  test("keeps the last message and says why", async () => {
    await desk.press(olena, "📨 Повідомлення", group);
    await desk.press(olena, "✓ 📞 Коли дзвонять", group);
    await desk.press(olena, "✓ ✅ Прийняті", group);
    await desk.press(olena, "✓ ❌ Без відповіді", group);
    expect(desk.last()).toContain("Щось має залишитися");
    expect(await filter()).toEqual({ messages: ["missed"] });
  });

  test("takes clients' numbers in a form: a wrong one says why and keeps what was", async () => {
    const reply = { ...group, replyTo: 7000000001 };
    await desk.press(olena, "📱 Клієнти", group);
    await desk.press(olena, "✏️ Додати номери", group);
    await desk.say(olena, "067 000 00 01, Оксана", reply);
    expect(desk.last()).toContain("«Оксана» не схоже на номер телефону");
    expect(await filter()).toEqual({});
    await desk.say(olena, "067 000 00 01\n+380670000002", reply);
    expect(desk.last()).toContain("Додано номерів: 2.");
    expect(await filter()).toEqual({ clients: ["+380670000001", "+380670000002"] });
    await desk.press(olena, "✓ +380 67 000 00 01", group);
    expect(await filter()).toEqual({ clients: ["+380670000002"] });
    await desk.press(olena, "Усі номери", group);
    expect(await filter()).toEqual({});
    const many = Array.from({ length: 51 }, (_, n) => `+3806700001${String(n).padStart(2, "0")}`);
    await desk.press(olena, "✏️ Додати номери", group);
    await desk.say(olena, many.join(","), reply);
    expect(desk.last()).toContain("Більше ніж 50 номерів");
    expect(await filter()).toEqual({});
  });

  test("takes quiet hours in a form, and the sound outside working hours where these are known", async () => {
    const reply = { ...group, replyTo: 7000000001 };
    await desk.press(olena, "🌙 Тихі години", group);
    expect(desk.last()).toContain("Робочий час не задано: /settings");
    await desk.press(olena, "✏️ Свій час", group);
    await desk.say(olena, "вночі", reply);
    expect(desk.last()).toContain("«вночі» не схоже на час від і до");
    await desk.say(olena, "з 21:30 до 8", reply);
    expect(desk.last()).toContain("Зараз: 21:30–08:00.");
    const day: [string, string] = ["09:00", "18:00"];
    const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: null, sun: null };
    await setWorkingHours(desk.db, businessId, week);
    await desk.press(olena, "22:00–08:00", group);
    expect(desk.last()).toContain(
      "Робочий час: пн–пт 09:00–18:00, сб, нд вихідні. Поза ним картки без звуку.",
    );
    await desk.press(olena, "🔔 Звук поза роботою", group);
    expect(desk.last()).toContain("Поза ним картки зі звуком.");
    expect(await filter()).toEqual({
      quiet: { from: "22:00", to: "08:00" },
      loudOutsideHours: true,
    });
  });

  test("a form that a chat was turned off under, or whose person lost the right, changes nothing", async () => {
    const reply = { ...group, replyTo: 7000000001 };
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/notify", group);
    await desk.press(ivan, "📱 Клиенты", group);
    await desk.press(ivan, "✏️ Добавить номера", group);
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити оператором");
    await desk.say(ivan, "0670000001", reply);
    expect(desk.last()).toContain("Это может только");
    await desk.say(olena, "/notify", group);
    await desk.press(olena, "📱 Клієнти", group);
    await desk.press(olena, "✏️ Додати номери", group);
    await desk.press(olena, "🔕 Вимкнути тут", group);
    await desk.say(olena, "0670000001", reply);
    expect(desk.last()).toContain("Картки «Лілея» сюди не приходять");
    expect(await chats()).toEqual([]);
  });

  test("an old button neither turns on what was turned off, nor changes it", async () => {
    await desk.press(olena, "🗂 Вигляд", group);
    const one = desk.button("Одне");
    await desk.say(olena, "/notify off", group);
    await desk.press(olena, one, group);
    expect(desk.last()).toContain("Картки «Лілея» сюди не приходять");
    expect(await chats()).toEqual([]);
    await desk.press(olena, "💬 Увімкнути тут", group);
    expect((await chats())[0]).toMatchObject({ style: "two" });
  });

  test("pressed in a topic it is about that topic; where Telegram hides the topic nothing is guessed", async () => {
    await desk.say(olena, "/notify", topic);
    await desk.press(olena, "↕️ Напрямок", topic);
    await desk.press(olena, "Вихідні", topic);
    const of = (thread: number | null) => async () =>
      (await chats()).find(({ threadId }) => threadId === thread)?.filter;
    expect([await of(7)(), await of(null)()]).toEqual([{ directions: ["out"] }, {}]);
    const before = desk.sent.length;
    await desk.handle({
      callback_query: {
        id: "1",
        from: { ...olena, is_bot: false },
        chat_instance: "1",
        data: desk.button("Вхідні").callback_data ?? "",
        message: {
          message_id: 5,
          date: 0,
          chat: { id: group.id, type: "supergroup", title: "Front desk", is_forum: true },
        },
      },
    });
    expect(desk.sent.slice(before).map(({ text }) => text)).toContain(
      "Ця кнопка вже не діє. Відкрийте екран знову командою.",
    );
    expect([await of(7)(), await of(null)()]).toEqual([{ directions: ["out"] }, {}]);
  });
});

describe("/calls in a group", () => {
  test("lists the calls of the group's own business, and those of no other", async () => {
    await desk.say(olena, "/calls", group);
    expect(desk.last()).toContain("в особистому чаті");
    await desk.say(olena, "/notify", group);
    await desk.say(olena, "/calls", group);
    expect(desk.last()).toContain("Дзвінків ще не було");
    await desk.say(ivan, "/start");
    await desk.press(ivan, "Русский");
    await desk.say(ivan, "Чужая");
    await desk.say(ivan, "/calls", group);
    expect(desk.last()).toContain("Здесь отвечаю только команде бизнеса");
  });
});

describe("what happens to a chat", () => {
  const bot = {
    id: 7000000001,
    is_bot: true as const,
    first_name: "Frontdesk",
    username: "frontdesk_bot",
  };
  const from = { ...olena, is_bot: false };
  const chat = { id: group.id, type: "supergroup" as const, title: "Front desk" };
  const changed = (
    was: "member" | "left",
    is: "member" | "left" | "kicked",
    where: typeof chat | { id: number; type: "private"; first_name: string } = chat,
  ) => ({
    my_chat_member: {
      chat: where,
      from,
      date: 1,
      old_chat_member: { user: bot, status: was },
      new_chat_member:
        is === "kicked" ? { user: bot, status: is, until_date: 0 } : { user: bot, status: is },
    },
  });

  test("added to a group, the bot says what for and one button subscribes", async () => {
    await desk.handle(changed("left", "member"));
    expect(desk.last()).toContain("показую дзвінки «Лілея» картками");
    await desk.press(olena, "💬 Увімкнути тут", group);
    expect(await chats()).toHaveLength(1);
  });

  test("removed from the group its cards cannot reach it; added again they can", async () => {
    await desk.say(olena, "/notify", group);
    await desk.handle(changed("member", "left"));
    expect((await chats())[0]?.unreachable?.reason).toBe("kicked");
    await desk.say(olena, "/health");
    expect(desk.last()).toContain("⚠️ Front desk: бота видалено з чату");
    await desk.handle(changed("left", "member"));
    expect((await chats())[0]?.unreachable).toBeNull();
    expect(desk.last()).toContain("Картки дзвінків приходять у цей чат");
    expect(desk.buttons()).toEqual([]);
  });

  test("blocked and unblocked by a person", async () => {
    await desk.say(olena, "/notify");
    const own = { id: olena.id, type: "private" as const, first_name: "Олена" };
    await desk.handle(changed("member", "kicked", own));
    expect((await chats())[0]?.unreachable?.reason).toBe("blocked");
    await desk.handle(changed("left", "member", own));
    expect((await chats())[0]?.unreachable).toBeNull();
  });

  test("a group that became a supergroup, and one that was renamed, are followed", async () => {
    await desk.say(olena, "/notify", group);
    const message = { message_id: 1, date: 1, from, chat };
    await desk.handle({ message: { ...message, new_chat_title: "Рецепція" } });
    await desk.handle({ message: { ...message, migrate_to_chat_id: -1002 } });
    await desk.handle({
      message: { ...message, chat: { ...chat, id: -1002 }, migrate_from_chat_id: group.id },
    });
    expect(await chats()).toMatchObject([{ telegramId: -1002, title: "Рецепція" }]);
  });
});
