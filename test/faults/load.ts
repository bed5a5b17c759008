import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../db/until.ts";
import type { Random } from "../flows/random.ts";
import { makeTenant, posting, type Provider } from "../flows/tenant.ts";
import type { World } from "../flows/world.ts";
import { newLedger, type Ledger, type Rung, type Shop } from "./ledger.ts";
import { drawScript, type Step } from "./ring.ts";

export type Load = {
  ledger: Ledger;
  /** Nothing new is told; a hook that is on its way is repeated until it is taken. */
  pause: () => void;
  resume: () => void;
  /** No hook is on its way. */
  idle: () => boolean;
  /** Ends it when every call that it began is over. */
  finish: () => Promise<void>;
};

type Wish = {
  shops: readonly Shop[];
  random: Random;
  /** Where hooks go, which may change. */
  url: () => string;
  now: () => number;
  everyMs: number;
  /** A customer writes; gives the chat. Called about once a second. */
  ask?: (() => Promise<{ chat: string; person: number }>) | undefined;
};

/** A hook that is never answered is sent again, as a PBX does. */
const HOOK_MS = 30_000;
const AGAIN_MS = 100;
const ASK_MS = 1000;
/** One hook of so many is sent a second time although it was taken. */
const REPEATED = 8;

/** Shops of each provider, greeted, so that the first card of the load is the first message that is counted. */
export async function openShops(
  world: World,
  wish: Partial<Record<Provider, number>>,
): Promise<Shop[]> {
  const shops: Shop[] = [];
  for (const provider of ["phonet", "novofon"] as const)
    for (let i = 0; i < (wish[provider] ?? 0); i += 1) {
      const tenant = await makeTenant(world, { provider, title: `${provider} ${i}` });
      shops.push({ ...tenant, provider });
    }
  for (const { chat } of shops)
    await until(
      "the greeting stands",
      async () => (await world.stand.messages(chat)).some(({ from }) => from.is_bot),
      60_000,
    );
  return shops;
}

/** Calls without end from every shop in turn, and customers who write, until it is finished. */
export function startLoad(wish: Wish): Load {
  const ledger = newLedger();
  const state: State = { paused: false, over: false, sending: 0 };
  const going = new Set<Promise<void>>();
  const begin = (one: Promise<void>): void => {
    going.add(one);
    void one.finally(() => going.delete(one));
  };
  const calls = turns(state, wish.everyMs, (n) => {
    const shop = wish.shops[n % wish.shops.length];
    if (shop) begin(ringOnce(wish, shop, { ledger, state }));
  });
  const { ask } = wish;
  const asks = turns(state, ASK_MS, () => {
    if (ask) begin(ask().then((asked) => void ledger.asked.push({ ...asked, answered: false })));
  });
  return {
    ledger,
    pause: () => void (state.paused = true),
    resume: () => void (state.paused = false),
    idle: () => state.sending === 0,
    finish: async () => {
      state.paused = false;
      state.over = true;
      await Promise.all([calls, asks]);
      await Promise.all(going);
    },
  };
}

type State = { paused: boolean; over: boolean; sending: number };

async function turns(state: State, everyMs: number, act: (n: number) => void): Promise<void> {
  for (let n = 0; !state.over;) {
    await sleep(everyMs);
    if (state.paused || state.over) continue;
    act(n);
    n += 1;
  }
}

type Run = { ledger: Ledger; state: State };

/** Of all loads of the run: two calls with one number would count as one. */
let drawn = 0;

async function ringOnce(wish: Wish, shop: Shop, run: Run): Promise<void> {
  const { random, now } = wish;
  const { calls } = run.ledger;
  const script = drawScript(shop.provider, { random, serial: drawn, now: now() });
  drawn += 1;
  const { key, phone, answered, steps } = script;
  const rung: Rung = { shop, key, phone, answered, taken: [], over: false };
  calls.push(rung);
  for (const step of steps) {
    await sleep(step.waitMs);
    while (run.state.paused) await sleep(AGAIN_MS);
    await told(wish, rung, { step, run });
    if (random.below(REPEATED) === 0) await told(wish, rung, { step, run });
  }
  rung.over = true;
}

/** A PBX repeats what was not answered with 2xx. */
async function told(
  { url }: Wish,
  { shop, taken }: Rung,
  { step, run }: { step: Step; run: Run },
): Promise<void> {
  run.state.sending += 1;
  for (;;) {
    const status = await post(`${url()}${shop.path}`, posting(shop.provider, shop, step.body));
    if (status >= 200 && status < 300) break;
    run.ledger.refused.push(status);
    await sleep(AGAIN_MS);
  }
  run.state.sending -= 1;
  if (!taken.includes(step.name)) taken.push(step.name);
}

async function post(url: string, hook: RequestInit): Promise<number> {
  try {
    const answer = await fetch(url, { ...hook, signal: AbortSignal.timeout(HOOK_MS) });
    await answer.arrayBuffer().catch(() => null);
    return answer.status;
  } catch {
    return 0;
  }
}
