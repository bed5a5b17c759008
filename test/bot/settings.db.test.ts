import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { saveLines } from "../../src/business/line-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { scheduleOf } from "../../src/business/schedule-service.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
});
afterEach(() => desk.close());

const business = async () => (await businessesOf(desk.db, olena.id))[0]?.business;

describe("/settings", () => {
  test("shows the business and changes each thing in the same message", async () => {
    await desk.say(olena, "/settings");
    expect(desk.last()).toBe(
      [
        "<b>Лілея</b> · налаштування\n",
        "Вид діяльності: 💇 Салон краси",
        "Часовий пояс: Київ, зараз 14:00",
        "Валюта: гривня (UAH)",
        "Мова карток: Українська",
        "Робочий час: не задано",
        "Пропущені: передзвонити за 15 хв",
        "Свята й вихідні: не задано",
      ].join("\n"),
    );
    const before = desk.sent.filter(({ method }) => method === "sendMessage").length;
    await desk.press(olena, "🏷 Вид діяльності");
    await desk.press(olena, "🩺 Клініка");
    await desk.press(olena, "🕓 Часовий пояс");
    await desk.press(olena, "Алмати");
    await desk.press(olena, "💱 Валюта");
    await desk.press(olena, "долар");
    await desk.press(olena, "🌐 Мова карток");
    expect(desk.button("✓ Українська")).toBeDefined();
    await desk.press(olena, "Русский");
    expect(await business()).toMatchObject({
      kind: "clinic",
      timezone: "Asia/Almaty",
      country: "KZ",
      currency: "USD",
      language: "ru",
    });
    expect(desk.last()).toContain("Часовий пояс: Алмати, зараз 17:00");
    expect(desk.sent.filter(({ method }) => method === "sendMessage")).toHaveLength(before);
  });

  test("opens from the set-up screen and leads back to it, but not in a group", async () => {
    await desk.say(olena, "/connect");
    await desk.press(olena, "⚙️ Налаштування");
    expect(desk.last()).toContain("<b>Лілея</b> · налаштування");
    await desk.press(olena, "← Назад");
    expect(desk.last()).toContain("<b>Лілея</b> · підключення");
    await desk.say(olena, "/settings", group);
    expect(desk.buttons().map(({ text }) => text)).not.toContain("← Назад");
  });

  test("takes another name in a form, which /cancel leaves", async () => {
    await desk.say(olena, "/settings");
    await desk.press(olena, "✏️ Назва");
    await desk.say(olena, "\u200b");
    expect(desk.last()).toContain("Не бачу назви");
    await desk.say(olena, "Лілея на <Подолі>");
    expect(desk.last()).toContain("<b>Лілея на &lt;Подолі&gt;</b> · налаштування");
    await desk.press(olena, "✏️ Назва");
    await desk.say(olena, "/cancel");
    await desk.say(olena, "Інша");
    expect((await business())?.name).toBe("Лілея на <Подолі>");
  });

  test("takes working hours as a preset, as written, and not at all", async () => {
    await desk.say(olena, "/settings");
    await desk.press(olena, "🕘 Робочий час");
    expect(desk.last()).toContain("Не задано");
    await desk.press(olena, "Пн–Пт 09:00–18:00");
    expect(desk.last()).toContain("пн–пт 09:00–18:00\nсб, нд вихідні");
    await desk.press(olena, "✏️ Написати свій");
    await desk.say(olena, "пн-пт від ранку");
    expect(desk.last()).toContain("Не розумію «ранку», тож нічого не змінено");
    expect((await business())?.workingHours?.mon).toEqual(["09:00", "18:00"]);
    await desk.say(olena, "пн-пт 09:00-20:00, сб 10-16, нд вихідний");
    expect(desk.last()).toContain("пн–пт 09:00–20:00\nсб 10:00–16:00\nнд вихідний");
    expect((await business())?.workingHours).toMatchObject({ sat: ["10:00", "16:00"], sun: null });
    await desk.press(olena, "← Назад");
    expect(desk.last()).toContain("Робочий час: пн–пт 09:00–20:00, сб 10:00–16:00, нд вихідний");
    await desk.press(olena, "🕘 Робочий час");
    await desk.press(olena, "Не задано");
    expect((await business())?.workingHours).toBeNull();
  });

  test("takes how soon to call back, pressed or written", async () => {
    await desk.say(olena, "/settings");
    await desk.press(olena, "❌ Пропущені дзвінки");
    expect(desk.last()).toContain(
      [
        "Передзвонити: за 15 хв",
        "Розмова рахується: будь-яка",
        "Передзвонили, а клієнт не відповів: дзвінок закрито",
      ].join("\n"),
    );
    await desk.press(olena, "30 хв");
    await desk.press(olena, "від 5 с");
    await desk.press(olena, "Закриває лише розмова");
    expect(await business()).toMatchObject({ slaMin: 30, ghostS: 5, triedCloses: false });
    await desk.press(olena, "✏️ Свій час");
    for (const wrong of ["скоро", "0", "1441", "2 години", "-5"]) {
      await desk.say(olena, wrong);
      expect(desk.last()).toContain(`«${wrong}» не схоже на число від 1 до 1440`);
    }
    await desk.say(olena, "45 хв");
    expect(desk.last()).toContain("Передзвонити: за 45 хв");
    await desk.press(olena, "✏️ Своя довжина розмови");
    await desk.say(olena, "61");
    expect(desk.last()).toContain("«61» не схоже на число від 0 до 60");
    await desk.say(olena, "7 сек");
    expect(await business()).toMatchObject({ slaMin: 45, ghostS: 7 });
    await desk.press(olena, "Будь-яка");
    expect((await business())?.ghostS).toBe(0);
  });

  test("takes holidays by their dates, shows times off together and takes them away", async () => {
    await desk.say(olena, "/settings");
    await desk.press(olena, "🗓 Свята й вихідні");
    expect(desk.last()).toContain("Ще не задано жодного дня.");
    await desk.press(olena, "➕ Додати");
    await desk.say(olena, "25.12, Новий рік");
    expect(desk.last()).toContain("Не розумію «Новий рік», тож нічого не змінено");
    await desk.say(olena, "25.12.2025");
    expect(desk.last()).toContain("«25.12.2025» вже минуло");
    await desk.say(olena, "1.01-31.03");
    expect(desk.last()).toContain("Не розумію «1.01-31.03»");
    await desk.say(olena, "1.01-7.01\n31.12 10:00-15:00");
    expect(desk.last()).toContain(
      "чт, 31 грудня: 10:00–15:00\nпт, 1 січня – чт, 7 січня: вихідний",
    );
    expect((await business())?.holidays).toHaveLength(8);
    await desk.press(olena, "✕ пт, 1 січня");
    expect((await business())?.holidays).toEqual([
      { date: "2026-12-31", hours: ["10:00", "15:00"] },
    ]);
    await desk.press(olena, "← Назад");
    expect(desk.last()).toContain("Свята й вихідні: найближче чт, 31 грудня");
  });

  test("keeps no more than sixty coming holidays, and none that are over", async () => {
    await desk.say(olena, "/settings");
    await desk.press(olena, "🗓 Свята й вихідні");
    await desk.press(olena, "➕ Додати");
    await desk.say(olena, "24.11, 25.11-31.12, 1.02-22.02");
    expect((await business())?.holidays).toHaveLength(60);
    await desk.press(olena, "➕ Додати");
    await desk.say(olena, "1.03");
    expect(desk.last()).toContain("Більше ніж 60 днів не вийде");
    desk.time.now += 2 * 24 * 3_600_000;
    await desk.say(olena, "1.03");
    expect((await business())?.holidays.map(({ date }) => date)).not.toContain("2026-11-24");
    expect((await business())?.holidays).toHaveLength(60);
  });

  test("gives a line hours of its own, and the business's again", async () => {
    const { id = "" } = (await business()) ?? {};
    await saveLines(desk.db, id, [{ number: "+380440000001", name: "Поділ" }]);
    await desk.say(olena, "/settings");
    await desk.press(olena, "☎️ Години ліній");
    expect(desk.last()).toContain("Поділ: як у бізнесу");
    await desk.press(olena, "Поділ");
    expect(desk.last()).toContain("Як у бізнесу: не задано");
    await desk.press(olena, "✏️ Написати свій");
    await desk.say(olena, "пн-пт 10-22");
    expect(desk.last()).toBe("<b>Поділ</b> · години лінії\n\nпн–пт 10:00–22:00\nсб, нд вихідні");
    await desk.press(olena, "← Назад");
    expect(desk.last()).toContain("Поділ: пн–пт 10:00–22:00, сб, нд вихідні");
    expect((await scheduleOf(desk.db, id, "+380440000001")).hours?.mon).toEqual(["10:00", "22:00"]);
    expect((await scheduleOf(desk.db, id, null)).hours).toBeNull();
    await desk.press(olena, "Поділ");
    await desk.press(olena, "Як у бізнесу");
    expect((await scheduleOf(desk.db, id, "+380440000001")).hours).toBeNull();
  });

  test("belongs to admins: an operator's form stops with the role, a press too", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/settings");
    await desk.press(ivan, "✏️ Название");
    const [zone, kind] = [desk.button("🕓 Часовой пояс"), desk.button("🏷 Вид деятельности")];
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити оператором");
    await desk.say(ivan, "Моя");
    expect(desk.last()).toContain("Это может только администратор или владелец");
    await desk.press(ivan, zone);
    await desk.press(kate, kind);
    await desk.say(ivan, "/settings");
    expect(desk.last()).toContain("Это может только администратор или владелец");
    expect((await business())?.name).toBe("Лілея");
  });
});

describe("a form in a group", () => {
  beforeEach(async () => {
    await desk.say(olena, "/settings", group);
    await desk.press(olena, "✏️ Назва", group);
  });

  test("names the person, opens a reply for them alone, and takes only a reply", async () => {
    expect(desk.last()).toContain(
      '<a href="tg://user?id=101">Олена</a>, відповідайте саме на це повідомлення',
    );
    expect(desk.sent.at(-1)?.payload["reply_markup"]).toEqual({
      force_reply: true,
      selective: true,
    });
    await desk.say(olena, "Колеги, доброго ранку", group);
    await desk.say(olena, "Це не про те", { ...group, replyTo: olena.id });
    expect((await business())?.name).toBe("Лілея");
    await desk.say(olena, "Рецепція", { ...group, replyTo: 7000000001 });
    expect((await business())?.name).toBe("Рецепція");
  });

  test("is one person's: what a colleague answers is not taken, nor what the person writes elsewhere", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "Чужа", { ...group, replyTo: 7000000001 });
    await desk.say(olena, "Особисте");
    expect((await business())?.name).toBe("Лілея");
    await desk.say(olena, "Рецепція", { ...group, replyTo: 7000000001 });
    expect((await business())?.name).toBe("Рецепція");
  });

  test("is left by /cancel", async () => {
    await desk.say(olena, "/cancel", group);
    expect(desk.last()).toContain("Скасовано");
    await desk.say(olena, "Рецепція", { ...group, replyTo: 7000000001 });
    expect((await business())?.name).toBe("Лілея");
  });
});
