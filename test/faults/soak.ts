import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../db/until.ts";
import { openHeard } from "../flows/recorded.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn, countAll } from "./count.ts";
import { openCustomers } from "./customer.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import { openShops, startLoad, type Load } from "./load.ts";
import { watchMemory } from "./memory.ts";
import { openReceiver, RECEIVER, type Receiver } from "./receiver.ts";
import { countRecorded, playRecorded, type Told } from "./recorded-load.ts";
import { allAnswered, untilCalm } from "./recovery.ts";
import { openRepeater, type Repeater } from "./repeater.ts";
import { deadly, lasting, mend, type Scene, type Trouble } from "./trouble.ts";
import { openWire, type Wire } from "./wire.ts";

/** Telegram lets twenty messages a minute into a group. */
const CALL_MS = 1600;
const RECORDED_MS = 9000;
const MEMORY_MS = 10_000;
/** The last part of the run is left to one process, so that its memory tells something. */
const DEADLY = 0.6;

/** Mixed load for a long time while everything goes wrong at random. */
export const soak: Fault = {
  name: "soak",
  title: "mixed load with random faults of all kinds",
  run: async (ground) => {
    const wire = await openWire();
    const world = await openWorld(wishOf(wire)).catch(async (error: unknown) => {
      await wire.close();
      throw error;
    });
    const repeater = await openRepeater(() => world.url);
    try {
      return await soaked(ground, { world, wire, repeater });
    } finally {
      await repeater.close();
      await world.close();
      await wire.close();
    }
  },
};

type Stage = { world: World; wire: Wire; repeater: Repeater };

async function soaked(ground: Ground, { world, wire, repeater }: Stage): Promise<Figures> {
  const { random } = ground;
  const shops = await openShops(world, { phonet: 5, novofon: 5 });
  const heard = [await openHeard(world, "phonet"), await openHeard(world, "novofon")];
  const ask = await openCustomers(world);
  const receiver = await openReceiver(world, shops.slice(0, 3), random);
  const load = startLoad({
    shops,
    random,
    url: () => world.url,
    now: () => Date.now(),
    everyMs: CALL_MS,
    ask,
  });
  const memory = watchMemory(world);
  const state = { over: false, serial: 0 };
  const told: Told[] = [];
  const beside = Promise.all([
    every(MEMORY_MS, state, memory.note),
    every(RECORDED_MS, state, async () => {
      state.serial += 1;
      const shop = heard[state.serial % heard.length];
      const { serial } = state;
      if (shop) told.push(await playRecorded(world, shop, { random, hook: repeater.url, serial }));
    }),
  ]);
  const chats = [...shops, ...heard].map(({ chat }) => chat);
  const made = await makeTroubles(ground, { world, wire, chats, random });
  state.over = true;
  await beside;
  ground.say(`${made.names.length} troubles made; the load ends`);
  const since = performance.now();
  const left = await settle(world, load, repeater, told);
  const last = performance.now() - since;
  await memory.note();
  const done: Done = {
    world,
    load,
    repeater,
    told,
    made,
    left,
    last,
    memory: memory.told(),
    receiver,
  };
  try {
    return await figuresOf(done);
  } finally {
    await receiver.close();
  }
}

/** One trouble after the other until the time is over, and how long each recovery from a killed process took. */
async function makeTroubles(ground: Ground, scene: Scene) {
  const { random, minutes } = ground;
  const began = performance.now();
  const endsAt = began + minutes * 60_000;
  const names: string[] = [];
  const deck: Trouble[] = [];
  const pids = [scene.world.app().pid];
  let recoveryMs = 0;
  while (performance.now() < endsAt) {
    const young = performance.now() - began < DEADLY * minutes * 60_000;
    if (deck.length === 0) deck.push(...random.shuffled([...lasting, ...(young ? deadly : [])]));
    const trouble = deck.pop();
    if (!trouble) break;
    const kills = deadly.includes(trouble);
    names.push(trouble.name);
    ground.say(`${((performance.now() - began) / 60_000).toFixed(1)} min: ${trouble.name}`);
    if (kills) await mend(scene);
    const since = performance.now();
    await trouble.make(scene);
    await mend(scene);
    if (kills) {
      pids.push(scene.world.app().pid);
      await scene.world.ready();
      recoveryMs = Math.max(recoveryMs, performance.now() - since);
    }
    await sleep(1000 + random.below(6000));
  }
  return { names, pids, recoveryMs };
}

/** The load ends, and everything that was begun comes to its end. */
async function settle(
  world: World,
  load: Load,
  repeater: Repeater,
  told: readonly Told[],
): Promise<string[]> {
  await load.finish();
  await until("every hook of a recorded call is taken", repeater.idle, 60_000);
  await until(
    "every recorded call has ended",
    async () => (await countRecorded(world, told)).open === 0,
    RECORDED_ENDS_MS,
  ).catch(() => null);
  const began = performance.now();
  const calm = untilCalm(world, began, () => allAnswered(world, load.ledger));
  return calm.then(
    () => [],
    (error: unknown) => [`left over: ${String(error)}`],
  );
}

/** Pauses between tries of a recording grow to minutes; what is open longer is counted as lost. */
const RECORDED_ENDS_MS = 6 * 60_000;

type Done = {
  world: World;
  load: Load;
  repeater: Repeater;
  told: readonly Told[];
  made: { names: string[]; pids: number[]; recoveryMs: number };
  left: string[];
  last: number;
  memory: string;
  receiver: Receiver;
};

async function figuresOf(done: Done): Promise<Figures> {
  const { world, load, repeater, told, made, last, memory } = done;
  const arrived = await done.receiver.arrived();
  const count = await countAll(world, load.ledger);
  const recorded = await countRecorded(world, told);
  const { violations } = await world.stand.limits();
  const ambiguous = ambiguousIn(world.output());
  const doubled = count.doubled + recorded.doubled;
  const lost = count.lost + recorded.open + arrived.events - arrived.kept;
  const wrong = [...done.left, ...count.wrong, ...recorded.wrong, ...arrived.wrong];
  const kinds = [...new Set(made.names)].map(
    (name) => `${name} ${made.names.filter((one) => one === name).length}`,
  );
  return {
    times: made.names.length,
    sent: count.sent + repeater.taken(),
    kept: count.kept + (recorded.open === 0 ? repeater.taken() : 0),
    doubled,
    lost,
    ambiguous,
    recoveryMs: made.recoveryMs,
    pids: made.pids,
    holds: lost === 0 && doubled <= ambiguous && violations === 0 && wrong.length === 0,
    note: [
      kinds.join(", "),
      `${load.ledger.calls.length} calls, ${load.ledger.asked.length} customers' messages, ${told.length} recorded calls (${recorded.summary} with a summary, ${recorded.cause} with the reason why not)`,
      `${doubled - ambiguous > 0 ? doubled - ambiguous : 0} doubled beyond the ambiguous`,
      `${arrived.kept} of ${arrived.events} events of webhooks arrived`,
      `${load.ledger.refused.length + repeater.refused.length} hooks refused and repeated, ${violations} violations of Telegram's limits`,
      `nothing pending ${(last / 1000).toFixed(0)} s after the load`,
      memory,
      ...wrong.slice(0, 8),
    ].join("; "),
  };
}

async function every(
  ms: number,
  state: { over: boolean },
  act: () => Promise<void>,
): Promise<void> {
  while (!state.over) {
    await act();
    for (let waited = 0; waited < ms && !state.over; waited += 500) await sleep(500);
  }
}

/** The product reaches everything outside over the wire. */
function wishOf(wire: Wire) {
  const root = `http://127.0.0.1:${wire.port}/sandbox`;
  return {
    before: async ({ stand }: { stand: { url: string } }): Promise<void> => {
      wire.aim(Number(new URL(stand.url).port));
    },
    env: {
      SETTLE_MS: "2000",
      OUTBOUND_ALLOW: RECEIVER,
      TELEGRAM_API_ROOT: `${root}/telegram`,
      PHONET_API_URL: `${root}/phonet`,
      NOVOFON_API_URL: `${root}/novofon`,
      STT_URL: `${root}/stt/v1/audio/transcriptions`,
      LLM_URL: `${root}/llm/v1`,
    },
  };
}
