import { setTimeout as sleep } from "node:timers/promises";
import type { Fault as Planted, Message, Request } from "../flows/stand.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn, countAll } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import type { Ledger, Rung, Shop } from "./ledger.ts";
import { openShops, startLoad } from "./load.ts";
import { untilCalm } from "./recovery.ts";

const ROUNDS = 2;
const CALL_MS = 600;
/** Longer than the window in which an ended call may still change. */
const WINDOW_MS = 2000;
const STRUCK_MS = 9000;
/** What a refusal asks to wait, and what clocks and the way there may differ by. */
const RETRY_S = 4;
const SLACK_MS = 100;

const kinds: readonly { name: string; fault: Omit<Planted, "chat" | "method"> }[] = [
  { name: "429", fault: { kind: "429", retry_after: RETRY_S, times: 2 } },
  { name: "500", fault: { kind: "500", times: 4 } },
  { name: "502", fault: { kind: "502", times: 4 } },
  { name: "hangs", fault: { kind: "hang", times: 1 } },
  { name: "drops before", fault: { kind: "drop", times: 2 } },
  { name: "drops after", fault: { kind: "drop", times: 1, after: true } },
];

export const telegram: Fault = {
  name: "telegram",
  title: "Telegram answers 429, 500, 502, hangs, drops the connection",
  run: async (ground) => {
    const world = await openWorld({ env: { SETTLE_MS: "1000" } });
    try {
      return await troubled(ground, world);
    } finally {
      await world.close();
    }
  },
};

async function troubled(ground: Ground, world: World): Promise<Figures> {
  const { random } = ground;
  const shops = await openShops(world, { phonet: 4 + random.below(3), novofon: 4 });
  const load = startLoad({
    shops,
    random,
    url: () => world.url,
    now: () => Date.now(),
    everyMs: CALL_MS,
  });
  const struck = await strikeAll(ground, world, shops);
  await load.finish();
  await sleep(WINDOW_MS);
  const recoveryMs = await untilCalm(world, performance.now());
  const count = await countAll(world, load.ledger);
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  const early = tooEarly(await world.stand.requests());
  const disorder = await disorderIn(world, load.ledger);
  const wrong = [...count.wrong, ...early, ...disorder, ...struck.silent];
  return {
    ...count,
    times: struck.times,
    ambiguous,
    recoveryMs,
    pids: [world.app().pid],
    holds:
      wrong.length === 0 && count.doubled <= ambiguous && violations === 0 && world.app().running(),
    note: [
      `${load.ledger.calls.length} calls`,
      `${early.length} requests before their time`,
      `${disorder.length} chats out of order`,
      `other chats went on in ${struck.times - struck.silent.length} of ${struck.times}`,
      `${Math.max(0, count.doubled - ambiguous)} doubled beyond the ambiguous`,
      ...wrong.slice(0, 8),
    ].join("; "),
  };
}

/** One chat after the other is in trouble while all have calls; the others go on. */
async function strikeAll(
  { random, say }: Ground,
  world: World,
  shops: readonly Shop[],
): Promise<{ times: number; silent: string[] }> {
  const silent: string[] = [];
  const round = Array.from({ length: ROUNDS }, () => kinds).flat();
  for (const { name, fault } of random.shuffled(round)) {
    const shop = shops[random.below(shops.length)] ?? never();
    const method = random.below(3) === 0 ? "editMessageText" : "sendMessage";
    const before = await sentBeside(world, shop);
    await world.stand.fault({ ...fault, method, chat: shop.chat });
    say(`${method} in one chat: ${name}`);
    await sleep(STRUCK_MS);
    const after = await sentBeside(world, shop);
    if (after === before) silent.push(`${name} in one chat: nothing was sent into the others`);
    await world.stand.heal();
  }
  return { times: round.length, silent };
}

/** How many messages every other chat was sent so far. */
async function sentBeside({ stand }: World, { chat }: Shop): Promise<number> {
  const requests = await stand.requests();
  return requests.filter(
    ({ method, ok, params }) =>
      ok && method === "sendMessage" && String(params["chat_id"]) !== chat,
  ).length;
}

/** What was asked of a chat although Telegram had said to wait. */
function tooEarly(requests: readonly Request[]): string[] {
  const until = new Map<string, number>();
  return requests.flatMap((request) => {
    const chat = String(request.params["chat_id"]);
    const early = request.at < (until.get(chat) ?? 0) - SLACK_MS;
    if (request.error_code === 429) until.set(chat, request.at + RETRY_S * 1000);
    return early ? [`${request.method} came before its time`] : [];
  });
}

/** Chats whose first messages of calls do not stand in the order of the calls. */
async function disorderIn({ stand }: World, { calls }: Ledger): Promise<string[]> {
  const wrong: string[] = [];
  for (const shop of new Set(calls.map((call) => call.shop))) {
    const own = calls.filter((call) => call.shop === shop);
    const rings = (await stand.messages(shop.chat)).filter(({ text }) => text.startsWith("📞"));
    const order = rings.map((message) => own.findIndex((call) => isAbout(message, call)));
    if (order.some((at, i) => at < (order[i - 1] ?? -1)))
      wrong.push(`the calls of one chat stand in the order ${order.join()}`);
  }
  return wrong;
}

function isAbout({ html }: Message, { phone }: Rung): boolean {
  return html.includes(phone);
}

function never(): never {
  throw new Error("there is always a shop");
}
