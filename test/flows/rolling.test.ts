import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../src/db/embedded-server.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { until } from "../db/until.ts";
import { openBalancer, type Balancer } from "./balancer.ts";
import type { Program } from "./program.ts";
import { drawSeed, randomOf } from "./random.ts";
import { scrape } from "./scrape.ts";
import { talkIn } from "./security-talk.ts";
import { settled } from "./settle.ts";
import { makeTenant, posting, type Body, type Tenant } from "./tenant.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const random = randomOf(drawSeed());
const TENANTS = 24;
const CALLS = 40;
const PEOPLE = 6;
/** Less than Telegram takes from a bot: each call is four requests. */
const EVERY_MS = 180;

let database: FreshDatabase;
let balancer: Balancer;
let world: World;
let tenants: Tenant[];
let first: Seat;
let second: Seat;

/** Where a process runs, again and again. */
type Seat = { url: string; port: number; run: () => Program; programs: Program[] };
/** A call that was told to the balancer: in which chat, by which number. */
type Made = { tenant: Tenant; phone: string };

beforeAll(async () => {
  database = await freshDatabase();
  balancer = await openBalancer();
  const env = {
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: randomBytes(32).toString("base64"),
    PUBLIC_URL: balancer.url,
    SETTLE_MS: "1000",
  };
  world = await openWorld({ env });
  const port = await freePort();
  const beside = (own: number): Program => world.runBeside({ PORT: String(own) });
  first = seatAt(world.port, () => beside(world.port), [world.app()]);
  second = seatAt(port, () => beside(port), [beside(port)]);
  await ready(second);
  balancer.targets.push(first.port, second.port);
  tenants = [];
  for (let i = 0; i < TENANTS; i += 1)
    tenants.push(await makeTenant(world, { provider: "phonet", title: `Rolling ${i}` }));
});
afterAll(async () => {
  for (const { programs } of [first, second]) programs.at(-1)?.kill("SIGTERM");
  await Promise.all([first, second].flatMap(({ programs }) => programs.map((one) => one.exited)));
  await world.close();
  await balancer.close();
  await database.close();
  leaveNothing();
});

test("two processes behind one address: everything once, and each does at least a quarter", async () => {
  const people = await meet("Наталя");
  const [made] = await Promise.all([callsFor(() => false), greet(people)]);
  await everythingOnce(made);
  await answeredOnce(people);
  let work = await workOf([first, second]);
  // A machine that has other things to do may keep one of them from its processor for a while.
  while (leastShare(work) < 0.25 && made.length < 3 * CALLS) {
    made.push(...(await callsFor(() => false)));
    await everythingOnce(made);
    work = await workOf([first, second]);
  }
  expect(leastShare(work), JSON.stringify(work)).toBeGreaterThanOrEqual(0.25);
  expect({ hooks: sum(work.hooks), folds: sum(work.folds), sends: sum(work.sends) }).toEqual({
    hooks: 3 * made.length,
    folds: 3 * made.length,
    sends: await sentCards(),
  });
});

test("one after the other is restarted under load: nothing is lost, nothing comes twice", async () => {
  const before = tenants.length;
  const people = await meet("Ірина");
  const rolled = { over: false };
  const [made] = await Promise.all([
    callsFor(() => !rolled.over),
    greet(people),
    roll().finally(() => {
      rolled.over = true;
    }),
  ]);
  await everythingOnce(made);
  await answeredOnce(people);
  expect(tenants).toHaveLength(before);
  expect(linesOf(/ambiguous_send|could not be folded|"step":"failed"/)).toEqual([]);
});

/** What every process has logged of a kind. */
function linesOf(kind: RegExp): string[] {
  const programs = [first, second].flatMap((seat) => seat.programs);
  return programs.flatMap((one) => one.output().split("\n")).filter((line) => kind.test(line));
}

/** SIGTERM, the end, the start, ready; then the other. */
async function roll(): Promise<void> {
  for (const seat of [second, first]) {
    await sleep(700 + random.below(600));
    const old = seat.programs.at(-1);
    old?.kill("SIGTERM");
    expect(await old?.exited).toEqual({ code: 0, signal: null });
    seat.programs.push(seat.run());
    await ready(seat);
  }
  await sleep(500);
}

/** Makes at least so many calls, and more while it is told to go on. */
async function callsFor(more: () => boolean): Promise<Made[]> {
  const running: Promise<Made>[] = [];
  for (let i = 0; i < CALLS || more(); i += 1) {
    const tenant = tenants[i % tenants.length];
    if (tenant) running.push(call(tenant));
    await sleep(EVERY_MS);
  }
  return Promise.all(running);
}

/** One answered call, each hook repeated until it is taken. */
async function call(tenant: Tenant): Promise<Made> {
  const uuid = random.hex(32);
  const phone = `+38067${String(1_000_000 + random.below(8_999_999))}`;
  const dialAt = Date.now();
  const leg = {
    uuid,
    parentUuid: null,
    dialAt,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: phone }],
    trunkNum: "+380440000100",
  };
  await told(tenant, { event: "call.dial", ...leg, serverTime: dialAt });
  await sleep(200 + random.below(400));
  const bridgeAt = Date.now();
  await told(tenant, { event: "call.bridge", ...leg, bridgeAt, serverTime: bridgeAt });
  await sleep(200 + random.below(800));
  await told(tenant, { event: "call.hangup", ...leg, bridgeAt, serverTime: Date.now() });
  return { tenant, phone };
}

/** A PBX repeats what was not answered with 2xx. */
async function told(tenant: Tenant, body: Body): Promise<void> {
  await until(
    "the hook is taken",
    async () => {
      const sent = fetch(`${balancer.url}${tenant.path}`, posting("phonet", tenant, body));
      return (await sent.catch(() => null))?.ok;
    },
    20_000,
  );
}

async function meet(name: string): Promise<number[]> {
  const people: number[] = [];
  for (let i = 0; i < PEOPLE; i += 1)
    people.push((await world.stand.person({ first_name: `${name} ${i}` })).id);
  return people;
}

async function greet(people: readonly number[]): Promise<void> {
  for (const person of people) {
    await talkIn(world).say(person, "/help");
    await sleep(500);
  }
}

/** However often Telegram delivered an update, its person sees one answer. */
async function answeredOnce(people: readonly number[]): Promise<void> {
  const talk = talkIn(world);
  for (const person of people) {
    await talk.sees(person, /./u);
    const answers = (await talk.messages(person)).filter(({ from }) => from.is_bot);
    expect(answers).toHaveLength(1);
  }
}

/** Every call that was told is one call with one end, one final message, and one incoming message at most. */
async function everythingOnce(made: readonly Made[]): Promise<void> {
  await until(
    "each has its last message",
    async () => (await finals(made)) === made.length,
    20_000,
  );
  await settled(world);
  expect(await ends(made)).toBe(made.length);
  for (const tenant of new Set(made.map((one) => one.tenant))) {
    const messages = (await world.stand.messages(tenant.chat)).filter(({ from }) => from.is_bot);
    for (const { phone } of made.filter((one) => one.tenant === tenant)) {
      const about = messages
        .map(({ text }) => text)
        .filter((text) => digits(text).includes(shown(phone)));
      expect(
        about.filter((text) => text.startsWith("✅")),
        phone,
      ).toHaveLength(1);
      expect(about.filter((text) => text.startsWith("📞")).length, phone).toBeLessThanOrEqual(1);
      expect(about.length, about.join("\n")).toBeLessThanOrEqual(2);
    }
  }
  expect(await world.stand.limits()).toMatchObject({ violations: 0 });
}

/** Telegram shows a number in the way of its country, with spaces. */
const digits = (text: string): string => text.replace(/\D/g, "");
const shown = (phone: string): string => phone.slice(-9);

async function finals(made: readonly Made[]): Promise<number> {
  const [row] = await world.db().execute<{ n: number }>(sql`
    select count(*)::int as n from calls c join cards on call_id = c.id
    where c.outcome = 'answered' and part = 'final' and message_id is not null
      and c.client in (select jsonb_array_elements_text(${phonesOf(made)}::text::jsonb))`);
  return row?.n ?? -1;
}

async function ends(made: readonly Made[]): Promise<number> {
  const [row] = await world.db().execute<{ n: number }>(sql`
    select count(*)::int as n from events where event in ('call.completed', 'call.missed')
      and data->>'client_phone' in (select jsonb_array_elements_text(${phonesOf(made)}::text::jsonb))`);
  return row?.n ?? -1;
}

function phonesOf(made: readonly Made[]): string {
  return JSON.stringify(made.map(({ phone }) => phone));
}

async function sentCards(): Promise<number> {
  const [row] = await world
    .db()
    .execute<{ n: number }>(sql`select count(*)::int as n from cards where message_id is not null`);
  return row?.n ?? -1;
}

type Work = Record<"hooks" | "folds" | "sends", number[]>;
const COUNTS = {
  hooks: ['frontdesk_hooks_total{provider="phonet",verdict="accepted"}'],
  folds: ["frontdesk_fold_lag_seconds_count"],
  sends: ["ring", "final"].map((part) => `frontdesk_card_seconds_count{part="${part}"}`),
};

/** What each process has done, by its own figures. */
async function workOf(seats: readonly Seat[]): Promise<Work> {
  const figures = await Promise.all(seats.map(({ url }) => scrape(url)));
  const of = (names: readonly string[]): number[] =>
    figures.map((own) => sum(names.map((name) => own[name] ?? 0)));
  return { hooks: of(COUNTS.hooks), folds: of(COUNTS.folds), sends: of(COUNTS.sends) };
}

function leastShare(work: Work): number {
  return Math.min(...Object.values(work).map((own) => Math.min(...own) / sum(own)));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, own) => all + own, 0);
}

function seatAt(port: number, run: () => Program, programs: Program[]): Seat {
  return { port, url: `http://127.0.0.1:${port}`, run, programs };
}

async function ready({ url, programs }: Seat): Promise<void> {
  await until(
    "the process is ready",
    async () => {
      if (programs.at(-1)?.running() !== true) throw new Error(programs.at(-1)?.output());
      return (await fetch(`${url}/api/ready`).catch(() => null))?.status === 200;
    },
    60_000,
  );
}
