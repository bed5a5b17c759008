import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { clientOf, saveClient } from "../../src/crm/client-service.ts";
import { addComment } from "../../src/crm/comment-service.ts";
import { createTask } from "../../src/crm/task-service.ts";
import { NOW } from "../business/tenants.ts";
import { openCallStand, OWNER, type CallStand } from "./call-stand.ts";

const EVIL = `"><script>alert(1)</script><b x='`;
const HOUR = 3_600_000;

let stand: CallStand;
beforeAll(async () => {
  stand = await openCallStand();
});
afterAll(() => stand.close());
afterEach(() => expect(stand.cabinet.failed).toEqual([]));

let last = 0;
/** A client with a number that nobody had yet. */
async function client(name: string | null = null, business: Business = stand.ours) {
  last += 1;
  const phone = `+38050${String(last).padStart(7, "0")}`;
  const { id, number } = await saveClient(stand.db, business.id, { name, phone, now: NOW - HOUR });
  return { id, number, phone, path: `/dashboard/clients/${number}` };
}
const stored = async (id: number) => (await clientOf(stand.db, stand.ours.id, id))?.client;
const numbersIn = (text: string) =>
  [...text.matchAll(/class="plain strong wrap" href="\/dashboard\/clients\/(\d+)"/g)].map(
    ([, number]) => Number(number),
  );

test("clients stand by their last contact, each once over all pages", async () => {
  const made: { number: number; phone: string }[] = [];
  for (let index = 0; index < 58; index += 1) made.push(await client());
  const [early, , late] = made;
  await stand.called({ client: late?.phone ?? "", at: NOW - 1000 });
  await stand.called({ client: early?.phone ?? "", at: NOW - 2000 });
  const first = await stand.operator.get("/dashboard/clients");
  const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1] ?? "";
  const second = await stand.operator.get(next.replaceAll("&amp;", "&"));
  const [page, rest] = [numbersIn(first.text), numbersIn(second.text)];
  expect(page).toHaveLength(50);
  expect(page.slice(0, 2)).toEqual([late?.number, early?.number]);
  expect([...page, ...rest].toSorted((a, b) => a - b)).toEqual(
    made.map(({ number }) => number).toSorted((a, b) => a - b),
  );
  expect((await stand.stranger.get("/dashboard/clients")).text).toContain("Клієнтів ще немає");
});

test("one is found by a part of the name or the end of the number; nobody else's", async () => {
  const { number, phone } = await client("Соломія");
  await client("Соломія", stand.theirs);
  expect(numbersIn((await stand.owner.get("/dashboard/clients?q=соломі")).text)).toEqual([number]);
  const digits = await stand.owner.get(`/dashboard/clients?q=${phone.slice(-6)}`);
  expect(numbersIn(digits.text)).toEqual([number]);
  const none = await stand.owner.get(`/dashboard/clients?q=${encodeURIComponent(EVIL)}`);
  expect(none.text).toContain("нікого немає");
  expect(none.text).not.toContain("<script>alert");
});

test("who may, sees and changes; another business's client is not there", async () => {
  await client("Наша");
  const { path } = await client("Наша");
  for (const page of ["", "/edit", "/merge"])
    expect((await stand.operator.get(path + page)).status, page).toBe(200);
  expect((await stand.operator.get(`${path}/erase`)).status).toBe(403);
  expect((await stand.operator.post(`${path}/erase`, { digits: "0000" })).status).toBe(403);
  for (const page of ["", "/edit", "/merge", "/erase"])
    expect((await stand.stranger.get(path + page)).status, page).toBe(404);
  for (const page of ["/edit", "/merge", "/erase", "/call", "/comment"]) {
    const answer = await stand.stranger.post(path + page, { do: "name", name: "Чужа", text: "x" });
    expect(answer.status, page).toBe(404);
  }
  expect((await stand.owner.get("/dashboard/clients/x")).status).toBe(404);
});

test("a new one is kept by the number; what is wrong comes back as it was typed", async () => {
  const wrong = await stand.owner.post("/dashboard/clients/new", { phone: "12", name: EVIL });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("Це не схоже на номер телефону");
  expect(wrong.text).toContain('value="12"');
  expect(wrong.text).not.toContain("<script>alert");
  const made = await stand.operator.post("/dashboard/clients/new", {
    phone: "067 444 00 01",
    name: EVIL,
  });
  const to = made.headers.get("location") ?? "";
  expect(to).toMatch(/^\/dashboard\/clients\/\d+\?done=made$/);
  const { text } = await stand.operator.get(to);
  expect(text).toContain("Клієнта додано");
  expect(text).toContain("+380 67 444 00 01");
  expect(text).not.toContain("<script>alert");
  const again = await stand.operator.post("/dashboard/clients/new", {
    phone: "0674440001",
    name: "",
  });
  expect(again.headers.get("location")).toBe(to.replace("made", "known"));
});

test("a name that was changed in another tab is not written over, and what was typed stays", async () => {
  const { id, path } = await client("Оля");
  await stand.operator.post(`${path}/edit`, { do: "name", was: "Оля", name: "Ольга" });
  const late = await stand.owner.post(`${path}/edit`, { do: "name", was: "Оля", name: "Олена" });
  expect(late.status).toBe(409);
  expect(late.text).toContain("Ім’я тим часом змінили: Ольга");
  expect(late.text).toContain('value="Олена"');
  expect((await stored(id))?.name).toBe("Ольга");
  const meant = await stand.owner.post(`${path}/edit`, { do: "name", was: "Ольга", name: "Олена" });
  expect(meant.headers.get("location")).toBe(`${path}?done=saved`);
  expect(await stored(id)).toMatchObject({ name: "Олена", nameFrom: "person" });
  expect(
    (await stand.owner.post(`${path}/edit`, { do: "name", was: "Олена", name: "7" })).status,
  ).toBe(422);
  expect((await stand.owner.post(`${path}/edit`, { do: "nothing" })).status).toBe(400);
});

test("numbers come and go, the last one stays, another's leads to merging; marks are set", async () => {
  const { id, path, phone } = await client("Ірина");
  const other = await client("Іра");
  const refused = await stand.owner.post(`${path}/edit`, { do: "drop", phone });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain("Це єдиний номер клієнта");
  const taken = await stand.owner.post(`${path}/edit`, { do: "phone", phone: other.phone });
  expect(taken.status).toBe(409);
  expect(taken.text).toContain(`${path}/merge?with=${other.number}`);
  await stand.owner.post(`${path}/edit`, { do: "phone", phone: "067 555 00 01" });
  expect((await stored(id))?.phones).toEqual([phone, "+380675550001"]);
  await stand.owner.post(`${path}/edit`, { do: "drop", phone });
  expect((await stored(id))?.phones).toEqual(["+380675550001"]);
  await stand.operator.post(`${path}/edit`, { do: "mark", flag: "doNotCall", on: "yes" });
  expect(await stored(id)).toMatchObject({ doNotCall: true, notClient: false });
  expect((await stand.operator.get(path)).text).toContain("не телефонувати");
});

test("everything that happened is one history, told page by page without gap or double", async () => {
  const { id, path, phone } = await client(EVIL);
  const by = { id: OWNER, name: "P11" };
  const about = { by, about: { clientId: id }, phone: null, message: null };
  for (let index = 0; index < 33; index += 1)
    await addComment(stand.db, stand.ours.id, {
      ...about,
      text: `слово ${index}.`,
      now: NOW - 60_000,
    });
  await stand.called({ client: phone, at: NOW - 50_000, clientName: EVIL });
  await createTask(stand.db, stand.ours.id, {
    title: `Нагадати ${EVIL}`,
    clientId: id,
    dueAt: null,
    priority: "medium",
    assignee: OWNER,
    callId: null,
    by: OWNER,
    now: NOW - 40_000,
    zone: stand.ours.timezone,
  });
  const { text } = await stand.operator.get(path);
  expect(text).not.toContain("<script>alert");
  expect(text.indexOf("Нагадати")).toBeLessThan(text.indexOf("Вхідний дзвінок"));
  const more = /hx-get="([^"]+)"/.exec(text.slice(text.indexOf('class="more"')))?.[1] ?? "";
  const path2 = more.replaceAll("&amp;", "&");
  const part = await stand.operator.get(path2, { "hx-request": "true" });
  expect(part.text).not.toContain("<html");
  const told = [...(text + part.text).matchAll(/слово (\d+)\./g)].map(([, index]) => Number(index));
  expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, index) => index));
  expect((await stand.operator.get(path2)).text).toContain("<html");
  expect(
    (await stand.operator.get(`${path}?before=${encodeURIComponent("1';|call|1")}`)).status,
  ).toBe(200);
});

test("a comment is kept; an empty one is asked for again", async () => {
  const { path } = await client("Ліна");
  expect((await stand.operator.post(`${path}/comment`, { text: "  " })).status).toBe(422);
  const kept = await stand.operator.post(`${path}/comment`, { text: `Любить каву ${EVIL}` });
  expect(kept.headers.get("location")).toBe(`${path}?done=comment`);
  const { text } = await stand.operator.get(path);
  expect(text).toContain("Любить каву");
  expect(text).not.toContain("<script>alert");
});

test("two are shown side by side and become one; the other's address leads on", async () => {
  const [stays, goes] = [await client("Марія"), await client("Маша")];
  const found = await stand.operator.get(`${stays.path}/merge?q=Маш`);
  expect(found.text).toContain(`${stays.path}/merge?with=${goes.number}`);
  const both = await stand.operator.get(`${stays.path}/merge?with=${goes.number}`);
  expect(both.text).toContain("Марія");
  expect(both.text).toContain("Маша");
  const same = await stand.operator.post(`${stays.path}/merge`, { with: String(stays.number) });
  expect(same.status).toBe(409);
  expect(same.text).toContain("Це вже один клієнт");
  const theirs = await client("Чужа", stand.theirs);
  const foreign = await stand.operator.post(`${stays.path}/merge`, {
    with: String(theirs.number + 500),
  });
  expect(foreign.text).toContain("Цього клієнта вже немає");
  const merged = await stand.operator.post(`${stays.path}/merge`, { with: String(goes.number) });
  expect(merged.headers.get("location")).toBe(`${stays.path}?done=merged`);
  expect((await stored(stays.id))?.phones.toSorted()).toEqual([stays.phone, goes.phone].toSorted());
  const twice = await stand.operator.post(`${stays.path}/merge`, { with: String(goes.number) });
  expect(twice.status).toBe(409);
  expect((await stand.operator.get(goes.path)).headers.get("location")).toBe(
    `${stays.path}?done=moved`,
  );
});

test("an erasure counts first, wants the last digits, and leaves a receipt without the person", async () => {
  const { id, path, phone } = await client("Зникла");
  await stand.called({ client: phone });
  const asked = await stand.owner.get(`${path}/erase`);
  expect(asked.text).toContain("Дзвінки: 1");
  const wrong = await stand.owner.post(`${path}/erase`, { digits: "0000x" });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("Нічого не стерто");
  expect(await stored(id)).toBeDefined();
  const done = await stand.owner.post(`${path}/erase`, { digits: phone.slice(-4) });
  expect(done.text).toContain("Квитанція".toLowerCase());
  expect(done.text).not.toContain("Зникла");
  expect(await stored(id)).toBeUndefined();
  const [row] = await stand.db.execute<{ left: number }>(
    sql`select count(*)::int as left from calls where business_id = ${stand.ours.id} and client = ${phone}`,
  );
  expect(row?.left).toBe(0);
  expect((await stand.owner.get(path)).status).toBe(404);
});

test("a call back that cannot be says why and what helps", async () => {
  const { path, phone } = await client("Дзвінка");
  const said = await stand.operator.post(`${path}/call`, { phone, press: "one" });
  expect(said.text).toContain("Жодна АТС не підключена з ключем");
  expect(
    (await stand.operator.post(`${path}/call`, { phone: "+380501112233", press: "two" })).status,
  ).toBe(404);
});
