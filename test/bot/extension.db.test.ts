import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { saveEmployees } from "../../src/business/line-service.ts";
import { membersOf } from "../../src/business/member-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { notices } from "../../src/db/schema/business.ts";
import { invited, ivan, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

const exts = async () =>
  Object.fromEntries(
    (await membersOf(desk.db, businessId)).map(({ personId, ext }) => [personId, ext]),
  );

describe("an extension", () => {
  beforeEach(async () => {
    await saveEmployees(desk.db, businessId, [
      { ext: "101", name: "Рецепція" },
      { ext: "102", name: "" },
    ]);
  });

  test("is chosen from the provider's list for oneself and for others, and shown in the list", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(olena, "/team");
    await desk.press(olena, "☎️ Мій внутрішній номер");
    await desk.press(olena, "101 · Рецепція");
    expect(desk.last()).toContain("Олена · власник · вн. 101 (це ви)");
    await desk.press(olena, "Иван");
    await desk.press(olena, "☎️ Внутрішній номер");
    expect(desk.buttons().map(({ text }) => text)).toContain("101 · Рецепція (зараз: Олена)");
    await desk.press(olena, "102");
    expect(desk.last()).toContain("Иван · оператор · вн. 102");
    expect(await exts()).toEqual({ [olena.id]: "101", [ivan.id]: "102" });
  });

  test("of another member is taken over only when that was said", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(olena, "/team");
    await desk.press(olena, "☎️ Мій внутрішній номер");
    await desk.press(olena, "101");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "☎️ Мой внутренний номер");
    await desk.press(ivan, "101");
    expect(desk.last()).toContain("сейчас у другого сотрудника: Олена. Передать его?");
    expect(await exts()).toEqual({ [olena.id]: "101", [ivan.id]: null });
    await desk.press(ivan, "Да, передать");
    expect(desk.last()).toContain("До сих пор он был у другого сотрудника: Олена");
    expect(desk.last()).toContain("Ваш внутренний номер: 101.");
    expect(await exts()).toEqual({ [olena.id]: null, [ivan.id]: "101" });
    expect(await desk.db.select().from(notices)).toMatchObject([
      {
        telegramId: olena.id,
        html: "Внутрішній номер 101 тепер має інший працівник: Иван. Обрати інший: /team",
      },
    ]);
  });

  test("is written, and taken away again", async () => {
    await desk.say(olena, "/team");
    await desk.press(olena, "☎️ Мій внутрішній номер");
    await desk.press(olena, "✏️ Написати номер");
    await desk.say(olena, "сто один");
    expect(desk.last()).toContain("«сто один» не схоже на внутрішній номер");
    await desk.say(olena, "205");
    expect(await exts()).toEqual({ [olena.id]: "205" });
    await desk.press(olena, "☎️ Мій внутрішній номер");
    await desk.press(olena, "✕ Прибрати номер");
    expect(desk.last()).toContain("Олена: без внутрішнього номера.");
    expect(await exts()).toEqual({ [olena.id]: null });
  });

  test("asked for at once has one member", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(olena, "/team");
    await desk.press(olena, "☎️ Мій внутрішній номер");
    const olenas = desk.button("101");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "☎️ Мой внутренний номер");
    const ivans = desk.button("101");
    await Promise.all([desk.press(olena, olenas), desk.press(ivan, ivans)]);
    expect(Object.values(await exts()).filter((ext) => ext === "101")).toHaveLength(1);
  });

  test("is free when its member is removed, in the middle of a form too", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "☎️ Мой внутренний номер");
    await desk.press(ivan, "102");
    await desk.press(ivan, "☎️ Мой внутренний номер");
    await desk.press(ivan, "✏️ Написать номер");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Прибрати з команди");
    await desk.press(olena, "Так, прибрати");
    await desk.say(ivan, "101");
    expect(desk.last()).toContain("Это может только администратор или владелец");
    await invited(desk, ivan, "Оператор");
    expect(await exts()).toEqual({ [olena.id]: null, [ivan.id]: null });
  });

  test("of others is no operator's business, whoever's button it was", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(olena, "/team");
    await desk.press(olena, "☎️ Мій внутрішній номер");
    const olenas = desk.button("101");
    await desk.press(ivan, olenas);
    expect(desk.last()).toContain("Это может только администратор или владелец");
    expect(await exts()).toEqual({ [olena.id]: null, [ivan.id]: null });
  });
});
