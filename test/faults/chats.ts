import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { until } from "../db/until.ts";
import { owner } from "../flows/stand.ts";
import { makeTenant } from "../flows/tenant.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn, countAll, type Count } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import type { Shop } from "./ledger.ts";
import { openShops, startLoad } from "./load.ts";
import { untilCalm } from "./recovery.ts";

const CALL_MS = 400;
/** Longer than the window in which an ended call may still change. */
const WINDOW_MS = 2000;

export const chats: Fault = {
  name: "chats",
  title: "bot blocked, kicked, chat deleted, group upgraded, topic deleted",
  run: async (ground) => {
    const world = await openWorld({ env: { SETTLE_MS: "1000" } });
    try {
      return await fated(ground, world);
    } finally {
      await world.close();
    }
  },
};

/** What befalls a chat: where its cards stand afterwards, or why nothing can be written there. */
type Fate = {
  name: string;
  open(world: World, random: Ground["random"]): Promise<Shop>;
  befall(world: World, shop: Shop): Promise<void>;
  outcome: { reason: string } | { chat(world: World, shop: Shop): Promise<string> };
  /** What makes the chat good again. */
  mend?: (world: World, shop: Shop) => Promise<void>;
};

const fates: readonly Fate[] = [
  {
    name: "blocked",
    open: async (world, random) => {
      const id = 5000 + random.below(1000);
      await world.stand.person({ id, first_name: "Ірина", language_code: "uk" });
      await world.stand.post("say", { person: id, bot: world.botId, text: "/start" });
      return openShop(world, { id, key: `p${id}-${world.botId}` });
    },
    befall: (world, shop) => press(world, "block", shop),
    outcome: { reason: "blocked" },
    mend: async (world, shop) => {
      await press(world, "unblock", shop);
      await world.stand.post("say", { person: personIn(shop), bot: world.botId, text: "/start" });
    },
  },
  {
    name: "kicked",
    open: (world) => openGroup(world, {}),
    befall: (world, { chat }) => remove(world, `chats/${chat}/bots/${world.botId}`),
    outcome: { reason: "kicked" },
  },
  {
    name: "deleted",
    open: (world) => openGroup(world, {}),
    befall: (world, { chat }) => remove(world, `chats/${chat}`),
    outcome: { reason: "kicked|not_found" },
  },
  {
    name: "upgraded",
    open: (world) => openGroup(world, { type: "group" }),
    befall: async () => {},
    outcome: {
      chat: async (world, { chat }) =>
        String((await world.stand.post<{ id: number }>(`chats/${chat}/migrate`)).id),
    },
  },
  {
    name: "its topic deleted",
    open: async (world) => {
      const group = await world.stand.group({
        title: "Forum",
        members: [owner.id],
        bot: world.botId,
        forum: true,
      });
      const topic = await world.stand.post<{ id: number }>(`chats/${group.key}/topics`, {
        name: "Calls",
      });
      return openShop(world, { ...group, thread: topic.id });
    },
    befall: async (world, { chat }) => {
      const thread = (await world.stand.messages(chat)).findLast(({ thread: own }) => own)?.thread;
      await remove(world, `chats/${chat}/topics/${thread}`);
    },
    outcome: { chat: (_world, { chat }) => Promise.resolve(chat) },
  },
];

async function fated(ground: Ground, world: World): Promise<Figures> {
  const { random, say } = ground;
  const [beside] = await openShops(world, { phonet: 1 });
  if (!beside) throw new Error("there is a shop");
  await world.stand.post("say", { person: owner.id, bot: world.botId, text: "/help" });
  const counts: Count[] = [];
  const wrong: string[] = [];
  for (const fate of random.shuffled(fates)) {
    const shop = await fate.open(world, random);
    counts.push(await rung(ground, world, [shop]));
    // Only the answers to its own requests tell the bot of what happened.
    await world.stand.fault({ method: "getUpdates", kind: "502" });
    await fate.befall(world, shop);
    if ("chat" in fate.outcome) {
      const chat = await fate.outcome.chat(world, shop);
      counts.push(await rung(ground, world, [{ ...shop, chat }, beside]));
    } else wrong.push(...(await lost(ground, world, { fate, shop, beside, counts })));
    await world.stand.heal();
    await fate.mend?.(world, shop);
    if (fate.mend) {
      await until("the chat is good again", async () => (await reasonOf(world, shop)) === null);
      counts.push(await rung(ground, world, [shop]));
    }
    say(`${fate.name}: the other chat and what follows stand`);
  }
  const sum = (of: (count: Count) => number): number =>
    counts.reduce((all, count) => all + of(count), 0);
  const doubled = sum((count) => count.doubled);
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  wrong.push(...counts.flatMap((count) => count.wrong));
  return {
    times: fates.length,
    sent: sum((count) => count.sent),
    kept: sum((count) => count.kept),
    doubled,
    lost: sum((count) => count.lost),
    ambiguous,
    recoveryMs: null,
    pids: [world.app().pid],
    holds: wrong.length === 0 && doubled <= ambiguous && violations === 0,
    note: ["hooks of calls whose chat is gone are not among those sent", ...wrong.slice(0, 8)].join(
      "; ",
    ),
  };
}

type Lost = { fate: Fate; shop: Shop; beside: Shop; counts: Count[] };

/** Calls of a chat that is gone: it is marked, `/health` names it, nothing waits for it, and another chat goes on. */
async function lost(
  ground: Ground,
  world: World,
  { fate, shop, beside, counts }: Lost,
): Promise<string[]> {
  const load = loadOf(ground, world, [shop]);
  await sleep(2000);
  await load.finish();
  const expected = "reason" in fate.outcome ? fate.outcome.reason : "";
  const reason = await until("the chat is marked", () => reasonOf(world, shop), 30_000).catch(
    () => "nothing",
  );
  counts.push(await rung(ground, world, [beside]));
  await untilCalm(world, performance.now());
  const wrong = expected.split("|").includes(reason)
    ? []
    : [`${fate.name}: the chat is marked as ${reason}`];
  await world.stand.heal();
  const told = await healthOf(world);
  return [
    ...wrong,
    ...(told.includes("Недоступні чати") ? [] : [`${fate.name}: /health says ${told}`]),
  ];
}

/** Some calls of these shops from their beginning to their end, counted. */
async function rung(ground: Ground, world: World, shops: readonly Shop[]): Promise<Count> {
  const load = loadOf(ground, world, shops);
  await until("calls were made", () => load.ledger.calls.length >= 2 * shops.length);
  await load.finish();
  await sleep(WINDOW_MS);
  await untilCalm(world, performance.now());
  return countAll(world, load.ledger);
}

function loadOf({ random }: Ground, world: World, shops: readonly Shop[]) {
  return startLoad({ shops, random, url: () => world.url, now: Date.now, everyMs: CALL_MS });
}

async function healthOf({ stand, botId }: World): Promise<string> {
  const chat = `p${owner.id}-${botId}`;
  const before = (await stand.messages(chat)).length;
  await stand.post("say", { person: owner.id, bot: botId, text: "/health" });
  return until("/health answers", async () => {
    const said = (await stand.messages(chat)).slice(before + 1).map(({ text }) => text);
    return said.find((text) => text.includes("чат"));
  }).catch(() => "nothing");
}

async function reasonOf({ db }: World, { chatId }: Shop): Promise<string | null> {
  const [row] = await db().execute<{ reason: string | null }>(
    sql`select unreachable_reason as reason from chats where id = ${chatId}`,
  );
  return row?.reason ?? null;
}

async function openGroup(world: World, wish: { type?: "group" }): Promise<Shop> {
  const { botId } = world;
  const group = await world.stand.group({
    title: "Group",
    members: [owner.id],
    bot: botId,
    ...wish,
  });
  return openShop(world, group);
}

async function openShop(
  world: World,
  chat: { id: number; key: string; thread?: number },
): Promise<Shop> {
  const tenant = await makeTenant(world, { provider: "phonet", title: "Fate", chat });
  return { ...tenant, provider: "phonet" };
}

function personIn({ chat }: Shop): number {
  return Number(/^p(\d+)-/.exec(chat)?.[1]);
}

async function press(world: World, what: "block" | "unblock", shop: Shop): Promise<void> {
  await world.stand.post(what, { person: personIn(shop), bot: world.botId });
}

async function remove(world: World, path: string): Promise<void> {
  await world.stand.call("DELETE", path);
}
