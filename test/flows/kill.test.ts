import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, onTestFailed, test } from "vitest";
import { until } from "../db/until.ts";
import { randomOf, drawSeed } from "./random.ts";
import { settled } from "./settle.ts";
import { makeTenant, posting, type Body, type Tenant } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const BETWEEN_MS = 15;
/** So much of the log stands beside a failure. */
const TOLD = 8000;
/** A settle window that a test can wait for. */
const quick = { env: { SETTLE_MS: "1000" } };

afterAll(leaveNothing);

test("the database server is killed again and again under load: 503 meanwhile, nothing answered 2xx is lost, nothing is restarted", async () => {
  const world = await openWorld(quick);
  onTestFailed(() => console.log(world.output().slice(-TOLD)));
  try {
    const tenant = await makeTenant(world, { provider: "phonet", title: "Load" });
    const load = startLoad(world, tenant);
    await until("hooks are taken", () => load.taken.length > 20);
    const refusedBefore = load.refused.length;
    for (let i = 0; i < 8; i += 1) {
      await world.kill("server");
      await sleep(random.below(700));
    }
    await until(
      "hooks were refused while the server was away",
      () => load.refused.length > refusedBefore,
    );
    await until("hooks are taken again", takenSince(load), 30_000);
    await load.stop();
    expect(new Set(load.refused)).toEqual(new Set([503]));
    await world.ready();
    await expectWhole(world, tenant, load.taken);
    await sameProcess(world);
  } finally {
    await world.close();
  }
});

test("only the parent is killed under load: the next start attaches to the server and does what is pending within 15 s", async () => {
  const world = await openWorld(quick);
  onTestFailed(() => console.log(world.output().slice(-TOLD)));
  try {
    const tenant = await makeTenant(world, { provider: "phonet", title: "Parent" });
    const load = startLoad(world, tenant);
    await until("hooks are taken", () => load.taken.length > 60);
    await world.kill("program");
    await load.stop();
    const before = performance.now();
    await world.restart();
    await settled(world);
    expect(performance.now() - before).toBeLessThan(15_000);
    await expectWhole(world, tenant, load.taken);
  } finally {
    await world.close();
  }
});

type Load = { taken: string[]; refused: number[]; stop(): Promise<void> };

/** Calls without end: each rings and is answered, and its hooks are repeated until they are taken, as the PBX does. */
function startLoad(world: World, tenant: Tenant): Load {
  const taken: string[] = [];
  const refused: number[] = [];
  const state = { stopping: false };
  const sending = new Set<Promise<void>>();
  const one = async (): Promise<void> => {
    const uuid = random.hex(32);
    for (const event of ["call.dial", "call.bridge", "call.hangup"]) {
      const hook = posting("phonet", tenant, bodyOf(event, uuid, world.clock.now()));
      for (let status = 0; status !== 200;) {
        status = await fetch(`${world.url}${tenant.path}`, hook).then(
          async (answer) => (await answer.arrayBuffer().catch(() => null), answer.status),
          () => 0,
        );
        if (status !== 200 && status !== 0) refused.push(status);
        if (status !== 200 && state.stopping) return;
        if (status !== 200) await sleep(50);
      }
      taken.push(`${uuid} ${event}`);
    }
  };
  const running = (async (): Promise<void> => {
    while (!state.stopping) {
      const call = one();
      sending.add(call);
      void call.finally(() => sending.delete(call));
      await sleep(BETWEEN_MS);
      if (sending.size > 30) await Promise.race(sending);
    }
  })();
  return {
    taken,
    refused,
    stop: async () => {
      state.stopping = true;
      await running;
      await Promise.all(sending);
    },
  };
}

function bodyOf(event: string, uuid: string, now: number): Body {
  const times = { dialAt: now - 20_000, bridgeAt: event === "call.dial" ? null : now - 10_000 };
  return {
    event,
    uuid,
    parentUuid: null,
    ...times,
    serverTime: now,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: `+38067${random.digits(7)}` }],
    trunkNum: "+380440000100",
  };
}

function takenSince(load: Load): () => boolean {
  const before = load.taken.length;
  return () => load.taken.length > before + 20;
}

/** Every hook that was answered 2xx is stored and folded, and every call that hung up has ended. */
async function expectWhole(
  world: World,
  { businessId }: Tenant,
  taken: readonly string[],
): Promise<void> {
  await settled(world);
  const rows = await world.db().execute<{
    heard: string;
    folded: boolean;
    reason: string | null;
  }>(sql`
    select events->0->>'ref' || ' call.' || case events->0->>'kind' when 'rang' then 'dial' when 'answered' then 'bridge' else 'hangup' end as heard,
      folded_at is not null as folded, reason from inbox where business_id = ${businessId}`);
  const folded = new Set(
    [...rows].filter((row) => row.folded && row.reason === null).map((row) => row.heard),
  );
  expect(taken.filter((hook) => !folded.has(hook))).toEqual([]);
  const hungUp = taken.filter((hook) => hook.endsWith("hangup")).map((hook) => hook.split(" ")[0]);
  await until("every call that hung up has ended", async () => {
    await settled(world);
    const ended = await world
      .db()
      .execute<{ key: string }>(
        sql`select key from calls where business_id = ${businessId} and outcome = 'answered'`,
      );
    const keys = new Set([...ended].map((row) => row.key));
    return hungUp.every((key) => keys.has(key ?? ""));
  });
}

async function sameProcess(world: World): Promise<void> {
  expect(world.app().running()).toBe(true);
  expect((await fetch(`${world.url}/api/ready`)).status).toBe(200);
}
