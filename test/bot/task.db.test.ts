import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reference } from "../../src/business/button-service.ts";
import { createTask } from "../../src/crm/task-service.ts";
import { group, invited, ivan, kate, olena } from "./desk.ts";
import { CARD, openWhyDesk, type WhyDesk } from "./why-case.ts";

/** The wall of the business shows Tuesday, 10 March 2026, 11:00 when its missed call comes. */
let desk: WhyDesk;
let callId = 0;
beforeAll(async () => {
  desk = await openWhyDesk();
  await invited(desk, ivan, "Оператор");
  callId = await desk.missedCall();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.db.execute(sql`delete from tasks`);
  for (const person of [olena, ivan]) await desk.say(person, "/cancel");
});

const said = () => desk.last().replaceAll("\u202f", " ");
const labels = () => desk.buttons().map(({ text }) => text);
const toast = () =>
  desk.sent.findLast(({ method }) => method === "answerCallbackQuery")?.payload["text"];
const openTask = async () => desk.pressBelow(`${await desk.more(callId)}:task`, CARD);
const plainTask = (title = "Подзвонити Оксані") =>
  createTask(desk.db, desk.business.id, {
    title,
    dueAt: null,
    priority: "medium",
    assignee: olena.id,
    clientId: null,
    callId: null,
    by: olena.id,
    now: desk.time.now,
    zone: desk.business.timezone,
  });

describe("/task", () => {
  test("in one line says what was understood", async () => {
    await desk.say(olena, "/task Подзвонити <Оксані> завтра о 10!");
    expect(said().split("\n")).toEqual([
      "✅ Додано.",
      "",
      expect.stringMatching(/^📝 <b>Задача №\d+<\/b>$/),
      "Подзвонити &lt;Оксані&gt;",
      "⏰ завтра, 10:00",
      "🙋 Кому: Олена",
      "❗️ Пріоритет: високий",
    ]);
    await desk.say(ivan, "/task@frontdesk_bot позвонить Оксане через 2 часа");
    expect(said()).toContain("⏰ сегодня, 13:00");
  });

  test("without words asks for them, again for a time that is over, until /cancel", async () => {
    await desk.say(olena, "/task");
    expect(said()).toContain("Напишіть, що зробити й коли");
    await desk.say(olena, "здати звіт вчора о 10");
    expect(said()).toContain("Цей час уже минув: вчора, 10:00");
    await desk.say(olena, "завтра о 10");
    expect(said()).toContain("Не бачу, що зробити");
    await desk.say(olena, "здати звіт");
    expect(said()).toContain("здати звіт\n⏰ Без терміну");
  });

  test("of a member who was removed meanwhile is refused with a sentence", async () => {
    await desk.say(ivan, "/task");
    await desk.db.execute(
      sql`update members set removed_at = joined_at where person_id = ${ivan.id}`,
    );
    await desk.say(ivan, "позвонить");
    expect(said()).toContain("Это может только");
    await desk.db.execute(sql`update members set removed_at = null where person_id = ${ivan.id}`);
    const [row] = await desk.db.execute<{ n: number }>(sql`select count(*)::int as n from tasks`);
    expect(row?.n).toBe(0);
  });

  test("in a group without cards leads to the private chat", async () => {
    await desk.say(olena, "/tasks", { id: -77, type: "supergroup", title: "Elsewhere" });
    expect(said()).toContain("в особистому чаті");
  });
});

describe("the buttons of a task", () => {
  test("change its time, assignee and priority in place, and end it", async () => {
    await desk.say(olena, "/task подзвонити Оксані");
    await desk.press(olena, "⏰ Термін");
    await desk.press(olena, "Завтра");
    expect(said()).toContain("⏰ завтра, 09:00");
    await desk.press(olena, "⏰ Термін");
    await desk.press(olena, "✏️ Свій час");
    await desk.say(olena, "колись");
    expect(said()).toContain("Не бачу тут дня чи часу");
    await desk.say(olena, "у п’ятницю о 15");
    expect(said()).toContain("⏰ пт, 13 березня, 15:00");
    await desk.press(olena, "🙋 Кому");
    await desk.press(olena, "Иван");
    expect(said()).toContain("🙋 Кому: Иван");
    await desk.press(olena, "Пріоритет: звичайний");
    expect(said()).toContain("❗️ Пріоритет: високий");
    await desk.press(olena, "✅ Зроблено");
    expect(said()).toContain("виконано");
    expect(labels()).toEqual(["↩️ Повернути", "💬 Коментар", "🗑 Видалити", "‹ Задачі"]);
    await desk.press(olena, "↩️ Повернути");
    await desk.press(olena, "🗑 Видалити");
    await desk.press(olena, "Так, видалити");
    expect(said()).toContain("видалено");
  });

  test("pressed late say what is so now", async () => {
    const task = await plainTask();
    await desk.say(olena, "/tasks");
    await desk.press(olena, "Подзвонити");
    const [done, drop] = [desk.button("✅ Зроблено"), desk.button("🗑 Видалити")];
    await desk.press(ivan, done);
    await desk.press(olena, done);
    expect(said()).toContain("Цю задачу вже виконано: Иван");
    await desk.press(olena, drop);
    await desk.press(olena, "Так, видалити");
    for (const late of [done, drop]) {
      await desk.press(ivan, late);
      expect(said()).toContain("Этой задачи уже нет");
    }
    await desk.press(kate, done);
    expect(toast()).toBeDefined();
    expect(task.id).toBeGreaterThan(0);
  });
});

describe("/tasks", () => {
  test("says what to do when there are none", async () => {
    await desk.say(olena, "/tasks");
    expect(said()).toContain("Для вас відкритих задач немає.");
    expect(said()).toContain("/task подзвонити Оксані завтра о 10");
    await desk.press(olena, "🔴 0");
    expect(said()).toContain("Прострочених задач немає.");
  });

  test("shows pages of eight, one button a task, and its lists", async () => {
    for (let n = 1; n <= 10; n += 1)
      await plainTask(`Задача з дуже довгою назвою, яка не влізе ${n}`);
    await desk.say(olena, "/tasks");
    expect(said()).toContain("Сторінка 1 з 2");
    const items = labels().filter((label) => label.startsWith("Задача"));
    expect(items).toHaveLength(8);
    expect(Math.max(...items.map((label) => Array.from(label).length))).toBeLessThanOrEqual(40);
    await desk.press(olena, "▶");
    expect(labels().filter((label) => label.startsWith("Задача"))).toHaveLength(2);
    await desk.press(olena, "Усі: 10");
    expect(labels()).toContain("• Усі: 10");
  });
});

describe("a task after a call", () => {
  test("is one tap, and belongs to the call and its client", async () => {
    await openTask();
    expect(said()).toBe("📝 Задача після дзвінка: Оксана. Що зробити?");
    await desk.pressed("Передзвонити: Оксана", 2000);
    expect(said()).toContain("Передзвонити: Оксана\n⏰ Без терміну\n🙋 Кому: Олена\n👤 Оксана");
    const [row] = await desk.db.execute(
      sql`select call_id, client_id is not null as known from tasks`,
    );
    expect(row).toEqual({ call_id: String(callId), known: true });
  });

  test("in the person's own words is asked for by a reply", async () => {
    await openTask();
    await desk.pressed("✏️ Інша задача", 2000);
    expect(desk.sent.at(-1)?.payload).toMatchObject({ reply_markup: { force_reply: true } });
    await desk.say(olena, "надіслати прайс завтра", { ...group, replyTo: 7_000_000_001 });
    expect(said()).toContain("надіслати прайс\n⏰ завтра, 09:00");
    expect(said()).toContain("👤 Оксана");
  });

  test("of a call that is gone says so", async () => {
    const gone = await reference(desk.db, desk.business.id, {
      do: "task_call",
      callId: 999_999,
      own: false,
    });
    await desk.pressBelow(gone, 2000);
    expect(said()).toContain("Цього дзвінка вже немає");
  });
});
