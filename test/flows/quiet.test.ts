import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { ChatFilter } from "../../src/business/chat.ts";
import { freePort } from "../../src/db/embedded-server.ts";
import { text } from "../../src/texts/bundle.ts";
import type { Language } from "../../src/texts/language.ts";
import { until } from "../db/until.ts";
import { clockTest } from "./clock-test.ts";
import type { Program } from "./program.ts";
import { drawSeed, randomOf } from "./random.ts";
import { openPlaces, takeSeat, type Place, type Seat } from "./seat.ts";
import { settled } from "./settle.ts";
import type { Message } from "./stand.ts";
import { makeBusiness, posting, type Tenant } from "./tenant.ts";
import { saysMissed, titleOf } from "./title.ts";
import { clusterUrl, leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** In the night to 28 March 2027 clocks in Kyiv go from 03:00 to 04:00: 22:30 is UTC+2, the morning UTC+3. */
const EVENING = Date.UTC(2027, 2, 27, 20, 30);
const SEVEN = Date.UTC(2027, 2, 28, 4);
const EIGHT = Date.UTC(2027, 2, 28, 5);

afterAll(leaveNothing);

type Salon = Pick<Tenant, "path" | "secret"> & { late: Seat; early: Seat; loud: Seat };

clockTest(
  "a night of calls comes without sound and is listed once: by a process that was down in the morning, and by two at a time",
  async () => {
    const places: Place[] = [];
    const world = await openWorld({
      clock: true,
      webhooks: true,
      before: async (outside) => void places.push(...(await openPlaces(outside))),
    });
    try {
      world.clock.reach(EVENING);
      const salon = await openSalon(world, places);
      await call(world, salon, { answered: false });
      await call(world, salon, { answered: true });
      await nightWasSilent(world, salon);

      world.clock.reach(SEVEN - MINUTE);
      await settled(world);
      expect(await listsIn(world, salon.early)).toEqual([]);
      await world.kill("tree");
      world.clock.reach(SEVEN + 20 * MINUTE);
      await world.restart();
      const second = await openSecond(world);
      try {
        await settled(world);
        await listsOnce(world, salon.early);

        world.clock.reach(EIGHT - MINUTE);
        await settled(world);
        expect(await listsIn(world, salon.late)).toEqual([]);
        world.clock.reach(EIGHT + 10);
        await settled(world);
        await listsOnce(world, salon.late);

        await call(world, salon, { answered: false });
        await morningIsLoud(world, salon);
        world.clock.reach(EIGHT + DAY + MINUTE);
        await settled(world);
        await listsOnce(world, salon.early);
        await listsOnce(world, salon.late);
        expect(await listsIn(world, salon.loud)).toEqual([]);
        expect(world.output() + second.output()).not.toContain("ambiguous_send");
      } finally {
        second.kill("SIGTERM");
        await second.exited;
      }
    } finally {
      await world.close();
    }
  },
  2 * MINUTE,
);

/** One chat that is quiet till eight, one till seven, in another language and style, and one that never is. */
async function openSalon(world: World, places: readonly Place[]): Promise<Salon> {
  const business = await makeBusiness(world, { provider: "phonet", title: "Night" });
  const seat = (
    n: number,
    language: Language,
    filter: ChatFilter,
    style: Seat["style"] = "two",
  ) => {
    const place = places[n];
    if (!place) throw new Error("there are three places");
    const wish = { title: "Night", style, language, buttons: true, place, filter };
    return takeSeat(world, business.businessId, wish);
  };
  return {
    ...business,
    late: await seat(0, "uk", { quiet: { from: "22:00", to: "08:00" } }),
    early: await seat(2, "en", { quiet: { from: "22:00", to: "07:00" } }, "one"),
    loud: await seat(1, "ru", {}),
  };
}

async function openSecond(world: World): Promise<Program> {
  const port = await freePort();
  const second = world.runBeside({
    PORT: String(port),
    DATABASE_URL: clusterUrl(world.cluster),
    ENCRYPTION_KEYS: readFileSync(join(world.dataDir, "encryption.key"), "utf8").trim(),
  });
  await until(
    "the second is ready",
    async () =>
      (await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null))?.status === 200,
    MINUTE,
  );
  return second;
}

/** A call that rings for 20 s, is answered or not, and settles. */
async function call(
  world: World,
  salon: Salon,
  { answered }: { answered: boolean },
): Promise<void> {
  const dialAt = world.clock.now();
  const uuid = random.hex(32);
  const hook = async (event: string, bridgeAt: number | null): Promise<void> => {
    const body = {
      event,
      uuid,
      parentUuid: null,
      dialAt,
      bridgeAt,
      serverTime: world.clock.now(),
      lgDirection: 4,
      leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
      otherLegs: [{ num: `+38067${random.digits(7)}` }],
      trunkNum: "+380440000100",
    };
    const answer = await fetch(`${world.url}${salon.path}`, posting("phonet", salon, body));
    expect(answer.status).toBe(200);
    await settled(world);
  };
  await hook("call.dial", null);
  world.clock.advance(20_000);
  const bridgeAt = answered ? world.clock.now() : null;
  if (answered) {
    await hook("call.bridge", bridgeAt);
    world.clock.advance(30_000);
  }
  await hook("call.hangup", bridgeAt);
  for (let step = 0; step < 3; step += 1) {
    world.clock.advance(11_000);
    await settled(world);
  }
}

async function nightWasSilent(world: World, { late, early, loud }: Salon): Promise<void> {
  const [two, one, ringing] = [
    await standing(world, late),
    await standing(world, early),
    await standing(world, loud),
  ];
  expect(two.map(kindOf)).toEqual(["ended", "missed", "ended", "answered"]);
  expect(one.map(kindOf)).toEqual(["missed", "answered"]);
  expect(ringing.map(kindOf)).toEqual(["ended", "missed", "ended", "answered"]);
  expect([...two, ...one].every(({ silent }) => silent)).toBe(true);
  expect(ringing.some(({ silent }) => silent)).toBe(false);
}

const kindOf = (message: Message) => titleOf(message.text)?.kind;

async function morningIsLoud(world: World, { late, early }: Salon): Promise<void> {
  for (const seat of [late, early]) {
    const last = (await standing(world, seat)).at(-1);
    expect(titleOf(last?.text ?? "")?.kind).toBe("missed");
    expect(last?.silent).toBe(false);
  }
}

/** The missed call first; with sound, for the chat is awake. */
async function listsOnce(world: World, seat: Seat): Promise<void> {
  const lists = await listsIn(world, seat);
  expect(lists).toHaveLength(1);
  const [head = "", ...rows] = lists[0]?.text.split("\n") ?? [];
  expect(head).toBe(text(seat.language, "quiet-list-missed", { calls: "2", missed: "1" }));
  expect(rows).toHaveLength(2);
  expect(rows.map((row) => saysMissed(row))).toEqual([true, false]);
  expect(rows[0]).toContain("22:30");
  expect(lists[0]?.silent).toBe(false);
}

async function listsIn(world: World, seat: Seat): Promise<Message[]> {
  return (await standing(world, seat)).filter(({ text: said }) => said.startsWith("🌙"));
}

async function standing(world: World, { key, thread }: Seat): Promise<Message[]> {
  const messages = await world.stand.messages(key);
  return messages.filter(
    ({ from, thread: topic }) => from.is_bot && topic === (thread ?? undefined),
  );
}
