import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { eraseDeliveries } from "../../src/webhooks/erase-service.ts";
import { statisticsOf } from "../../src/webhooks/log-service.ts";
import { createPump } from "../../src/webhooks/pump-service.ts";
import { hexSignature } from "../../src/webhooks/sign.ts";
import { openSink, status, type Sink } from "./sink.ts";
import { eventOf, eventsOf, NOW, openYard, states, type Yard } from "./yard.ts";

const DAY = 86_400_000;
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

test("case 4: four pumps, many rows, each sent once", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, { inFlight: 5 });
  await yard.happens(eventsOf(business, 300));
  const pumps = [1, 2, 3, 4].map(() => createPump(yard.deps));
  await Promise.all(pumps.map((pump) => pump.run({ businessId: business, endpointId: id })));
  for (let round = 0; round < 20 && (states(await yard.rows(id))["done"] ?? 0) < 300; round += 1) {
    for (const pump of pumps) pump.wake(business, [id]);
    await Promise.all(pumps.map((pump) => pump.idle()));
  }
  expect(states(await yard.rows(id))).toEqual({ done: 300 });
  expect(new Set(sink.caught.map(({ headers }) => headers["webhook-id"])).size).toBe(300);
  expect(sink.caught).toHaveLength(300);
  // The cap is each process's.
  expect(sink.open()).toBeLessThanOrEqual(4 * 5);
});

test("case 20: any text keeps its bytes; what is too large is refused and the rest goes on", async () => {
  const business = randomUUID();
  const { id, secret } = await yard.endpoint(business, sink.url);
  const title = 'Ціна 💇\u2028"\\ </script> 9007199254740993 __proto__';
  await yard.happens([
    eventOf(business, "task.created", { title }),
    eventOf(business, "task.created", { title: "я".repeat(200_000) }),
  ]);
  await yard.settle();
  const [caught] = sink.caught;
  const rows = await yard.rows(id);
  expect(sink.caught).toHaveLength(1);
  expect(caught?.body).toBe(rows[0]?.body);
  expect(JSON.parse(caught?.body ?? "").data.title).toBe(title);
  expect(caught?.headers["x-webhook-signature"]).toBe(hexSignature(secret, caught?.body ?? ""));
  expect(rows[1]).toMatchObject({ state: "dropped", reason: "payload_too_large", body: null });
  expect((await yard.logs(id)).map(({ error_message }) => error_message)).toContain(
    "payload_too_large",
  );
});

test("case 23: in order, an entity waits for its own; others and what was given up hold nobody", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, { ordered: true });
  const own = (event: "deal.created" | "deal.updated" | "deal.won", deal_id: number) =>
    eventOf(business, event, { deal_id });
  sink.answer(({ headers }, response) => {
    response.writeHead(headers["x-webhook-sequence"] === "2" ? 404 : 200).end();
  });
  await yard.happens([
    own("deal.created", 1),
    own("deal.updated", 1),
    own("deal.updated", 1),
    own("deal.created", 2),
    own("deal.won", 1),
    own("deal.won", 2),
  ]);
  await yard.settle();
  const sent = () => sink.caught.map(({ headers }) => headers["x-webhook-sequence"]);
  expect(sent()).toHaveLength(4);
  expect(new Set(sent())).toEqual(new Set(["1", "2", "4", "6"]));
  for (const pause of [5000, 30_000]) {
    yard.time.at += pause;
    await yard.settle();
  }
  expect(sent().slice(4)).toEqual(["2", "2"]);
  yard.time.at += 300_000;
  await yard.settle();
  expect(sent().slice(6)).toEqual(["2", "3", "5"]);
  expect((await yard.rows(id)).map(({ state }) => state)).toEqual([
    "done",
    "given_up",
    "done",
    "done",
    "done",
    "done",
  ]);
});

test("case 24: of a batch only what was not taken is sent again; an erased item leaves a stone", async () => {
  const business = randomUUID();
  const batch = { size: 50, bytes: 262_144, ms: 1000 };
  const { id } = await yard.endpoint(business, sink.url, { batch });
  await yard.happens(eventsOf(business, 49));
  await yard.settle();
  expect(sink.caught).toEqual([]);
  await yard.happens(eventsOf(business, 1));
  const items = (index: number): { id: string; sequence: number }[] =>
    JSON.parse(sink.caught[index]?.body ?? "{}").events;
  sink.answer((_caught, response) => {
    const results = items(0).map((item) => ({ id: item.id, ok: ![3, 17].includes(item.sequence) }));
    response.writeHead(207).end(JSON.stringify({ results }));
  });
  await yard.settle();
  expect(items(0)).toHaveLength(50);
  expect(states(await yard.rows(id))).toEqual({ done: 48, waiting: 2 });
  sink.answer(status(503));
  yard.time.at += 6000;
  await yard.settle();
  expect(items(1).map(({ sequence }) => sequence)).toEqual([3, 17]);
  await eraseDeliveries(yard.db, business, {
    eventIds: [items(1)[0]?.id ?? ""],
    now: yard.time.at,
  });
  sink.answer((_caught, response) => void response.writeHead(200).end());
  yard.time.at += 31_000;
  await yard.settle();
  expect(items(2).map(({ sequence }) => sequence)).toEqual([17]);
  expect(sink.caught).toHaveLength(3);
  const erased = (await yard.rows(id))[2];
  expect(erased).toMatchObject({ state: "dropped", reason: "erased", body: null });
  const stones = (await yard.logs(id)).filter(({ delivery_id }) => delivery_id === erased?.id);
  expect(stones.length).toBeGreaterThan(1);
  expect(stones.every((one) => one.payload === null && one.error_message === "erased")).toBe(true);
});

test("case 24: a batch leaves when its time is over, and is the same one when it is repeated", async () => {
  const business = randomUUID();
  await yard.endpoint(business, sink.url, { batch: { size: 50, bytes: 262_144, ms: 1000 } });
  await yard.happens(eventsOf(business, 3));
  sink.answer(status(500));
  await yard.settle();
  expect(sink.caught).toHaveLength(0);
  for (const pause of [1000, 6000]) {
    yard.time.at += pause;
    await yard.settle();
  }
  expect(sink.caught).toHaveLength(2);
  expect(new Set(sink.caught.map(({ body }) => body)).size).toBe(1);
  expect(new Set(sink.caught.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

test("the sums of the statistics are the rows of the log", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  sink.answer(({ headers }, response) => {
    response.writeHead(Number(headers["x-webhook-sequence"]) % 3 === 0 ? 500 : 200).end();
  });
  await yard.happens(eventsOf(business, 12));
  await yard.settle();
  yard.time.at += 5000;
  await yard.settle();
  const window = { endpointId: id, from: NOW - DAY, to: NOW + DAY, now: yard.time.at };
  const found = await statisticsOf(yard.db, business, window);
  const logs = await yard.logs(id);
  expect(found).toMatchObject({
    attempts: logs.length,
    failed: 8,
    first: 12,
    retries: 4,
    waiting: 4,
  });
  expect(found.hourly.reduce((sum, hour) => sum + hour.attempts, 0)).toBe(logs.length);
  expect(found.hourly.map(({ p95 }) => p95)).toEqual([found.p95]);
  expect(found.byEvent.reduce((sum, one) => sum + one.attempts, 0)).toBe(logs.length);
  expect(
    (await statisticsOf(yard.db, randomUUID(), { ...window, endpointId: null })).attempts,
  ).toBe(0);
});
