import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { membersOf } from "../../src/business/member-service.ts";
import { status } from "../webhooks/sink.ts";
import { eventsOf } from "../webhooks/yard.ts";
import { openStand, OPERATOR, STRANGER, type Stand } from "./webhook-stand.ts";

const EVIL = `"><script>alert(1)</script><b x='`;

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());
afterEach(() => {
  stand.sink.answer(status(200, {}, '{"ok":true}'));
  stand.sink.caught.length = 0;
  expect(stand.cabinet.failed).toEqual([]);
});

async function endpointCount(): Promise<number> {
  const rows = await stand.yard.db.execute<{ many: number }>(
    sql`select count(*)::int as many from endpoints where removed_at is null`,
  );
  return rows[0]?.many ?? -1;
}

describe("the form", () => {
  test("says what is wrong at each field and keeps what was typed; nothing is saved", async () => {
    const { owner } = stand;
    const before = await endpointCount();
    const { status: code, text } = await owner.post("/webhook/new", {
      name: "",
      url: "http://10.0.0.1/typed-by-me",
      more: "task.nothing",
      filter: '{"amount": ',
      template: "telegram",
      template_text: '{"text":"typed too"}',
      headers: "Host: elsewhere",
      timeout: "31",
      in_flight: "much",
      rate: "0",
      batched: "on",
      batch_size: "1",
      batch_kb: "64",
      batch_ms: "1000",
    });
    expect(code).toBe(422);
    for (const typed of ["typed-by-me", "task.nothing", "typed too", "Host: elsewhere", "much"])
      expect(text).toContain(typed);
    expect(text).toContain("{&quot;amount&quot;: ");
    const wrong = [...text.matchAll(/id="([\w]+)-wrong"[^>]*>([^<]+)</g)];
    expect(Object.fromEntries(wrong.map(([, field, sentence]) => [field, sentence]))).toEqual({
      name: "Дайте вебхуку назву.",
      url: "На цю адресу ми не надсилаємо: вона не публічна.",
      more: "Такої події немає: task.nothing",
      filter: "Це не JSON. Перевірте лапки, коми й дужки.",
      template_text: "Telegram потребує chat_id у тексті запиту.",
      headers: "Цей заголовок ставимо ми: Host",
      timeout: "Від 1 до 30 секунд.",
      in_flight: "Від 1 до 50.",
      rate: "Від 1 до 1000 або порожньо.",
      batch_size: "Пачками йде лише «JSON як є».",
    });
    expect(await endpointCount()).toBe(before);
  });

  test("shows the secret once; later neither it nor the address nor a header's value is told", async () => {
    const { sink, owner, made, good } = stand;
    const { id, secret, path } = await made();
    expect(secret).toMatch(/^whsec_.{40,}/);
    await owner.post(`${path}/test`, { event: "task.created" });
    for (const page of ["/webhook/", path, `${path}/edit`, `${path}/logs`, `${path}/doctor`]) {
      const { status: code, text } = await owner.get(page);
      expect([page, code]).toEqual([page, 200]);
      for (const hidden of [secret, "key-in-the-path", "value-of-the-header"])
        expect(text.includes(hidden), `${page} tells ${hidden}`).toBe(false);
    }
    const { text } = await owner.get(`${path}/edit`);
    expect(text).toContain("X-Api-Key: ••••");
    const stamp = /name="stamp" value="(\w+)"/.exec(text)?.[1] ?? "";
    const saved = await owner.post(`${path}/edit`, {
      ...good(),
      stamp,
      name: "Інша назва",
      url: "",
      headers: "X-Api-Key: ••••\nX-More: 1",
    });
    expect(saved.headers.get("location")).toBe(`/webhook/${id}?done=saved`);
    const late = await owner.post(`${path}/edit`, { ...good(), stamp, name: "Моя назва", url: "" });
    expect(late.status).toBe(409);
    expect(late.text).toContain("Тим часом це змінив хтось інший");
    expect(late.text).toContain('value="Моя назва"');
    expect((await owner.get(path)).text).toContain("Інша назва");
    sink.caught.length = 0;
    await owner.post(`${path}/test`, { event: "task.created" });
    expect(sink.caught[0]).toMatchObject({
      path: "/hook/key-in-the-path",
      headers: { "x-api-key": "value-of-the-header", "x-more": "1" },
    });
  });

  test("previews what the last events would be, whole or in place, and saves nothing", async () => {
    const { yard, ours, owner, good } = stand;
    await yard.happens(eventsOf(ours.id, 3));
    const before = await endpointCount();
    const wish = { ...good(), do: "preview", filter: '{"data.task_id":{"$gte":2}}' };
    const whole = await owner.post("/webhook/new", wish);
    expect(whole.text).toContain("2 з останніх 3");
    expect(whole.text).toContain('value="Облік"');
    const part = await owner.post("/webhook/new", wish, { "hx-request": "true" });
    expect(part.text).toMatch(/^<div id="preview"/);
    expect(part.text).toContain("&quot;task_id&quot;: 3");
    expect(await endpointCount()).toBe(before);
  });
});

test("an endpoint may be a member's own: the pages say whose, and nobody who is not there is taken", async () => {
  const { yard, ours, owner, made } = stand;
  const { path } = await made({ name: "Таблиця", whose: String(OPERATOR) });
  const [row] = await yard.db.execute<{ person_id: string }>(
    sql`select person_id from endpoints where id = ${path.replace("/webhook/", "")}`,
  );
  expect(Number(row?.person_id)).toBe(OPERATOR);
  const name = (await membersOf(yard.db, ours.id)).find(
    ({ personId }) => personId === OPERATOR,
  )?.name;
  for (const page of ["/webhook/", path])
    expect((await owner.get(page)).text).toContain(`особистий: ${name}`);
  expect((await owner.get(`${path}/edit`)).text).not.toContain('name="whose"');
  const before = await endpointCount();
  for (const whose of [String(STRANGER), "me"]) {
    const refused = await owner.post("/webhook/new", { ...stand.good(), whose });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Цієї людини вже немає в команді");
  }
  expect(await endpointCount()).toBe(before);
});

test("what people and receivers write is text on every page", async () => {
  const { yard, sink, owner, made, good } = stand;
  sink.answer(status(500, { "x-evil": "1" }, EVIL));
  const { id, path } = await made({
    name: EVIL,
    url: `${sink.url}?x=${encodeURIComponent(`also ${EVIL}`)}`,
  });
  await owner.post(`${path}/test`, { event: "task.created" });
  const [log] = await yard.logs(id);
  expect(log?.response).toContain("<script>");
  const typed = { ...good(), name: EVIL, url: EVIL, more: EVIL, filter: EVIL, headers: EVIL };
  const pages = [
    await owner.get("/webhook/"),
    await owner.get(path),
    await owner.get(`${path}/edit`),
    await owner.get(`${path}/logs?event=${encodeURIComponent(EVIL)}&done=${EVIL}&from=${EVIL}`),
    await owner.post("/webhook/new", typed),
    await owner.post(`${path}/doctor`, { headers: EVIL, body: EVIL }),
    await owner.post(`${path}/test`, { event: "task.created" }),
  ];
  for (const { text } of pages) {
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<b x=");
  }
  expect(pages[6]?.text).toContain("&lt;script>alert(1)&lt;/script>");
});

test("every form without its token is refused; operators are told that this is not for them", async () => {
  const { yard, sink, ours, owner, entered, made, good } = stand;
  const { id, path } = await made();
  const forms = ["", "/edit", "/toggle", "/secret", "/test", "/retry", "/doctor"];
  const operator = await entered(OPERATOR, ours);
  for (const form of ["/webhook/new", ...forms.map((one) => path + one)]) {
    const answer = await owner.post(form, { ...good(), csrf: "" });
    expect([form, answer.status]).toEqual([form, 403]);
    expect([form, (await operator.post(form, good())).status]).toEqual([form, 403]);
  }
  const refused = await operator.get("/webhook/");
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("Сюди вам не можна");
  expect((await operator.get("/dashboard")).text).not.toContain('href="/webhook/"');
  expect((await owner.get(path)).text).toContain("Вимкнути");
  expect(sink.caught).toEqual([]);
  expect(await yard.logs(id)).toEqual([]);
});

test("an endpoint of another business is not there, whichever way it is asked for", async () => {
  const { sink, theirs, owner, entered, made, good } = stand;
  const { id, path } = await made();
  const stranger = await entered(STRANGER, theirs);
  expect((await stranger.get("/webhook/")).text).toContain("Новий вебхук");
  for (const page of ["", "/edit", "/test", "/logs", "/doctor"])
    expect([page, (await stranger.get(path + page)).status]).toEqual([page, 404]);
  for (const form of ["", "/edit", "/toggle", "/secret", "/test", "/retry", "/doctor"])
    expect([form, (await stranger.post(path + form, good())).status]).toEqual([form, 404]);
  expect(sink.caught).toEqual([]);
  expect((await owner.get(path)).status).toBe(200);
  for (const wrong of ["x", id.slice(1), `${id}0`, "%00", "1 or 1"])
    expect((await owner.get(`/webhook/${encodeURIComponent(wrong)}`)).status).toBe(404);
});
