import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { businessesOf } from "../../src/business/person-service.ts";
import { salonOf } from "../../src/booking/salon-service.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
});
afterEach(() => desk.close());

const salon = async (person = olena) => {
  const [mine] = await businessesOf(desk.db, person.id);
  return salonOf(desk.db, mine?.business.id ?? "");
};

describe("the price list", () => {
  test("takes a service in one line, asks for what is missing, and changes each part", async () => {
    await desk.say(olena, "/services");
    expect(desk.last()).toContain("Тут ще порожньо");
    await desk.say(olena, "/services Манікюр 60 хв 400");
    expect(desk.last()).toContain("✅ Додано.\n\n<b>Манікюр</b>");
    expect(desk.last()).toContain("Цього ще ніхто не робить");
    await desk.say(olena, "/services");
    await desk.press(olena, "➕ Додати послугу");
    await desk.say(olena, "манікюр");
    await desk.say(olena, "60");
    await desk.say(olena, "400");
    expect(desk.last()).toBe("Послуга «манікюр» вже є у списку. Напишіть іншу назву.");
    await desk.say(olena, "/cancel");
    await desk.say(olena, "/services Фарбування");
    expect(desk.last()).toContain("Скільки триває «Фарбування»?");
    await desk.say(olena, "довго");
    expect(desk.last()).toContain("«довго» не схоже на тривалість");
    await desk.say(olena, "2 год");
    await desk.say(olena, "45 $");
    expect(desk.last()).toContain("не схоже на ціну в UAH");
    await desk.say(olena, "від 1 800");
    expect(desk.last()).toContain("💰 Ціна: від 1\u202f800\u202fгрн");
    await desk.press(olena, "🔎 Інші слова");
    await desk.say(olena, "Колір, тонування");
    await desk.press(olena, "☕ Перерва після");
    await desk.say(olena, "10");
    await desk.press(olena, "✏️ Назва");
    await desk.say(olena, "uk Колорування\nru Окрашивание");
    expect(desk.last()).toContain("<b>Колорування</b>\nru: Окрашивание");
    expect((await salon()).services).toMatchObject([
      { names: { uk: "Манікюр" }, durationMin: 60, price: { amount: 400, kind: "fixed" } },
      {
        names: { uk: "Колорування", ru: "Окрашивание" },
        durationMin: 120,
        bufferMin: 10,
        price: { amount: 1800, kind: "from" },
        synonyms: ["колір", "тонування"],
      },
    ]);
  });

  test("keeps an order, and puts away and brings back", async () => {
    for (const line of ["Манікюр 60 хв 400", "Педикюр 90 хв 600"])
      await desk.say(olena, `/services ${line}`);
    await desk.press(olena, "⬆️ Вище");
    expect(desk.buttons()[0]?.text).toBe("Педикюр");
    await desk.press(olena, "Манікюр");
    await desk.press(olena, "🗄 Прибрати");
    expect((await salon()).services.map(({ names }) => names.uk)).toEqual(["Педикюр"]);
    await desk.say(olena, "/services");
    await desk.press(olena, "🗄 Прибрані (1)");
    await desk.press(olena, "Манікюр");
    await desk.press(olena, "↩️ Повернути");
    expect((await salon()).services).toHaveLength(2);
  });

  test("turns pages of eight", async () => {
    for (let number = 1; number <= 9; number += 1)
      await desk.say(olena, `/services Послуга ${"абвгґдеєж"[number - 1]} 30 хв 100`);
    await desk.say(olena, "/services");
    expect(desk.buttons().filter(({ text }) => text.startsWith("Послуга"))).toHaveLength(8);
    await desk.press(olena, "▶");
    expect(desk.buttons().map(({ text }) => text)).toContain("Послуга ж");
  });

  test("is the business of its admins alone: an operator's old button answers, another tenant sees nothing", async () => {
    await desk.say(olena, "/services Манікюр 60 хв 400");
    const away = desk.button("🗄 Прибрати");
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, "/services");
    expect(desk.last()).toContain("Это может");
    await desk.press(ivan, away);
    await desk.press(kate, away);
    expect((await salon()).services).toHaveLength(1);
    await desk.say(kate, "/start");
    await desk.press(kate, "English");
    await desk.say(kate, "Glow");
    await desk.press(kate, "💇 Beauty salon");
    await desk.press(kate, "✅ Yes");
    await desk.press(kate, away);
    await desk.say(kate, "/services");
    expect(desk.last()).toContain("Nothing here yet");
    expect((await salon()).services).toHaveLength(1);
  });
});

describe("the masters", () => {
  test("come with hours, breaks, days off and services of their own", async () => {
    await desk.say(olena, "/services Манікюр 60 хв 400");
    await desk.say(olena, "/masters");
    await desk.press(olena, "➕ Додати майстра");
    await desk.say(olena, "Марина\nпн-пт 10-19, сб 10-16");
    expect(desk.last()).toContain("🕘 пн–пт 10:00–19:00, сб 10:00–16:00\n");
    expect(desk.last()).toContain("💅 Послуги: Манікюр");
    await desk.press(olena, "☕ Перерви");
    await desk.say(olena, "13-14, 13:30-15");
    expect(desk.last()).toContain("Не розумію «13:30–15:00»");
    await desk.say(olena, "13-14");
    await desk.press(olena, "🌴 Вихідні дні");
    await desk.say(olena, "25.12, 31.12-02.01");
    expect(desk.last()).toContain("🌴 Вихідні: пт, 25 грудня; чт, 31 грудня – сб, 2 січня");
    await desk.press(olena, "🕘 Години");
    await desk.say(olena, "вт-сб 11-20");
    await desk.press(olena, "💅 Послуги");
    await desk.press(olena, "✓ Манікюр");
    expect((await salon()).masters).toMatchObject([
      {
        names: { uk: "Марина" },
        services: [],
        breaks: [["13:00", "14:00"]],
        daysOff: ["2026-12-25", "2026-12-31", "2027-01-01", "2027-01-02"],
        hours: { mon: null, tue: ["11:00", "20:00"], sun: null },
      },
    ]);
    await desk.press(olena, "Манікюр");
    expect((await salon()).masters[0]?.services).toHaveLength(1);
  });

  test("take the business's hours in one line, and are put away after a question", async () => {
    await desk.say(olena, "/hours пн-сб 9-18");
    await desk.say(olena, "/masters Ірина");
    expect((await salon()).masters[0]?.hours.sat).toEqual(["09:00", "18:00"]);
    await desk.press(olena, "🗄 Прибрати");
    expect(desk.last()).toBe("Прибрати зі списку? Майстер: Ірина. Нових записів не буде.");
    await desk.press(olena, "Так, прибрати");
    expect((await salon()).masters).toEqual([]);
  });
});

describe("/hours", () => {
  test("shows the rules of the calendar and changes each, in a group, too", async () => {
    await desk.say(olena, "/hours", group);
    expect(desk.last()).toContain("▦ Візити починаються що 30\u202fхв");
    await desk.press(olena, "▦ Крок", group);
    await desk.press(olena, "15", group);
    await desk.press(olena, "⏳ Не пізніше", group);
    await desk.press(olena, "Коли завгодно", group);
    await desk.press(olena, "🔭 Наперед", group);
    await desk.press(olena, "60", group);
    await desk.press(olena, "✂️ Скасування", group);
    await desk.press(olena, "24", group);
    expect((await salon()).rules).toEqual({
      stepMin: 15,
      leadMin: 0,
      horizonDays: 60,
      freeCancelHours: 24,
    });
  });
});
