import { array, assert, asyncProperty, integer } from "fast-check";
import { expect, test } from "vitest";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { createTail, type Tail } from "../../src/events/tail-service.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";

eachOnFreshDatabase();

function failed(error: unknown): never {
  throw error;
}

async function happen(businessId: string, count: number): Promise<void> {
  const one: DomainEvent = {
    businessId,
    event: "client.created",
    data: { client_id: 1, name: "Олена", phone: null, phones: [] },
    at: NOW,
  };
  await emit(
    database(),
    Array.from({ length: count }, () => one),
  );
  await relayOnce(database(), {});
}

/** The numbers that a reader gets until it has so many. */
async function numbersOf(
  tail: Tail,
  businessId: string,
  { after, count }: { after: number | null; count: number },
): Promise<number[]> {
  const stop = new AbortController();
  const got: number[] = [];
  if (count === 0) return got;
  for await (const { sequence } of tail.follow(businessId, { after, signal: stop.signal })) {
    got.push(sequence);
    if (got.length === count) stop.abort();
  }
  return got;
}

test("wherever a reader broke off, it goes on without gap or double", async () => {
  const db = database();
  const { ours, theirs } = await twoBusinesses(db);
  await happen(theirs.id, 5);
  await happen(ours.id, 23);
  await assert(
    asyncProperty(
      array(integer({ min: 0, max: 6 }), { maxLength: 3 }),
      integer({ min: 1, max: 9 }),
      async (breaks, page) => {
        const got: number[] = [];
        for (const count of [...breaks, 23 - breaks.reduce((sum, one) => sum + one, 0)]) {
          const tail = createTail({ db, failed, page });
          got.push(...(await numbersOf(tail, ours.id, { after: got.at(-1) ?? 0, count })));
          tail.stop();
        }
        expect(got).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
      },
    ),
    { numRuns: 15 },
  );
});

test("what another process numbered is found by looking, what this one did at once", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  await happen(ours.id, 3);
  const looking = createTail({ db, failed, pollMs: 20 });
  const woken = createTail({ db, failed, pollMs: 1_000_000 });
  const both = [looking, woken].map((tail) => numbersOf(tail, ours.id, { after: 3, count: 2 }));
  for (let one = 0; one < 2; one += 1) {
    await happen(ours.id, 1);
    woken.wake(ours.id);
  }
  expect(await Promise.all(both)).toEqual([
    [4, 5],
    [4, 5],
  ]);
  looking.stop();
  woken.stop();
});

test("who begins now gets nothing from before", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  await happen(ours.id, 3);
  const tail = createTail({ db, failed, pollMs: 20 });
  const wait = { over: false };
  const reading = numbersOf(tail, ours.id, { after: null, count: 2 }).finally(() => {
    wait.over = true;
  });
  while (!wait.over) await happen(ours.id, 1);
  const [first, second] = await reading;
  expect(first).toBeGreaterThan(3);
  expect(second).toBe((first ?? 0) + 1);
  tail.stop();
});

test("only wanted names are read, and a reader that waits ends when the process stops", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  await happen(ours.id, 4);
  const tail = createTail({ db, failed, page: 2 });
  const got: string[] = [];
  const { signal } = new AbortController();
  const reading = (async () => {
    const following = { after: 0, names: ["deal.won"], signal } as const;
    for await (const { event } of tail.follow(ours.id, following)) got.push(event);
  })();
  tail.stop();
  await reading;
  expect(got).toEqual([]);
  for await (const event of tail.follow(ours.id, { after: 0, signal })) got.push(event.id);
  expect(got).toEqual([]);
});
