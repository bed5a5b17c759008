import type { Random } from "../flows/random.ts";
import { openHeard, type Heard } from "../flows/recorded.ts";
import { settled } from "../flows/settle.ts";
import { apiOf, owner, type Message } from "../flows/stand.ts";
import { openWorld, type World } from "../flows/world.ts";
import { text } from "../../src/texts/bundle.ts";
import { ambiguousIn } from "./count.ts";
import { openDoor, type Asked, type Door, type Own } from "./door.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import { cases, linkCases, type Case } from "./recording-case.ts";

/** The patience with a provider that does not answer is about an hour. */
const STEPS = 90;
const STEP_MS = 60_000;

export const recording: Fault = {
  name: "recording",
  title:
    "recording not ready, link expired, 404, text instead of audio, 300 MB, zero bytes, wrong type",
  run: async (ground) => {
    const stand = doorkeeper();
    const door = await openDoor(stand);
    const world = await openWorld({
      clock: true,
      before: async (outside) => door.aim(outside.stand.url),
      env: {
        SETTLE_MS: "1000",
        PHONET_API_URL: `${door.url}/sandbox/phonet`,
        NOVOFON_API_URL: `${door.url}/sandbox/novofon`,
        OUTBOUND_ALLOW: "127.0.0.1",
      },
    }).catch(async (error: unknown) => {
      await door.close();
      throw error;
    });
    try {
      return await told(ground, { world, door, played: stand.played });
    } finally {
      await world.close();
      await door.close();
    }
  },
};

/** One case as it is played to one business of its own. */
type Played = Case & { asked: number; struck: number };
type Rung = {
  name: string;
  shop: Heard;
  caller: string;
  ends: RegExp | null;
  played: Played | null;
};
type Stage = { world: World; door: Door; played: Map<string, Played> };

async function told({ random, say }: Ground, stage: Stage): Promise<Figures> {
  const { world } = stage;
  await world.stand.post("say", { person: owner.id, bot: world.botId, text: "/help" });
  const calls = [...(await ringCases(stage, random)), ...(await ringLinks(stage))];
  say(`${calls.length} recorded calls ring`);
  const ended = await pass(world, calls);
  const rows = await Promise.all(calls.map((call) => verdictOf(world, call)));
  const wrong = rows.flatMap((row) => row.wrong);
  const notices = await noticesIn(world);
  const refused = calls.filter(({ ends }) => ends?.source.includes("ключ")).length;
  if (notices !== refused) wrong.push(`${notices} notices to owners where ${refused} keys failed`);
  const ambiguous = ambiguousIn(world.output());
  const doubled = sum(rows.map((row) => row.doubled));
  const { violations } = await world.stand.limits();
  const kept = rows.filter((row) => row.wrong.length === 0).length;
  return {
    times: sum([...stage.played.values()].map(({ struck }) => struck)) + linkCases.length,
    sent: calls.length,
    kept,
    doubled,
    lost: calls.length - kept,
    ambiguous,
    recoveryMs: null,
    pids: [world.app().pid],
    holds: wrong.length === 0 && doubled <= ambiguous && violations === 0,
    note: [
      `${calls.length} recorded calls, each with a fault of its own, ended within ${ended} min of the product's clock`,
      `most requests for one recording: ${Math.max(...[...stage.played.values()].map(({ asked }) => asked))}`,
      `${notices} notices to owners`,
      ...wrong,
    ].join("; "),
  };
}

async function ringCases({ world, played }: Stage, random: Random): Promise<Rung[]> {
  const calls: Rung[] = [];
  for (const one of random.shuffled(cases)) {
    const shop = await openHeard(world, one.provider);
    const own = { ...one, asked: 0, struck: 0 };
    played.set(shop.account, own);
    const { provider, account, path } = shop;
    const caller = numberOf(random, calls.length);
    const hook = `${world.url}${path}`;
    const call = {
      provider,
      account,
      hook,
      caller,
      talk: "complaint",
      kind: "answered",
      speed: 10,
    };
    await world.stand.post("pbx", call);
    calls.push({ name: `${provider}, ${one.name}`, shop, caller, ends: one.ends, played: own });
  }
  return calls;
}

/** Calls whose hooks bring a link; it leads to the door. */
async function ringLinks({ world, door }: Stage): Promise<Rung[]> {
  const calls: Rung[] = [];
  for (const { name, talk, kind, ends } of linkCases) {
    await world.stand.fault({ method: "recording", kind, about: talk });
    const shop = await openHeard(world, "novofon");
    const caller = `+38095${String(1_000_000 + calls.length)}`;
    const hook = `${world.url}${shop.path}`;
    const call = { provider: "novofon2", account: shop.account, hook, caller, talk };
    await apiOf(door.url).post("pbx", { ...call, kind: "answered", speed: 10 });
    calls.push({ name, shop, caller, ends, played: null });
  }
  return calls;
}

/** Lets time pass until every call has come to its end, and tells after how many minutes. */
async function pass(world: World, calls: readonly Rung[]): Promise<number> {
  for (let step = 0; step < STEPS; step += 1) {
    await settled(world, 120_000);
    const ended = await Promise.all(calls.map((call) => hasEnded(world, call)));
    if (ended.every(Boolean) && step > 30) return step;
    world.clock.advance(STEP_MS);
  }
  return STEPS;
}

async function hasEnded(world: World, { shop, caller, ends }: Rung): Promise<boolean> {
  const cards = await aboutIn(world, shop, caller);
  return cards.some((card) => isFinal(card) && (ends === null || ends.test(card.text)));
}

async function verdictOf(
  world: World,
  { name, shop, caller, ends, played }: Rung,
): Promise<{ wrong: string[]; doubled: number }> {
  const cards = await aboutIn(world, shop, caller);
  const finals = cards.filter(isFinal);
  const said = finals.at(-1)?.text ?? "no final card";
  const silent = !/[🎙⚠]/u.test(said);
  const right = ends === null ? silent : ends.test(said);
  const asked = played?.asked ?? 0;
  const wrong = [
    ...(finals.length > 0 && right ? [] : [`${name}: ${said.replaceAll("\n", " / ")}`]),
    ...(played !== null && asked > played.most
      ? [`${name}: asked for ${asked} times where ${played.most} are enough`]
      : []),
    ...(played !== null && played.struck === 0 ? [`${name}: was never asked for`] : []),
  ];
  const rings = cards.length - finals.length;
  return { wrong, doubled: Math.max(0, finals.length - 1) + Math.max(0, rings - 1) };
}

async function aboutIn(world: World, { chat }: Heard, caller: string): Promise<Message[]> {
  const messages = await world.stand.messages(chat);
  return messages.filter(
    ({ from, html, text: said }) =>
      from.is_bot && html.includes(caller) && /^(?:📞|✅|❌)/u.test(said),
  );
}

function isFinal({ text: said }: Message): boolean {
  return !said.startsWith("📞");
}

/** What owners were told of keys, in their own chat. */
async function noticesIn(world: World): Promise<number> {
  const messages = await world.stand.messages(`p${owner.id}-${world.botId}`);
  return messages.filter(({ text: said }) => said.includes(text("uk", "recording-told"))).length;
}

/** Knows by account whose recording is asked for, and answers as its case has it. */
function doorkeeper() {
  const played = new Map<string, Played>();
  /** Which account a link or a session belongs to. */
  const opens = new Map<string, string>();
  return {
    played,
    answer: (asked: Asked): Own | null => {
      const found = requestOf(asked, opens);
      const one = found && played.get(found.account);
      if (!found || !one) return null;
      if (found.at === one.at) one.asked += 1;
      if (found.at !== one.at || one.struck >= one.times) return null;
      one.struck += 1;
      return one.answer();
    },
    watch: (asked: Asked, { headers, body }: { headers: Asked["headers"]; body: string }): void => {
      const account = askedFor(asked);
      if (account !== null)
        for (const [, token = ""] of body.matchAll(/download\\?\/([\da-f]{64})/g))
          opens.set(token, account);
      const session = /JSESSIONID=(\w+)/.exec(String(headers["set-cookie"]))?.[1];
      const domain = /"domain":"([^"]+)"/.exec(asked.body)?.[1];
      if (session !== undefined && domain !== undefined) opens.set(session, domain);
    },
  };
}

type Found = { account: string; at: Case["at"] };

function requestOf(asked: Asked, opens: ReadonlyMap<string, string>): Found | null {
  const account = askedFor(asked);
  if (account !== null) return { account, at: "ask" };
  const token = /\/record\/download\/([\da-f]+)\//.exec(asked.path)?.[1];
  const isAudio = /\/public\/calls\/[\da-f-]{36}\/audio/.test(asked.path);
  const session = isAudio ? /JSESSIONID=(\w+)/.exec(asked.headers.cookie ?? "")?.[1] : undefined;
  const owns = opens.get(token ?? session ?? "");
  return owns === undefined ? null : { account: owns, at: "file" };
}

/** The account that asks Novofon for a link. */
function askedFor({ path, headers }: Asked): string | null {
  if (!path.includes("/v1/pbx/record/request/")) return null;
  const sent = headers.authorization ?? "";
  return sent.slice(0, Math.max(0, sent.lastIndexOf(":"))) || null;
}

/** A number that no other call of the run has. */
function numberOf(random: Random, serial: number): string {
  return `+38067${random.digits(4)}${String(serial).padStart(3, "0")}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
