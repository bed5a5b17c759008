import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { statistics } from "../../src/calls/statistics-service.ts";
import { periodOf } from "../../src/calls/period.ts";
import { removeMember } from "../../src/business/member-service.ts";
import type { Business } from "../../src/business/business.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import type { Database } from "../../src/db/client.ts";
import { createTask } from "../../src/crm/task-service.ts";
import { addMember, NOW, twoBusinesses } from "../business/tenants.ts";
import { aCall } from "../calls/card-case.ts";
import { storeCalls } from "../calls/counted-rows.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const OWNER = 11;
const OPERATOR = 12;
const MIN = 60_000;
const EVIL = `<script>alert(1)</script>"'`;
const PHONE = "+380670000001";

const at = (ms: number): string => new Date(ms).toISOString();

let held: FreshDatabase | undefined;
let ours: Business;
let theirs: Business;
let cabinet: Cabinet;
let owner: Browser;
let operator: Browser;

beforeAll(async () => {
  held = await freshDatabase();
  ({ ours, theirs } = await twoBusinesses(database()));
  await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
  cabinet = await openCabinet(database());
  owner = await entered(ours, OWNER);
  operator = await entered(ours, OPERATOR);
});
afterEach(async () => {
  expect(cabinet.failed).toEqual([]);
  await database().execute(sql`truncate calls, followups, tasks, clients, client_phones`);
});
afterAll(async () => {
  await cabinet.close();
  await held?.close();
});

function database(): Database {
  if (!held) throw new Error("no database outside a test");
  return held.db;
}

async function entered(business: Business, personId: number): Promise<Browser> {
  const browser = cabinet.browser();
  await browser.enter(await linkFor(database(), { businessId: business.id, personId }));
  return browser;
}

/** A call as it was folded; gives its id. */
async function keep(
  business: Business,
  { key, ...changed }: Parameters<typeof aCall>[0] & { key: string },
): Promise<number> {
  const call = aCall({ key, ...changed });
  const [row] = await database().execute<{ id: string }>(sql`
    insert into calls (business_id, provider, key, state, direction, outcome, client, line, started_at, ended_at)
    values (${business.id}, 'phonet', ${key}, ${JSON.stringify(call)}::text::jsonb, ${call.direction}, ${call.outcome},
      ${call.client}, ${call.line}, ${new Date(call.startedAt).toISOString()}::timestamptz,
      ${call.endedAt === null ? null : new Date(call.endedAt).toISOString()}::timestamptz)
    returning id`);
  return Number(row?.id);
}

/** Somebody whom nobody answered, to be called back in so many minutes. */
async function missed(
  business: Business,
  {
    phone = PHONE,
    name = "Оксана К.",
    dueIn = 10,
  }: { phone?: string | null; name?: string; dueIn?: number } = {},
): Promise<number> {
  const startedAt = NOW - 20 * MIN;
  const ended = { state: "ended", outcome: "missed", endedAt: startedAt + 41_000 } as const;
  const key = `${business.name}${phone}`;
  const callId = await keep(business, {
    key,
    ...ended,
    startedAt,
    client: phone,
    clientName: name,
    ringS: 41,
    ringingNow: [],
  });
  await database().execute(sql`
    with f as (
      insert into followups (business_id, client, call_id, line, opened_at, last_at, due_at)
      values (${business.id}, ${phone}, ${callId}, '+380440000100', ${at(startedAt + 41_000)}::timestamptz,
        ${at(startedAt)}::timestamptz, ${phone === null ? null : at(NOW + dueIn * MIN)}::timestamptz) returning id)
    update calls set followup_id = (select id from f) where id = ${callId}`);
  return callId;
}

async function followup(
  callId: number,
): Promise<{ claimed_by: string | null; closed_how: string | null }> {
  const [row] = await database().execute<{ claimed_by: string | null; closed_how: string | null }>(
    sql`select claimed_by, closed_how from followups where call_id = ${callId}`,
  );
  if (!row) throw new Error("no follow-up");
  return row;
}

const press = (browser: Browser, callId: number, verb: string, part = false) =>
  browser.post(`/dashboard/followups/${callId}/${verb}`, {}, part ? { "hx-request": "true" } : {});

const task = (business: Business, title: string) =>
  createTask(database(), business.id, {
    title,
    dueAt: NOW - MIN,
    priority: "medium",
    assignee: OPERATOR,
    clientId: null,
    callId: null,
    by: OWNER,
    now: NOW,
    zone: business.timezone,
  });

describe("the first page", () => {
  test("says of an empty day that nothing waits", async () => {
    const { status, text } = await operator.get("/dashboard");
    expect(status).toBe(200);
    for (const words of [
      "Зараз ніхто не дзвонить",
      "Усім передзвонили",
      "Відкритих розмов немає",
      "Сьогодні візитів немає",
      "Задач на вас немає",
      "Сьогодні дзвінків ще не було",
    ])
      expect(text).toContain(words);
  });

  test("is not for whom the business has removed", async () => {
    const stranger = 13;
    await addMember(database(), ours, { id: stranger, role: "operator", by: OWNER });
    const browser = await entered(ours, stranger);
    expect(await browser.get("/dashboard")).toMatchObject({ status: 200 });
    await removeMember(database(), ours.id, { personId: stranger, by: OWNER, now: NOW });
    for (const path of [
      "/dashboard",
      "/dashboard/part/followups",
      "/dashboard/find",
      "/dashboard/live",
    ])
      expect(await browser.get(path)).toMatchObject({ status: 303 });
  });

  test("shows what rings and who talks, by name and number", async () => {
    await keep(ours, { key: "rings", startedAt: NOW - 14_000 });
    const talk = {
      key: "talks",
      state: "talking",
      client: "+380660000012",
      clientName: EVIL,
    } as const;
    const olena = { ext: "101", name: "Олена" };
    await keep(ours, {
      ...talk,
      startedAt: NOW - MIN,
      answeredAt: NOW - 50_000,
      talkingNow: [olena],
    });
    await keep(theirs, { key: "foreign", startedAt: NOW, clientName: "Чужа" });
    const { text } = await operator.get("/dashboard/part/now");
    expect(text).toContain("Дзвонить Оксана К.");
    expect(text).toMatch(/data-passed="14"/);
    expect(text).toContain("розмовляє: Олена");
    expect(text).toContain('href="tel:+380660000012"');
    expect(text).not.toContain("<script>");
    expect(text).not.toContain("Чужа");
  });

  test("counts on the line of the day what the statistics count", async () => {
    const rows = [0, 1, 2, 3, 4, 5].map((index) => ({
      at: NOW - index * 10 * MIN,
      outcome: ["answered", "missed", "answered", "unknown", "busy", "answered"][index] ?? null,
      direction: index === 5 ? ("out" as const) : ("in" as const),
    }));
    await storeCalls(database(), ours.id, rows);
    const zone = ours.timezone;
    const period = periodOf("today", NOW, zone);
    const { answered, missed: lost } = await statistics(database(), ours.id, {
      period,
      zone,
      ghostS: 0,
    });
    expect([answered, lost]).toEqual([2, 2]);
    const { text } = await owner.get("/dashboard");
    expect(text).toContain(`${answered} прийнято`);
    expect(text).toContain(`${lost} пропущено`);
    expect(text.match(/class="c-a"/g)).toHaveLength(answered);
    expect(text.match(/class="c-b"/g)).toHaveLength(lost);
  });

  test("lists whom to call back, the late ones first, and nobody of another business", async () => {
    await missed(ours);
    await missed(ours, { phone: "+380500000009", name: EVIL, dueIn: -16 });
    await missed(theirs, { phone: "+380500000010", name: "Чужа" });
    const { text } = await operator.get("/dashboard");
    expect(text.indexOf("+380500000009")).toBeLessThan(text.indexOf(PHONE));
    expect(text).toMatch(/\+16\u202fхв/);
    expect(text).toContain("чекали 41\u202fс");
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("Чужа");
  });
});

describe("a missed call", () => {
  test("is claimed by one, and the other is told who has it", async () => {
    const callId = await missed(ours);
    const mine = await press(operator, callId, "take");
    expect([mine.status, mine.headers.get("location")]).toEqual([
      303,
      "/dashboard?who=all&done=take",
    ]);
    expect(await followup(callId)).toMatchObject({ claimed_by: String(OPERATOR) });
    const late = await press(owner, callId, "take");
    expect(late.status).toBe(409);
    expect(late.text).toMatch(/Уже в роботі: P12/);
    const mineNow = await operator.get("/dashboard?who=mine");
    expect(mineNow.text).toContain(PHONE);
    expect((await owner.get("/dashboard?who=mine")).text).toContain("За вами нікого немає");
    expect((await owner.get("/dashboard?who=free")).text).toContain("Вільних немає");
  });

  test("is given back by who has it, and done by anybody", async () => {
    const callId = await missed(ours);
    await press(owner, callId, "take");
    expect((await press(operator, callId, "release")).status).toBe(409);
    expect(await press(owner, callId, "release")).toMatchObject({ status: 303 });
    const part = await press(operator, callId, "done", true);
    expect(part.status).toBe(200);
    expect(part.text).toContain('data-say="Позначили: зроблено."');
    expect(part.text).toContain("Закрито сьогодні 1");
    expect(await followup(callId)).toMatchObject({ closed_how: "done" });
    expect((await press(operator, callId, "done")).text).toContain("Уже закрито");
  });

  test("of no client is not to be called back", async () => {
    await saveClient(database(), ours.id, { name: "Оксана", phone: PHONE, now: NOW });
    const callId = await missed(ours);
    await press(operator, callId, "not-client");
    expect(await followup(callId)).toMatchObject({ closed_how: "not_client" });
  });

  test("of a hidden number is only noted", async () => {
    const callId = await missed(ours, { phone: null });
    expect((await owner.get("/dashboard")).text).toContain("передзвонити неможливо");
    await press(owner, callId, "done");
    expect((await owner.get("/dashboard")).text).not.toContain("передзвонити неможливо");
  });

  test("of another business is none, and nobody presses without the page's token", async () => {
    const callId = await missed(theirs);
    const answer = await press(owner, callId, "take");
    expect([answer.status, answer.text.includes("цього пропущеного дзвінка")]).toEqual([
      409,
      false,
    ]);
    expect(await followup(callId)).toMatchObject({ claimed_by: null });
    expect(await press(owner, callId, "sell")).toMatchObject({ status: 404 });
    const forged = await owner.post(`/dashboard/followups/${callId}/take`, { csrf: "no" });
    expect(forged.status).not.toBe(200);
  });
});

describe("a task of the first page", () => {
  test("is done with one press, once", async () => {
    const { number } = await task(ours, EVIL);
    const page = await operator.get("/dashboard");
    expect(page.text).toContain("прострочено");
    expect(page.text).not.toContain("<script>alert");
    const path = `/dashboard/today/tasks/${number}/done`;
    expect(await operator.post(path)).toMatchObject({ status: 303 });
    expect(await operator.post(path)).toMatchObject({ status: 409 });
    expect((await operator.get("/dashboard")).text).toContain("Задач на вас немає");
  });

  test("of another business is unknown", async () => {
    await task(ours, "наша");
    // One more than there are of ours.
    for (const title of ["перша", "друга", "третя"]) await task(theirs, title);
    const { number } = await task(theirs, "їхня");
    expect(await operator.post(`/dashboard/today/tasks/${number}/done`)).toMatchObject({
      status: 404,
    });
  });
});

describe("looking for everything", () => {
  test("finds clients, calls, tasks, and leads to each by its number", async () => {
    const { number } = await saveClient(database(), ours.id, {
      name: "Оксана К.",
      phone: PHONE,
      now: NOW,
    });
    const callId = await missed(ours);
    const { text } = await operator.get(`/dashboard/find?q=${encodeURIComponent("Оксана")}`);
    expect(text).toContain(`/dashboard/clients/${number}`);
    expect(text).toContain(`/dashboard/calls/${callId}`);
    expect((await operator.get("/dashboard/find?q=0001")).text).toContain("Оксана К.");
  });

  test("shows what was asked and nothing of another business", async () => {
    await saveClient(database(), theirs.id, { name: "Чужа", phone: PHONE, now: NOW });
    const none = await operator.get("/dashboard/find?q=%D0%A7%D1%83%D0%B6%D0%B0");
    expect(none.text).toContain("нічого немає");
    const evil = await operator.get(`/dashboard/find?q=${encodeURIComponent(EVIL)}`);
    expect([evil.status, evil.text.includes("<script>alert")]).toEqual([200, false]);
    expect((await operator.get("/dashboard/find")).text).toContain("Напишіть останні цифри");
  });
});
