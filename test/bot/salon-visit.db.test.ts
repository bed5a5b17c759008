import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { businessesOf } from "../../src/business/person-service.ts";
import { salonOf } from "../../src/booking/salon-service.ts";
import { addWait } from "../../src/booking/wait-service.ts";
import { listVisits } from "../../src/booking/visit-service.ts";
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

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  await desk.say(olena, "/services Манікюр 60 хв 400");
  await desk.say(olena, "/masters Марина\nпн-сб 9-19");
});
afterEach(() => desk.close());

const HOUR_MS = 3_600_000;

const visits = async () => {
  const [mine] = await businessesOf(desk.db, olena.id);
  return listVisits(desk.db, mine?.business.id ?? "", {});
};

/** A visit of Oksana's on the day after, at ten. */
async function booked(person = olena): Promise<void> {
  await desk.say(person, "/bookings Оксана 067 000 00 01");
  await desk.press(person, "Манікюр");
  await desk.press(person, "Марина");
  await desk.press(person, person === olena ? "ср, 25 листопада" : "ср, 25 ноября");
  await desk.press(person, "10:00");
}

describe("a visit that staff makes", () => {
  test("is made in a few presses, by an operator too, and shown in its day", async () => {
    await invited(desk, ivan, "Оператор");
    await booked(ivan);
    expect(desk.last()).toContain("✅ Записано.\n\n<b>Визит №1</b>");
    expect(desk.last()).toContain("👤 Оксана · +380 67 000 00 01");
    await desk.say(ivan, "/bookings завтра");
    expect(desk.last()).toContain("▫️ 10:00–11:00 · Манікюр · Марина · Оксана");
    await desk.say(olena, "/bookings Марина");
    expect(desk.last()).toContain("сьогодні, вт, 24 листопада\n\nЗаписів немає.");
    await desk.press(olena, "Тиждень");
    expect(desk.last()).toContain("<b>ср, 25 листопада</b>\n▫️ 10:00–11:00");
    expect(await visits()).toMatchObject([{ channel: "person", status: "booked" }]);
  });

  test("may lie outside the hours after a warning, but never over another", async () => {
    await booked();
    await desk.press(olena, "🔁 Перенести");
    await desk.press(olena, "✏️ Інший час");
    await desk.say(olena, "колись");
    expect(desk.last()).toContain("Не бачу дня й часу у «колись»");
    await desk.say(olena, "25.11 21:00");
    expect(desk.last()).toContain("майстер у цей час не працює");
    expect((await visits())[0]?.start).toBe(Date.UTC(2026, 10, 25, 8));
    await desk.press(olena, "Так, усе одно");
    expect((await visits())[0]?.start).toBe(Date.UTC(2026, 10, 25, 19));
    await desk.say(olena, "/bookings Ольга 067 000 00 02");
    await desk.press(olena, "Манікюр");
    await desk.press(olena, "Марина");
    await desk.press(olena, "✏️ Інший час");
    await desk.say(olena, "25.11 21:30");
    expect(desk.last()).toContain("На завтра, 21:30 уже зайнято");
    expect(await visits()).toHaveLength(1);
  });

  test("is offered no time that is taken meanwhile", async () => {
    await booked();
    await desk.say(olena, "/bookings Ольга 067 000 00 02");
    await desk.press(olena, "Манікюр");
    await desk.press(olena, "Марина");
    await desk.press(olena, "ср, 25 листопада");
    expect(desk.buttons().map(({ text }) => text)).not.toContain("10:00");
    const late = desk.button("12:00");
    await desk.press(olena, "12:00");
    await desk.say(olena, "/bookings Ірина 067 000 00 03");
    await desk.press(olena, late);
    expect(desk.last()).toContain("уже зайнято");
  });
});

/** Oksana's conversation with the salon's bot. */
async function withChat(): Promise<{ businessId: string; conversationId: number }> {
  await desk.say(olena, "/salonbot 7000000055:AAE-not-a-real-token-000000000000000");
  const [mine] = await businessesOf(desk.db, olena.id);
  const businessId = mine?.business.id ?? "";
  const at = new Date(NOW).toISOString();
  const [row] = await desk.db.execute<{ id: string }>(sql`
    insert into conversations (business_id, number, channel, bot_id, place, profile_name, language, state, visited, memory, opened_at, last_at, client_id)
    select ${businessId}::uuid, 1, 'telegram', 7000000055, '555', 'Oksana', 'uk', 'greeting', '[]', '{}', ${at}::timestamptz, ${at}::timestamptz, id
    from clients limit 1 returning id`);
  await desk.db.execute(sql`
    insert into client_handles (business_id, channel, handle, client_id)
    select business_id, 'telegram', '555', id from clients where business_id = ${businessId}::uuid`);
  return { businessId, conversationId: Number(row?.id) };
}
const told = async () =>
  (
    await desk.db.execute<{ text: string }>(
      sql`select text from utterances where author = 'agent' order by id`,
    )
  ).map(({ text }) => text);

describe("a customer who writes in a chat", () => {
  test("hears of a visit that was moved or cancelled, unless it is done quietly", async () => {
    await booked();
    await withChat();
    await desk.say(olena, "/bookings завтра");
    await desk.press(olena, "10:00");
    await desk.press(olena, "🔁 Перенести");
    await desk.press(olena, "ср, 25 листопада");
    await desk.press(olena, "15:00");
    expect(desk.last()).toContain("✅ Перенесено. Клієнту написали новий час.");
    await desk.press(olena, "❌ Скасувати");
    await desk.press(olena, "❌ Так, скасувати");
    expect(desk.last()).toContain("✅ Скасовано. Клієнту написали.");
    expect(await told()).toMatchObject([
      expect.stringContaining("15:00"),
      expect.stringContaining("15:00"),
    ]);
    await booked();
    await desk.press(olena, "❌ Скасувати");
    await desk.press(olena, "🔕 Скасувати тихо");
    expect(await told()).toHaveLength(2);
  });

  test("waits for a day in its list", async () => {
    await booked();
    const { businessId, conversationId } = await withChat();
    const salon = await salonOf(desk.db, businessId);
    await desk.db.transaction((tx) =>
      addWait(tx, businessId, {
        salon,
        by: { conversationId, clientId: null },
        serviceId: salon.services[0]?.id ?? 0,
        masterId: null,
        day: "2026-11-25",
        fromMin: 600,
        toMin: 840,
        now: NOW,
      }),
    );
    await desk.say(olena, "/bookings завтра");
    await desk.press(olena, "⏳ Чекають (1)");
    expect(desk.last()).toContain("• 10:00–14:00 · Манікюр · будь-хто · Oksana · чекає");
    await desk.press(olena, "Oksana");
    expect(desk.last()).toContain("🤖 відповідає агент");
  });
});

describe("one visit", () => {
  test("is confirmed, marked when it has begun, and cancelled after a question", async () => {
    await booked();
    await desk.press(olena, "✅ Підтвердити");
    expect(desk.last()).toContain("✅ підтверджено");
    const cancel = desk.button("❌ Скасувати");
    desk.time.now = NOW + 24 * HOUR_MS;
    await desk.say(olena, "/bookings");
    await desk.press(olena, "10:00");
    await desk.press(olena, "🚫 Не прийшли");
    expect(desk.last()).toContain("🚫 не прийшли");
    await desk.press(olena, "☑️ Візит був");
    expect((await visits())[0]?.status).toBe("completed");
    await desk.press(olena, cancel);
    await desk.press(olena, "❌ Так, скасувати");
    expect(desk.last()).toContain("Цей візит уже змінено");
    expect((await visits())[0]?.status).toBe("completed");
  });

  test("cancelled leaves the day; a person of another business reaches none of it", async () => {
    await booked();
    const keys = ["✅ Підтвердити", "❌ Скасувати", "🔁 Перенести"].map((key) => desk.button(key));
    await desk.press(olena, "❌ Скасувати");
    const sure = desk.button("❌ Так, скасувати");
    for (const key of [...keys, sure]) await desk.press(kate, key);
    await desk.say(kate, "/start");
    await desk.press(kate, "English");
    await desk.say(kate, "Glow");
    await desk.press(kate, "💇 Beauty salon");
    await desk.press(kate, "✅ Yes");
    for (const key of [...keys, sure]) await desk.press(kate, key);
    expect(await visits()).toMatchObject([{ status: "booked" }]);
    await desk.say(kate, "/bookings");
    expect(desk.last()).toContain("There is nothing to book yet");
    await desk.press(olena, sure);
    expect(await visits()).toEqual([]);
    await desk.say(olena, "/bookings завтра");
    expect(desk.last()).toContain("Записів немає.");
  });

  test("is not named in a group that gets no cards", async () => {
    await booked();
    await desk.say(olena, "/bookings завтра", group);
    expect(desk.last()).not.toContain("Оксана");
  });
});
