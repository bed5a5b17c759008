import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { retest } from "../../src/agent/trial-service.ts";
import { addMaster } from "../../src/booking/master-service.ts";
import { addService } from "../../src/booking/price-service.ts";
import { wholeWeek } from "../../src/booking/salon.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { invited, ivan, NOW, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

const BOT = 7000000001;
const WEEK: [string, string] = ["10:00", "19:00"];
const hours = wholeWeek({ mon: WEEK, tue: WEEK, wed: WEEK, thu: WEEK, fri: WEEK });

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

async function stocked(): Promise<void> {
  const ids: number[] = [];
  for (const [uk, ru, en, amount] of [
    ["Манікюр", "Маникюр", "Manicure", 400],
    ["Стрижка", "Стрижка", "Haircut", 700],
  ] as const) {
    const made = await addService(desk.db, businessId, {
      names: { uk, ru, en },
      durationMin: 60,
      bufferMin: 0,
      price: { amount, kind: "fixed" },
      synonyms: [],
    });
    if ("service" in made) ids.push(made.service.id);
  }
  const names = { uk: "Оля", ru: "Оля", en: "Olia" };
  await addMaster(desk.db, businessId, { names, services: ids, hours, breaks: [], daysOff: [] });
}

const rows = async (table: "bookings" | "conversations" | "utterances") => {
  const [row] = await desk.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.identifier(table)}`,
  );
  return row?.n ?? 0;
};
const news = async () => {
  const found = await desk.db.execute<{ html: string }>(
    sql`select html from notices where key like 'trial:%'`,
  );
  return found.map(({ html }) => html);
};
const again = (botId = () => BOT) =>
  retest({ db: desk.db, clock: { now: () => NOW }, botId }, { businessId });

describe("/test_agent", () => {
  test("plays the set against the price list, writes nothing else, and says how it went", async () => {
    await stocked();
    await desk.say(olena, "/test_agent");
    expect(desk.last()).toContain("✅ Усі розмови пройдено");
    expect(desk.last()).toContain("Остання перевірка");
    expect([await rows("bookings"), await rows("conversations"), await rows("utterances")]).toEqual(
      [0, 0, 0],
    );
    await again();
    expect(await news()).toEqual([]);
  });

  test("shows what failed with its lines and what to mend", async () => {
    await stocked();
    await addService(desk.db, businessId, {
      names: { uk: "✨✨" },
      durationMin: 60,
      bufferMin: 0,
      price: { amount: 999, kind: "fixed" },
      synonyms: [],
    });
    await desk.say(olena, "/test_agent");
    expect(desk.last()).toContain("не впізнає послугу «✨✨»");
    expect(desk.last()).toContain("не виконує жоден майстер");
    await desk.press(olena, "🔎 Ціна: ✨✨");
    expect(desk.last()).toContain("<b>Клієнт:</b>");
    expect(desk.last()).toContain("Що зробити");
    await desk.press(olena, "← До результатів");
    expect(desk.last()).toContain("Пройдено розмов: ");
  });

  test("is for those who may set the agent up", async () => {
    await stocked();
    await invited(desk, ivan, "Оператор");
    await desk.say(ivan, "/test_agent");
    const [row] = await desk.db.execute<{ n: number }>(
      sql`select count(*)::int as n from agent_trials`,
    );
    expect(row?.n).toBe(0);
  });

  test("after a change of the price list runs again, and tells only of what passed before", async () => {
    await again();
    expect(await news()).toEqual([]);
    await stocked();
    await desk.say(olena, "/test_agent");
    await desk.db.execute(
      sql`update services set names = '{"uk":"✨✨"}' where id = (select min(id) from services)`,
    );
    const cutOff = again(() => {
      throw new Error("the process was stopped");
    });
    await expect(cutOff).rejects.toThrow("stopped");
    await again();
    const [told, ...more] = await news();
    expect(told).toContain("після зміни прайсу");
    expect(more).toEqual([]);
    await again();
    expect(await news()).toHaveLength(1);
  });

  test("an empty price list is told so", async () => {
    await desk.say(olena, "/test_agent");
    expect(desk.last()).toContain("У прайсі немає жодної послуги");
  });
});
