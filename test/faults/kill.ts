import { setTimeout as sleep } from "node:timers/promises";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn, countAll } from "./count.ts";
import { openCustomers } from "./customer.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import { openShops, startLoad, type Load } from "./load.ts";
import { openReceiver, RECEIVER, type Receiver } from "./receiver.ts";
import { allAnswered, stateOf, untilCalm, untilDelivered } from "./recovery.ts";

const WITHIN_MS = 15_000;
const LIFE_MS = 2500;
/** So much of the log stands beside a failure. */
const TOLD = 4000;
/** One kill of so many meets a program that is still starting. */
const EARLY = 5;

export const kill: Fault = {
  name: "kill",
  title: "kill -9 of the whole process tree at random points under load",
  run,
};

async function run(ground: Ground): Promise<Figures> {
  const { random } = ground;
  const world = await openWorld({ env: { SETTLE_MS: "1000", OUTBOUND_ALLOW: RECEIVER } });
  const open: { receiver?: Receiver } = {};
  try {
    const shops = await openShops(world, {
      phonet: 22 + random.below(6),
      novofon: 18 + random.below(6),
    });
    const ask = await openCustomers(world);
    const receiver = await openReceiver(world, shops.slice(0, 4), random);
    open.receiver = receiver;
    const everyMs = 70 + random.below(60);
    const load = startLoad({ shops, random, url: () => world.url, now: Date.now, everyMs, ask });
    const lived = await killAgain(world, load, ground);
    await load.finish();
    await untilCalm(world, performance.now(), () => allAnswered(world, load.ledger));
    await untilDelivered(world);
    return await figuresOf(world, { load, receiver, lived });
  } finally {
    await world.close();
    await open.receiver?.close();
  }
}

type Lived = { times: number; recoveryMs: number; readyMs: number; pids: number[] };

/** Lives for a moment under load, dies, starts again, and has done what was pending before the load goes on. */
async function killAgain(world: World, load: Load, { random, kills, say }: Ground): Promise<Lived> {
  const lived: Lived = { times: 0, recoveryMs: 0, readyMs: 0, pids: [world.app().pid] };
  while (lived.times < kills) {
    load.resume();
    await sleep(random.below(LIFE_MS));
    await world.kill("tree");
    lived.times += 1;
    if (lived.times < kills && random.below(EARLY) === 0) {
      const starting = world.restart().catch(() => null);
      await sleep(random.below(LIFE_MS));
      lived.pids.push(world.app().pid);
      await world.kill("tree");
      await starting;
      lived.times += 1;
    }
    load.pause();
    const since = performance.now();
    await world.restart();
    lived.pids.push(world.app().pid);
    const readyMs = performance.now() - since;
    const tookMs = await untilCalm(
      world,
      since,
      async () => load.idle() && (await allAnswered(world, load.ledger)),
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${stateOf(load)}\n${world.output().slice(-TOLD)}`);
    });
    lived.readyMs = Math.max(lived.readyMs, readyMs);
    lived.recoveryMs = Math.max(lived.recoveryMs, tookMs);
    say(
      `killed ${lived.times} times, ready after ${Math.round(readyMs)} ms, nothing pending after ${Math.round(tookMs)} ms`,
    );
  }
  return lived;
}

async function figuresOf(
  world: World,
  { load, receiver, lived }: { load: Load; receiver: Receiver; lived: Lived },
): Promise<Figures> {
  const count = await countAll(world, load.ledger);
  const arrived = await receiver.arrived();
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  const unfolded = world.output().includes("could not be folded");
  const wrong = [...count.wrong, ...arrived.wrong];
  const beyond = Math.max(0, count.doubled - ambiguous);
  const { calls, asked } = load.ledger;
  const { readyMs, ...life } = lived;
  return {
    ...life,
    ...count,
    lost: count.lost + arrived.events - arrived.kept,
    ambiguous,
    holds:
      wrong.length === 0 &&
      beyond === 0 &&
      violations === 0 &&
      !unfolded &&
      lived.recoveryMs <= WITHIN_MS,
    note: [
      `the start alone took up to ${(readyMs / 1000).toFixed(1)} s`,
      `${calls.length} calls, ${asked.length} customers' messages`,
      `${arrived.kept} of ${arrived.events} events of webhooks arrived, ${arrived.again} requests came again under their own id`,
      `${count.doubled} doubled − ${ambiguous} ambiguous: ${beyond} beyond`,
      ...(violations > 0 ? [`${violations} violations of Telegram's limits`] : []),
      ...(unfolded ? ["the log says that a hook could not be folded"] : []),
      ...wrong.slice(0, 20),
    ].join("; "),
  };
}
