import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { subscribedChats } from "../../src/business/chat-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

const chats = () => subscribedChats(desk.db, businessId);
const topic = { ...group, thread: 7 };

describe("/notify", () => {
  test("subscribes the chat or topic it stands in, and says what comes", async () => {
    await desk.say(olena, "/notify", topic);
    expect(desk.last()).toContain("<b>Лілея</b> · картки в цій темі");
    expect(desk.last()).toContain("На кожен дзвінок тут два повідомлення");
    expect(desk.sent.at(-1)?.payload).toMatchObject({ chat_id: group.id, message_thread_id: 7 });
    desk.time.now += 1000;
    await desk.say(olena, "/notify");
    expect(await chats()).toMatchObject([
      { telegramId: group.id, threadId: 7, title: "Front desk", type: "supergroup", style: "two" },
      { telegramId: olena.id, threadId: null, title: "Олена", type: "private" },
    ]);
  });

  test("keeps a filter in one line and by buttons; what is left out stays", async () => {
    await desk.say(olena, "/notify missed on line 044 000 00 01 ext 101,102 buttons off", group);
    expect(desk.last()).toContain("лише пропущені дзвінки");
    expect(desk.last()).toContain(
      "Лінії: +380 44 000 00 01\nПрацівники: 101, 102\nКартки без кнопок.",
    );
    await desk.press(olena, "📞 Усі дзвінки", group);
    expect((await chats())[0]).toMatchObject({
      buttons: false,
      filter: { missedOnly: false, lines: ["+380440000001"], exts: ["101", "102"] },
    });
    await desk.press(olena, "Усі лінії та працівники", group);
    expect((await chats())[0]?.filter).toEqual({ missedOnly: false, lines: [], exts: [] });
  });

  test("the cards of a chat may speak another language than its business and its admin", async () => {
    await desk.say(olena, "/notify", group);
    expect((await chats())[0]?.language).toBeNull();
    await desk.press(olena, "Русский", group);
    expect((await chats())[0]?.language).toBe("ru");
    expect(desk.last()).toContain("картки в цьому чаті");
    expect(desk.button("✓ Русский")).toBeDefined();
    await desk.say(olena, "/notify missed on", group);
    expect((await chats())[0]).toMatchObject({ language: "ru", filter: { missedOnly: true } });
  });

  test("says what it does not understand and what is not there yet", async () => {
    await desk.say(olena, "/notify <b>щось", group);
    expect(desk.last()).toContain("Не розумію «&lt;b&gt;щось»");
    await desk.say(olena, "/notify line Поділ", group);
    expect(desk.last()).toContain("«Поділ» не схоже на номер телефону");
    expect(await chats()).toEqual([]);
    await desk.say(olena, "/notify style one quiet 21:00-09:00", group);
    expect(desk.last()).toContain("Картки поки що лише у двох повідомленнях");
    expect(desk.last()).toContain("Тихих годин ще немає");
    expect((await chats())[0]).toMatchObject({ style: "two", filter: {} });
  });

  test("off ends it, twice is harmless, the button turns it on again", async () => {
    await desk.say(olena, "/notify missed on", group);
    await desk.press(olena, "🔕 Вимкнути тут", group);
    expect(await chats()).toEqual([]);
    await desk.say(olena, "/notify off", group);
    expect(desk.last()).toContain("й так не приходять");
    await desk.press(olena, "💬 Увімкнути тут", group);
    expect((await chats())[0]?.filter).toEqual({ missedOnly: true });
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
