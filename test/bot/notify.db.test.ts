import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
      "/notify style one messages answered,missed direction in line 044 000 00 01 ext 101,102 client 0670000001 quiet 22:00-8:00 outside on language ru buttons off remind on",
      group,
    );
    expect(desk.last().split("\n\n")[1]).toBe(
      [
        "📨 Повідомлення: прийняті, без відповіді",
        "↕️ Напрямок: лише вхідні",
        "☎️ Лінії: +380 44 000 00 01",
        "👤 Працівники: Олена (101), 102",
        "📱 Клієнти: +380 67 000 00 01",
        "🗂 Вигляд: лише підсумок, коли дзвінок завершено",
        "🌙 Без звуку: 22:00–08:00",
        "🌐 Мова карток: Русский",
        "🔘 Кнопка під карткою: немає",
        "⏰ Нагадування про пропущені: приходять",
        "💼 Нові угоди не приходять",
      ].join("\n"),
    );
    expect((await chats())[0]).toMatchObject({
      style: "one",
      buttons: false,
      language: "ru",
      remind: true,
      deals: false,
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

  test("says of each style what it brings, and of missed calls that they are incoming", async () => {
    for (const [wish, said] of [
      ["style one", "🗂 Вигляд: одне повідомлення, яке стає підсумком"],
      ["style final", "🗂 Вигляд: лише підсумок, коли дзвінок завершено"],
      ["style two", "🗂 Вигляд: два повідомлення: коли дзвонять і коли завершено"],
    ] as const) {
      await desk.say(olena, `/notify ${wish}`, group);
      expect(desk.last()).toContain(`📱 Клієнти: усі\n${said}\n`);
    }
    await desk.say(olena, "/notify missed on", group);
    expect(desk.last()).toContain("📨 Дзвінки: лише пропущені вхідні\n☎️ Лінії: усі");
    expect(desk.last()).toContain("🗂 Вигляд: лише підсумок");
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
