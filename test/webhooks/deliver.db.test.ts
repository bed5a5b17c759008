import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createHmac } from "node:crypto";
import { emit } from "../../src/events/emit-service.ts";
import { twoBusinesses } from "../business/tenants.ts";
import { openSink, silence, status, type Sink } from "./sink.ts";
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

test("an event leaves as it was written, signed for both kinds of verifier", async () => {
  const business = randomUUID();
  const { id, secret } = await yard.endpoint(business, sink.url);
  const { id: other } = await yard.endpoint(randomUUID(), sink.url);
  await yard.happens([eventOf(business)]);
  await yard.settle();

  const [caught] = sink.caught;
  expect(sink.caught).toHaveLength(1);
  const { headers = {}, body = "" } = caught ?? {};
  const hex = createHmac("sha256", secret).update(body).digest("hex");
  expect(headers).toMatchObject({
    "x-webhook-signature": `sha256=${hex}`,
    "x-webhook-event": "task.created",
    "x-webhook-timestamp": String(NOW / 1000),
    "x-webhook-sequence": "1",
    "x-webhook-attempt": "1",
    "content-type": "application/json; charset=utf-8",
  });
  expect(Object.keys(JSON.parse(body))).toEqual([
    "id",
    "event",
    "timestamp",
    "business_id",
    "sequence",
    "data",
  ]);
  expect(JSON.parse(body)).toMatchObject({ id: headers["webhook-id"], sequence: 1 });
  const [row] = await yard.rows(id);
  expect(row).toMatchObject({ state: "done", attempts: 1, body });
  expect(await yard.logs(id)).toMatchObject([
    { status_code: 200, is_success: true, payload: body, response: "ok", trigger: "schedule" },
  ]);
  expect(await yard.rows(other)).toEqual([]);
  // The official verifier reads the machine's own clock.
  yard.time.at = Date.now();
  await yard.happens([eventOf(business)]);
  await yard.settle();
  const real = sink.caught[1];
  expect(new Webhook(secret).verify(real?.body ?? "", real?.headers ?? {})).toMatchObject({
    event: "task.created",
  });
});

test("case 1: what was rolled back burns no number and leaves nothing", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  await yard.db
    .transaction(async (tx) => {
      await emit(tx, [eventOf(business)]);
      throw new Error("never mind");
    })
    .catch(() => {});
  await yard.relay();
  expect(await yard.rows(id)).toEqual([]);
  await yard.happens([eventOf(business)]);
  await yard.settle();
  expect((await yard.rows(id)).map(({ sequence }) => sequence)).toEqual(["1"]);
  expect(sink.caught).toHaveLength(1);
});

test("case 3: who lost the lease writes nothing but a line of the log", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  await yard.happens([eventOf(business)]);
  const held: (() => void)[] = [];
  sink.answer((_caught, response) => void held.push(() => response.writeHead(200).end()));
  const slow = yard.settle();
  while (held.length < 1) await new Promise((done) => setTimeout(done, 5));
  // Its lease is over, and another process sends.
  yard.time.at += 26_000;
  await yard.db.execute(
    sql`update deliveries set lease = ${randomUUID()}, attempts = 2, leased_until = ${new Date(yard.time.at + 25_000).toISOString()}::timestamptz where endpoint_id = ${id}`,
  );
  held[0]?.();
  await slow;
  expect(states(await yard.rows(id))).toEqual({ leased: 1 });
  expect(await yard.logs(id)).toMatchObject([{ cause: "stale_finish", is_success: false }]);
  expect(yard.stale).toHaveLength(1);
  sink.answer((_caught, response) => void response.writeHead(200).end());
  yard.time.at += 26_000;
  await yard.settle();
  expect((await yard.logs(id)).filter((log) => log.is_success)).toHaveLength(1);
  expect(sink.caught.map(({ headers }) => headers["x-webhook-attempt"])).toEqual(["1", "3"]);
  expect(new Set(sink.caught.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

test("a failure is tried again at the schedule's pace, and given up at its end", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  sink.answer(status(500, {}, "no"));
  await yard.happens([eventOf(business)]);
  await yard.settle();
  expect((await yard.rows(id))[0]).toMatchObject({ state: "waiting", attempts: 1 });
  yard.time.at += 4999;
  await yard.settle();
  expect(sink.caught).toHaveLength(1);
  yard.time.at += 1;
  await yard.settle();
  expect(sink.caught).toHaveLength(2);
  for (let round = 0; round < 20 && states(await yard.rows(id))["waiting"]; round += 1) {
    yard.time.at = new Date((await yard.rows(id))[0]?.due_at ?? 0).getTime();
    await yard.settle();
  }
  expect((await yard.rows(id))[0]).toMatchObject({ state: "given_up", attempts: 11 });
});

test("case 13: Retry-After is kept to the second, and never undercut", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url);
  sink.answer(status(503, { "retry-after": "120" }));
  await yard.happens([eventOf(business)]);
  await yard.settle();
  expect(new Date((await yard.rows(id))[0]?.due_at ?? 0).getTime()).toBe(NOW + 120_000);
});

test("case 14: 410 switches off at once, the rest is kept as missed, the owner is told", async () => {
  const { ours } = await twoBusinesses(yard.db);
  const business = ours.id;
  const { id } = await yard.endpoint(business, sink.url, { inFlight: 1 });
  sink.answer(status(410));
  await yard.happens(eventsOf(business, 5));
  await yard.settle();
  expect(sink.caught).toHaveLength(1);
  const rows = await yard.rows(id);
  expect(states(rows)).toEqual({ given_up: 1, parked: 4 });
  expect(rows.at(-1)?.reason).toBe("missed");
  const [endpoint] = await yard.db.execute(
    sql`select active, off_reason from endpoints where id = ${id}`,
  );
  expect(endpoint).toEqual({ active: false, off_reason: "gone" });
  const told = await yard.db.execute(
    sql`select telegram_id, html from notices where business_id = ${business}`,
  );
  expect(told).toMatchObject([{ telegram_id: "11", html: expect.stringContaining("410") }]);
  for (const [code, state] of [
    [404, "waiting"],
    [501, "waiting"],
  ] as const) {
    sink.answer(status(code));
    const { id: next } = await yard.endpoint(business, sink.url);
    await yard.happens([eventOf(business)]);
    await yard.settle();
    expect((await yard.rows(next))[0]).toMatchObject({ state });
    for (const pause of [5, 30, 300]) {
      yard.time.at += pause * 1000;
      await yard.settle();
    }
    expect((await yard.rows(next))[0]).toMatchObject({
      state: code === 404 ? "given_up" : "waiting",
      attempts: 4,
    });
  }
});

test("case 5: an endpoint that hangs holds back nobody, and its circuit opens", async () => {
  const business = randomUUID();
  const hanging = await openSink();
  hanging.answer(silence);
  const { id: healthy } = await yard.endpoint(business, sink.url);
  const { id: stuck } = await yard.endpoint(business, hanging.url, { timeoutS: 1 });
  await yard.happens(eventsOf(business, 200));
  const began = Date.now();
  const all = yard.settle();
  while (states(await yard.rows(healthy))["done"] !== 200 && Date.now() - began < 20_000)
    await new Promise((done) => setTimeout(done, 20));
  expect(states(await yard.rows(stuck))["done"]).toBeUndefined();
  expect(hanging.open()).toBeLessThanOrEqual(5);
  await all;
  // Ten failures in a row open it; what was under way then ends.
  expect(hanging.caught.length).toBeGreaterThanOrEqual(10);
  expect(hanging.caught.length).toBeLessThan(15);
  const logs = await yard.logs(stuck);
  expect(new Set(logs.map(({ cause }) => cause))).toEqual(new Set(["timeout_headers"]));
  await hanging.close();
});

test("an endpoint that was quick and answers badly now gets little of what was leased ahead for it", async () => {
  const business = randomUUID();
  const { id } = await yard.endpoint(business, sink.url, { inFlight: 1 });
  sink.answer(
    (_caught, response) => void response.writeHead(sink.caught.length > 30 ? 500 : 200).end(),
  );
  await yard.happens(eventsOf(business, 120));
  await yard.settle();
  // Ten failures in a row open its circuit; one more may have been under way.
  expect(sink.caught.length).toBeGreaterThanOrEqual(40);
  expect(sink.caught.length).toBeLessThanOrEqual(42);
  const rows = await yard.rows(id);
  expect(states(rows)).toEqual({ done: 30, waiting: 90 });
  // What was given back unsent has used none of its attempts.
  expect(rows.filter(({ attempts }) => attempts > 0)).toHaveLength(sink.caught.length);
});
