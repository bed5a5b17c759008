import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { status } from "../webhooks/sink.ts";
import { eventsOf } from "../webhooks/yard.ts";
import { openStand, type Stand } from "./webhook-stand.ts";

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

test("an endpoint is tested on its page or in place, and the doctor knows the request as ours", async () => {
  const { yard, sink, owner, made, moveTo } = stand;
  const { path, secret } = await made();
  const whole = await owner.post(`${path}/test`, { event: "task.completed" });
  expect(whole.text).toContain("<html");
  const part = await owner.post(
    `${path}/test`,
    { event: "task.completed" },
    { "hx-request": "true" },
  );
  expect(part.text).toMatch(/^<div id="tested"/);
  expect(part.text).toContain('<span class="badge ok">200</span>');
  const [caught] = sink.caught;
  const headers = Object.entries(caught?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const ask = (body: string) =>
    owner.post(`${path}/doctor`, { headers: headers.join("\r\n"), body });
  expect((await ask(caught?.body ?? "")).text).toContain("Підпис правильний");
  const changed = JSON.stringify(JSON.parse(caught?.body ?? "{}"), null, 1);
  expect((await ask(changed)).text).toContain("Тіло перекодовано");
  moveTo(yard.time.at + 1000);
  const rotated = await owner.post(`${path}/secret`);
  expect(rotated.text).toMatch(/whsec_/);
  expect(rotated.text).not.toContain(secret);
  expect((await ask(caught?.body ?? "")).text).toContain("зроблений попереднім секретом");
  expect((await owner.post(`${path}/test`, { event: "no.such" })).status).toBe(400);
});

test("an endpoint keeps what comes while it is off, and sends it when asked", async () => {
  const { yard, sink, ours, owner, made } = stand;
  const { id, path } = await made();
  await owner.post(`${path}/toggle`, { active: "off" });
  expect((await owner.get(path)).text).toContain("Події зберігаються");
  await yard.happens(eventsOf(ours.id, 2));
  await yard.settle();
  expect((await owner.get(path)).text).toContain("Увімкнути й надіслати 2");
  const sent = await owner.post(`${path}/retry`, { parked: "send" });
  expect(sent.headers.get("location")).toBe(`/webhook/${id}?done=queued&n=2`);
  await yard.settle();
  const here = sink.caught.filter(({ path: at }) => at === "/hook/key-in-the-path");
  expect(here.length).toBeGreaterThanOrEqual(2);
  const { text } = await owner.get(`${path}?done=queued&n=2`);
  expect(text).toContain("Поставлено на відправку: 2");
  expect(text).toContain("100<small> %");
});

test("an endpoint has a log with filters, pages and detail; what failed is sent again, what arrived only when said twice", async () => {
  const { yard, sink, ours, owner, made, moveTo } = stand;
  const { id, path } = await made();
  sink.answer(status(400, {}, "not today"));
  await yard.happens(eventsOf(ours.id, 2));
  for (let attempts = 0; attempts < 4; attempts += 1) {
    await yard.settle();
    moveTo(yard.time.at + 600_000);
  }
  const rows = await yard.rows(id);
  expect(rows.map(({ state }) => state)).toEqual(["given_up", "given_up"]);
  const all = await owner.get(`${path}/logs`);
  expect(all.text.match(/badge bad">400/g)).toHaveLength(8);
  expect(all.text.match(/name="one"/g)).toHaveLength(2);
  expect((await owner.get(`${path}/logs?result=good`)).text).toContain("За цим фільтром нічого");
  const filtered = await owner.get(`${path}/logs?event=task.updated&result=bad`);
  expect(filtered.text).toContain("За цим фільтром нічого");
  const [first] = await yard.logs(id);
  const logId = /id="log-(\d+)"/.exec(all.text)?.[1];
  const detail = await owner.get(`${path}/logs?log=${logId}`);
  expect(detail.text).toContain("not today");
  expect(detail.text).toContain(String(first?.attempt));
  const live = await owner.get(`${path}/logs?live=${logId}`, { "hx-request": "true" });
  expect(live.status).toBe(204);
  const newer = await owner.get(`${path}/logs?live=1`, { "hx-request": "true" });
  expect(newer.text).toMatch(/^<div id="log"/);

  const time = { from: "2026-11-21T00:00", to: "2026-12-31T00:00" };
  const counted = await owner.post(`${path}/retry`, { ...time, do: "count" });
  expect(counted.headers.get("location")).toContain("counted=2");
  const count = await owner.get(counted.headers.get("location") ?? "");
  expect(count.text).toContain("Недоставлених подій: 2");
  expect(count.text).toContain('value="2026-11-21T00:00"');

  sink.answer(status(200));
  const [one = { id: "" }, two = { id: "" }] = rows;
  const back = "?event=task.created&result=bad";
  const retried = await owner.post(`${path}/retry`, { one: one.id, back });
  expect(retried.headers.get("location")).toBe(
    `${path}/logs?event=task.created&result=bad&done=queued&n=1`,
  );
  const twice = await owner.post(`${path}/retry`, {
    one: one.id,
    back: "//evil.example",
  });
  expect(twice.headers.get("location")).toBe(`${path}/logs?done=already`);
  const both = [one.id, two.id, "x", "999999999"];
  await owner.post(`${path}/retry`, { delivery: both, do: "selected" });
  await yard.settle();
  expect((await yard.rows(id)).map(({ state }) => state)).toEqual(["done", "done"]);
  const asked = await owner.post(`${path}/retry`, { one: one.id });
  expect(asked.headers.get("location")).toBe(`${path}/logs?sure=${one.id}`);
  const sure = await owner.get(asked.headers.get("location") ?? "");
  expect(sure.text).toContain("Цю подію вже доставлено");
  sink.caught.length = 0;
  await owner.post(`${path}/retry`, { one: one.id, confirmed: "yes" });
  await yard.settle();
  expect(sink.caught.filter(({ body }) => body.includes(`"task_id":1`))).toHaveLength(1);
});

test("an endpoint is deleted, and then is nowhere", async () => {
  const { owner, made } = stand;
  const { path } = await made();
  const gone = await owner.post(path);
  expect(gone.headers.get("location")).toBe("/webhook/?done=removed");
  expect((await owner.get("/webhook/?done=removed")).text).toContain("Вебхук видалено");
  expect((await owner.get(path)).status).toBe(404);
});
