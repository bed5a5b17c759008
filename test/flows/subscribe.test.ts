import { setTimeout as sleep } from "node:timers/promises";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, expect, onTestFailed, test } from "vitest";
import { createApiToken } from "../../src/business/api-token-service.ts";
import { until } from "../db/until.ts";
import { drawSeed, randomOf } from "./random.ts";
import { owner } from "./stand.ts";
import { makeBusiness } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const KILLS = 3;
const TOLD = 4000;
const FOLLOW = `subscription($after: Int) { events(after: $after) { sequence event } }`;
const MAKE = `mutation($title: String!) { createTask(input: { title: $title }) { task { id } userErrors { code } } }`;

afterAll(leaveNothing);

test("a subscriber goes on after its last number, whenever the program is killed: nothing is missing, nothing comes twice", async () => {
  const world = await openWorld();
  onTestFailed(() => console.log(world.output().slice(-TOLD)));
  try {
    const key = await tokenIn(world);
    const got: number[] = [];
    const asked = { made: 0, going: true };
    const making = make(world, key, asked);
    const following = follow(world, key, { got, asked });
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = got.length;
      await until("events come", () => got.length > before + 2, 30_000);
      await sleep(random.below(400));
      await world.kill("program");
      await sleep(random.below(200));
      await world.restart();
    }
    asked.going = false;
    await making;
    const last = await lastOf(world, key);
    await until("everything came", () => (got.at(-1) ?? 0) >= last, 30_000);
    await following;
    expect(asked.made).toBeGreaterThan(KILLS);
    expect(got).toEqual(Array.from({ length: last }, (_, n) => n + 1));
  } finally {
    await world.close();
  }
});

async function tokenIn(world: World): Promise<Key> {
  const { businessId } = await makeBusiness(world, { provider: "phonet", title: "Events" });
  const made = await createApiToken(world.db(), businessId, {
    name: "flow",
    scope: "write",
    personId: owner.id,
    random: (bytes) => randomBytes(bytes),
    now: Date.now(),
  });
  if (made.kind !== "created") throw new Error(made.kind);
  return { token: made.token, businessId };
}

type Key = { token: string; businessId: string };
type Asked = { made: number; going: boolean };

/** Makes tasks, one after the other; what is refused while the program is away is tried again. */
async function make(world: World, { token }: Key, asked: Asked): Promise<void> {
  for (let n = 1; asked.going; n += 1) {
    const answer = await ask(world, token, {
      query: MAKE,
      variables: { title: `Task ${n}` },
    }).catch(() => null);
    if (answer?.ok === true && (await answer.text().catch(() => "")).includes('"task":{"id"'))
      asked.made += 1;
    await sleep(40);
  }
}

/** Listens, and listens again after the last number whenever the stream breaks. */
async function follow(
  world: World,
  key: Key,
  { got, asked }: { got: number[]; asked: Asked },
): Promise<void> {
  let last = 0;
  while (asked.going || got.length < last) {
    const gone = new AbortController();
    const end = setInterval(() => !asked.going && gone.abort(), 2000);
    try {
      const variables = { after: got.at(-1) ?? 0 };
      const answer = await ask(world, key.token, {
        query: FOLLOW,
        variables,
        accept: "text/event-stream",
        signal: gone.signal,
      });
      let text = "";
      for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part;
        const messages = text.split("\n\n");
        text = messages.pop() ?? "";
        for (const message of messages)
          for (const [, number] of message.matchAll(/"sequence":(\d+)/g)) got.push(Number(number));
      }
    } catch {
      await sleep(100);
    } finally {
      clearInterval(end);
    }
    if (!asked.going) last = await lastOf(world, key);
  }
}

type Wish = { query: string; variables: object; accept?: string; signal?: AbortSignal };

function ask(world: World, token: string, wish: Wish): Promise<Response> {
  const { query, variables, accept = "application/json", signal } = wish;
  return fetch(`${world.url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept },
    body: JSON.stringify({ query, variables }),
    ...(signal ? { signal } : {}),
  });
}

async function lastOf(world: World, { businessId }: Key): Promise<number> {
  await until("everything is numbered", async () => {
    const [row] = await world
      .db()
      .execute<{ n: number }>(
        sql`select count(*)::int as n from events where business_id = ${businessId} and sequence is null`,
      );
    return row?.n === 0;
  });
  const [row] = await world
    .db()
    .execute<{ last: string }>(
      sql`select max(sequence) as last from events where business_id = ${businessId}`,
    );
  return Number(row?.last ?? 0);
}
