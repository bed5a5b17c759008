import { setTimeout as sleep } from "node:timers/promises";
import { findRunning } from "../../src/db/embedded-server.ts";
import { text } from "../../src/texts/bundle.ts";
import { treeOf } from "../flows/program.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn, countAll } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import { openShops, startLoad, type Load } from "./load.ts";
import { stateOf, untilCalm } from "./recovery.ts";
import { openServer, type Server } from "./server.ts";

const AWAY_MS = 30_000;
/** A hook that was committed before the server stopped may be answered after it. */
const FLIGHT_MS = 500;
/** So much of the log stands beside a failure. */
const TOLD = 4000;

export const postgres: Fault = {
  name: "postgres",
  title: "Postgres stopped for 30 s under load",
  run,
};

async function run(ground: Ground): Promise<Figures> {
  const { random, say } = ground;
  const server = await openServer();
  const world = await openWorld({ env: { ...server.env, SETTLE_MS: "1000" } });
  try {
    const shops = await openShops(world, { phonet: 22 + random.below(6), novofon: 18 });
    // What gathers in half a minute must fit into Telegram's twenty messages a minute in a group.
    const everyMs = 450 + random.below(150);
    const load = startLoad({ shops, random, url: () => world.url, now: Date.now, everyMs });
    const outages: Outage[] = [];
    for (const way of random.shuffled(["frozen", "shut down"] as const)) {
      load.resume();
      await sleep(3000 + random.below(3000));
      outages.push(await outage(world, { way, load, server }));
      say(`${way} for 30 s: ${JSON.stringify(outages.at(-1))}`);
    }
    await load.finish();
    await untilCalm(world, performance.now());
    return await figuresOf(world, load, outages);
  } finally {
    await world.close();
    await server.close();
  }
}

type Way = "frozen" | "shut down";
type Outage = {
  way: Way;
  /** Hooks that were answered 2xx although nothing could be committed. */
  falsely: number;
  statuses: Record<string, number>;
  /** Whether somebody who wrote to the bot meanwhile was told that it is busy. */
  told: boolean;
  /** When the hooks that were on their way were taken, and when whoever wrote was answered. */
  after: { hooksMs: number; botMs: number };
  recoveryMs: number;
};

async function outage(
  world: World,
  { way, load, server }: { way: Way; load: Load; server: Server },
): Promise<Outage> {
  const { ledger } = load;
  const { id } = await world.stand.person({ first_name: "Ірина", language_code: "uk" });
  const chat = `p${id}-${world.botId}`;
  const back = await stopServer(way, server);
  await sleep(FLIGHT_MS);
  const before = { taken: takenIn(load), refused: ledger.refused.length };
  await world.stand.post("say", { person: id, bot: world.botId, text: "/help" });
  await sleep(AWAY_MS - FLIGHT_MS);
  const falsely = takenIn(load) - before.taken;
  const busy = text("uk", "bot-busy");
  const told = (await world.stand.messages(chat)).some((message) => message.text === busy);
  load.pause();
  const since = performance.now();
  await back();
  const answered = async (): Promise<boolean> =>
    (await world.stand.messages(chat)).some(({ from, text: said }) => from.is_bot && said !== busy);
  const after: Outage["after"] = { hooksMs: 0, botMs: 0 };
  const elapsed = (): number => Math.round(performance.now() - since);
  const calm = async (): Promise<boolean> => {
    if (after.hooksMs === 0 && load.idle()) after.hooksMs = elapsed();
    if (after.botMs === 0 && (await answered())) after.botMs = elapsed();
    return after.hooksMs > 0 && after.botMs > 0;
  };
  const recoveryMs = await untilCalm(world, since, calm).catch(async (error: unknown) => {
    const seen = (await world.stand.messages(chat)).map((message) => message.text.slice(0, 40));
    throw new Error(
      `${way}: ${String(error)}\n${stateOf(load)}; the chat: ${seen.join(" | ")}\n${world.output().slice(-TOLD)}`,
    );
  });
  const statuses: Record<string, number> = {};
  for (const status of ledger.refused.slice(before.refused))
    statuses[status] = (statuses[status] ?? 0) + 1;
  return { way, falsely, statuses, told, after, recoveryMs };
}

/** Stops the server; what comes back starts it again. */
async function stopServer(way: Way, server: Server): Promise<() => Promise<void>> {
  if (way === "shut down") {
    await server.stop();
    return server.start;
  }
  const tree = treeOf(findRunning(server.cluster)?.pid ?? 0);
  for (const pid of tree) process.kill(pid, "SIGSTOP");
  return () => {
    for (const pid of tree) process.kill(pid, "SIGCONT");
    return Promise.resolve();
  };
}

function takenIn({ ledger }: Load): number {
  return ledger.calls.reduce((sum, { taken }) => sum + taken.length, 0);
}

async function figuresOf(
  world: World,
  { ledger }: Load,
  outages: readonly Outage[],
): Promise<Figures> {
  const count = await countAll(world, ledger);
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  const beyond = Math.max(0, count.doubled - ambiguous);
  const only503 = outages.every(({ statuses }) => Object.keys(statuses).join() === "503");
  const honest = outages.every(({ falsely, told }) => falsely === 0 && told);
  const same = world.app().running();
  return {
    times: outages.length,
    ...count,
    ambiguous,
    recoveryMs: Math.max(...outages.map(({ recoveryMs }) => recoveryMs)),
    pids: [world.app().pid],
    holds:
      count.wrong.length === 0 && beyond === 0 && violations === 0 && only503 && honest && same,
    note: [
      `${ledger.calls.length} calls`,
      ...outages.map(
        ({ way, falsely, statuses, told }) =>
          `${way}: answers ${JSON.stringify(statuses)}, ${falsely} falsely 2xx, ${told ? "the bot said that it is busy" : "the bot said NOTHING"}`,
      ),
      same ? "no restart" : "the program ended",
      `${count.doubled} doubled − ${ambiguous} ambiguous: ${beyond} beyond`,
      ...count.wrong.slice(0, 10),
    ].join("; "),
  };
}
