import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { cleanDeliveries } from "../../src/webhooks/clean-service.ts";
import { rotateSecret, setActive } from "../../src/webhooks/endpoint-service.ts";
import { eraseDeliveries } from "../../src/webhooks/erase-service.ts";
import { logsOf, statisticsOf } from "../../src/webhooks/log-service.ts";
import { createPump } from "../../src/webhooks/pump-service.ts";
import {
  cancelReplay,
  parkedOf,
  replayParked,
  retryOne,
  retryRange,
  skipParked,
} from "../../src/webhooks/replay-service.ts";
import { hexSignature, standardSignature } from "../../src/webhooks/sign.ts";
import { sendTest } from "../../src/webhooks/test-service.ts";
import { openSink, status, type Sink } from "./sink.ts";
import { eventOf, eventsOf, NOW, openYard, owner as viewer, states, type Yard } from "./yard.ts";

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
afterEach(() => sink.close());
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

test("case 16: what waits or comes while an endpoint is off is kept, offered, and skipped", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, { inFlight: 3 });
  await yard.happens(eventsOf(business, 500));
  const held: (() => void)[] = [];
  sink.answer((_caught, response) => void held.push(() => response.writeHead(200).end()));
  const sending = yard.settle();
  while (held.length < 3) await new Promise((done) => setTimeout(done, 5));
  await setActive(yard.db, business, { endpointId: id, viewer, active: false, now: NOW });
  for (const one of held) one();
  await sending;
  await yard.happens(eventsOf(business, 200));
  await yard.settle();
  expect(states(await yard.rows(id))).toEqual({ done: 3, parked: 697 });
  expect(await yard.logs(id)).toHaveLength(3);
  expect(
    await retryOne(yard.db, business, {
      endpointId: id,
      viewer,
      now: NOW,
      deliveryId: Number((await yard.rows(id)).at(-1)?.id),
    }),
  ).toEqual({ refused: "off" });
  await setActive(yard.db, business, { endpointId: id, viewer, active: true, now: NOW });
  await yard.settle();
  expect(await parkedOf(yard.db, business, id)).toMatchObject({ count: 697 });
  expect(await skipParked(yard.db, business, { endpointId: id, viewer, now: NOW })).toBe(697);
  await yard.settle();
  expect(sink.caught).toHaveLength(3);
  expect(await parkedOf(yard.db, business, id)).toBeNull();
});

test("what was kept is sent when its owner wants it, with the numbers that it got", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  await setActive(yard.db, business, { endpointId: id, viewer, active: false, now: NOW });
  await yard.happens(eventsOf(business, 4));
  expect(await replayParked(yard.db, business, { endpointId: id, viewer, now: NOW })).toEqual({
    refused: "off",
  });
  await setActive(yard.db, business, { endpointId: id, viewer, active: true, now: NOW });
  expect(await replayParked(yard.db, business, { endpointId: id, viewer, now: NOW })).toEqual({
    queued: 4,
  });
  await yard.settle();
  expect(sink.caught.map(({ headers }) => headers["x-webhook-sequence"]).toSorted()).toEqual([
    "1",
    "2",
    "3",
    "4",
  ]);
});

test("case 17: a second click changes nothing, what is under way is refused, a success needs a word", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  sink.answer(status(404));
  await yard.happens([eventOf(business)]);
  for (const pause of [0, 5000, 30_000, 300_000]) {
    yard.time.at += pause;
    await yard.settle();
  }
  const deliveryId = Number((await yard.rows(id))[0]?.id);
  const wish = { endpointId: id, viewer, now: yard.time.at, deliveryId };
  const clicks = await Promise.all([1, 2, 3].map(() => retryOne(yard.db, business, wish)));
  expect(clicks.filter((one) => "queued" in one)).toEqual([{ queued: deliveryId }]);
  expect(clicks.filter((one) => "already" in one)).toHaveLength(2);
  sink.answer((_caught, response) => {
    void retryOne(yard.db, business, wish).then((refused) =>
      response.writeHead(200).end(JSON.stringify(refused)),
    );
  });
  await yard.settle();
  expect(sink.caught).toHaveLength(5);
  expect((await yard.logs(id)).at(-1)).toMatchObject({
    trigger: "manual",
    response: '{"refused":"in_flight"}',
  });
  expect(await retryOne(yard.db, business, wish)).toEqual({ confirm: deliveryId });
  expect(await retryOne(yard.db, business, { ...wish, confirmed: true })).toEqual({
    queued: deliveryId,
  });
  expect(await retryOne(yard.db, randomUUID(), wish)).toEqual({ refused: "not_found" });
});

test("case 18: a range is sent again paced, and what has not left is called off", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, { inFlight: 50 });
  await yard.happens(eventsOf(business, 1000));
  await yard.db.execute(
    sql`update deliveries set state = 'given_up', attempts = 7, ended_at = created_at where endpoint_id = ${id}`,
  );
  const range = { endpointId: id, viewer, now: NOW, from: NOW - DAY, to: NOW + DAY, perSecond: 10 };
  expect(await retryRange(yard.db, business, { ...range, dry: true })).toEqual({ queued: 1000 });
  expect(states(await yard.rows(id))).toEqual({ given_up: 1000 });
  expect(await retryRange(yard.db, business, range)).toEqual({ queued: 1000 });
  expect(await retryRange(yard.db, business, range)).toEqual({ queued: 0 });
  yard.time.at = NOW + 29_900;
  await yard.settle();
  expect(sink.caught).toHaveLength(300);
  expect(await cancelReplay(yard.db, business, { endpointId: id, viewer })).toBe(700);
  yard.time.at = NOW + 200_000;
  await yard.settle();
  expect(sink.caught).toHaveLength(300);
  expect(states(await yard.rows(id))).toEqual({ given_up: 700, done: 300 });
});

test("case 19: each attempt signs with the secrets of its moment", async () => {
  const business = randomUUID();
  const { id, secret: first } = await yard.endpoint(business, sink.url);
  sink.answer(status(500));
  await yard.happens([eventOf(business)]);
  await yard.settle();
  const rotated = await rotateSecret(yard.db, business, {
    endpointId: id,
    viewer,
    now: yard.time.at + 1,
    overlapMs: 20_000,
    deps: yard.endpointDeps,
  });
  const second = rotated?.secret ?? "";
  for (const pause of [5000, 30_000]) {
    yard.time.at += pause;
    await yard.settle();
  }
  const signed = sink.caught.map(({ headers, body }) => {
    const about = {
      id: headers["webhook-id"] ?? "",
      timestamp: Number(headers["webhook-timestamp"]),
      body,
    };
    return {
      hex: [first, second].map((one) => hexSignature(one, body) === headers["x-webhook-signature"]),
      standard: headers["webhook-signature"]
        ?.split(" ")
        .map((one) =>
          one === standardSignature(first, about)
            ? "first"
            : one === standardSignature(second, about)
              ? "second"
              : "?",
        ),
    };
  });
  expect(signed).toEqual([
    { hex: [true, false], standard: ["first"] },
    { hex: [false, true], standard: ["second", "first"] },
    { hex: [false, true], standard: ["second"] },
  ]);
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
  expect(sent().toSorted()).toEqual(["1", "2", "4", "6"]);
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

test("case 25: the night leaves alone what is on its way; an old payload is gone for good", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  await yard.happens(eventsOf(business, 3));
  await yard.settle();
  await yard.db.execute(
    sql`update deliveries set created_at = ${new Date(NOW - 31 * DAY).toISOString()}::timestamptz where endpoint_id = ${id}`,
  );
  const [first, second] = (await yard.rows(id)).map((row) => Number(row.id));
  const wish = { endpointId: id, viewer, now: NOW, confirmed: true };
  await retryOne(yard.db, business, { ...wish, deliveryId: first ?? 0 });
  await cleanDeliveries(yard.db, { before: NOW - 30 * DAY });
  expect(states(await yard.rows(id))).toEqual({ waiting: 1 });
  const { logs } = await logsOf(yard.db, business, { endpointId: id });
  expect(logs.map(({ deliveryId, kept }) => [deliveryId, kept])).toContainEqual([second, false]);
  expect(await retryOne(yard.db, business, { ...wish, deliveryId: second ?? 0 })).toEqual({
    refused: "not_found",
  });
  await yard.settle();
  expect(sink.caught).toHaveLength(4);
  // A clock set back far enough leaves no lease that nobody can end.
  yard.time.at = NOW;
  await yard.happens(eventsOf(business, 1));
  await yard.db.execute(
    sql`update deliveries set state = 'leased', lease = ${randomUUID()}, attempts = 1, leased_until = ${new Date(NOW + 7_200_000).toISOString()}::timestamptz where endpoint_id = ${id} and state = 'waiting'`,
  );
  await yard.settle();
  expect(sink.caught).toHaveLength(5);
});

test("a test goes the way of a delivery, also to an endpoint that is off, and is never repeated", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, {
    headers: { Authorization: "Bearer very-secret-token" },
  });
  await setActive(yard.db, business, { endpointId: id, viewer, active: false, now: NOW });
  sink.answer(
    (caught, response) =>
      void response.writeHead(500).end(`you sent ${caught.headers["authorization"]}`),
  );
  const deps = { db: yard.db, clock: yard.clock, deliver: yard.pump.deliver };
  const sent = await sendTest(deps, business, { endpointId: id, viewer, event: "deal.won" });
  expect(sent).toMatchObject({
    log: { trigger: "test", statusCode: 500, response: "you sent [hidden]" },
  });
  expect(JSON.parse(sink.caught[0]?.body ?? "")).toMatchObject({ event: "deal.won", test: true });
  yard.time.at += DAY;
  await yard.settle();
  expect(sink.caught).toHaveLength(1);
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
  expect(found.byEvent.reduce((sum, one) => sum + one.attempts, 0)).toBe(logs.length);
  expect(
    (await statisticsOf(yard.db, randomUUID(), { ...window, endpointId: null })).attempts,
  ).toBe(0);
});
