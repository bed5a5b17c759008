import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect } from "vitest";
import { groupBy } from "../../src/lib/group-by.ts";
import { clockTest } from "./clock-test.ts";
import { isMissed, isTold } from "./expected.ts";
import { judgeChat } from "./outcome.ts";
import { drawSeed, randomOf } from "./random.ts";
import { deliver, openStage, type Case } from "./replay.ts";
import { settled } from "./settle.ts";
import type { Message } from "./stand.ts";
import { expectedCalls, expectedOf, seenAt, storedOf, wishOf, type Stored } from "./witness.ts";
import { leaveNothing, type World } from "./world.ts";

const random = randomOf(drawSeed());
const MINUTES = 60_000;
const texts = ["sendMessage", "editMessageText"];

afterAll(leaveNothing);

describe("every sample sequence, over HTTP, with the windows of production", () => {
  clockTest(
    "in order, overtaken, in one late batch and tripled: the calls and cards that the samples expect",
    async () => {
      const { world, cases } = await openStage({
        deliveries: ["in_order", "overtaken", "late_batch", "tripled"],
        random,
      });
      try {
        await deliver(world, cases);
        await waitOut(world);
        await check(world, cases);
        // A clock that jumps bunches what would have left one by one; every «retry after» is obeyed.
        expect(await world.stand.limits()).toMatchObject({ violations: 0 });
      } finally {
        await world.close();
      }
    },
    4 * MINUTES,
  );

  clockTest(
    "killed three times in the middle, with the database server, and started again on the same data",
    async () => {
      const { world, cases } = await openStage({ deliveries: ["interrupted"], random });
      try {
        const kills = [0.25, 0.5, 0.75].map((share) => share + random.below(10) / 100);
        await deliver(world, cases, async (share, sending) => {
          if (share < (kills[0] ?? 2)) {
            await sending;
            return;
          }
          kills.shift();
          await sleep(random.below(60));
          await world.kill("tree");
          const before = performance.now();
          await world.restart();
          await settled(world);
          expect(performance.now() - before).toBeLessThan(15_000);
          await sending;
        });
        expect(kills).toEqual([]);
        await waitOut(world);
        await check(world, cases);
      } finally {
        await world.close();
      }
    },
    3 * MINUTES,
  );
});

/** Lets every window pass in steps that Telegram's limits need, and ends with nothing left to do. */
async function waitOut(world: World): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    world.clock.advance(15_000);
    await settled(world);
  }
  const open = await world
    .db()
    .execute(sql`select key, state from calls where ended_at is null and merged_into is null`);
  expect([...open]).toEqual([]);
}

async function check(world: World, cases: readonly Case[]): Promise<void> {
  for (const [delivery, own] of groupBy(cases, (one) => one.delivery)) {
    const pairs = own.flatMap(({ seats }) => seats.map((seat) => `${seat.style} ${seat.language}`));
    expect(new Set(pairs).size, delivery).toBe(9);
  }
  const requests = (await world.stand.requests()).filter(({ method }) => texts.includes(method));
  let extra = 0;
  for (const one of cases) {
    checkCalls(one, await storedOf(world, one));
    const chats = new Map<string, Message[]>();
    for (const seat of one.seats) {
      const messages = chats.get(seat.key) ?? (await world.stand.allMessages(seat.key));
      chats.set(seat.key, messages);
      const verdict = judgeChat(wishOf(one, seat), seenAt(seat, messages, requests));
      expect.soft(verdict.complaints, `${one.title} ${seat.style} ${seat.language}`).toEqual([]);
      extra += verdict.extra;
    }
  }
  // A message whose request was in flight at a kill may stand twice; each of them is counted and logged.
  const ambiguous = world.output().split("ambiguous_send").length - 1;
  expect(extra).toBeLessThanOrEqual(ambiguous);
  expect(world.output()).not.toContain("could not be folded");
}

function checkCalls(one: Case, stored: Stored): void {
  expect.soft(stored.calls, one.title).toEqual(expectedCalls(one));
  for (const ring of stored.rings) {
    expect.soft(ring.told, one.title).toBeGreaterThanOrEqual(ring.expected);
    const late = Math.ceil(one.late.ms / 1000);
    expect.soft(ring.told, one.title).toBeLessThanOrEqual(ring.expected + 1 + late);
  }
  const told = expectedOf(one).filter(isTold);
  const ends = told.map((call) => (isMissed(call) ? "call.missed" : "call.completed"));
  expect.soft(stored.ends, one.title).toEqual(ends.toSorted());
}
