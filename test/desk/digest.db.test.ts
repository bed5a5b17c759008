import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import { digestAt, setDigest } from "../../src/business/digest-service.ts";
import type { DigestPlace } from "../../src/business/digest.ts";
import { seePerson } from "../../src/business/person-service.ts";
import { runDigest } from "../../src/desk/digest-service.ts";
import type { Database } from "../../src/db/client.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { storeCalls } from "../calls/counted-rows.ts";

const KYIV = "Europe/Kyiv";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, 23 November 2026, 8:00 in Kyiv. */
const NOW = Date.UTC(2026, 10, 23, 6, 0, 0);
const BOT = 7_000_000_001;

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let home: DigestPlace;
beforeEach(async () => {
  db = database();
  ({ ours } = await twoBusinesses(db));
  const [owner] = await db.execute<{ person_id: string }>(
    sql`select person_id from members where business_id = ${ours.id}`,
  );
  home = { botId: BOT, telegramId: Number(owner?.person_id), threadId: null };
  const person = { id: home.telegramId, firstName: "Наталя", languageCode: "uk", now: NOW };
  await seePerson(db, { ...person, username: undefined });
});

const wanted = { language: "uk", at: "09:00", now: NOW, zone: KYIV };

async function run(digestId: string, now: number): Promise<void> {
  await runDigest({ db, clock: { now: () => now } }, { businessId: ours.id, digestId });
}

async function posted(): Promise<{ key: string; html: string; labels: string[] }[]> {
  const rows = await db.execute<{ key: string; html: string; keyboard: { text: string }[][] }>(
    sql`select key, html, keyboard from notices where business_id = ${ours.id} order by posted_at`,
  );
  return [...rows].map(({ key, html, keyboard }) => ({
    key,
    html,
    labels: keyboard.flat().map(({ text }) => text),
  }));
}

async function jobs(): Promise<number[]> {
  const rows = await db.execute<{ at: string }>(
    sql`select (extract(epoch from run_at) * 1000)::bigint as at from graphile_worker.jobs where task_identifier = 'digest'`,
  );
  return [...rows].map(({ at }) => Number(at));
}

describe("a digest", () => {
  test("comes once a day, tells of yesterday and who waits, and plans the next one", async () => {
    const { id } = await setDigest(db, ours.id, { place: home, ...wanted });
    expect(await jobs()).toEqual([NOW + HOUR]);
    await storeCalls(db, ours.id, [
      { at: NOW - 20 * HOUR, outcome: "answered", ext: "101", talkS: 60 },
      { at: NOW - 19 * HOUR },
      { at: NOW - 3 * DAY },
    ]);
    await db.execute(sql`
      insert into followups (business_id, client, call_id, misses, opened_at, last_at, due_at)
      select business_id, client, id, 1, ended_at, started_at, ended_at from calls where outcome = 'missed' order by started_at desc limit 1`);
    await run(id, NOW + HOUR);
    await run(id, NOW + HOUR + 1000);
    const [only, second] = await posted();
    expect(second).toBeUndefined();
    expect(only?.key).toBe(`digest:${id}:2026-11-23`);
    expect(only?.html).toContain("Підсумок за 22 листопада");
    expect(only?.html).toContain("Вхідних: <b>2</b>, пропущено: <b>1</b> (50\u202f%)");
    expect(only?.html).toContain("Передзвонили: 0 із 1");
    expect(only?.html).toContain("⏰ Чекають на дзвінок: 1\n• +380 67 111 22 33, вчора, 13:00");
    expect(only?.labels).toEqual(["✋ +380 67 111 22 33", "📊 Статистика", "⚙️ Коли надсилати"]);
    expect(await jobs()).toEqual([NOW + HOUR + DAY]);
    await run(id, NOW + HOUR + DAY);
    expect((await posted())[1]?.html).toContain("23 листопада");
  });

  test("that is too early waits for its time; a day without calls is told in one line", async () => {
    const { id } = await setDigest(db, ours.id, { place: home, ...wanted });
    await run(id, NOW);
    expect(await posted()).toEqual([]);
    expect(await jobs()).toEqual([NOW + HOUR]);
    await storeCalls(db, ours.id, [{ at: NOW - 3 * DAY }]);
    await run(id, NOW + HOUR);
    expect((await posted())[0]?.html).toBe(
      "☀️ <b>Підсумок за 22 листопада</b>\n\nДзвінків не було.",
    );
  });

  test("tells of our promises: due today, late, and kept since the last one", async () => {
    const { id } = await setDigest(db, ours.id, { place: home, ...wanted });
    await db.execute(sql`
      insert into promises (business_id, call_id, whose, text, quote, quote_s, due_at, state, created_at, closed_at)
      select ${ours.id}::uuid, 1, whose, text, '…', 1, due::timestamptz, state, '2026-11-20', closed::timestamptz
      from (values ('us', 'today', '2026-11-23T18:00+02', 'open', null), ('us', 'tomorrow', '2026-11-24T09:00+02', 'open', null),
        ('us', 'late', '2026-11-22T09:00+02', 'accepted', null), ('us', 'later', '2026-11-21T09:00+02', 'open', null),
        ('us', 'kept', '2026-11-22T09:00+02', 'done', '2026-11-22T12:00+02'), ('us', 'dropped', '2026-11-22T09:00+02', 'dismissed', '2026-11-22T12:00+02'),
        ('us', 'long ago', '2026-11-20T09:00+02', 'done', '2026-11-20T12:00+02'), ('client', 'theirs', '2026-11-22T09:00+02', 'open', null)
      ) as p(whose, text, due, state, closed)`);
    await run(id, NOW + HOUR);
    expect((await posted())[0]?.html).toContain(
      "🤝 Обіцянки: на сьогодні 1, прострочено 2, виконано 1. Усі: /promises",
    );
  });

  test("keeps silent on days off unless asked, and then tells of them too", async () => {
    const days = ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, ["09:00", "18:00"]]);
    const hours = JSON.stringify({ ...Object.fromEntries(days), sat: null, sun: null });
    await db.execute(sql`update businesses set working_hours = ${hours}::text::jsonb`);
    const { id } = await setDigest(db, ours.id, { place: home, ...wanted });
    const friday = NOW + HOUR + 4 * DAY;
    await run(id, friday);
    await run(id, friday + DAY);
    await run(id, friday + 2 * DAY);
    expect(await posted()).toHaveLength(1);
    await run(id, friday + 3 * DAY);
    expect((await posted())[1]?.html).toContain("Підсумок за 27–29 листопада");
    await setDigest(db, ours.id, { place: home, ...wanted, closedDays: true });
    await run(id, friday + 8 * DAY);
    expect(await posted()).toHaveLength(3);
  });

  test("ends for who has left the team and for a chat that is no longer subscribed", async () => {
    const group = { botId: BOT, telegramId: -1001, threadId: null };
    const stranger = { botId: BOT, telegramId: 555, threadId: null };
    for (const place of [group, stranger]) {
      const { id } = await setDigest(db, ours.id, { place, ...wanted });
      await run(id, NOW + HOUR);
      expect(await digestAt(db, ours.id, place)).toBeNull();
    }
    expect(await posted()).toEqual([]);
    expect(await jobs()).toEqual([]);
    const about = { ...group, type: "supergroup", title: "Чат", now: NOW };
    await subscribe(db, ours.id, about);
    const { id } = await setDigest(db, ours.id, { place: group, ...wanted });
    await run(id, NOW + HOUR);
    expect(await posted()).toHaveLength(1);
  });
});
