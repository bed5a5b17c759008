import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetPresses } from "../../src/business/press-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import type { Browser } from "./browser.ts";
import { NOW, openBookings, type BookingStand } from "./booking-stand.ts";

let stand: BookingStand;
let owner: Browser;

beforeAll(async () => {
  stand = await openBookings();
  owner = await stand.entered(11, stand.ours);
  const { db, ours } = stand;
  await saveClient(db, ours.id, { name: "Оксана", phone: "+380670000001", now: NOW });
  await owner.post("/dashboard/deals/new", { name: "Фарбування" });
  await owner.post("/dashboard/tasks/new", { text: "Замовити рушники" });
});
afterAll(async () => {
  expect(stand.cabinet.failed).toEqual([]);
  await stand.close();
});

type Form = { at: string; to?: string; table: string; fields: Record<string, string> };

const visit = { client: "+380670000001", service: "stryzhka", master: "", on: "2026-11-26" };
const forms: Record<string, Form> = {
  "a task": { at: "/dashboard/tasks/new", table: "tasks", fields: { text: "Подзвонити завтра" } },
  "a deal without a client": {
    at: "/dashboard/deals/new",
    table: "deals",
    fields: { name: "Весільна зачіска", amount: "", phone: "" },
  },
  "a comment on a client": {
    at: "/dashboard/clients/1",
    to: "/dashboard/clients/1/comment",
    table: "comments",
    fields: { text: "Любить каву" },
  },
  "a comment on a deal": {
    at: "/dashboard/deals/1",
    to: "/dashboard/deals/1/comments",
    table: "comments",
    fields: { text: "Любить каву" },
  },
  "a comment on a task": {
    at: "/dashboard/tasks/1",
    to: "/dashboard/tasks/1/comments",
    table: "comments",
    fields: { text: "Білі" },
  },
  "an invitation": {
    at: "/dashboard/settings/team",
    to: "/dashboard/settings/team/invite",
    table: "invites",
    fields: { role: "operator" },
  },
  "a token": {
    at: "/dashboard/settings/tokens",
    table: "api_tokens",
    fields: { name: "Облік", scope: "read" },
  },
  "a webhook": {
    at: "/webhook/new",
    table: "endpoints",
    fields: {
      name: "Облік",
      url: "https://example.com/hook",
      event: "task.*",
      template: "plain",
      timeout: "5",
      in_flight: "5",
      rate: "",
      headers: "",
    },
  },
  "a stage": {
    at: "/dashboard/deals/stages",
    table: "stages",
    fields: { do: "add", name: "Передплата" },
  },
};

describe.each(Object.entries(forms))("%s", (name, { at, to = at, table, fields }) => {
  test("is made once by a form that is sent twice, and another by another form", async () => {
    const before = await countOf(table);
    const form = { ...(await keysOf(at)), ...fields };
    const first = await owner.post(to, form);
    const second = await owner.post(to, form);
    expect([200, 303]).toContain(first.status);
    expect(second.status).toBe(303);
    if (first.status === 303)
      expect(second.headers.get("location")).toBe(first.headers.get("location"));
    const led = await owner.get(second.headers.get("location") ?? "");
    expect(led.status).toBe(200);
    expect(led.text).toContain('class="toast"');
    expect(await countOf(table)).toBe(before + 1);
  });

  test("is made once by two presses at the same time", async () => {
    const before = await countOf(table);
    const form = { ...(await keysOf(at)), ...another(fields) };
    const both = await Promise.all([owner.post(to, form), owner.post(to, form)]);
    expect(both.map(({ status }) => status).every((one) => one === 200 || one === 303)).toBe(true);
    expect(both.some(({ status }) => status === 303)).toBe(true);
    expect(await countOf(table)).toBe(before + 1);
  });
});

test("a visit with any master at a typed time is booked once, and the second press shows it", async () => {
  const { at } = stand;
  const book = async (time: string) => ({
    ...(await keysOf("/dashboard/bookings/new?service=stryzhka")),
    ...visit,
    time,
  });
  expect(at(visit.on, "12:00")).toBeGreaterThan(NOW);
  const early = await book("12:00");
  const first = await owner.post("/dashboard/bookings/new", early);
  const second = await owner.post("/dashboard/bookings/new", early);
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
  const late = await book("15:00");
  const send = () => owner.post("/dashboard/bookings/new", late);
  const both = await Promise.all([send(), send(), send()]);
  expect(both.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await countOf("bookings")).toBe(2);
});

test("what was typed anew on the page that one went back to is another thing", async () => {
  const before = await countOf("tasks");
  const keys = await keysOf("/dashboard/tasks/new");
  await owner.post("/dashboard/tasks/new", { ...keys, text: "Купити фарбу" });
  await owner.post("/dashboard/tasks/new", { ...keys, text: "Купити фольгу" });
  expect(await countOf("tasks")).toBe(before + 2);
});

test("a refused form may be sent again as it is, once what was in its way is gone", async () => {
  const { db, ours } = stand;
  const keys = await keysOf("/dashboard/settings/tokens");
  const form = { ...keys, name: "Каса", scope: "read" };
  const before = await countOf("api_tokens");
  await db.execute(sql`
    insert into api_tokens (business_id, name, token_hash, last_four, scope, created_by, created_at)
    select ${ours.id}::uuid, 'зайвий', 'hash ' || one, '0000', 'read', 11, now() from generate_series(1, 30) one`);
  expect((await owner.post("/dashboard/settings/tokens", form)).status).toBe(422);
  await db.execute(sql`delete from api_tokens where name = 'зайвий'`);
  expect((await owner.post("/dashboard/settings/tokens", form)).status).toBe(200);
  expect((await owner.post("/dashboard/settings/tokens", form)).status).toBe(303);
  expect(await countOf("api_tokens")).toBe(before + 1);
});

test("a key is its member's own: what another sends with it is made, in this business and in another", async () => {
  const before = await countOf("tasks");
  const form = { ...(await keysOf("/dashboard/tasks/new")), text: "Полити квіти" };
  const others = [await stand.entered(33, stand.ours), await stand.entered(22, stand.theirs)];
  expect((await owner.post("/dashboard/tasks/new", form)).status).toBe(303);
  for (const other of others)
    expect((await other.post("/dashboard/tasks/new", { ...form, csrf: other.csrf() })).status).toBe(
      303,
    );
  expect(await countOf("tasks")).toBe(before + 3);
});

test("keys are forgotten after a day", async () => {
  const { db } = stand;
  const form = { ...(await keysOf("/dashboard/tasks/new")), text: "Старе" };
  await owner.post("/dashboard/tasks/new", form);
  await forgetPresses(db, { before: NOW });
  expect(await countOf("presses")).toBeGreaterThan(0);
  await forgetPresses(db, { before: NOW + 1 });
  expect(await countOf("presses")).toBe(0);
});

/** What every form of a page carries. */
async function keysOf(path: string): Promise<Record<string, string>> {
  const { status, text } = await owner.get(path);
  expect(status).toBe(200);
  const stamp = /name="stamp" value="(\w+)"/.exec(text)?.[1];
  const press = /name="press" value="([\w-]+)"/.exec(text)?.[1];
  expect(press).toBeDefined();
  return { press: press ?? "", ...(stamp === undefined ? {} : { stamp }) };
}

/** The same form about another thing, where two of one name cannot be. */
function another(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      name.startsWith("name") ? `${value} 2` : value,
    ]),
  );
}

async function countOf(table: string): Promise<number> {
  const [row] = await stand.db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${sql.identifier(table)}`,
  );
  return row?.count ?? 0;
}
