import { beforeEach, expect, test } from "vitest";
import type { CardGateway } from "../../src/gateways/telegram.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { bridge, dial, hangup } from "./hooks.ts";
import { createStage, headOf, type Stage } from "./stage.ts";

const GROUP = -1_001_000_000_001;
const over = "📞 Вхідний дзвінок · завершено";
const answered = "✅ Вхідний · 20\u202fс";

eachOnFreshDatabase();
let stage: Stage;
beforeEach(async () => {
  stage = await createStage(database(), (await twoBusinesses(database())).ours);
});

/** Three legs of one call: the hooks of the last one came first, and nothing yet tells that the first belongs to it. */
async function hearStrangers(): Promise<void> {
  await stage.hear(hangup(15, { uuid: "a1", dial: 0, heard: 31 }));
  await stage.hear(dial(31, { uuid: "a3", parent: "a2", dial: 31 }));
}

/** The leg between them makes the two calls one. */
const between = () => stage.hear(hangup(30, { uuid: "a2", parent: "a1", dial: 16, heard: 31 }));

async function restOfCall(): Promise<void> {
  await stage.hear(bridge(33, { uuid: "a3", parent: "a2", dial: 31 }));
  await stage.until(53);
  await stage.hear(hangup(53, { uuid: "a3", parent: "a2", dial: 31, bridge: 33 }));
  await stage.until(70);
}

test("two calls become one while the incoming message is on its way: it is not sent again", async () => {
  const chat = await stage.subscribe(GROUP);
  stage.go(31);
  await hearStrangers();
  stage.cards.gateway = onceBefore(stage.cards.gateway, between);
  await stage.run();
  await restOfCall();
  expect(stage.standing(chat).map(headOf)).toEqual([over, answered]);
  expect(stage.counts.ambiguous).toBe(0);
});

test("its call becomes part of another, and that of a third, while the incoming message is on its way: it stands once", async () => {
  const chat = await stage.subscribe(GROUP);
  stage.go(31);
  await stage.hear(hangup(15, { uuid: "a1", dial: 0, heard: 31 }));
  await stage.hear(hangup(20, { uuid: "a3", parent: "a2", dial: 18, heard: 31 }));
  await stage.hear(dial(31, { uuid: "a5", parent: "a4", dial: 31 }));
  stage.cards.gateway = onceBefore(stage.cards.gateway, async () => {
    await stage.hear(hangup(30, { uuid: "a4", parent: "a3", dial: 21, heard: 31 }));
    await stage.hear(hangup(17, { uuid: "a2", parent: "a1", dial: 16, heard: 31 }));
  });
  await stage.run();
  await stage.hear(bridge(33, { uuid: "a5", parent: "a4", dial: 31 }));
  await stage.until(53);
  await stage.hear(hangup(53, { uuid: "a5", parent: "a4", dial: 31, bridge: 33 }));
  await stage.until(70);
  expect(stage.standing(chat).map(headOf)).toEqual([over, answered]);
  expect(stage.counts.ambiguous).toBe(0);
});

test("both had an incoming message due: only one stays", async () => {
  const chat = await stage.subscribe(GROUP);
  stage.go(31);
  await stage.hear(dial(31, { uuid: "a3", parent: "a2", dial: 31 }));
  await stage.hear(dial(30, { uuid: "a1", dial: 30, heard: 31 }));
  stage.cards.gateway = onceBefore(stage.cards.gateway, async () => {
    await between();
    await stage.hear(hangup(31, { uuid: "a1", dial: 30 }));
  });
  await stage.run();
  await restOfCall();
  expect(stage.standing(chat).map(headOf)).toEqual([over, answered]);
});

/** Something happens in the middle of the first send. */
function onceBefore(gateway: CardGateway, happen: () => Promise<void>): CardGateway {
  let left = 1;
  return {
    ...gateway,
    send: async (place, message) => {
      const outcome = await gateway.send(place, message);
      left -= 1;
      if (left === 0) await happen();
      return outcome;
    },
  };
}
