import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { removeMember } from "../../src/business/member-service.ts";
import { group, invited, ivan, kate, olena } from "./desk.ts";
import type { Person } from "./played.ts";
import { CARD, openWhyDesk, type WhyDesk } from "./why-case.ts";

let desk: WhyDesk;
let callId: number;

beforeEach(async () => {
  desk = await openWhyDesk();
  await invited(desk, ivan, "Оператор");
  callId = await desk.missedCall();
});
afterEach(() => desk.close());

/** Presses a button of the card in the group. */
async function press(person: Person, verb: string): Promise<string> {
  const data = `${await desk.more(callId)}:${verb}`;
  const message = { message_id: CARD, date: 1, chat: place, text: "…" };
  const from = { ...person, is_bot: false };
  await desk.handle({ callback_query: { id: "1", from, chat_instance: "1", data, message } });
  return said();
}

const place = { id: group.id, type: "supergroup" as const, title: "Front desk" };

/** What the last press was answered with. */
function said(): string {
  const answered = desk.sent.findLast(({ method }) => method === "answerCallbackQuery");
  return typeof answered?.payload["text"] === "string" ? answered.payload["text"] : "";
}

async function notices(): Promise<{ telegram_id: string; html: string }[]> {
  const rows = await desk.db.execute<{ telegram_id: string; html: string }>(
    sql`select telegram_id, html from notices order by posted_at`,
  );
  return [...rows];
}

async function row() {
  const [one] = await desk.db.execute(
    sql`select claimed_name, closed_how, closed_by from followups order by id desc limit 1`,
  );
  return one;
}

describe("below the card of a missed call", () => {
  test("one takes it, the other reads who and when, each in their own language", async () => {
    expect(await press(olena, "claim")).toBe("Записали: передзвоните ви.");
    expect(await press(olena, "claim")).toMatch(/^Це вже за вами, з \d\d:\d\d\.$/);
    expect(await press(ivan, "claim")).toMatch(/^Уже в работе: Олена, \d\d:\d\d$/);
    expect(await press(ivan, "release")).toMatch(/^Это взято: Олена, \d\d:\d\d\. Отдать может/);
    expect(await press(olena, "release")).toBe("Віддали: тепер може взяти будь-хто з команди.");
    expect(await press(ivan, "release")).toBe("Этого ещё никто не взял.");
    expect(await press(ivan, "done")).toBe("Отметили: готово.");
    expect(await row()).toMatchObject({ closed_how: "done", closed_by: "Иван" });
    expect(await press(olena, "claim")).toMatch(
      /^Уже закрито: ✅ Зроблено о(б)? \d\d:\d\d — Иван$/,
    );
  });

  test("the change is shown by the card's own job, not by another message", async () => {
    const before = desk.texts().length;
    await press(olena, "claim");
    expect(desk.texts()).toHaveLength(before);
    const jobs = await desk.db.execute<{ task_identifier: string }>(
      sql`select task_identifier from graphile_worker.jobs where key like 'card:%'`,
    );
    expect(jobs).toHaveLength(1);
  });

  test("a stranger and a member who left are told politely, and nothing happens", async () => {
    expect(await press(kate, "claim")).not.toBe("");
    const asked = { personId: ivan.id, by: olena.id, now: desk.time.now };
    await removeMember(desk.db, desk.business.id, asked);
    expect(await press(ivan, "claim")).not.toBe("");
    expect(await row()).toMatchObject({ claimed_name: null });
  });

  test("a call that is gone is told as gone", async () => {
    await desk.db.execute(sql`delete from followups`);
    expect(await press(olena, "claim")).toBe("Цього пропущеного дзвінка вже немає.");
    expect(await press(olena, "done")).toBe("Цього пропущеного дзвінка вже немає.");
  });

  test("it is passed on: the other is told in private, with the buttons", async () => {
    await desk.open(callId);
    await desk.pressed("👉 Передати…");
    await desk.pressed("👤 Иван");
    expect(said()).toBe("Передали: Иван");
    expect(await row()).toMatchObject({ claimed_name: "Иван" });
    const [notice] = await notices();
    expect(Number(notice?.telegram_id)).toBe(ivan.id);
    expect(notice?.html).toContain("👉 Вам передали: перезвоните, пожалуйста.");
    expect(notice?.html).toContain("+380 67 111 00 01");
    await desk.open(callId);
    await desk.pressed("👉 Передати…");
    expect(desk.buttons().map(({ text }) => text)).not.toContain("👤 Иван");
  });

  test("«not a client» closes it and keeps the next from asking", async () => {
    await desk.open(callId);
    await desk.pressed("🔕 Не клієнт");
    expect(said()).toContain("Позначили: не клієнт.");
    expect(await row()).toMatchObject({ closed_how: "not_client", closed_by: "Олена" });
    await desk.open(callId);
    expect(desk.sent.at(-1)?.buttons.map(({ text }) => text)).not.toContain("🔕 Не клієнт");
  });
});

describe("/missed", () => {
  test("says that everybody was called back, and what comes next", async () => {
    await press(olena, "done");
    await desk.say(olena, "/missed");
    expect(desk.last()).toContain("✅ Усім передзвонили.");
  });

  test("lists who waits; one opens with its buttons, and a press there says what is so now", async () => {
    await desk.say(ivan, "/missed");
    expect(desk.last()).toContain("❌ Ждут звонка: 1");
    expect(desk.last()).toContain("+380 67 111 00 01");
    await desk.press(ivan, "⏳");
    expect(desk.last()).toContain("❌ Пропущенный звонок");
    await desk.press(ivan, "🙋 Беру");
    expect(said()).toBe("Записали: перезвоните вы.");
    expect(desk.last()).toContain("🙋 Перезвонит Иван");
    expect(desk.buttons().map(({ text }) => text)).toContain("↩️ Отдать");
    await desk.press(ivan, "‹ Пропущенные");
    expect(desk.last()).toContain("🙋 Иван");
  });

  test("in a group that gets no cards names nobody", async () => {
    const other = { id: -1009, type: "supergroup" as const, title: "Elsewhere" };
    await desk.say(olena, "/missed", other);
    expect(desk.last()).not.toContain("+380");
    await desk.say(olena, "/missed", group);
    expect(desk.last()).toContain("+380 67 111 00 01");
  });

  test("a thousand are paged, the most urgent first", async () => {
    await desk.db.execute(sql`
      insert into followups (business_id, client, call_id, opened_at, last_at, due_at)
      select business_id, '+38067000' || lpad(n::text, 4, '0'), call_id, opened_at, last_at, due_at + n * interval '1 minute'
      from followups, generate_series(1, 1000) n`);
    await desk.say(olena, "/missed");
    expect(desk.last()).toContain("❌ Чекають на дзвінок: 1001");
    expect(desk.last().indexOf("+380 67 111 00 01")).toBeLessThan(
      desk.last().indexOf("+380 67 000 00 01"),
    );
    expect(desk.buttons()).toHaveLength(9);
    await desk.press(olena, "▶");
    expect(desk.last()).toContain("+380 67 000 00 08");
    expect(desk.buttons().map(({ text }) => text)).toEqual(expect.arrayContaining(["◀", "▶"]));
  });
});
