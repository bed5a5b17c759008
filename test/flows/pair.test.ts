import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { freePort } from "../../src/db/embedded-server.ts";
import { freshDatabase } from "../db/database.ts";
import { until } from "../db/until.ts";
import type { Program } from "./program.ts";
import { drawSeed, randomOf } from "./random.ts";
import { settled } from "./settle.ts";
import { makeTenant, posting, type Body, type Tenant } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const CALLS = 24;

afterAll(leaveNothing);

test("two processes on one database, hooks at both at once: one call, one incoming and one final card each", async () => {
  const pair = await openPair();
  try {
    const tenants = await tenantsOf(pair.world);
    await Promise.all(tenants.map((tenant) => forwarded(pair, tenant)));
    await eachHasItsCards(pair, tenants);
    expect(pair.output()).not.toContain("ambiguous_send");
    expect(await pair.world.stand.limits()).toMatchObject({ violations: 0 });
  } finally {
    await pair.close();
  }
});

test("one of the two is killed in the middle: the other does its work within 15 s", async () => {
  const pair = await openPair();
  try {
    const tenants = await tenantsOf(pair.world);
    const calls = Promise.all(tenants.map((tenant) => forwarded(pair, tenant)));
    await sleep(random.below(400));
    pair.second.kill("SIGKILL");
    await calls;
    await settled(pair.world, 15_000);
    await eachHasItsCards(pair, tenants);
  } finally {
    await pair.close();
  }
});

type Pair = Awaited<ReturnType<typeof openPair>>;

async function openPair() {
  const database = await freshDatabase();
  const env = {
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: randomBytes(32).toString("base64"),
    // Longer than the second after which a process looks for what another one left.
    SETTLE_MS: "2500",
  };
  const world = await openWorld({ env, webhooks: true });
  const port = await freePort();
  const second: Program = world.runBeside({ PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  await until(
    "the second is ready",
    async () => (await fetch(`${url}/api/ready`).catch(() => null))?.status === 200,
    60_000,
  );
  return {
    world,
    second,
    urls: [world.url, url],
    output: () => world.output() + second.output(),
    close: async () => {
      second.kill("SIGTERM");
      await second.exited;
      await world.close();
      await database.close();
    },
  };
}

async function tenantsOf(world: World): Promise<Tenant[]> {
  const tenants: Tenant[] = [];
  for (let i = 0; i < CALLS; i += 1)
    tenants.push(await makeTenant(world, { provider: "phonet", title: `Pair ${i}` }));
  return tenants;
}

/** A call that is forwarded twice before somebody answers, every hook at both processes at once. */
async function forwarded(pair: Pair, tenant: Tenant): Promise<void> {
  const [first, second, third] = [random.hex(32), random.hex(32), random.hex(32)];
  const at = Date.now();
  const leg = (uuid: string, parentUuid: string | null, ext: string) => ({
    uuid,
    parentUuid,
    dialAt: at,
    lgDirection: 4,
    leg: { id: 1, ext, type: 1, displayName: `E${ext}` },
    otherLegs: [{ num: "+380671234567" }],
    trunkNum: "+380440000100",
  });
  const steps: Body[][] = [
    [{ event: "call.dial", ...leg(first, null, "101"), serverTime: at }],
    [
      { event: "call.hangup", ...leg(first, null, "101"), serverTime: at + 100 },
      { event: "call.dial", ...leg(second, first, "102"), serverTime: at + 110 },
      { event: "call.dial", ...leg(third, second, "103"), serverTime: at + 120 },
    ],
    [
      {
        event: "call.bridge",
        ...leg(third, second, "103"),
        bridgeAt: at + 200,
        serverTime: at + 200,
      },
      { event: "call.hangup", ...leg(second, first, "102"), serverTime: at + 210 },
    ],
    [
      {
        event: "call.hangup",
        ...leg(third, second, "103"),
        bridgeAt: at + 200,
        serverTime: at + 5200,
      },
    ],
  ];
  for (const step of steps) {
    await Promise.all(step.flatMap((body) => pair.urls.map((url) => post(url, tenant, body))));
    await sleep(random.below(120));
  }
}

/** A process that is dead takes nothing; the PBX's other address does. */
async function post(url: string, tenant: Tenant, body: Body): Promise<void> {
  const answer = await fetch(`${url}${tenant.path}`, posting("phonet", tenant, body)).catch(
    () => null,
  );
  if (answer) expect(answer.status).toBe(200);
}

async function eachHasItsCards({ world, output }: Pair, tenants: readonly Tenant[]): Promise<void> {
  for (const { chat } of tenants) {
    await until(
      `the final card of ${chat}`,
      async () => (await textsOf(world, chat)).some((text) => text.startsWith("✅")),
      20_000,
    );
  }
  await settled(world);
  const ambiguous = output().split("ambiguous_send").length - 1;
  let extra = 0;
  for (const { businessId, chat } of tenants) {
    const texts = await textsOf(world, chat);
    expect(texts.filter((text) => text.startsWith("❌"))).toEqual([]);
    extra += texts.length - 2;
    const calls = await world
      .db()
      .execute(
        sql`select state->>'outcome' as outcome, state->'answeredBy'->>'ext' as answered, state->'rang' as rang from calls where business_id = ${businessId} and merged_into is null`,
      );
    expect([...calls]).toEqual([
      { outcome: "answered", answered: "103", rang: ["101", "102", "103"] },
    ]);
    const ends = await world
      .db()
      .execute(
        sql`select event from events where business_id = ${businessId} and event in ('call.missed', 'call.completed')`,
      );
    expect([...ends]).toEqual([{ event: "call.completed" }]);
  }
  expect(extra).toBeLessThanOrEqual(ambiguous);
  expect(output()).not.toContain("could not be folded");
}

async function textsOf(world: World, chat: string): Promise<string[]> {
  const messages = await world.stand.messages(chat);
  return messages
    .filter(({ from, text }) => from.is_bot && /^(📞 Вхідний|✅|❌)/u.test(text))
    .map(({ text }) => text);
}
