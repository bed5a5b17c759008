import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentSettings } from "../../src/agent/setting-service.ts";
import { connectionOf, noteConnection } from "../../src/channels/business-connection-service.ts";
import { salonBotOf } from "../../src/channels/salon-bot-service.ts";
import { reminderSettings } from "../../src/booking/reminder-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import {
  group,
  invited,
  ivan,
  kate,
  NOW,
  olena,
  openDesk,
  withBusiness,
  type Desk,
} from "./desk.ts";

/** The main bot, whose messages are replied to. */
const BOT = 7000000001;
const TOKEN = "7000000055:AAE-not-a-real-token-000000000000000";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

const linked = () => salonBotOf(desk.db, businessId);
const deleted = () => desk.sent.filter(({ method }) => method === "deleteMessage").length;
const spoken = async () => {
  const rows = await desk.db.execute<{ text: string }>(
    sql`select text from utterances where author = 'operator' order by id`,
  );
  return rows.map(({ text }) => text);
};

describe("/agent", () => {
  test("shows and changes how the agent behaves and what it reminds of", async () => {
    await desk.say(olena, "/agent");
    expect(desk.last()).toContain("⏸ Вимкнено");
    expect(desk.last()).toContain("Бота салону ще немає");
    await desk.press(olena, "🟢 Увімкнути");
    await desk.press(olena, "🗣 Тон");
    await desk.press(olena, "стислий");
    await desk.press(olena, "👋 Вітання");
    await desk.say(olena, "uk Вітаю в «Лілеї»!\nru Здравствуйте!");
    await desk.press(olena, "⛔ Обмеження");
    await desk.say(olena, "Не обіцяти знижок.");
    await desk.press(olena, "🕘 Години");
    await desk.say(olena, "щодня 20:00-10:00");
    await desk.press(olena, "⏱ За скільки");
    await desk.say(olena, "0");
    expect(desk.last()).toContain("«0» не схоже на число");
    await desk.say(olena, "15 хв");
    expect(await agentSettings(desk.db, businessId)).toMatchObject({
      enabled: true,
      tone: "brief",
      greeting: { uk: "Вітаю в «Лілеї»!", ru: "Здравствуйте!" },
      restrictions: "Не обіцяти знижок.",
      hours: { mon: ["20:00", "10:00"] },
      answerWithinMin: 15,
    });
    await desk.press(olena, "🔔 Нагадування");
    await desk.press(olena, "✓ За 2 год");
    await desk.press(olena, "Попросити відгук");
    await desk.press(olena, "🔗 Посилання");
    await desk.say(olena, "http://maps");
    expect(desk.last()).toContain("не схоже на посилання");
    await desk.say(olena, "https://maps.example/lilea");
    expect(await reminderSettings(desk.db, businessId)).toEqual({
      dayHours: 24,
      nearHours: null,
      review: true,
      reviewUrl: "https://maps.example/lilea",
      comebackDays: null,
    });
    await desk.say(olena, "/agent off");
    expect((await agentSettings(desk.db, businessId)).enabled).toBe(false);
  });

  test("is not for operators", async () => {
    await desk.say(olena, "/agent");
    const on = desk.button("🟢 Увімкнути");
    await invited(desk, ivan, "Оператор");
    await desk.press(ivan, on);
    await desk.say(ivan, "/agent on");
    expect((await agentSettings(desk.db, businessId)).enabled).toBe(false);
  });
});

describe("/salonbot", () => {
  test("takes the token, whose message goes, shows the link, and unlinks after a question", async () => {
    await desk.say(olena, "/salonbot");
    expect(desk.last()).toContain("1. Відкрийте @BotFather");
    await desk.press(olena, "🔑 У мене є токен");
    await desk.say(olena, "не токен");
    expect(desk.last()).toContain("не схоже на токен");
    desk.answers.salonBot = "revoked";
    await desk.say(olena, TOKEN);
    expect(desk.last()).toContain("Telegram не знає такого токена");
    desk.answers.salonBot = { id: 7000000055, username: "lilea_salon_bot", name: "Лілея" };
    await desk.say(olena, TOKEN);
    expect(deleted()).toBe(3);
    expect(desk.last()).toContain("✅ Бота @lilea_salon_bot підключено.");
    expect(desk.last()).toContain("https://t.me/lilea_salon_bot");
    expect(JSON.stringify(desk.sent)).not.toContain(TOKEN);
    expect(await linked()).toMatchObject({ username: "lilea_salon_bot" });
    await desk.press(olena, "✕ Відключити");
    expect(await linked()).not.toBeNull();
    await desk.press(olena, "Так, відключити");
    expect(await linked()).toBeNull();
  });

  test("takes no token in a group or of an operator, and no bot of another business", async () => {
    await desk.say(olena, `/salonbot ${TOKEN}`, group);
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, `/salonbot ${TOKEN}`);
    expect(deleted()).toBe(2);
    expect(await linked()).toBeNull();
    await desk.say(olena, `/salonbot ${TOKEN}`);
    await desk.say(kate, "/start");
    await desk.press(kate, "English");
    await desk.say(kate, "Glow");
    await desk.press(kate, "💇 Beauty salon");
    await desk.press(kate, "✅ Yes");
    await desk.say(kate, `/salonbot ${TOKEN}`);
    expect(desk.last()).toContain("linked to another business already");
  });
});

describe("a customer's conversation", () => {
  beforeEach(async () => {
    await desk.say(olena, `/salonbot ${TOKEN}`);
    const memory = JSON.stringify({});
    await desk.db.execute(sql`
      insert into conversations (business_id, number, channel, bot_id, place, profile_name, language, state, visited, memory, mode, handoff_reason, handoff_at, opened_at, last_at)
      values (${businessId}::uuid, 1, 'telegram', 7000000055, '555', 'Оксана', 'uk', 'greeting', '[]', ${memory}::jsonb, 'human', 'asked', ${new Date(NOW).toISOString()}::timestamptz, ${new Date(NOW).toISOString()}::timestamptz, ${new Date(NOW).toISOString()}::timestamptz)`);
    await desk.db.execute(sql`
      insert into desk_messages (business_id, bot_id, telegram_id, message_id, conversation_id, at)
      select ${businessId}::uuid, 7000000001, ${olena.id}, 400, id, opened_at from conversations`);
  });

  test("is taken once, answered by a form or a reply to its card, and given back", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(olena, "/agent");
    await desk.press(olena, "💬 Розмови");
    expect(desk.last()).toContain("<b>Оксана</b> · 🙋 чекає на людину");
    await desk.press(olena, "🙋 Оксана");
    const take = desk.button("✋ Беру");
    await desk.press(ivan, take);
    expect(desk.last()).toContain("🙋 отвечает Иван");
    await desk.press(olena, take);
    expect(desk.last()).toContain("🙋 відповідає Иван");
    await desk.press(olena, "✏️ Відповісти");
    await desk.say(olena, "Добрий день, слухаю вас.");
    expect(desk.last()).toContain("✅ Передаю клієнту.");
    await desk.say(olena, "/services");
    await desk.press(olena, "➕ Додати послугу");
    await desk.say(olena, "Чекаємо на вас о 15.", { id: olena.id, type: "private", replyTo: BOT });
    expect(await spoken()).toEqual(["Добрий день, слухаю вас.", "Чекаємо на вас о 15."]);
    await desk.say(olena, "/agent");
    await desk.press(olena, "💬 Розмови");
    await desk.press(olena, "🙋 Оксана");
    await desk.press(olena, "🤖 Повернути агенту");
    expect(desk.last()).toContain("🤖 відповідає агент");
  });

  test("of another business is out of reach: by button, by form, by reply", async () => {
    await desk.say(olena, "/agent");
    await desk.press(olena, "💬 Розмови");
    await desk.press(olena, "🙋 Оксана");
    const keys = ["✋ Беру", "✏️ Відповісти", "🤖 Повернути агенту"].map((key) => desk.button(key));
    for (const key of keys) await desk.press(kate, key);
    await desk.say(kate, "Hello", { id: kate.id, type: "private", replyTo: BOT });
    expect(await spoken()).toEqual([]);
    await desk.press(olena, "← До розмов");
    expect(desk.last()).toContain("🙋 чекає на людину");
  });
});

test("/salonbot lists the accounts that the bot is connected to; a stranger's is let in only by who is sure", async () => {
  await desk.say(olena, `/salonbot ${TOKEN}`);
  const bot = await linked();
  const told = { id: "bc_1", ownerId: 900, ownerChatId: 900, ownerName: "Хтось" };
  const value = { ...told, canReply: true, enabled: true, botId: bot?.botId ?? 0, now: NOW };
  await noteConnection(desk.db, businessId, value);
  await desk.say(olena, "/salonbot");
  expect(desk.last()).toContain("⚠️ Хтось — не з вашої команди");
  await desk.press(olena, "▶️ Хтось");
  expect(desk.last()).toContain("Дозволити агенту читати чати");
  const state = async () =>
    (await connectionOf(desk.db, businessId, { botId: value.botId, id: "bc_1" }))?.state;
  expect(await state()).toBe("stranger");
  await desk.press(olena, "✅ Дозволити");
  expect(desk.last()).toContain("✅ Хтось — агент відповідає");
  expect(await state()).toBe("works");
  await desk.press(olena, "⏸ Хтось");
  expect(await state()).toBe("off");
});
