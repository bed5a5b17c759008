import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect } from "vitest";
import { clockTest } from "./clock.ts";
import {
  expectedCalls,
  expectedOf,
  hasCard,
  isMissed,
  isPunctual,
  outcomeOf,
  titleOf,
  type Outcome,
} from "./outcome.ts";
import { drawSeed, randomOf } from "./random.ts";
import { castCases, deliver, type Case } from "./replay.ts";
import { settled } from "./settle.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const MINUTES = 60_000;

afterAll(leaveNothing);

describe("every sample sequence, over HTTP, with the windows of production", () => {
  clockTest(
    "in order, overtaken, in one late batch and tripled: the calls and cards that the samples expect",
    async () => {
      const world = await openWorld({ clock: true });
      try {
        const cases = await castCases(world, {
          deliveries: ["in_order", "overtaken", "late_batch", "tripled"],
          random,
        });
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
      const world = await openWorld({ clock: true });
      try {
        const cases = await castCases(world, { deliveries: ["interrupted"], random });
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
  const texts = ["sendMessage", "editMessageText"];
  const requests = (await world.stand.requests()).filter(({ method }) => texts.includes(method));
  let extra = 0;
  for (const one of cases) extra += checkCase(one, await outcomeOf(world, one, requests));
  // A message whose request was in flight at a kill may stand twice; each of them is counted and logged.
  const ambiguous = world.output().split("ambiguous_send").length - 1;
  expect(extra).toBeLessThanOrEqual(ambiguous);
  expect(world.output()).not.toContain("could not be folded");
}

/** Returns how many messages stand there beyond one of each kind, which only a kill excuses. */
function checkCase(one: Case, outcome: Outcome): number {
  const killed = one.delivery === "interrupted";
  const expected = expectedOf(one);
  const carded = expected.filter(hasCard);
  const missed = carded.filter(isMissed);
  const incoming = carded.filter((call) => call["direction"] === "in");
  expect.soft(outcome.calls, one.title).toEqual(expectedCalls(one));
  for (const ring of outcome.rings) {
    expect.soft(ring.told, one.title).toBeGreaterThanOrEqual(ring.expected);
    expect.soft(ring.told, one.title).toBeLessThanOrEqual(ring.expected + 2);
  }
  expect
    .soft(outcome.ends, one.title)
    .toEqual(
      expected.map((call) => (isMissed(call) ? "call.missed" : "call.completed")).toSorted(),
    );
  const finals = carded.map(
    (call) => outcome.finals.filter(({ text }) => titleOf(call).test(text)).length,
  );
  const extra =
    outcome.finals.length - carded.length + Math.max(0, outcome.incoming.length - incoming.length);
  expect
    .soft(finals, one.title)
    .toEqual(killed ? finals.map((count) => Math.max(1, count)) : finals.map(() => 1));
  expect.soft(outcome.finals.length, one.title).toBeGreaterThanOrEqual(carded.length);
  if (!killed) expect.soft(extra, one.title).toBe(0);
  if (isLive(one))
    expect.soft(outcome.incoming.length, one.title).toBeGreaterThanOrEqual(incoming.length);
  for (const message of outcome.incoming)
    expect.soft(message.text, one.title).toMatch(/^📞 Вхідний дзвінок · завершено/u);
  const replied = outcome.finals
    .map((message) => message.reply_to_message_id)
    .filter((id) => id !== undefined);
  const rings = outcome.incoming.map(({ message_id }) => message_id);
  if (!killed) expect.soft(new Set(replied), one.title).toEqual(new Set(rings));
  const crossed = outcome.crosses.filter(({ edited }) => edited === null).length;
  expect
    .soft(crossed - (killed ? Math.max(0, extra) : 0), one.title)
    .toBeLessThanOrEqual(missed.length);
  const misses = outcome.finals
    .filter(({ text }) => text.startsWith("❌"))
    .map(({ message_id }) => message_id);
  for (const { edited } of outcome.crosses)
    if (edited !== null) expect.soft(misses, one.title).toContain(edited);
  return extra;
}

/** Whether the hooks came while the call went on, so that an incoming message is due. */
function isLive(one: Case): boolean {
  return isPunctual(one) && !one.title.includes("one_late_batch");
}
