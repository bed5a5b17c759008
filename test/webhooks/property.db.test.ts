import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  changeEndpoint,
  endpointOf,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
  setActive,
} from "../../src/webhooks/endpoint-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import { logOf, logsOf, statisticsOf } from "../../src/webhooks/log-service.ts";
import {
  cancelReplay,
  parkedOf,
  replayParked,
  retryOne,
  retryRange,
  retrySelected,
  skipParked,
} from "../../src/webhooks/replay-service.ts";
import { PAUSES } from "../../src/webhooks/schedule.ts";
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

const step = fc.oneof(
  fc.record({ do: fc.constant("emit" as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    do: fc.constant("answer" as const),
    code: fc.constantFrom(200, 200, 404, 410, 429, 500, 302),
  }),
  fc.record({
    do: fc.constant("wait" as const),
    ms: fc.constantFrom(1000, 6000, 40_000, 400_000, 3 * 3_600_000, 2 * DAY),
  }),
  fc.record({
    do: fc.constantFrom("on", "off", "send", "skip", "again", "cancel", "test"),
  }),
);

test("P1, P2, P3: whatever happens, every event ends as delivered, given up or kept, no attempt is more than it may be, and the sums are the log's", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const business = randomUUID();
      const { id } = await yard.endpoint(business, sink.url, { inFlight: 3 });
      sink.answer(status(200));
      const done = { emitted: 0, asked: 0 };
      for (const one of steps) {
        if (one.do === "emit") {
          await yard.happens(eventsOf(business, one.count));
          done.emitted += one.count;
        } else if (one.do === "answer") sink.answer(status(one.code));
        else if (one.do === "wait") yard.time.at += one.ms;
        else await ask(business, { endpointId: id, wish: one.do, done });
        await yard.settle();
      }
      await toTheEnd(id);
      const rows = (await yard.rows(id)).filter(({ sequence }) => sequence !== null);
      expect(rows).toHaveLength(done.emitted);
      const ends = states(rows);
      const kept = ["done", "given_up", "parked", "dropped"].map((state) => ends[state] ?? 0);
      expect(kept.reduce((all, many) => all + many, 0)).toBe(done.emitted);
      expect(rows.map(({ sequence }) => Number(sequence))).toEqual(rows.map((_, i) => i + 1));
      // What was kept and is then sent begins its schedule anew.
      for (const row of rows)
        expect(row.attempts).toBeLessThanOrEqual(PAUSES.length + 1 + done.asked);
      await sumsAreTheLogs(business, id);
    }),
    { numRuns: 12, timeout: 20_000, endOnFailure: true },
  );
});

test("P5: of another business's endpoint nothing is seen, and nothing there is done", async () => {
  const [theirs, ours] = [randomUUID(), randomUUID()];
  const { id: endpointId } = await yard.endpoint(theirs, sink.url);
  await yard.endpoint(ours, sink.url, { name: "Own" });
  await yard.happens([eventOf(theirs)]);
  await yard.settle();
  const [row] = await yard.rows(endpointId);
  const [log] = await yard.logs(endpointId);
  const before = await known(endpointId);
  const { db, time, endpointDeps: deps } = yard;
  const deliveryId = Number(row?.id);
  const of = { endpointId, viewer, now: time.at };
  const { url: _url, ...input } = { name: "x", url: "", events: ["*"], ...usual };
  expect((await listEndpoints(db, ours, viewer)).map(({ name }) => name)).toEqual(["Own"]);
  expect(await endpointOf(db, ours, { endpointId, viewer })).toBeNull();
  expect(await changeEndpoint(db, ours, { ...of, input, deps })).toEqual({ refused: "not_found" });
  expect(await removeEndpoint(db, ours, of)).toBe(false);
  expect(await setActive(db, ours, { ...of, active: false })).toBeNull();
  expect(await rotateSecret(db, ours, { ...of, deps })).toBeNull();
  expect((await logsOf(db, ours, { endpointId })).logs).toEqual([]);
  expect(await logOf(db, ours, { endpointId, logId: Number(log?.id) })).toBeNull();
  expect(await parkedOf(db, ours, endpointId)).toBeNull();
  const missing = { refused: "not_found" };
  expect(await retryOne(db, ours, { ...of, deliveryId, confirmed: true })).toEqual(missing);
  const selected = { ...of, deliveryIds: [deliveryId], confirmed: true };
  expect(await retrySelected(db, ours, selected)).toEqual(missing);
  expect(await retryRange(db, ours, { ...of, from: 0, to: NOW + DAY })).toEqual(missing);
  expect(await replayParked(db, ours, of)).toEqual(missing);
  expect(await skipParked(db, ours, of)).toBe(0);
  expect(await cancelReplay(db, ours, of)).toBe(0);
  expect(await sendTest(testing(), ours, { endpointId, viewer, event: "deal.won" })).toEqual(
    missing,
  );
  // Nor by the number of a delivery under an endpoint of one's own.
  const [own] = await listEndpoints(db, ours, viewer);
  const mixed = { ...selected, endpointId: own?.id ?? "" };
  expect(await retrySelected(db, ours, mixed)).toEqual({ queued: 0 });
  await yard.settle();
  expect(await known(endpointId)).toEqual(before);
  expect(sink.caught).toHaveLength(1);
});

function testing(): Parameters<typeof sendTest>[0] {
  const { db, clock, pump } = yard;
  return { db, clock, deliver: (...one) => pump.deliver(...one) };
}

type Done = { emitted: number; asked: number };

async function ask(
  business: string,
  { endpointId, wish, done }: { endpointId: string; wish: string; done: Done },
): Promise<void> {
  const { db, time } = yard;
  const of = { endpointId, viewer, now: time.at };
  const range = { ...of, from: 0, to: time.at + DAY, perSecond: 100 };
  const wishes: Record<string, () => Promise<unknown>> = {
    on: () => setActive(db, business, { ...of, active: true }),
    off: () => setActive(db, business, { ...of, active: false }),
    send: () => replayParked(db, business, of),
    skip: () => skipParked(db, business, of),
    again: () => retryRange(db, business, range),
    cancel: () => cancelReplay(db, business, of),
    test: () => sendTest(testing(), business, { endpointId, viewer, event: "task.created" }),
  };
  if (wish === "again") done.asked += 1;
  await wishes[wish]?.();
}

/** Until nothing waits. Of an endpoint whose circuit is open a day's jump lets one probe through: events × attempts of them. */
async function toTheEnd(endpointId: string): Promise<void> {
  const rounds = (PAUSES.length + 2) * (await yard.rows(endpointId)).length;
  for (let round = 0; round < rounds; round += 1) {
    const waiting = (await yard.rows(endpointId)).filter(({ state }) => state === "waiting");
    if (waiting.length === 0) return;
    yard.time.at += DAY;
    await yard.settle();
  }
}

/** For any window, and for the whole. */
async function sumsAreTheLogs(business: string, endpointId: string): Promise<void> {
  const logs = (await yard.logs(endpointId)).map((log) => ({
    at: new Date(log.at).getTime(),
    failed: !log.is_success,
  }));
  const middle = logs[Math.floor(logs.length / 2)]?.at ?? NOW;
  for (const [from, to] of [
    [0, yard.time.at + 1],
    [0, middle],
    [middle, yard.time.at + 1],
  ] as const) {
    const here = logs.filter(({ at }) => at >= from && at < to);
    const window = { endpointId, from, to, now: yard.time.at };
    const found = await statisticsOf(yard.db, business, window);
    const failed = here.filter((log) => log.failed).length;
    expect(found).toMatchObject({
      attempts: here.length,
      failed,
      succeeded: here.length - failed,
      retries: here.length - found.first,
    });
    expect(sum(found.byEvent)).toEqual([here.length, failed]);
    expect(sum(found.hourly)).toEqual([here.length, failed]);
  }
}

function sum(counts: readonly { attempts: number; failed: number }[]): [number, number] {
  let [attempts, failed] = [0, 0];
  for (const one of counts) {
    attempts += one.attempts;
    failed += one.failed;
  }
  return [attempts, failed];
}

async function known(endpointId: string): Promise<unknown[]> {
  return [await yard.rows(endpointId), await yard.logs(endpointId)];
}
