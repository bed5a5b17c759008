import { setTimeout as sleep } from "node:timers/promises";
import { dialects, sequencesOf, type Dialect, type Sequence } from "../calls/replay.ts";
import { until } from "../db/until.ts";
import { drawHook, requestOf, type Hook } from "./hook.ts";
import type { Random } from "./random.ts";
import { redraw } from "./redraw.ts";
import { settled } from "./settle.ts";
import { openPlaces, takeSeats, type Place, type Seat } from "./seat.ts";
import { makeBusiness } from "./tenant.ts";
import { openWorld, type World } from "./world.ts";

/**
 * How a provider delivers: as it should, some hooks overtaken by others, everything late and mixed, each one three times
 * at once, or again and again until we are back.
 */
type Delivery = "in_order" | "overtaken" | "late_batch" | "tripled" | "interrupted";

/** One sample sequence, redrawn, for one business with three chats. */
export type Case = {
  title: string;
  dialect: Dialect;
  delivery: Delivery;
  sequence: Sequence;
  businessId: string;
  path: string;
  secret: string;
  seats: Seat[];
  /** Epoch ms on the shifted clock. */
  hooks: (Hook & { at: number })[];
  /** By how much the latest of them came later than that, on a machine that has much to do. */
  late: { ms: number };
};

/** Less than the settle window: a hook later than that changes what was already told. */
const OVERTAKEN_STEPS = 24;
const OVERTAKEN_STEP_MS = 250;
const APART_MS = 2000;
/** Cases that begin at one moment, so few that their messages stay within Telegram's limits. */
const AT_ONE_MOMENT = 8;

type Cast = { deliveries: readonly Delivery[]; random: Random };

/** A world whose businesses wait for every sample sequence in each of these deliveries; a sequence begins at once in all. */
export async function openStage(cast: Cast): Promise<{ world: World; cases: Case[] }> {
  const parts = partsOf(cast.deliveries);
  const places: Place[][] = [];
  const world = await openWorld({
    clock: true,
    before: async (outside) => {
      places.push(...(await inTurns(parts, () => openPlaces(outside))));
    },
  });
  const made = await inTurns(parts, async (part) => {
    const provider = part.dialect === "phonet" ? "phonet" : "novofon";
    const business = await makeBusiness(world, { title: part.title, provider });
    const wish = { ...part, places: places[part.n] ?? [] };
    return { part, ...business, seats: await takeSeats(world, business.businessId, wish) };
  });
  const begin = world.clock.now() + 1000;
  const cases = made.map(({ part: { original, order, title, dialect, delivery }, ...tenant }) => {
    const group = Math.floor((order * cast.deliveries.length) / AT_ONE_MOMENT);
    const start = Math.ceil((begin + group * APART_MS) / 1000) * 1000;
    const sequence = redraw(original, cast.random, start);
    const hooks = hooksOf(sequence, { dialect, delivery, random: cast.random, start });
    return { title, dialect, delivery, ...tenant, sequence, hooks, late: { ms: 0 } };
  });
  return { world, cases };
}

function partsOf(deliveries: readonly Delivery[]) {
  return dialects
    .flatMap((dialect) => sequencesOf(dialect).map((original) => ({ dialect, original })))
    .flatMap(({ dialect, original }, order) =>
      deliveries.map((delivery, i) => ({ dialect, original, order, delivery, turn: order + i })),
    )
    .map((part, n) => ({
      ...part,
      n,
      title: `${part.dialect} ${part.original.name} ${part.delivery}`,
    }));
}

const AT_ONCE = 8;

async function inTurns<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(act))));
  return done;
}

type Wish = { dialect: Dialect; delivery: Delivery; random: Random; start: number };

function hooksOf(sequence: Sequence, { dialect, delivery, random, start }: Wish): Case["hooks"] {
  const hooks = sequence.events.map(({ at_ms, ...said }) => ({
    ...drawHook(dialect, said, random),
    at: start + at_ms,
  }));
  const last = hooks.at(-1)?.at ?? start;
  const delivered: Record<Delivery, () => Case["hooks"]> = {
    in_order: () => hooks,
    interrupted: () => hooks,
    tripled: () => hooks.flatMap((hook) => [hook, hook, hook]),
    overtaken: () =>
      hooks
        .map((hook) => ({
          ...hook,
          at: hook.at + random.below(OVERTAKEN_STEPS) * OVERTAKEN_STEP_MS,
        }))
        .toSorted((one, other) => one.at - other.at),
    late_batch: () => random.shuffled(hooks).map((hook) => ({ ...hook, at: last })),
  };
  return delivered[delivery]();
}

/** Steps nearer than this to each other are not kept apart. */
const NEAR_MS = 200;

type Due = { one: Case; hook: Case["hooks"][number] };

/** Delivers all hooks at their times; `beforeStep` may do its mischief, and what was not taken is sent again as a PBX does. */
export async function deliver(
  world: World,
  cases: readonly Case[],
  beforeStep: (share: number, sending: Promise<unknown>) => Promise<void> = async (
    _share,
    sending,
  ) => void (await sending),
): Promise<void> {
  const due = cases
    .flatMap((one) => one.hooks.map((hook): Due => ({ one, hook })))
    .toSorted((a, b) => a.hook.at - b.hook.at);
  let calmAt = 0;
  for (let from = 0; from < due.length;) {
    const at = due[from]?.hook.at ?? 0;
    const step = due.slice(from).filter(({ hook }) => hook.at === at);
    from += step.length;
    world.clock.reach(at);
    // What fell due since the last step happens before what comes now.
    if (at - calmAt > NEAR_MS) await settled(world);
    await beforeStep(from / due.length, Promise.all(byCase(step).map((own) => send(world, own))));
    const next = due[from]?.hook.at ?? at + 60_000;
    if (next - calmAt <= NEAR_MS) continue;
    await settled(world);
    calmAt = at;
  }
}

/** One case's hooks of a step: a late batch keeps its order, repeats go at once. */
function byCase(step: readonly Due[]): Due[][] {
  const groups = new Map<string, Due[]>();
  for (const due of step) {
    const key =
      due.one.delivery === "late_batch" ? due.one.title : `${due.one.title} ${groups.size}`;
    groups.set(key, [...(groups.get(key) ?? []), due]);
  }
  return [...groups.values()];
}

async function send(world: World, dues: readonly Due[]): Promise<void> {
  for (const { one, hook } of dues) {
    one.late.ms = Math.max(one.late.ms, world.clock.now() - hook.at);
    await until(
      `${one.title} is taken`,
      async () => {
        const answer = await fetch(requestOf(world.url, one, hook)).catch(() => null);
        const status = answer?.status ?? 0;
        await answer?.arrayBuffer().catch(() => null);
        if (status >= 400 && status !== 503) throw new Error(`${one.title}: ${status}`);
        if (status !== 200) await sleep(100);
        return status === 200;
      },
      60_000,
    );
  }
}
