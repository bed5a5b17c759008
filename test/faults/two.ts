import { setTimeout as sleep } from "node:timers/promises";
import { createTask } from "../../src/crm/task-service.ts";
import { freePort } from "../../src/db/embedded-server.ts";
import { until } from "../db/until.ts";
import { openBalancer, type Balancer } from "../flows/balancer.ts";
import type { Program } from "../flows/program.ts";
import { owner } from "../flows/stand.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn, countAll } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import type { Shop } from "./ledger.ts";
import { openShops, startLoad, type Load } from "./load.ts";
import { openReceiver, RECEIVER, type Receiver } from "./receiver.ts";
import { untilCalm, untilDelivered } from "./recovery.ts";
import { openServer } from "./server.ts";

const REMIND_EVERY_MS = 3000;

export const two: Fault = {
  name: "two",
  title: "two processes on one database; rolling restart",
  run: (ground) => run(ground, 2),
};

export const three: Fault = {
  name: "three",
  title: "three processes behind a balancer; rolling restart",
  run: (ground) => run(ground, 3),
};

/** Where a process runs, again and again. */
type Seat = { port: number; programs: Program[] };
type Scene = { world: World; seats: Seat[]; load: Load; receiver: Receiver; titles: string[] };

async function run(ground: Ground, processes: number): Promise<Figures> {
  const { random, say } = ground;
  const server = await openServer();
  const balancer = await openBalancer();
  const env = {
    ...server.env,
    PUBLIC_URL: balancer.url,
    SETTLE_MS: "1000",
    OUTBOUND_ALLOW: RECEIVER,
  };
  const world = await openWorld({ env });
  const seats = await openSeats(world, balancer, processes);
  const open: { receiver?: Receiver } = {};
  try {
    const shops = await openShops(world, { phonet: 14 + random.below(6), novofon: 10 });
    const receiver = await openReceiver(world, shops.slice(0, 6), random);
    open.receiver = receiver;
    const everyMs = 220 + random.below(120);
    const load = startLoad({ shops, random, url: () => balancer.url, now: Date.now, everyMs });
    const titles: string[] = [];
    const reminding = remindAgain(world, shops, titles);
    const rounds = 2 + random.below(2);
    for (let round = 0; round < rounds; round += 1)
      for (const seat of random.shuffled(seats)) {
        await sleep(500 + random.below(1500));
        await restart(world, seat);
        say(`restarted the process on port ${seat.port}`);
      }
    await reminding.stop();
    await load.finish();
    const recoveryMs = await untilCalm(world, performance.now(), () => allReminded(world, titles));
    await untilDelivered(world);
    const scene = { world, seats, load, receiver, titles };
    return await figuresOf(scene, recoveryMs, balancer);
  } finally {
    for (const { programs } of seats) programs.at(-1)?.kill("SIGTERM");
    await Promise.all(seats.flatMap(({ programs }) => programs.map(({ exited }) => exited)));
    await world.close();
    await open.receiver?.close();
    await balancer.close();
    await server.close();
  }
}

async function openSeats(world: World, balancer: Balancer, processes: number): Promise<Seat[]> {
  const seats: Seat[] = [{ port: world.port, programs: [world.app()] }];
  while (seats.length < processes) {
    const port = await freePort();
    const seat = { port, programs: [world.runBeside({ PORT: String(port) })] };
    await ready(seat);
    seats.push(seat);
  }
  balancer.targets.push(...seats.map(({ port }) => port));
  return seats;
}

/** SIGTERM, the end, the start, ready. */
async function restart(world: World, seat: Seat): Promise<void> {
  const old = seat.programs.at(-1);
  old?.kill("SIGTERM");
  const ended = await old?.exited;
  if (ended?.code !== 0) throw new Error(`a stop ended with ${JSON.stringify(ended)}`);
  seat.programs.push(world.runBeside({ PORT: String(seat.port) }));
  await ready(seat);
}

async function ready({ port, programs }: Seat): Promise<void> {
  await until(
    "the process is ready",
    async () => {
      if (programs.at(-1)?.running() !== true) throw new Error(programs.at(-1)?.output());
      const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null);
      return answer?.status === 200;
    },
    90_000,
  );
}

/** Tasks whose time comes while processes come and go. */
function remindAgain(world: World, shops: readonly Shop[], titles: string[]) {
  const state = { over: false };
  const running = (async (): Promise<void> => {
    await world.stand.post("say", { person: owner.id, bot: world.botId, text: "/help" });
    while (!state.over) {
      const businessId = shops[titles.length % shops.length]?.businessId ?? "";
      const title = `Task ${titles.length + 1}.`;
      const now = Date.now();
      await createTask(world.db(), businessId, {
        title,
        dueAt: now + 1000,
        priority: "medium",
        assignee: owner.id,
        clientId: null,
        callId: null,
        by: owner.id,
        now,
        zone: noonZone(now),
      });
      titles.push(title);
      await sleep(REMIND_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      state.over = true;
      await running;
    },
  };
}

/** A zone in which it is about noon: nobody is reminded at night. The signs of these names are the wrong way round. */
function noonZone(now: number): string {
  const hours = 12 - new Date(now).getUTCHours();
  return `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}

/** How often each reminder stands in the owner's chat. */
async function reminders({ stand, botId }: World, titles: readonly string[]): Promise<number[]> {
  const messages = await stand.messages(`p${owner.id}-${botId}`).catch(() => []);
  return titles.map(
    (title) => messages.filter(({ from, text }) => from.is_bot && text.includes(title)).length,
  );
}

async function allReminded(world: World, titles: readonly string[]): Promise<boolean> {
  return (await reminders(world, titles)).every((count) => count > 0);
}

async function figuresOf(
  { world, seats, load, receiver, titles }: Scene,
  recoveryMs: number,
  balancer: Balancer,
): Promise<Figures> {
  const count = await countAll(world, load.ledger);
  const arrived = await receiver.arrived();
  const reminded = await reminders(world, titles);
  const kept = reminded.filter((times) => times > 0).length;
  const twice = reminded.reduce((sum, times) => sum + Math.max(0, times - 1), 0);
  const output = seats.flatMap(({ programs }) => programs.map((one) => one.output())).join("\n");
  const ambiguous = ambiguousIn(output);
  const { violations } = await world.stand.limits();
  const wrong = [...count.wrong, ...arrived.wrong];
  const doubled = count.doubled + twice + arrived.again;
  const lost = count.lost + titles.length - kept + arrived.events - arrived.kept;
  const shares = balancer.targets.map((port) => balancer.tallyOf(port).taken);
  // A process that restarts takes less: half of an equal part is demanded.
  const fair = shares.reduce((sum, share) => sum + share, 0) / shares.length / 2;
  return {
    times: seats.reduce((sum, { programs }) => sum + programs.length - 1, 0),
    sent: count.sent + titles.length,
    kept: count.kept + kept,
    doubled,
    lost,
    ambiguous,
    recoveryMs,
    pids: seats.flatMap(({ programs }) => programs.map(({ pid }) => pid)),
    holds:
      wrong.length === 0 &&
      lost === 0 &&
      doubled <= ambiguous &&
      violations === 0 &&
      shares.every((share) => share >= fair),
    note: [
      `${load.ledger.calls.length} calls, ${titles.length} reminders, ${arrived.events} events of webhooks`,
      `doubled cards ${count.doubled}, reminders ${twice}, deliveries ${arrived.again}`,
      `hooks by process: ${shares.join(" and ")}`,
      `${violations} violations of Telegram's limits`,
      ...wrong.slice(0, 10),
    ].join("; "),
  };
}
