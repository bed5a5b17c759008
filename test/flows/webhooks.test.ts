import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, onTestFailed, test } from "vitest";
import { emit } from "../../src/events/emit-service.ts";
import { createEndpoint } from "../../src/webhooks/endpoint-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import { until } from "../db/until.ts";
import { openSink, type Sink } from "../webhooks/sink.ts";
import { eventOf } from "../webhooks/yard.ts";
import { drawSeed, randomOf } from "./random.ts";
import { makeBusiness } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const TOLD = 6000;
/** An endpoint's seconds and what a process has beside it to write down what came back. */
const LEASE_MS = 20_000;

afterAll(leaveNothing);

test("cases 2 and 25: whatever is killed, every committed event arrives under its own id, no other does, and all end as done", async () => {
  const world = await openWorld({ env: { OUTBOUND_ALLOW: "127.0.0.1" } });
  onTestFailed(() => console.log(world.output().slice(-TOLD)));
  const sink = await openSink();
  try {
    const { businessId, endpointId } = await subscribe(world, sink);
    const pouring = pour(world, businessId);
    // An answer that takes a moment leaves more requests half-way.
    sink.answer((_caught, response) => {
      setTimeout(() => response.writeHead(200).end(), random.below(30));
    });
    await until("events arrive", () => sink.caught.length > 20, 15_000);
    for (let round = 0; round < 3; round += 1) {
      await sleep(random.below(400));
      await world.kill("program");
      await world.restart();
      const before = sink.caught.length;
      await until("events arrive again", () => sink.caught.length > before, 15_000);
    }
    await world.kill("server");
    await world.ready();
    const committed = await pouring.stop();
    await until(
      "every event is delivered",
      async () => (await statesOf(world, endpointId))["done"] === committed.size,
      LEASE_MS + 25_000,
    );
    const ids = new Set(sink.caught.map(({ headers }) => headers["webhook-id"] ?? ""));
    expect(ids).toEqual(committed);
    expect(await statesOf(world, endpointId)).toEqual({ done: committed.size });
    const [numbers] = await world
      .db()
      .execute<{ last: number; many: number }>(
        sql`select max(sequence)::int as last, count(distinct sequence)::int as many from deliveries where endpoint_id = ${endpointId}`,
      );
    expect(numbers).toEqual({ last: committed.size, many: committed.size });
    expectHigherAttempts(sink);
  } finally {
    await sink.close();
    await world.close();
  }
});

async function subscribe(
  world: World,
  sink: Sink,
): Promise<{ businessId: string; endpointId: string }> {
  const { businessId } = await makeBusiness(world, { provider: "phonet", title: "Hooks" });
  const made = await createEndpoint(world.db(), businessId, {
    input: { name: "Sink", url: sink.url, events: ["task.*"], ...usual, timeoutS: 3 },
    personId: null,
    now: world.clock.now(),
    deps: { keyring: world.keyring(), random: randomBytes, problemOfTarget: () => null },
  });
  if (!("endpoint" in made)) throw new Error(JSON.stringify(made));
  return { businessId, endpointId: made.endpoint.id };
}

/** Commits events one after another, every third takes itself back, until it is stopped; then gives the ids of what stayed. */
function pour(world: World, businessId: string): { stop: () => Promise<Set<string>> } {
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
      const rows = await world
        .db()
        .execute<{ id: string }>(
          sql`select public_id as id from events where business_id = ${businessId}`,
        );
      return new Set([...rows].map(({ id }) => id));
    },
  };
}

async function statesOf(world: World, endpointId: string): Promise<Record<string, number>> {
  const rows = await world
    .db()
    .execute<{ state: string; many: number }>(
      sql`select state, count(*)::int as many from deliveries where endpoint_id = ${endpointId} group by state`,
    );
  return Object.fromEntries([...rows].map(({ state, many }) => [state, many]));
}

/** What came twice came as another attempt. */
function expectHigherAttempts(sink: Sink): void {
  const attempts = new Map<string, number[]>();
  for (const { headers } of sink.caught) {
    const id = headers["webhook-id"] ?? "";
    attempts.set(id, [...(attempts.get(id) ?? []), Number(headers["x-webhook-attempt"])]);
  }
  for (const seen of attempts.values()) expect(new Set(seen).size).toBe(seen.length);
}
