import { setTimeout as sleep } from "node:timers/promises";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn, countAll } from "./count.ts";
import { openCustomers } from "./customer.ts";
import { openServer } from "./server.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import { openShops, startLoad, type Load } from "./load.ts";
import { allAnswered, untilCalm } from "./recovery.ts";
import { lineTroubles } from "./trouble.ts";
import { openWire, type Wire } from "./wire.ts";

const CALL_MS = 700;
/** Longer than the window in which an ended call may still change. */
const WINDOW_MS = 2000;

/** Three lines between the product and what it talks to. */
type Lines = Record<"outside" | "database" | "hooks", Wire>;

export const network: Fault = {
  name: "network",
  title:
    "the lines to Telegram, to the database and from the PBX: slow, dumb, dead, cut in mid answer, reset",
  run: async (ground) => {
    const server = await openServer();
    const lines = {
      outside: await openWire(),
      database: await openWire(),
      hooks: await openWire(),
    };
    try {
      lines.database.aim(server.port);
      const world = await openWorld(
        wishOf(lines, {
          ...server.env,
          DATABASE_URL: server.urlAt(lines.database.port),
        }),
      );
      try {
        lines.hooks.aim(world.port);
        return await broken(ground, world, lines);
      } finally {
        for (const line of Object.values(lines)) line.mend();
        await world.close();
      }
    } finally {
      for (const line of Object.values(lines)) await line.close();
      await server.close();
    }
  },
};

async function broken(ground: Ground, world: World, lines: Lines): Promise<Figures> {
  const { random } = ground;
  const shops = await openShops(world, { phonet: 5, novofon: 5 });
  const load = startLoad({
    shops,
    random,
    url: () => `http://127.0.0.1:${lines.hooks.port}`,
    now: () => Date.now(),
    everyMs: CALL_MS,
    ask: await openCustomers(world),
  });
  const made = await breakAll(ground, world, { load, lines });
  await load.finish();
  await sleep(WINDOW_MS);
  const since = performance.now();
  await untilCalm(world, since, () => allAnswered(world, load.ledger));
  const count = await countAll(world, load.ledger);
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  const same = world.app().running();
  const cuts = Object.entries(lines).map(([name, line]) => `${name} ${line.cuts()}`);
  return {
    ...count,
    times: made.times,
    ambiguous,
    recoveryMs: made.recoveryMs,
    pids: [world.app().pid],
    holds: count.wrong.length === 0 && count.doubled <= ambiguous && violations === 0 && same,
    note: [
      `${load.ledger.calls.length} calls, ${load.ledger.asked.length} customers' messages`,
      `connections broken: ${cuts.join(", ")}`,
      `${load.ledger.refused.length} hooks were not answered 2xx and sent again`,
      `${Math.max(0, count.doubled - ambiguous)} doubled beyond the ambiguous`,
      ...(same ? [] : ["the process ended"]),
      ...count.wrong.slice(0, 8),
    ].join("; "),
  };
}

/** Every trouble on every line, under load, and how long nothing was pending after each. */
async function breakAll(
  { random, say }: Ground,
  world: World,
  { load, lines }: { load: Load; lines: Lines },
): Promise<{ times: number; recoveryMs: number }> {
  const each = Object.entries(lines).flatMap(([name, wire]) =>
    lineTroubles.map((trouble) => ({ name, wire, trouble })),
  );
  const made = { times: 0, recoveryMs: 0 };
  for (const { name, wire, trouble } of random.shuffled(each)) {
    load.resume();
    await sleep(1500);
    await trouble.make({ wire, random });
    wire.mend();
    load.pause();
    made.times += 1;
    const since = performance.now();
    const took = await untilCalm(world, since, () => load.idle());
    made.recoveryMs = Math.max(made.recoveryMs, took);
    say(`${name}, ${trouble.name}: nothing pending after ${Math.round(took)} ms`);
  }
  return made;
}

/** The product reaches everything outside over one wire and its database over another. */
function wishOf({ outside }: Lines, env: Record<string, string>) {
  return {
    before: async ({ stand }: { stand: { url: string } }): Promise<void> => {
      outside.aim(Number(new URL(stand.url).port));
    },
    env: {
      SETTLE_MS: "1000",
      ...env,
      TELEGRAM_API_ROOT: `http://127.0.0.1:${outside.port}/sandbox/telegram`,
      LLM_URL: `http://127.0.0.1:${outside.port}/sandbox/llm/v1`,
    },
  };
}
