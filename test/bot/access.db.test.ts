import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { membersOf } from "../../src/business/member-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { accessRequests, notices } from "../../src/db/schema/business.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

const DAY = 24 * 3_600_000;
let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
  await desk.say(olena, "/notify", group);
});
afterEach(() => desk.close());

const roles = async () =>
  Object.fromEntries(
    (await membersOf(desk.db, businessId)).map(({ personId, role }) => [personId, role]),
  );
const noticesTo = (telegramId: number) =>
  desk.db
    .select()
    .from(notices)
    .where(eq(notices.telegramId, telegramId))
    .orderBy(asc(notices.postedAt));
const alert = () => {
  const said = desk.sent.at(-1)?.payload["text"];
  return typeof said === "string" ? said : "";
};
const labels = (keyboard: { text: string }[][] | null | undefined) =>
  keyboard?.map((row) => row.map(({ text }) => text));

async function ask(): Promise<void> {
  await desk.say(kate, "/calls", group);
  await desk.press(kate, "✋ Ask for access", group);
}

/** A button of the newest notice to a person. */
async function keyTo(telegramId: number, label: string) {
  const keys = (await noticesTo(telegramId)).at(-1)?.keyboard?.flat() ?? [];
  const key = keys.find(({ text }) => text === label);
  if (!key) throw new Error(`no ${label} but ${keys.map(({ text }) => text).join(" | ")}`);
  return key;
}

describe("a request for access", () => {
  test("is offered to who is no member and reaches everybody who may decide", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(kate, "/team", group);
    expect(desk.last()).toContain("Here I answer only the team of the business");
    expect(desk.buttons().map(({ text }) => text)).toEqual(["✋ Ask for access"]);
    await desk.press(kate, "✋ Ask for access", group);
    expect(alert()).toContain("The request was sent to the admins");
    const [toOlena] = await noticesTo(olena.id);
    expect(toOlena?.html).toBe(
      "<b>Лілея</b> · запит на доступ\n\nKate хоче в команду. Чат: «Front desk».",
    );
    expect(labels(toOlena?.keyboard)).toEqual([
      ["✅ Оператор", "✅ Адміністратор"],
      ["❌ Відхилити"],
    ]);
    const [toIvan] = await noticesTo(ivan.id);
    expect(labels(toIvan?.keyboard)).toEqual([["✅ Оператор"], ["❌ Отклонить"]]);
  });

  test("lets the person in, offers an extension and tells them where they asked", async () => {
    await ask();
    await desk.press(olena, await keyTo(olena.id, "✅ Оператор"));
    expect(await roles()).toEqual({ [olena.id]: "owner", [kate.id]: "operator" });
    expect(desk.last()).toContain("Kate: тепер у команді. Роль: оператор.");
    expect(desk.last()).toContain("<b>Kate</b> · внутрішній номер");
    const [told] = await noticesTo(group.id);
    expect(told?.html).toBe(
      '<a href="tg://user?id=103">Kate</a>, you are in the team of “Лілея”. Your role: operator. What next: /help',
    );
    await desk.press(olena, "✏️ Написати номер");
    await desk.say(olena, "103");
    expect(desk.last()).toContain("Kate · оператор · вн. 103");
    await desk.say(kate, "/calls", group);
    expect(desk.last()).toContain("No calls yet");
  });

  test("is decided once: of two at once one decides, the other reads who did", async () => {
    await invited(desk, ivan, "Адміністратор");
    await ask();
    const [yes, no] = [
      await keyTo(olena.id, "✅ Адміністратор"),
      await keyTo(ivan.id, "❌ Отклонить"),
    ];
    await Promise.all([desk.press(olena, yes), desk.press(ivan, no)]);
    const said = desk.texts().join("\n");
    const letIn = Object.hasOwn(await roles(), kate.id);
    expect(said.includes("Kate: тепер у команді")).toBe(letIn);
    expect(said.includes("Kate: запрос отклонён.")).toBe(!letIn);
    expect(said).toContain(
      letIn
        ? "Kate: уже в команде. Решает один человек, и это уже сделали: Олена."
        : "Kate: запит уже відхилено. Це зробили: Иван.",
    );
    expect(await noticesTo(group.id)).toHaveLength(1);
  });

  test("waits for one answer, and is told anew when nobody gave it for a day", async () => {
    await ask();
    await desk.press(kate, "✋ Ask for access", group);
    expect(alert()).toContain("already waits");
    expect(await noticesTo(olena.id)).toHaveLength(1);
    desk.time.now += DAY + 1;
    await desk.press(kate, "✋ Ask for access", group);
    expect(await noticesTo(olena.id)).toHaveLength(2);
    expect(await desk.db.select().from(accessRequests)).toHaveLength(1);
  });

  test("that was turned down may be repeated after a day", async () => {
    await ask();
    await desk.press(olena, await keyTo(olena.id, "❌ Відхилити"));
    expect(desk.last()).toBe("Kate: запит відхилено.");
    expect((await noticesTo(group.id))[0]?.html).toContain("was turned down. Please ask an admin.");
    await desk.press(kate, "✋ Ask for access", group);
    expect(alert()).toContain("You can ask again in a day");
    desk.time.now += DAY + 1;
    await desk.press(kate, "✋ Ask for access", group);
    expect(await noticesTo(olena.id)).toHaveLength(2);
    await desk.press(olena, await keyTo(olena.id, "✅ Оператор"));
    expect(await roles()).toMatchObject({ [kate.id]: "operator" });
  });

  test("is over when the person came in by an invitation, and no button of an admin outlives the role", async () => {
    await invited(desk, ivan, "Адміністратор");
    await ask();
    const asIvan = await keyTo(ivan.id, "✅ Оператор");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити оператором");
    await desk.press(ivan, asIvan);
    expect(alert()).toContain("Это может только администратор или владелец");
    const yes = await keyTo(olena.id, "✅ Оператор");
    await invited(desk, kate, "Оператор");
    await desk.press(olena, yes);
    expect(desk.last()).toContain("Ця людина вже в команді");
    await desk.press(kate, "✋ Ask for access", group);
    expect(alert()).toContain("You are in this team already");
  });

  test("is nothing for a group without cards, or for a member", async () => {
    await desk.say(kate, "/calls", { id: -1009, type: "supergroup", title: "Elsewhere" });
    expect(desk.buttons().map(({ text }) => text)).not.toContain("✋ Ask for access");
    await desk.say(olena, "/calls", group);
    expect(desk.buttons().map(({ text }) => text)).not.toContain("✋ Попросити доступ");
    await ask();
    await desk.say(olena, "/notify off", group);
    await desk.press(kate, "✋ Ask for access", group);
    expect(alert()).not.toContain("was sent");
  });
});
