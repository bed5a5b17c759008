import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setWorkingHours } from "../../src/business/business-service.ts";
import { subscribedChats } from "../../src/business/chat-service.ts";
import { saveEmployees, saveLines } from "../../src/business/line-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { group, invited, ivan, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

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
const count = (method: string) => desk.sent.filter((one) => one.method === method).length;
const filters = async () =>
  (await chats())
    .map((chat) => [chat.threadId ?? 0, chat.filter] as const)
    .toSorted(([a], [b]) => a - b);
const filter = async () => (await chats())[0]?.filter;
const topic = { ...group, thread: 7 };

describe("the menu of /notify", () => {
  beforeEach(() => desk.say(olena, "/notify", group));

  test("asks for reminders and new deals besides the cards", async () => {
    await desk.press(olena, "⏰ Нагадувати", group);
    await desk.press(olena, "💼 Нові угоди", group);
    expect((await chats())[0]).toMatchObject({ remind: true, deals: true, filter: {} });
    await desk.press(olena, "⏰ Не нагадувати", group);
    await desk.press(olena, "📨 Повідомлення", group);
    await desk.press(olena, "Лише пропущені", group);
    expect((await chats())[0]).toMatchObject({ remind: false, deals: true });
  });

  test("changes everything in the one message it stands in, and goes back", async () => {
    const [before, changed] = [count("sendMessage"), count("editMessageText")];
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
    expect(count("sendMessage")).toBe(before);
    expect(count("editMessageText") - changed).toBe(presses.length + 7);
    expect(count("answerCallbackQuery")).toBe(desk.presses());
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
    expect(await filters()).toEqual([
      [0, {}],
      [7, { directions: ["out"] }],
    ]);
    const kept = await filters();
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
    expect(await filters()).toEqual(kept);
  });
});
