import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { statisticsOf } from "../../src/webhooks/log-service.ts";
import { createPump } from "../../src/webhooks/pump-service.ts";
import { until } from "../db/until.ts";
import { openSink, status, type Sink } from "./sink.ts";
import { eventOf, eventsOf, NOW, openYard, states, type Yard } from "./yard.ts";

let yard: Yard;
let sink: Sink;
beforeAll(async () => {
  yard = await openYard();
});
beforeEach(async () => {
  yard.time.at = NOW;
  sink = await openSink();
});
afterEach(async () => {
  await yard.forget();
  await sink.close();
});
afterAll(() => yard.close());

test("an endpoint never has more open than it may, however quick it is", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, { inFlight: 3 });
  sink.answer((_caught, response) => void setTimeout(() => response.writeHead(200).end(), 3));
  await yard.happens(eventsOf(business, 80));
  await yard.settle();
  expect(states(await yard.rows(id))).toEqual({ done: 80 });
  expect(sink.open()).toBe(3);
});

test("one business's slow endpoints leave places for another's", async () => {
  const [slow, quick] = [randomUUID(), randomUUID()];
  const hanging = await openSink();
  const pump = createPump({ ...yard.deps, places: 6 });
  const held: (() => void)[] = [];
  hanging.answer((_caught, response) => void held.push(() => response.writeHead(200).end()));
  const stuck = await Promise.all(
    [1, 2, 3, 4].map(() => yard.endpoint(slow, hanging.url, { timeoutS: 30 })),
  );
  const { id } = await yard.endpoint(quick, sink.url);
  await yard.happens(eventsOf(slow, 5));
  const ids = stuck.map((one) => one.id);
  pump.wake(slow, ids);
  await until("the slow ones have taken what they get", () => held.length >= 3);
  await sleep(100);
  expect(hanging.open()).toBeLessThanOrEqual(4);
  await yard.happens(eventsOf(quick, 50));
  pump.wake(quick, [id]);
  await until("all of the quick one's", async () => states(await yard.rows(id))["done"] === 50);
  // Not one of the slow ones has come to its end, and no place of theirs was needed.
  expect(await yard.logs(ids[0] ?? "")).toEqual([]);
  expect(hanging.caught.length).toBeLessThanOrEqual(4);
  hanging.answer(status(200));
  for (const answer of held) answer();
  await pump.idle();
  for (const one of ids) expect(states(await yard.rows(one))).toEqual({ done: 5 });
  await hanging.close();
});

test("who waits for a place gets one when somebody is done", async () => {
  const business = randomUUID();
  const pump = createPump({ ...yard.deps, places: 2 });
  sink.answer((_caught, response) => void setTimeout(() => response.writeHead(200).end(), 5));
  const made = await Promise.all([1, 2, 3, 4, 5].map(() => yard.endpoint(business, sink.url)));
  await yard.happens(eventsOf(business, 12));
  const ids = made.map((one) => one.id);
  pump.wake(business, ids);
  await pump.idle();
  for (const id of ids) expect(states(await yard.rows(id))).toEqual({ done: 12 });
  expect(sink.open()).toBeLessThanOrEqual(2);
  await pump.stop();
});

test("requests of a rate leave one after another; a batch is one request", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, { rate: 10 });
  const batch = { size: 2, bytes: 262_144, ms: 100 };
  const pairs = await openSink();
  const { id: paired } = await yard.endpoint(business, pairs.url, { rate: 10, batch });
  await yard.happens(eventsOf(business, 8));
  const seen: [number, number][] = [];
  for (let step = 0; step <= 7; step += 1) {
    await yard.settle();
    seen.push([sink.caught.length, pairs.caught.length]);
    yard.time.at += 100;
  }
  expect(seen.map(([alone]) => alone)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(seen.map(([, two]) => two)).toEqual([1, 2, 3, 4, 4, 4, 4, 4]);
  expect([states(await yard.rows(id)), states(await yard.rows(paired))]).toEqual([
    { done: 8 },
    { done: 8 },
  ]);
  await pairs.close();
});

test("where people are to be left out of the log, neither what was sent nor what came back tells of them", async () => {
  const business = randomUUID();
  const url = `${sink.url}?key=key-of-the-query`;
  const { id, secret } = await yard.endpoint(business, url, { redact: true });
  const { id: open } = await yard.endpoint(business, url);
  const title = 'Передзвонити Оксані "Лілея" / 12';
  sink.answer(({ body, path }, response) => {
    const { data }: { data: { title: string } } = JSON.parse(body);
    response.writeHead(200).end(`${path} ${secret} ${body} ${data.title} ${php(data.title)}`);
  });
  await yard.happens([eventOf(business, "task.created", { title, assignee: "Оля" })]);
  await yard.settle();
  const [clean] = await yard.logs(id);
  expect(clean).toMatchObject({ is_success: true });
  for (const kept of [clean?.payload ?? "", clean?.response ?? ""]) {
    expect(kept).toContain('"title":"[hidden]"');
    expect(kept).not.toMatch(/Оксані|Лілея|Оля|\\u041e|key-of-the-query|whsec_/);
  }
  expect(sink.caught.some(({ body }) => body.includes("Оксані"))).toBe(true);
  const [whole] = await yard.logs(open);
  expect(whole?.payload).toContain("Оксані");
  expect(whole?.response).toContain("Оксані");
  expect(whole?.response).not.toContain("key-of-the-query");
});

test("a change of the salon's clocks moves no attempt, and no hour of the statistics swallows another", async () => {
  const business = randomUUID();
  // In Kyiv 03:59:58 of summer; two seconds later it is 03:00 again.
  const change = Date.UTC(2026, 9, 25, 1);
  yard.time.at = change - 2000;
  const { id } = await yard.endpoint(business, sink.url);
  sink.answer(status(500));
  await yard.happens([eventOf(business)]);
  await yard.settle();
  for (const [round, pause] of [5000, 30_000, 300_000].entries()) {
    const [row] = await yard.rows(id);
    expect(new Date(row?.due_at ?? 0).getTime()).toBe(yard.time.at + pause);
    yard.time.at += pause - 1;
    await yard.settle();
    expect(sink.caught).toHaveLength(round + 1);
    yard.time.at += 1;
    await yard.settle();
    expect(sink.caught).toHaveLength(round + 2);
  }
  const day = { from: change - 43_200_000, to: change + 43_200_000, now: yard.time.at };
  const { hourly } = await statisticsOf(yard.db, business, { endpointId: id, ...day });
  expect(hourly).toMatchObject([
    { at: change - 3_600_000, attempts: 1, failed: 1 },
    { at: change, attempts: 3, failed: 3 },
  ]);
});

/** A text in the JSON of PHP. */
function php(text: string): string {
  return JSON.stringify(text)
    .replaceAll("/", "\\/")
    .replaceAll(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
