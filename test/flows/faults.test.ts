import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../db/until.ts";
import { drawSeed, randomOf } from "./random.ts";
import { owner, type Fault, type Message } from "./stand.ts";
import { makeTenant, posting, type Tenant } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
let world: World;

beforeAll(async () => {
  world = await openWorld({ env: { SETTLE_MS: "300" } });
});
afterEach(async () => {
  await world.stand.heal();
  expect(await world.stand.limits()).toMatchObject({ violations: 0 });
  expect(world.app().running()).toBe(true);
});
afterAll(async () => {
  await world.close();
  leaveNothing();
});

test("429: the chat waits as long as it is told and keeps its order; another chat goes on", async () => {
  const [told, other] = [await tenant("Told to wait"), await tenant("Other")];
  const { refused429 } = await world.stand.limits();
  await fault(told, { kind: "429", retry_after: 4, times: 1 });
  const first = await ring(told);
  await until("the refusal came", async () => (await world.stand.limits()).refused429 > refused429);
  const refusedAt = performance.now();
  const second = await ring(told);
  const beside = await ring(other);
  await until("the other chat has its card", async () => (await cards(other)).some(shows(beside)));
  expect(performance.now() - refusedAt).toBeLessThan(3900);
  expect(await cards(told)).toEqual([]);
  const both = await until("both cards stand", async () => atLeast(2, await cards(told)));
  expect(
    both.map(({ text }) => [first, second].findIndex((number) => text.includes(number))),
  ).toEqual([0, 1]);
});

test("429: what stands in the chat is not edited either before the time has come", async () => {
  const one = await tenant("Edited later");
  await ring(one);
  await until("the card stands", async () => atLeast(1, await cards(one)));
  const { refused429 } = await world.stand.limits();
  await fault(one, { kind: "429", retry_after: 3, times: 1, method: "editMessageText" });
  await post(one, "call.bridge");
  await until("the refusal came", async () => (await world.stand.limits()).refused429 > refused429);
  await post(one, "call.hangup");
  await until("the final card stands", async () => atLeast(2, await cards(one)));
  const [first] = await cards(one);
  await until(
    "the first is edited",
    async () => (await cards(one))[0]?.text.includes("завершено") === true,
  );
  expect(first?.text).toMatch(/^📞/u);
});

test.each(["500", "502"] as const)("%s: the card comes once, a little later", async (kind) => {
  const one = await tenant(`Error ${kind}`);
  await fault(one, { kind, times: 4 });
  await ring(one);
  await until("the card stands", async () => atLeast(1, await cards(one)));
  await finish(one);
  await until("the final card stands", async () => atLeast(2, await cards(one)));
  expect(await cards(one)).toHaveLength(2);
});

test("a connection that breaks before Telegram has the message: the card stands once", async () => {
  const one = await tenant("Broken before");
  await fault(one, { kind: "drop", times: 1 });
  await ring(one);
  await until("the card stands", async () => atLeast(1, await cards(one)), 30_000);
  await finish(one);
  await until("the final card stands", async () => atLeast(2, await cards(one)));
  expect(await cards(one)).toHaveLength(2);
});

test("a connection that breaks when Telegram has the message: it is sent again, counted and logged", async () => {
  const one = await tenant("Broken after");
  await fault(one, { kind: "drop", times: 1, after: true });
  await ring(one);
  await until("the message stands twice", async () => atLeast(2, await cards(one)), 30_000);
  const ambiguous = (): string[] =>
    world
      .output()
      .split("\n")
      .filter((line) => line.includes("ambiguous_send") && line.includes(one.chatId));
  // What the process prints may reach us after the message that it sent next.
  await until("the log tells of it", () => ambiguous().length > 0);
  expect(ambiguous()).toHaveLength(1);
  await finish(one);
  await until("the final card stands", async () => atLeast(3, await cards(one)));
  expect(await cards(one)).toHaveLength(3);
});

test("Telegram hangs in one chat: the others go on, and the card comes in the end", async () => {
  const [hung, other] = [await tenant("Hung"), await tenant("Beside")];
  await fault(hung, { kind: "hang", times: 1 });
  await ring(hung);
  const number = await ring(other);
  await until(
    "the other chat has its card",
    async () => (await cards(other)).some(shows(number)),
    5000,
  );
  expect(await cards(hung)).toEqual([]);
  await until("the hung card stands", async () => atLeast(1, await cards(hung)), 60_000);
});

test("the bot is kicked: the chat is unreachable, what waited is closed, others go on", async () => {
  const [kicked, other] = [await tenant("Kicked"), await tenant("Stays")];
  await deaf();
  await world.stand.call("DELETE", `chats/${kicked.chat}/bots/${world.botId}`);
  await ring(kicked);
  await until("the chat is marked", async () => (await unreachable(kicked)) === "kicked");
  const number = await ring(other);
  await until("the other chat has its card", async () => (await cards(other)).some(shows(number)));
  expect(await waiting(kicked)).toBe(0);
  await ring(kicked);
  await until("the hook is folded", async () => (await callsOf(kicked)) === 2);
  expect(await waiting(kicked)).toBe(0);
});

test("a person blocks the bot, and is written to again after taking it back", async () => {
  const person = { id: 5000 + random.below(1000), first_name: "Ірина", language_code: "uk" };
  await world.stand.person(person);
  await world.stand.post("say", { person: person.id, bot: world.botId, text: "/start" });
  const chat = { id: person.id, key: `p${person.id}-${world.botId}` };
  const one = await makeTenant(world, { provider: "phonet", title: "Private", chat });
  await ring(one);
  await until("the card stands", async () => atLeast(1, await cards(one)));
  await world.stand.post("block", { person: person.id, bot: world.botId });
  await finish(one);
  await until("the chat is marked", async () => (await unreachable(one)) === "blocked");
  await world.stand.post("unblock", { person: person.id, bot: world.botId });
  await world.stand.post("say", { person: person.id, bot: world.botId, text: "/start" });
  await until("the chat is reachable", async () => (await unreachable(one)) === null);
  const number = await ring(one);
  await until("the next card stands", async () => (await cards(one)).some(shows(number)));
});

test("a group becomes a supergroup: its cards follow", async () => {
  const group = await world.stand.group({
    title: "Grows",
    members: [owner.id],
    bot: world.botId,
    type: "group",
  });
  const one = await makeTenant(world, { provider: "phonet", title: "Grows", chat: group });
  await ring(one);
  await until("the card stands", async () => atLeast(1, await cards(one)));
  await deaf();
  const { id } = await world.stand.post<{ id: number }>(`chats/${group.key}/migrate`);
  await finish(one);
  const moved = { ...one, chat: String(id) };
  await until(
    "the final card stands in the new group",
    async () => finals(await cards(moved)).length > 0,
  );
  const number = await ring(moved);
  await until("the next card too", async () => (await cards(moved)).some(shows(number)));
});

test.each([
  ["General was never subscribed", "none"],
  ["General was subscribed and left again", "left"],
  ["General has the cards as well", "both"],
])("a topic is deleted, %s: its cards go on in General, each once", async (_what, general) => {
  const group = await world.stand.group({
    title: `Forum ${general}`,
    members: [owner.id],
    bot: world.botId,
    forum: true,
  });
  const topic = await world.stand.post<{ id: number }>(`chats/${group.key}/topics`, {
    name: "Calls",
  });
  const one = await makeTenant(world, {
    provider: "phonet",
    title: "Forum",
    chat: { ...group, thread: topic.id },
  });
  if (general !== "none") await alsoGeneral(one, group.id, general === "left");
  await ring(one);
  const expected = general === "both" ? 2 : 1;
  await until("the incoming card stands", async () => atLeast(expected, await cards(one)));
  await world.stand.call("DELETE", `chats/${group.key}/topics/${topic.id}`);
  await finish(one);

  await until("the final card stands", async () => atLeast(1, finals(await cards(one))));
  const number = await ring(one);
  await until("the next card stands", async () => (await cards(one)).some(shows(number)));
  expect(finals(await cards(one)).map(({ thread }) => thread)).toEqual([undefined]);
  expect((await cards(one)).filter(shows(number))).toHaveLength(1);
});

/** The bot hears nothing of what happens to its chats: only the answers to its requests tell. */
function deaf(): Promise<unknown> {
  return world.stand.fault({ method: "getUpdates", kind: "502" });
}

/** A business whose group has been greeted, so that a planted fault meets a card. */
async function tenant(title: string): Promise<Tenant> {
  const one = await makeTenant(world, { provider: "phonet", title });
  await until("the greeting stands", async () =>
    (await world.stand.messages(one.chat)).some(({ from }) => from.is_bot),
  );
  return one;
}

function fault(one: Tenant, wish: Fault): Promise<unknown> {
  return world.stand.fault({ method: "sendMessage", chat: one.chat, ...wish });
}

const running = new Map<string, { uuid: string; number: string }>();

/** A call begins to ring; returns the number as its cards show it. */
async function ring(one: Tenant): Promise<string> {
  const number = `67${random.digits(7)}`;
  running.set(one.businessId, { uuid: random.hex(32), number });
  await post(one, "call.dial");
  return number.replace(/^(\d\d)(\d{3})(\d\d)(\d\d)$/, "$1 $2 $3 $4");
}

/** The call that rings is answered and over. */
async function finish(one: Tenant): Promise<void> {
  await post(one, "call.bridge");
  await post(one, "call.hangup");
}

async function post(one: Tenant, event: string): Promise<void> {
  const { uuid, number } = running.get(one.businessId) ?? { uuid: "", number: "" };
  const now = world.clock.now();
  const body = {
    event,
    uuid,
    parentUuid: null,
    dialAt: now - 5000,
    bridgeAt: event === "call.dial" ? null : now - 2000,
    serverTime: event === "call.dial" ? now - 5000 : now,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: `+380${number}` }],
    trunkNum: "+380440000100",
  };
  const answer = await fetch(`${world.url}${one.path}`, posting("phonet", one, body));
  expect(answer.status).toBe(200);
}

async function cards(one: Pick<Tenant, "chat">): Promise<Message[]> {
  const messages = await world.stand.messages(one.chat);
  return messages.filter(({ from, text }) => from.is_bot && /^(📞 Вхідний|✅|❌)/u.test(text));
}

function finals(list: readonly Message[]): Message[] {
  return list.filter(({ text }) => text.startsWith("✅"));
}

function shows(number: string): (message: Message) => boolean {
  return ({ text }) => text.includes(number);
}

function atLeast<T>(count: number, list: T[]): T[] | null {
  return list.length >= count ? list : null;
}

async function unreachable({ chatId }: Tenant): Promise<string | null> {
  const rows = await world
    .db()
    .execute<{ reason: string | null }>(
      sql`select unreachable_reason as reason from chats where id = ${chatId}`,
    );
  return rows[0]?.reason ?? null;
}

async function waiting({ chatId }: Tenant): Promise<number> {
  const rows = await world
    .db()
    .execute<{ count: number }>(
      sql`select count(*)::int as count from cards where chat_id = ${chatId} and message_id is null and closed_at is null`,
    );
  return rows[0]?.count ?? -1;
}

async function callsOf({ businessId }: Tenant): Promise<number> {
  const rows = await world
    .db()
    .execute<{ count: number }>(
      sql`select count(*)::int as count from calls where business_id = ${businessId}`,
    );
  return rows[0]?.count ?? -1;
}

/** General has a subscription of its own, perhaps one that was ended. */
async function alsoGeneral(one: Tenant, telegramId: number, left: boolean): Promise<void> {
  await world.db().execute(sql`
    insert into chats (business_id, bot_id, telegram_id, thread_id, type, title, subscribed_at, unsubscribed_at)
    select ${one.businessId}::uuid, bot_id, ${telegramId}::bigint, null, type, title, subscribed_at, case when ${left}::boolean then subscribed_at end
    from chats where id = ${one.chatId}`);
}
