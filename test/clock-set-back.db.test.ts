import { expect, test } from "vitest";
import { mendClock } from "../src/clock-watch.ts";
import { twoBusinesses, database, eachOnFreshDatabase } from "./business/tenants.ts";
import { bridge, dial, hangup } from "./calls/hooks.ts";
import { windows } from "./calls/replay.ts";
import { createStage, headOf, type Stage } from "./calls/stage.ts";

eachOnFreshDatabase();

/** Two hours, in seconds: the clock showed them before it was set back to the beginning. */
const AHEAD = 7200;
const GROUP = -100_777;
const SETTLE = windows.settleMs / 1000;

test("a call that settles gets its last message after its window, not two hours later", async () => {
  const { stage, chat, shown } = await open();
  await stage.until(AHEAD, AHEAD);
  await stage.hear(dial(AHEAD, { dial: AHEAD }));
  await stage.run();
  await stage.hear(bridge(AHEAD + 1, { dial: AHEAD }));
  await stage.hear(hangup(AHEAD + 2, { dial: AHEAD, bridge: AHEAD + 1 }));
  stage.go(0);
  await mend(stage);
  await stage.until(SETTLE - 1);
  expect(shown()).toEqual([expect.stringMatching(/^📞/u)]);
  await stage.until(SETTLE + 3);
  expect(stage.standing(chat).map(headOf)).toHaveLength(2);
  expect(shown()[1]).toMatch(/^✅/u);
});

test("mended again and again, it ends once and at the same time", async () => {
  const { stage, shown } = await open();
  await stage.until(AHEAD, AHEAD);
  await stage.hear(dial(AHEAD, { dial: AHEAD }), hangup(AHEAD + 2, { dial: AHEAD }));
  stage.go(0);
  for (const second of [0, 3, 6, 9]) {
    await stage.until(second);
    await mend(stage);
  }
  await stage.until(SETTLE + 1);
  await mend(stage);
  await stage.until(SETTLE + 60, 5);
  expect(shown().filter((head) => head.startsWith("❌"))).toHaveLength(1);
});

test("a call that rings has its own window to be answered in", async () => {
  const { stage, shown } = await open();
  await stage.until(AHEAD, AHEAD);
  await stage.hear(dial(AHEAD, { dial: AHEAD }));
  await stage.run();
  stage.go(0);
  await mend(stage);
  await stage.until(windows.ringingMs / 1000 - 10, 10);
  expect(shown()).toEqual([expect.stringMatching(/^📞/u)]);
  await stage.until(windows.ringingMs / 1000 + 10, 10);
  expect(shown().some((head) => head.startsWith("❌"))).toBe(true);
});

test("a call that went on after the clock was set back is not ended", async () => {
  const { stage, shown } = await open();
  await stage.until(AHEAD, AHEAD);
  await stage.hear(dial(AHEAD, { dial: AHEAD }), hangup(AHEAD + 1, { dial: AHEAD }));
  stage.go(0);
  await mend(stage);
  const leg = { uuid: "b2", parent: "a1", ext: "102", dial: AHEAD + 2 };
  await stage.hear(dial(AHEAD + 2, leg));
  await stage.until(SETTLE + 20, 5);
  expect(shown().filter((head) => /^(✅|❌)/u.test(head))).toEqual([]);
});

test("a message that Telegram had put off for a moment leaves at once", async () => {
  const { stage, shown } = await open();
  await stage.until(AHEAD, AHEAD);
  stage.world.answer = () => ({ retry: 5000, told: true });
  await stage.hear(dial(AHEAD, { dial: AHEAD }));
  await stage.run();
  expect(shown()).toEqual([]);
  stage.world.answer = () => null;
  stage.go(0);
  await stage.run();
  expect(shown()).toEqual([]);
  await mend(stage);
  await stage.run();
  expect(shown()).toHaveLength(1);
});

test("where the clock goes as it should, nothing is changed: a long talk keeps its long window", async () => {
  const { stage, shown } = await open();
  await stage.hear(dial(0, { dial: 0 }), bridge(5, { dial: 0 }));
  await stage.run();
  expect(await mend(stage)).toBeNull();
  await stage.until(3600, 600);
  expect(shown()).toEqual([expect.stringMatching(/^📞/u)]);
});

async function open() {
  const { ours } = await twoBusinesses(database());
  const stage = await createStage(database(), ours);
  const chat = await stage.subscribe(GROUP);
  return { stage, chat, shown: () => stage.standing(chat).map(headOf) };
}

function mend(stage: Stage): Promise<number | null> {
  const fold = {
    db: stage.db,
    clock: { now: () => stage.world.now },
    windows,
    wakeAt: () => {},
    emitted: () => {},
    failed: () => {},
  };
  return mendClock({ db: stage.db, fold });
}
