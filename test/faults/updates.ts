import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { until } from "../db/until.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import { untilCalm } from "./recovery.ts";

const PEOPLE = 3;

export const updates: Fault = {
  name: "updates",
  title: "killed between Telegram's getUpdates and the handler's commit",
  run,
};

async function run(ground: Ground): Promise<Figures> {
  const world = await openWorld();
  try {
    const rounds = 5 + ground.random.below(4);
    const pids = [world.app().pid];
    const people: number[] = [];
    let recoveryMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      const met = await meet(world, 1 + ground.random.below(PEOPLE));
      people.push(...met);
      const since = await killWithin(world, met, ground);
      pids.push(world.app().pid);
      const all = (): Promise<boolean> => everyoneAnswered(world, met);
      recoveryMs = Math.max(recoveryMs, await untilCalm(world, since, all));
      ground.say(`killed ${round + 1} times`);
    }
    return await figuresOf(world, { people, recoveryMs, pids });
  } finally {
    await world.close();
  }
}

/** Before the update is kept, or before its handler has committed: what a lock on a table holds up. */
const tables = ["updates", "people"] as const;

/** Holds up the handling of what these people write, kills the program there and starts it again. */
async function killWithin(
  world: World,
  people: readonly number[],
  { random }: Ground,
): Promise<number> {
  const table = tables[random.below(tables.length)] ?? "updates";
  const over = new AbortController();
  const holding = world.db().transaction(async (tx) => {
    await tx.execute(sql`lock table ${sql.identifier(table)} in access exclusive mode`);
    for (const id of people)
      await world.stand.post("say", { person: id, bot: world.botId, text: "/help" });
    while (!over.signal.aborted) await sleep(20);
  });
  const killed = random.below(2) === 0 ? "program" : "tree";
  await until("an update is held up", () => isHeldUp(world, table), 60_000);
  await sleep(random.below(300));
  // With the server the lock dies, too.
  holding.catch(() => null);
  await world.kill(killed);
  over.abort();
  await holding.catch(() => null);
  const since = performance.now();
  await world.restart();
  return since;
}

async function isHeldUp(world: World, table: string): Promise<boolean> {
  const [row] = await world.db().execute<{ waits: boolean }>(sql`
    select exists (select 1 from pg_locks where not granted and relation = ${table}::regclass) as waits`);
  return row?.waits === true;
}

async function meet(world: World, count: number): Promise<number[]> {
  const people: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const { id } = await world.stand.person({ first_name: `Ірина ${i}`, language_code: "uk" });
    people.push(id);
  }
  return people;
}

async function everyoneAnswered(world: World, people: readonly number[]): Promise<boolean> {
  for (const id of people) if ((await answersOf(world, id)) === 0) return false;
  return true;
}

async function answersOf({ stand, botId }: World, person: number): Promise<number> {
  const messages = await stand.messages(`p${person}-${botId}`);
  return messages.filter(({ from }) => from.is_bot).length;
}

type Seen = { people: readonly number[]; recoveryMs: number; pids: number[] };

async function figuresOf(world: World, { people, ...seen }: Seen): Promise<Figures> {
  const answers: number[] = [];
  for (const id of people) answers.push(await answersOf(world, id));
  const kept = answers.filter((count) => count > 0).length;
  const doubled = answers.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  const beyond = Math.max(0, doubled - ambiguous);
  const lost = people.length - kept;
  return {
    ...seen,
    times: seen.pids.length - 1,
    sent: people.length,
    kept,
    doubled,
    lost,
    ambiguous,
    holds: lost === 0 && beyond === 0 && violations === 0,
    note: `${people.length} people wrote one command each; ${doubled} doubled − ${ambiguous} ambiguous: ${beyond} beyond`,
  };
}
