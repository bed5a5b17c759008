import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from "vitest";
import { emit } from "../../src/events/emit-service.ts";
import { add } from "../../src/jobs/job-service.ts";
import { until } from "../db/until.ts";
import type { Sink } from "../webhooks/sink.ts";
import { eventOf, eventsOf, states } from "../webhooks/yard.ts";
import { drawSeed, randomOf } from "./random.ts";
import { openGround, type Ground } from "./webhook-ground.ts";
import { leaveNothing, type World } from "./world.ts";

const random = randomOf(drawSeed());
const TOLD = 6000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KILLS = 6;
/** An endpoint's seconds and what a process has beside it to write down what came back. */
const LEASE_MS = 20_000;
let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(() => ground.clear());
afterAll(async () => {
  await ground.close();
  leaveNothing();
});

const telling = (): void => onTestFailed(() => console.log(ground.world.output().slice(-TOLD)));

test("case 25: the night leaves alone what is on its way; what is older than its days is gone, and says so", async () => {
  telling();
  const { world, businessId, counts, rows, logs } = ground;
  const sink = await ground.sink();
  const { id, path } = await ground.endpoint(sink.url);
  await ground.happens(eventsOf(businessId, 3));
  await counts(id, { done: 3 });
  const old = new Date(world.clock.now() - 31 * DAY).toISOString();
  await world.db().execute(sql`
    update deliveries set created_at = ${old}::timestamptz, ended_at = ${old}::timestamptz where endpoint_id = ${id}`);
  const [first, second] = await rows(id);
  const held: (() => void)[] = [];
  sink.answer((_caught, response) => void held.push(() => response.writeHead(200).end()));
  const owner = await ground.owner();
  await owner.get(path);
  await owner.post(`${path}/retry`, { one: first?.id ?? "", confirmed: "yes" });
  await until("it is under way again", () => held.length === 1);
  await add(world.db(), { task: "clean", payload: {} });
  await until("the night has been", async () => (await rows(id)).length === 1);
  held[0]?.();
  await counts(id, { done: 1 });
  expect((await logs(id)).filter(({ delivery_id }) => delivery_id === first?.id)).toHaveLength(2);
  const log = (await logs(id)).find(({ delivery_id }) => delivery_id === second?.id);
  const page = await owner.get(`${path}/logs?log=${log?.id}`);
  expect(page.status).toBe(200);
  expect(page.text).not.toContain(`value="${second?.id}"`);
  const retried = await owner.post(`${path}/retry`, { one: second?.id ?? "", confirmed: "yes" });
  expect(retried.status).toBe(404);
  expect(states(await rows(id))).toEqual({ done: 1 });
});

test("cases 2 and 25: whatever is killed and however the clock jumps, every committed event arrives under its own id, no other does, and all end as done", async () => {
  telling();
  const { world, businessId } = ground;
  const sink = await ground.sink();
  const { id } = await ground.endpoint(sink.url, { events: ["task.*"], timeoutS: 3 });
  const earlier = await eventsIn(world, businessId);
  const pouring = pour(world, businessId);
  // An answer that takes a moment leaves more requests half-way.
  sink.answer((_caught, response) => {
    setTimeout(() => response.writeHead(200).end(), random.below(30));
  });
  await until("events arrive", () => sink.caught.length > 20);
  let serverLived = 0;
  const jumps = [0, -2 * HOUR, 0, 2 * HOUR, LEASE_MS];
  for (let round = 0; round < KILLS; round += 1) {
    await sleep(random.below(400));
    if (round === KILLS - 1) serverLived = sink.caught.length;
    await world.kill(round === KILLS - 1 ? "tree" : "program");
    const jump = jumps[round] ?? 0;
    const held = jump < 0 ? await heldIn(world, id) : [];
    world.clock.advance(jump);
    await world.restart();
    const before = sink.caught.length;
    await until("events arrive again", () => sink.caught.length > before);
    // By a clock that was set back the leases of the dead have hours to go: nobody waits for that.
    await until("what the dead one held is done", async () =>
      (await ground.rows(id)).every((row) => row.state === "done" || !held.includes(row.id)),
    );
  }
  // Postgres is away for a minute of the business's clock, in the middle of it.
  await world.kill("server");
  world.clock.advance(60_000);
  await world.ready();
  await pouring.stop();
  const all = await eventsIn(world, businessId);
  const committed = new Set([...all].filter((one) => !earlier.has(one)));
  await delivered(id, committed.size);
  const ids = new Set(sink.caught.map(({ headers }) => headers["webhook-id"] ?? ""));
  expect(ids).toEqual(committed);
  expect(sink.open()).toBeLessThanOrEqual(2 * 5);
  const [numbers] = await world
    .db()
    .execute<{ last: number; many: number }>(
      sql`select max(sequence)::int as last, count(distinct sequence)::int as many from deliveries where endpoint_id = ${id}`,
    );
  expect(numbers).toEqual({ last: committed.size, many: committed.size });
  // With the server the last moments of a queue may go, the number of an attempt with them.
  expectHigherAttempts(sink.caught.slice(0, serverLived));
});

/** Leases end, and what failed on a busy machine has its next attempt, within minutes of the business's clock. */
async function delivered(endpointId: string, count: number): Promise<void> {
  for (let minutes = 0; minutes < 20; minutes += 1) {
    ground.world.clock.advance(60_000);
    const all = await ground.counts(endpointId, { done: count }, 3000).catch(() => false);
    if (all) return;
  }
  await ground.counts(endpointId, { done: count });
}

async function eventsIn(world: World, businessId: string): Promise<Set<string>> {
  const rows = await world.db().execute<{ id: string }>(sql`
    select public_id as id from events where business_id = ${businessId}`);
  return new Set([...rows].map(({ id }) => id));
}

async function heldIn(world: World, endpointId: string): Promise<string[]> {
  const rows = await world.db().execute<{ id: string }>(sql`
    select id from deliveries where endpoint_id = ${endpointId} and state = 'leased'`);
  return [...rows].map(({ id }) => id);
}

/** Commits events one after another, every third takes itself back, until it is stopped. */
function pour(world: World, businessId: string): { stop: () => Promise<void> } {
  const state = { over: false };
  const running = (async (): Promise<void> => {
    for (let number = 1; !state.over; number += 1) {
      await world
        .db()
        .transaction(async (tx) => {
          await emit(tx, [eventOf(businessId, "task.created", { task_id: number })]);
          if (number % 3 === 0) throw new Error("never mind");
        })
        .catch(() => {});
      await sleep(10);
    }
  })();
  return {
    stop: async () => {
      state.over = true;
      await running;
    },
  };
}

/** What came twice came as another attempt. */
function expectHigherAttempts(caught: Sink["caught"]): void {
  const attempts = new Map<string, number[]>();
  for (const { headers } of caught) {
    const id = headers["webhook-id"] ?? "";
    attempts.set(id, [...(attempts.get(id) ?? []), Number(headers["x-webhook-attempt"])]);
  }
  for (const seen of attempts.values()) expect(new Set(seen).size).toBe(seen.length);
}
