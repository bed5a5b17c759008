import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { subscribedChats } from "../../src/business/chat-service.ts";
import { membersOf } from "../../src/business/member-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { followups } from "../../src/db/schema/calls.ts";
import { invited, inviteOf, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

const roles = async () =>
  Object.fromEntries(
    (await membersOf(desk.db, businessId)).map(({ personId, role }) => [personId, role]),
  );
describe("an invitation", () => {
  test("is a link for one person with the role that was chosen", async () => {
    await desk.say(olena, "/team");
    await desk.press(olena, "➕ Адміністратор");
    const code = inviteOf(desk);
    expect(code).toMatch(/^join_[\w-]{22}$/);
    await desk.say(ivan, `/start ${code}`);
    expect(desk.last()).toContain("Вы в команде «Лілея». Ваша роль: администратор.");
    await desk.say(kate, `/start ${code}`);
    expect(desk.last()).toContain("This invite has been used");
    desk.time.now += 3_600_000;
    await desk.say(ivan, `/start ${code}`);
    expect(desk.last()).toContain("Вы уже в этой команде");
    expect(await roles()).toEqual({ [olena.id]: "owner", [ivan.id]: "admin" });
  });

  test("used by two at once lets one in", async () => {
    await desk.say(olena, "/team");
    await desk.press(olena, "➕ Оператор");
    const code = inviteOf(desk);
    await Promise.all([desk.say(ivan, `/start ${code}`), desk.say(kate, `/start ${code}`)]);
    expect(Object.values(await roles()).toSorted()).toEqual(["operator", "owner"]);
    expect(desk.texts().filter((text) => /used|воспользовались/.test(text)).length).toBe(1);
  });

  test("for an admin ends when its maker may no longer invite admins; one for an operator stays", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити власником");
    await desk.say(ivan, "/team");
    const [forAdmin, forOperator] = [desk.button("➕ Администратор"), desk.button("➕ Оператор")];
    await desk.press(ivan, forAdmin);
    const adminCode = inviteOf(desk);
    await desk.press(ivan, forOperator);
    const operatorCode = inviteOf(desk);
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити адміністратором");
    await desk.say(kate, `/start ${adminCode}`);
    expect(await roles()).toEqual({ [olena.id]: "owner", [ivan.id]: "admin" });
    await desk.say(kate, `/start ${operatorCode}`);
    expect(await roles()).toMatchObject({ [kate.id]: "operator" });
  });

  test("ends after seven days; an unknown one is unknown", async () => {
    await desk.say(olena, "/team");
    await desk.press(olena, "➕ Оператор");
    const code = inviteOf(desk);
    desk.time.now += 7 * 24 * 3_600_000 + 1;
    await desk.say(ivan, `/start ${code}`);
    expect(desk.last()).toContain("Приглашение действовало 7 дней");
    await desk.say(ivan, "/start join_nonsense");
    expect(desk.last()).toContain("не найдено");
  });
});

describe("roles", () => {
  test("an operator sees calls and help, not the rest", async () => {
    await invited(desk, ivan, "Оператор");
    for (const command of ["/connect", "/phonet", "/novofon", "/notify", "/health"]) {
      await desk.say(ivan, command);
      expect(desk.last()).toContain("Это может только администратор или владелец");
    }
    await desk.say(ivan, "/calls");
    expect(desk.last()).toContain("Звонков ещё не было");
    await desk.say(ivan, "/team");
    expect(desk.last()).toBe(
      "<b>Лілея</b> · команда\n\nВаша роль: оператор.\nВаш внутренний номер: не задан.",
    );
    await desk.say(ivan, "/help");
    expect(desk.last()).not.toContain("/connect");
  });

  test("a button pressed after the role was taken away is refused at that moment", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/team");
    const invite = desk.button("➕ Оператор");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити оператором");
    expect(desk.last()).toContain("Иван: тепер оператор");
    const before = desk.sent.length;
    await desk.press(ivan, invite);
    expect(desk.sent.slice(before)).toMatchObject([
      {
        method: "answerCallbackQuery",
        payload: { text: expect.stringContaining("Это может только") },
      },
    ]);
  });

  test("a removed member's buttons and commands fail politely, a stranger's never work", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/connect");
    const connect = desk.button("🔄 Обновить");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Прибрати з команди");
    await desk.press(olena, "Так, прибрати");
    expect(await roles()).toEqual({ [olena.id]: "owner" });
    for (const person of [ivan, kate]) {
      const before = desk.sent.length;
      await desk.press(person, connect);
      expect(desk.sent.slice(before).map(({ method }) => method)).toEqual(["answerCallbackQuery"]);
    }
    await desk.say(ivan, "/connect");
    expect(desk.last()).toContain("Вы пока не состоите ни в одной команде");
  });

  test("what a removed member had taken is free again", async () => {
    await invited(desk, ivan, "Оператор");
    const at = new Date(desk.time.now);
    const claim = { claimedBy: ivan.id, claimedName: "Иван", claimedAt: at };
    const kept = { claimedBy: olena.id, claimedName: "Олена", claimedAt: at };
    const waiting = { businessId, openedAt: at, lastAt: at };
    await desk.db.insert(followups).values([
      { ...waiting, ...claim, client: "+380670000001", callId: 1 },
      { ...waiting, ...kept, client: "+380670000002", callId: 2 },
      { ...waiting, ...claim, client: "+380670000003", callId: 3, closedAt: at },
    ]);
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Прибрати з команди");
    await desk.press(olena, "Так, прибрати");
    const rows = await desk.db
      .select({ claimedBy: followups.claimedBy })
      .from(followups)
      .orderBy(followups.callId);
    expect(rows.map(({ claimedBy }) => claimedBy)).toEqual([null, olena.id, ivan.id]);
  });

  test("the last owner stays, and two owners cannot remove each other at once", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити власником");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Прибрати з команди");
    const removeIvan = desk.button("Так, прибрати");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "Олена");
    await desk.press(ivan, "Убрать из команды");
    const removeOlena = desk.button("Да, убрать");
    await Promise.all([desk.press(olena, removeIvan), desk.press(ivan, removeOlena)]);
    expect(Object.values(await roles())).toEqual(["owner"]);
  });
});

describe("leaving", () => {
  test("takes one's own confirmation, and ends the cards in one's private chat", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/notify");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "🚪 Выйти из команды");
    expect(desk.last()).toContain("Выйти из команды «Лілея»?");
    const sure = desk.button("Да, выйти");
    await desk.press(olena, sure);
    expect(desk.last()).toContain("Ця кнопка не для вас");
    expect(Object.keys(await roles())).toHaveLength(2);
    await desk.press(ivan, sure);
    expect(desk.last()).toBe("Вы вышли из команды «Лілея». Что дальше: /help");
    expect(await roles()).toEqual({ [olena.id]: "owner" });
    expect(await subscribedChats(desk.db, businessId)).toEqual([]);
    await desk.press(ivan, sure);
    expect(desk.sent.at(-1)).toMatchObject({
      method: "answerCallbackQuery",
      payload: { text: expect.stringContaining("уже не действует") },
    });
  });

  test("is open to an operator, who comes back by a new invite", async () => {
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "🚪 Выйти из команды");
    await desk.press(ivan, "← Назад");
    expect(desk.last()).toContain("Ваша роль: оператор");
    await desk.press(ivan, "🚪 Выйти из команды");
    await desk.press(ivan, "Да, выйти");
    await invited(desk, ivan, "Оператор");
    expect(await roles()).toEqual({ [olena.id]: "owner", [ivan.id]: "operator" });
  });

  test("is not for the last owner; of two owners who leave at once one stays", async () => {
    await desk.say(olena, "/team");
    expect(desk.buttons().map((button) => button.text)).not.toContain("🚪 Вийти з команди");
    await invited(desk, ivan, "Адміністратор");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити власником");
    await desk.press(olena, "🚪 Вийти з команди");
    const olenas = desk.button("Так, вийти");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "🚪 Выйти из команды");
    const ivans = desk.button("Да, выйти");
    await Promise.all([desk.press(olena, olenas), desk.press(ivan, ivans)]);
    expect(Object.values(await roles())).toEqual(["owner"]);
    expect(
      desk.texts().filter((said) => /останній власник|последний владелец/.test(said)),
    ).toHaveLength(1);
  });
});
