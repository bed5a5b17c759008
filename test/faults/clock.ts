import { setDigest } from "../../src/business/digest-service.ts";
import { createTask } from "../../src/crm/task-service.ts";
import { toInstant } from "../../src/lib/zone.ts";
import { until } from "../db/until.ts";
import { settled } from "../flows/settle.ts";
import { owner } from "../flows/stand.ts";
import { makeBusiness } from "../flows/tenant.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";

const ZONE = "Europe/Kyiv";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** None of them is the business's, and their summers begin on other days or never. */
const zones = ["America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"];

export const clock: Fault = {
  name: "clock",
  title: "clock: DST, another zone for server and business, jump of two hours",
  run,
};

async function run(ground: Ground): Promise<Figures> {
  const { random, say } = ground;
  const zone = zones[random.below(zones.length)] ?? "UTC";
  const world = await openWorld({ clock: true, env: { TZ: zone } });
  try {
    await world.stand.post("say", { person: owner.id, bot: world.botId, text: "/help" });
    const { businessId } = await makeBusiness(world, { provider: "phonet", title: "Clock" });
    const scene: Scene = { world, ground, businessId, told: [], complaints: [] };
    const year = new Date(world.clock.now()).getUTCFullYear() + 1;
    for (const month of [2, 9]) {
      const day = lastSunday(year, month);
      say(`the server in ${zone}, the clocks of ${ZONE} change on ${day.mo}/${day.d}/${day.y}`);
      await changeOfClocks(scene, day);
    }
    return await figuresOf(scene, zone);
  } finally {
    await world.close();
  }
}

type Day = { y: number; mo: number; d: number };
/** A message that is due at an instant, and how many like it stood before. */
type Due = { title: string; says: string; at: number; before: number };
type Scene = {
  world: World;
  ground: Ground;
  businessId: string;
  /** Every message that was promised, and how often it stood at the end of its day. */
  told: { title: string; times: number }[];
  complaints: string[];
};

/** The day on which Europe's clocks change. */
function lastSunday(y: number, month: number): Day {
  const last = new Date(Date.UTC(y, month + 1, 0));
  return { y, mo: month + 1, d: last.getUTCDate() - last.getUTCDay() };
}

function wall({ y, mo, d }: Day, h: number, mi: number, days = 0): number {
  return toInstant({ y, mo, d: d + days, h, mi, s: 0 }, ZONE);
}

/** The evening before, the night of the change, and jumps of two hours both ways on the day itself. */
async function changeOfClocks(scene: Scene, day: Day): Promise<void> {
  const { world, ground } = scene;
  const { random } = ground;
  world.clock.reach(wall(day, 18, 0, -1));
  await settled(world, SETTLE_MS);
  const digest = await daily(scene, wall(day, 9, 0));
  // An hour that is not there in spring and is there twice in autumn; nobody is reminded at night.
  const inNight = { ...(await remind(scene, wall(day, 3, 30))), at: wall(day, 9, 0) };
  const morning = await remind(scene, wall(day, 10, random.below(30)));
  const evening = await remind(scene, wall(day, 20, random.below(30)));
  await exactlyAt(scene, [digest, inNight]);
  world.clock.advance(2 * HOUR);
  await stands(scene, morning, 1);
  world.clock.advance(-2 * HOUR);
  await settled(world, SETTLE_MS);
  await exactlyAt(scene, [evening]);
  world.clock.advance(-2 * HOUR);
  await settled(world, SETTLE_MS);
  world.clock.reach(wall(day, 21, 30));
  await settled(world, SETTLE_MS);
  for (const due of [digest, inNight, morning, evening])
    scene.told.push({ title: due.title, times: (await countOf(scene, due.says)) - due.before });
  const next = { ...digest, at: wall(day, 9, 0, 1), before: digest.before + 1 };
  await exactlyAt(scene, [next]);
  scene.told.push({
    title: `${next.title}, the day after`,
    times: (await countOf(scene, next.says)) - next.before,
  });
}

const SETTLE_MS = 60_000;

/** The owner's message of every morning. */
async function daily(scene: Scene, at: number): Promise<Due> {
  const { world, businessId } = scene;
  const place = { botId: world.botId, telegramId: owner.id, threadId: null };
  const about = { language: "uk", at: "09:00", closedDays: true, now: world.clock.now() };
  await setDigest(world.db(), businessId, { place, ...about, zone: ZONE });
  const says = "☀️";
  return { title: "the daily message", says, at, before: await countOf(scene, says) };
}

/** A task of the owner's that is due then. */
async function remind({ world, businessId, told }: Scene, at: number): Promise<Due> {
  const title = `Task ${told.length}-${at}.`;
  await createTask(world.db(), businessId, {
    title,
    dueAt: at,
    priority: "medium",
    assignee: owner.id,
    clientId: null,
    callId: null,
    by: owner.id,
    now: world.clock.now(),
    zone: ZONE,
  });
  return { title: `the reminder of ${new Date(at).toISOString()}`, says: title, at, before: 0 };
}

/** A minute before they do not stand, and then they do. */
async function exactlyAt(scene: Scene, dues: readonly Due[]): Promise<void> {
  const { clock: time } = scene.world;
  const at = dues[0]?.at ?? 0;
  time.reach(at - MINUTE);
  await settled(scene.world, SETTLE_MS);
  for (const due of dues) await stands(scene, due, 0);
  time.reach(at + 1000);
  for (const due of dues) await stands(scene, due, 1);
}

async function stands(scene: Scene, { title, says, before }: Due, times: number): Promise<void> {
  await settled(scene.world, SETTLE_MS);
  const found = async (): Promise<number> => (await countOf(scene, says)) - before;
  await until("it stands", async () => (await found()) >= times, 20_000).catch(() => null);
  const count = await found();
  const shown = new Date(scene.world.clock.now()).toISOString();
  if (count !== times) scene.complaints.push(`${title} stands ${count} times at ${shown}`);
}

async function countOf({ world }: Scene, says: string): Promise<number> {
  const messages = await world.stand.messages(`p${owner.id}-${world.botId}`);
  return messages.filter(({ from, text }) => from.is_bot && text.includes(says)).length;
}

async function figuresOf(scene: Scene, zone: string): Promise<Figures> {
  const { world, told, complaints } = scene;
  const ambiguous = ambiguousIn(world.output());
  const kept = told.filter(({ times }) => times > 0).length;
  const doubled = told.reduce((sum, { times }) => sum + Math.max(0, times - 1), 0);
  const beyond = Math.max(0, doubled - ambiguous);
  return {
    times: 2 * 3,
    sent: told.length,
    kept,
    doubled,
    lost: told.length - kept,
    ambiguous,
    recoveryMs: null,
    pids: [world.app().pid],
    holds: kept === told.length && beyond === 0 && complaints.length === 0,
    note: [
      `two changes of the clocks of ${ZONE} and four jumps of two hours, the server in ${zone}`,
      ...complaints,
    ].join("; "),
  };
}
