import { sql } from "drizzle-orm";
import { afterAll, describe, expect } from "vitest";
import { clockTest } from "./clock.ts";
import {
  expectedCalls,
  expectedOf,
  hasCard,
  isMissed,
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
        await check(world, cases, 0);
        expect(await world.stand.limits()).toEqual({ violations: 0, refused429: 0 });
      } finally {
        await world.close();
      }
    },
    5 * MINUTES,
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

async function check(world: World, cases: readonly Case[], inFlight: number): Promise<void> {
  const requests = (await world.stand.requests()).filter(({ method }) =>
    /^(sendMessage|editMessageText)$/.test(method),
  );
  let extra = 0;
  for (const one of cases) {
    const outcome = await outcomeOf(world, one, requests);
    extra += checkCase(one, outcome, inFlight > 0);
  }
  // A message whose request was in flight at a kill may stand twice; each of them was counted and logged.
  expect(extra).toBeLessThanOrEqual(inFlight);
}

/** Returns how many messages stand there beyond one of each kind, which only a kill excuses. */
function checkCase(one: Case, outcome: Outcome, killed: boolean): number {
  const expected = expectedOf(one);
  const carded = expected.filter(hasCard);
  const missed = carded.filter(isMissed);
  const incoming = carded.filter((call) => call["direction"] === "in");
  expect.soft(outcome.calls, one.title).toEqual(expectedCalls(one));
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
  return ["in_order", "tripled"].includes(one.delivery) && !one.title.includes("one_late_batch");
}
