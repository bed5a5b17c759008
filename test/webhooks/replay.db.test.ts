import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { cleanDeliveries } from "../../src/webhooks/clean-service.ts";
import { rotateSecret, setActive } from "../../src/webhooks/endpoint-service.ts";
import { logsOf } from "../../src/webhooks/log-service.ts";
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
afterEach(async () => {
  await yard.forget();
  await sink.close();
});
afterAll(() => yard.close());

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
  expect(new Set(sink.caught.map(({ headers }) => headers["x-webhook-sequence"]))).toEqual(
    new Set(["1", "2", "3", "4"]),
  );
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

test("case 25: the night leaves alone what is on its way; an old payload is gone for good", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  await yard.happens(eventsOf(business, 3));
  await yard.settle();
  await yard.db.execute(
    sql`update deliveries set created_at = ${new Date(NOW - 31 * DAY).toISOString()}::timestamptz, ended_at = ${new Date(NOW - 31 * DAY).toISOString()}::timestamptz where endpoint_id = ${id}`,
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
  const deps = {
    db: yard.db,
    clock: yard.clock,
    deliver: (...one: Parameters<Yard["pump"]["deliver"]>) => yard.pump.deliver(...one),
  };
  const sent = await sendTest(deps, business, { endpointId: id, viewer, event: "deal.won" });
  expect(sent).toMatchObject({
    log: { trigger: "test", statusCode: 500, response: "you sent [hidden]" },
  });
  expect(JSON.parse(sink.caught[0]?.body ?? "")).toMatchObject({ event: "deal.won", test: true });
  yard.time.at += DAY;
  await yard.settle();
  expect(sink.caught).toHaveLength(1);
});
