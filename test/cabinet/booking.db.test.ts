import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertConversation } from "../../src/agent/conversation-store.ts";
import { hold } from "../../src/booking/hold-service.ts";
import { askVisit, openQuestions } from "../../src/booking/question-service.ts";
import { visitBy } from "../../src/booking/visit-service.ts";
import { addWait } from "../../src/booking/wait-service.ts";
import { clientsByPhones } from "../../src/crm/client-service.ts";
import { DAY, NOW, openBookings, type BookingStand } from "./booking-stand.ts";
import type { Browser } from "./browser.ts";

let stand: BookingStand;
let owner: Browser;
beforeAll(async () => {
  stand = await openBookings();
  owner = await stand.entered(11, stand.ours);
});
afterAll(async () => {
  expect(stand.cabinet.failed).toEqual([]);
  await stand.close();
});

const PART = { "hx-request": "true" };
const bookings = "/dashboard/bookings";
const stored = (number: number) => visitBy(stand.db, stand.ours.id, { number });

test("an operator sees a day, a week and the list; who is not in sees none; of another business there is nothing", async () => {
  const { visitAt, entered, ours, theirs, cabinet, olena } = stand;
  const name = `<script>alert("x")</script>`;
  const { number } = await visitAt(DAY, "09:00", { name, phone: "+380670000091" });
  const operator = await entered(33, ours);
  const day = await operator.get(`${bookings}?day=${DAY}`);
  expect(day.status).toBe(200);
  expect(day.text).toContain("Четвер, 26 листопада");
  expect(day.text).toContain("&lt;script>alert(&quot;x&quot;)&lt;/script>");
  expect(day.text).toContain("Ірина &lt;b>");
  expect(day.text).not.toContain("<script>alert");
  expect(day.text).toContain("th0 tm0 lh1 lm0");
  expect(day.text).toContain("Перерва");
  const paths = [
    `?day=${DAY}&view=week`,
    `?day=${DAY}&view=week&master=${olena.slug}`,
    `?day=${DAY}&view=list&master=${olena.slug}`,
    `?day=2026-13-45&view=what&after=1-x`,
    `?day=${DAY}&visit=${number}`,
    `/${number}`,
    `/${number}/move`,
    `/${number}/cancel`,
    "/new",
  ];
  for (const path of paths) {
    const page = await operator.get(bookings + path);
    expect(page.status, path).toBe(200);
    expect(page.text, path).not.toContain("<script>alert");
  }
  const stranger = await entered(22, theirs);
  expect((await stranger.get(bookings)).text).not.toContain("alert");
  for (const path of [`/${number}`, `/${number}/move`, `/${number}/cancel`, "/999999", "/x"])
    expect((await stranger.get(bookings + path)).status, path).toBe(404);
  for (const does of ["confirm", "came", "absent", "cancel", "move"])
    expect((await stranger.post(`${bookings}/${number}/${does}`)).status, does).toBe(404);
  expect((await stored(number))?.status).toBe("booked");
  const nobody = await cabinet.browser().get(bookings);
  expect(nobody.headers.get("location")).toBe("/dashboard/login");
});

test("a visit is confirmed, marked once it has begun, and cancelled after a question", async () => {
  const { visitAt, cabinet, at } = stand;
  const { number } = await visitAt(DAY, "10:00");
  const own = `${bookings}/${number}`;
  expect((await owner.post(`${own}/confirm`)).headers.get("location")).toBe(
    `${own}?done=confirmed`,
  );
  expect((await stored(number))?.status).toBe("confirmed");
  const early = await owner.post(`${own}/came`, { beside: "1" });
  expect(early.headers.get("location")).toContain(`visit=${number}&done=early`);
  cabinet.time.now = at(DAY, "10:05");
  expect((await owner.get(own)).text).toContain("Триває");
  await owner.post(`${own}/absent`);
  expect((await stored(number))?.status).toBe("no_show");
  await owner.post(`${own}/came`);
  expect((await stored(number))?.status).toBe("completed");
  cabinet.time.now = NOW;
  const other = await visitAt(DAY, "11:00");
  const page = await owner.get(`${bookings}/${other.number}/cancel`);
  expect(page.text).toContain("Написати клієнту нема куди");
  const done = await owner.post(`${bookings}/${other.number}/cancel`);
  expect(done.headers.get("location")).toBe(`${bookings}/${other.number}?done=cancelled`);
  expect((await stored(other.number))?.status).toBe("cancelled");
  const again = await owner.get(`${bookings}/${other.number}/cancel`);
  expect(again.headers.get("location")).toContain("done=already");
});

test("a drop moves a visit, or is refused where it fell with the nearest free times and moves nothing", async () => {
  const { visitAt, key, olena, iryna } = stand;
  const day = "2026-11-27";
  const moved = await visitAt(day, "09:00");
  await visitAt(day, "11:30", { phone: "+380670000002" });
  const path = `${bookings}/${moved.number}/move`;
  const look = `${bookings}?day=${day}`;
  const drop = (from: string, place: string, more: Record<string, string> = {}) =>
    owner.post(path, { from, place, look, ...more }, PART);
  const home = key(olena, day, "09:00");
  const tooLong = await drop(home, key(olena, day, "11:00"));
  expect(tooLong.text).toMatch(/60\sхв не стане/);
  expect(tooLong.text).toContain(`value="${key(olena, day, "10:00")}"`);
  expect(tooLong.text).toContain(`value="${key(olena, day, "10:30")}"`);
  expect(tooLong.text).not.toContain('name="force"');
  const paused = await drop(home, key(olena, day, "13:00"));
  expect(paused.text).toContain("Майстер тоді не працює");
  expect(paused.text).toContain('name="force"');
  expect((await stored(moved.number))?.start).toBe(moved.start);
  const free = await drop(home, key(iryna, day, "15:00"));
  expect(free.text).toContain('data-say="Перенесено на 15:00."');
  expect(await stored(moved.number)).toMatchObject({ masterId: iryna.id });
  const stale = await drop(home, key(olena, day, "16:00"));
  expect(stale.text).toContain("щойно змінив хтось інший");
  expect(await stored(moved.number)).toMatchObject({ masterId: iryna.id });
  const wish = key(olena, day, "13:00");
  const from = key(iryna, day, "15:00");
  expect((await drop(from, "", { force: "1", wish })).text).toContain("Перенесено на 13:00");
});

test("without a script the same move is a form with free times, and a written time is warned of first", async () => {
  const { visitAt, key, olena } = stand;
  const day = "2026-11-30";
  const { number } = await visitAt(day, "09:00");
  const path = `${bookings}/${number}/move`;
  const page = await owner.get(path);
  expect(page.text).toContain(`value="${key(olena, day, "14:00")}"`);
  expect(page.text).not.toContain(`value="${key(olena, day, "13:00")}"`);
  const from = key(olena, day, "09:00");
  const fields = { from, master: olena.slug, day };
  expect((await owner.post(path, fields)).text).toContain("Оберіть час.");
  const late = await owner.post(path, { ...fields, on: day, time: "20:00" });
  expect(late.status).toBe(409);
  expect(late.text).toContain("Так, усе одно");
  expect(late.text).toContain('value="20:00"');
  const wish = key(olena, day, "20:00");
  const done = await owner.post(path, { ...fields, on: day, time: "20:00", wish, force: "1" });
  expect(done.headers.get("location")).toBe(`${bookings}/${number}?done=moved`);
  expect((await stored(number))?.start).toBe(stand.at(day, "20:00"));
});

test("a new visit is made for a number, a known name or one of several; what is wrong stays with all that was typed", async () => {
  const { db, ours, haircut, olena, key, visitAt } = stand;
  const day = "2026-12-01";
  await visitAt(day, "09:00", { name: "Ганна", phone: "+380670000011" });
  await visitAt(day, "10:00", { name: "Ганна", phone: "+380670000012" });
  const fields = { service: haircut.slug, master: olena.slug, day, go: "book", note: 'Кава "без"' };
  const place = key(olena, day, "11:00");
  const several = await owner.post(`${bookings}/new`, { ...fields, client: "Ганна", place });
  expect(several.text.match(/type="radio" name="known"/g)).toHaveLength(2);
  expect(several.text).toContain("Кава &quot;без&quot;");
  const nobody = await owner.post(`${bookings}/new`, { ...fields, client: "Ніхто", place });
  expect(nobody.text).toContain("Такого клієнта немає");
  expect(nobody.text).toContain(`value="${place}" checked`);
  const times = await owner.post(`${bookings}/new`, { ...fields, go: "times" }, PART);
  expect(times.text).toMatch(/^<div id="place"/);
  const made = await owner.post(`${bookings}/new`, { ...fields, client: "Яна 0670000013", place });
  const number = Number(/visit=(\d+)&done=booked/.exec(made.headers.get("location") ?? "")?.[1]);
  const visit = await stored(number);
  expect(visit).toMatchObject({ note: 'Кава "без"', client: { name: "Яна" } });
  expect((await clientsByPhones(db, ours.id, ["+380670000013"])).size).toBe(1);
  const taken = await owner.post(`${bookings}/new`, { ...fields, client: "0670000014", place });
  expect(taken.status).toBe(409);
  expect(taken.text).toContain("зайнято");
  expect(taken.text).toContain('value="0670000014"');
  expect((await clientsByPhones(db, ours.id, ["+380670000014"])).size).toBe(0);
});

test("of two who book one place at once one gets it, and the other hears what else is free", async () => {
  const { haircut, olena, key, entered, ours } = stand;
  const day = "2026-12-02";
  const other = await entered(33, ours);
  await other.get(`${bookings}/new`);
  const fields = {
    service: haircut.slug,
    master: olena.slug,
    day,
    go: "book",
    place: key(olena, day, "12:00"),
  };
  const both = await Promise.all([
    owner.post(`${bookings}/new`, { ...fields, client: "0670000021" }),
    other.post(`${bookings}/new`, { ...fields, client: "0670000022" }),
  ]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
  const refused = both.find(({ status }) => status === 409);
  expect(refused?.text).toContain("Вільно 10:30 і 11:00");
  expect(refused?.text).toMatch(/value="067000002[12]"/);
});

test("a held place counts down, is booked for its customer or released; who waits and what is asked stand beside", async () => {
  const { db, ours, salon, olena, haircut, at, key } = stand;
  const day = "2026-12-03";
  const talk = await insertConversation(db, ours.id, {
    channel: "telegram",
    botId: 7,
    via: "",
    place: "55",
    clientId: null,
    profileName: "Жанна",
    language: "uk",
    now: NOW,
  });
  if (!talk) throw new Error("no conversation");
  const by = { conversationId: talk.id, clientId: null };
  const holdAt = (time: string) =>
    hold(db, ours.id, {
      salon,
      slot: { masterId: olena.id, serviceId: haircut.id, start: at(day, time), end: 0 },
      by,
      channel: "telegram",
      now: NOW,
    });
  await holdAt("09:00");
  const wait = { serviceId: haircut.id, masterId: null, day, fromMin: 0, toMin: 1440 };
  await addWait(db, ours.id, { ...wait, salon, by, now: NOW });
  const about = { clientId: null, service: "стрижка", now: NOW };
  await askVisit(db, ours.id, { ...about, callId: 5, quote: "записала <вас>", due: day });
  const page = await owner.get(`${bookings}?day=${day}`);
  expect(page.text).toContain("Тримаємо ще 10 хв");
  expect(page.text).toContain("Лист очікування");
  expect(page.text).toContain("записала &lt;вас>");
  const place = key(olena, day, "09:00");
  const held = await owner.get(`${bookings}/hold?place=${encodeURIComponent(place)}`, PART);
  expect(held.text).toContain("Звільнити");
  const released = await owner.post(`${bookings}/hold`, { place, do: "release" });
  expect(released.headers.get("location")).toContain("done=released");
  await holdAt("10:00");
  const next = key(olena, day, "10:00");
  const booked = await owner.post(`${bookings}/hold`, { place: next, do: "book" });
  expect(booked.headers.get("location")).toMatch(/visit=\d+&done=booked/);
  const again = await owner.post(`${bookings}/hold`, { place: next, do: "book" });
  expect(again.headers.get("location")).toContain("done=gone");
  const form = await owner.get(`${bookings}/new?call=5`);
  expect(form.text).toMatch(
    new RegExp(`<option value="${haircut.slug}" selected|<option selected value="${haircut.slug}"`),
  );
  await owner.post(`${bookings}/question`, { call: "5", answer: "not_needed", back: bookings });
  expect(await openQuestions(db, ours.id, { day })).toEqual([]);
});

test("the list goes on where a page ends, with no visit twice", async () => {
  const { db, ours, olena, haircut, at } = stand;
  const begin = new Date(at("2026-12-07", "00:00")).toISOString();
  await db.execute(sql`
    insert into bookings (business_id, number, master_id, service_id, starts_at, ends_at, busy_until, status, amount,
      price_kind, currency, channel, created_at, updated_at)
    select ${ours.id}::uuid, 1000 + n, ${olena.id}::bigint, ${haircut.id}::bigint, s, s + interval '1 hour', s + interval '1 hour',
      'booked', '700', 'fixed', 'UAH', 'person', s, s
    from generate_series(1, 54) n cross join lateral (select ${begin}::timestamptz + n * interval '1 hour' as s) t`);
  const made = Array.from({ length: 54 }, (_one, index) => 1001 + index);
  const first = await owner.get(`${bookings}?view=list&day=2026-12-07`);
  const next = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const second = await owner.get(next);
  expect([...numbersOn(first.text), ...numbersOn(second.text)]).toEqual(made);
  expect(numbersOn(first.text)).toHaveLength(50);
});

function numbersOn(text: string): number[] {
  return [...text.matchAll(/visit-row" href="\/dashboard\/bookings\/(\d+)"/g)].map(([, one]) =>
    Number(one),
  );
}
