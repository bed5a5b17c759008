import { text } from "../../src/texts/bundle.ts";
import { openHeard, type Heard } from "../flows/recorded.ts";
import { settled } from "../flows/settle.ts";
import { owner, type Message, type ServiceFault } from "../flows/stand.ts";
import { openWorld, type World } from "../flows/world.ts";
import { ambiguousIn } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";

/** What a service does about a talk, and what the call's card says in the end. */
type Case = { method: "stt" | "llm"; kind: string; times?: number; talk: string; ends: RegExp };

const DONE = /Суть:/;
const STEP_MS = 60_000;
const STEPS = 150;
const DAY_MS = 24 * 3_600_000;

/** Faults are made by talk, so that a round has each talk once. */
const rounds: readonly (readonly Case[])[] = [
  [
    { method: "stt", kind: "401", talk: "wrong", ends: /розшифрування не прийняв ключ/ },
    { method: "stt", kind: "402", talk: "visit", ends: /розшифрування скінчилися кошти/ },
    { method: "stt", kind: "429", times: 2, talk: "booking", ends: DONE },
    { method: "stt", kind: "500", times: 2, talk: "callback", ends: DONE },
    { method: "stt", kind: "malformed", times: 1, talk: "manicure", ends: DONE },
    { method: "stt", kind: "drop", times: 2, talk: "complaint", ends: DONE },
  ],
  [
    { method: "llm", kind: "401", talk: "wrong", ends: /аналізу не прийняв ключ/ },
    { method: "llm", kind: "402", talk: "visit", ends: /аналізу скінчилися кошти/ },
    { method: "llm", kind: "429", times: 2, talk: "booking", ends: DONE },
    { method: "llm", kind: "500", talk: "callback", ends: /аналізу не відповідає/ },
    { method: "llm", kind: "malformed", talk: "manicure", ends: /аналізу не читається/ },
    { method: "llm", kind: "refusal", talk: "complaint", ends: /аналізу відмовив/ },
  ],
  [
    { method: "stt", kind: "401", talk: "wrong", ends: /розшифрування не прийняв ключ/ },
    { method: "stt", kind: "500", talk: "visit", ends: /розшифрування не відповідає/ },
    { method: "llm", kind: "length", times: 1, talk: "booking", ends: DONE },
    { method: "llm", kind: "fenced", talk: "callback", ends: DONE },
    { method: "llm", kind: "paraphrase", talk: "manicure", ends: DONE },
    { method: "llm", kind: "502", times: 2, talk: "complaint", ends: DONE },
  ],
];

/** One more call with a wrong key, a day later. */
const nextDay: Case = {
  method: "stt",
  kind: "401",
  talk: "wrong",
  ends: /розшифрування не прийняв ключ/,
};

export const model: Fault = {
  name: "model",
  title: "model or STT: 401, 402, 429, 500, malformed JSON, refusal; the owner is told once a day",
  run: async (ground) => {
    const world = await openWorld({ clock: true, env: { SETTLE_MS: "1000" } });
    try {
      return await told(ground, world);
    } finally {
      await world.close();
    }
  },
};

type Rung = { one: Case; caller: string };

async function told({ random, say }: Ground, world: World): Promise<Figures> {
  await world.stand.post("say", { person: owner.id, bot: world.botId, text: "/help" });
  const shop = await openHeard(world, "novofon");
  const state = { serial: random.below(1000) * 1000 };
  const calls: Rung[] = [];
  const wrong: string[][] = [];
  const play = async (cases: readonly Case[]): Promise<void> => {
    const own = await ringAll(world, shop, { cases: random.shuffled(cases), state });
    calls.push(...own);
    await pass(world, shop, own);
    // Before a service is well again: what waits for it is then done after all.
    const now = await world.stand.messages(shop.chat);
    wrong.push(...own.map((call) => verdictOf(now, call).wrong));
    await world.stand.heal();
    say(`${own.length} calls ended as far as their services let them`);
  };
  for (const round of rounds) await play(round);
  const today = await noticesIn(world);
  world.clock.advance(DAY_MS);
  await play([nextDay]);
  const tomorrow = await noticesIn(world);
  const cards = await world.stand.messages(shop.chat);
  const rows = calls.map((call) => verdictOf(cards, call));
  const most = mostOf(today);
  const complaints = [
    ...wrong.flat(),
    ...(most > 1 ? [`the owner was told ${most} times of one cause on one day`] : []),
    ...(tomorrow.length === today.length + 1
      ? []
      : [`${tomorrow.length - today.length} notices on the next day`]),
  ];
  const doubled = rows.reduce((sum, row) => sum + row.doubled, 0);
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  const kept = wrong.filter((own) => own.length === 0).length;
  const struck = (await world.stand.visits()).filter(({ status }) => status !== 200).length;
  return {
    times: struck,
    sent: calls.length,
    kept,
    doubled,
    lost: calls.length - kept,
    ambiguous,
    recoveryMs: null,
    pids: [world.app().pid],
    holds: complaints.length === 0 && doubled <= ambiguous && violations === 0,
    note: [
      `${calls.length} recorded calls`,
      `${today.length} notices to the owner on the first day, ${tomorrow.length - today.length} on the next`,
      ...complaints.slice(0, 10),
    ].join("; "),
  };
}

type Ring = { cases: readonly Case[]; state: { serial: number } };

async function ringAll(world: World, shop: Heard, { cases, state }: Ring): Promise<Rung[]> {
  const calls: Rung[] = [];
  for (const one of cases) {
    const { method, kind, times, talk } = one;
    const fault: ServiceFault = { method, kind, about: talk, retry_after: 2 };
    await world.stand.fault(times === undefined ? fault : { ...fault, times });
    state.serial += 1;
    const caller = `+38067${String(1_000_000 + state.serial)}`;
    const { provider, account, path } = shop;
    const call = { provider, account, hook: `${world.url}${path}`, caller, talk };
    await world.stand.post("pbx", { ...call, kind: "answered", speed: 10 });
    calls.push({ one, caller });
  }
  return calls;
}

/** Lets time pass until every card says what it should. */
async function pass(world: World, shop: Heard, calls: readonly Rung[]): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    await settled(world, 120_000);
    const cards = await world.stand.messages(shop.chat);
    if (calls.every((call) => verdictOf(cards, call).wrong.length === 0)) return;
    if (step > 5) world.clock.advance(STEP_MS);
    else await new Promise((done) => setTimeout(done, 2000));
  }
}

function verdictOf(
  messages: readonly Message[],
  { one, caller }: Rung,
): { wrong: string[]; doubled: number } {
  const cards = messages.filter(({ from, html }) => from.is_bot && html.includes(caller));
  const finals = cards.filter(({ text: said }) => said.startsWith("✅"));
  const rings = cards.filter(({ text: said }) => said.startsWith("📞"));
  const said = finals.at(-1)?.text ?? "no final card";
  return {
    wrong: one.ends.test(said)
      ? []
      : [`${one.method} ${one.kind} about ${one.talk}: ${said.replaceAll("\n", " / ")}`],
    doubled: Math.max(0, finals.length - 1) + Math.max(0, rings.length - 1),
  };
}

/** What the owner was told of services, in their own chat. */
async function noticesIn({ stand, botId }: World): Promise<string[]> {
  const messages = await stand.messages(`p${owner.id}-${botId}`);
  const head = text("uk", "recording-told");
  return messages.map(({ text: said }) => said).filter((said) => said.includes(head));
}

/** How often the same was told. */
function mostOf(said: readonly string[]): number {
  return Math.max(0, ...said.map((one) => said.filter((other) => other === one).length));
}
