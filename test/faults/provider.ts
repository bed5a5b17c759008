import { isDeepStrictEqual } from "node:util";
import { isMissed, isTold } from "../flows/expected.ts";
import { judgeChat } from "../flows/outcome.ts";
import { deliver, openStage, type Case } from "../flows/replay.ts";
import { settled } from "../flows/settle.ts";
import type { Message, Request } from "../flows/stand.ts";
import { makeTenant, posting } from "../flows/tenant.ts";
import { expectedCalls, expectedOf, seenAt, storedOf, wishOf } from "../flows/witness.ts";
import type { World } from "../flows/world.ts";
import { ambiguousIn } from "./count.ts";
import type { Fault, Figures, Ground } from "./fault.ts";
import type { Rung, Shop } from "./ledger.ts";
import { drawScript, type Step } from "./ring.ts";

const STEP_MS = 15_000;
const LATE = 8;
const HOUR_MS = 3_600_000;
const texts = ["sendMessage", "editMessageText"];

export const provider: Fault = {
  name: "provider",
  title: "provider repeats, reorders, loses, sends late by hours",
  run: async (ground) => {
    const { random } = ground;
    const deliveries = ["in_order", "overtaken", "late_batch", "tripled"] as const;
    const { world, cases } = await openStage({ deliveries, random });
    try {
      return await delivered(ground, world, cases);
    } finally {
      await world.close();
    }
  },
};

async function delivered(ground: Ground, world: World, cases: readonly Case[]): Promise<Figures> {
  await deliver(world, cases);
  ground.say(`${cases.length} sample sequences are delivered`);
  await waitOut(world);
  const requests = (await world.stand.requests()).filter(({ method }) => texts.includes(method));
  const samples = await Promise.all(cases.map((one) => complaintsOf(world, one, requests)));
  const late = await lateCalls(ground, world);
  const wrong = [...samples.flatMap((sample) => sample.wrong), ...late.wrong];
  const doubled = samples.reduce((sum, sample) => sum + sample.doubled, 0) + late.doubled;
  const ambiguous = ambiguousIn(world.output());
  const { violations } = await world.stand.limits();
  const whole = cases.filter((_one, i) => samples[i]?.wrong.length === 0);
  const sent = hooksOf(cases) + late.sent;
  const kept = hooksOf(whole) + late.kept;
  return {
    times: cases.length + LATE,
    sent,
    kept,
    doubled,
    lost: sent - kept,
    ambiguous,
    recoveryMs: null,
    pids: [world.app().pid],
    holds: wrong.length === 0 && doubled <= ambiguous && violations === 0,
    note: [
      `${cases.length} deliveries of sample sequences (in order, overtaken, in one late batch, tripled)`,
      `${LATE} calls whose answer came hours late, ${late.edited} of their cards corrected with ♻️ and nobody rung`,
      ...wrong.slice(0, 10),
    ].join("; "),
  };
}

function hooksOf(cases: readonly Case[]): number {
  return cases.reduce((sum, { hooks }) => sum + hooks.length, 0);
}

/** Lets every window pass in steps that Telegram's limits need. */
async function waitOut(world: World): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    world.clock.advance(STEP_MS);
    await settled(world, 60_000);
  }
}

/** What of a sample's calls and cards is not as the sample expects. */
async function complaintsOf(
  world: World,
  one: Case,
  requests: readonly Request[],
): Promise<{ wrong: string[]; doubled: number }> {
  const stored = await storedOf(world, one);
  const ends = expectedOf(one)
    .filter(isTold)
    .map((call) => (isMissed(call) ? "call.missed" : "call.completed"))
    .toSorted();
  const wrong = [
    ...(isDeepStrictEqual(stored.calls, expectedCalls(one)) ? [] : ["other calls"]),
    ...(isDeepStrictEqual(stored.ends, ends) ? [] : [`ends ${stored.ends.join()}`]),
  ];
  let doubled = 0;
  for (const seat of one.seats) {
    const messages = await world.stand.allMessages(seat.key);
    const verdict = judgeChat(wishOf(one, seat), seenAt(seat, messages, requests));
    wrong.push(...verdict.complaints);
    doubled += verdict.extra;
  }
  return { wrong: wrong.map((what) => `${one.title}: ${what}`), doubled };
}

/** Calls that looked missed until their answer was told of hours later. */
async function lateCalls({ random, say }: Ground, world: World) {
  const shop: Shop = {
    ...(await makeTenant(world, { provider: "phonet", title: "Late" })),
    provider: "phonet",
  };
  const calls: { rung: Rung; rest: Step[] }[] = [];
  for (let serial = 0; calls.length < LATE; serial += 1) {
    const script = drawScript("phonet", { random, serial, now: world.clock.now() });
    const [dial, ...rest] = script.steps;
    if (!script.answered || !dial) continue;
    const { key, phone, answered } = script;
    calls.push({ rung: { shop, key, phone, answered, taken: [], over: false }, rest });
    await send(world, shop, dial);
    // The end without the answer: the phone was hung up before anybody is known to have answered.
    await send(world, shop, unanswered(rest.at(-1) ?? dial));
  }
  await waitOut(world);
  const missed = await aboutIn(world, calls);
  world.clock.advance((2 + random.below(4)) * HOUR_MS);
  const before = (await world.stand.requests()).at(-1)?.n ?? 0;
  for (const { rest } of random.shuffled(calls))
    for (const step of rest) await send(world, shop, step);
  await waitOut(world);
  const corrected = await aboutIn(world, calls);
  const rang = (await world.stand.requests(before)).filter(
    ({ method, params }) => method === "sendMessage" && String(params["chat_id"]) === shop.chat,
  );
  say(`${calls.length} calls were answered as it turned out hours later`);
  const wrong = calls.flatMap(({ rung }, i) => [
    ...(missed[i]?.some(({ text }) => text.startsWith("❌"))
      ? []
      : [`${rung.key}: was not missed`]),
    ...(corrected[i]?.some(isCorrected)
      ? []
      : [`${rung.key}: ${corrected[i]?.at(-1)?.text ?? "no card"}`]),
  ]);
  if (rang.length > 0) wrong.push(`${rang.length} messages were sent for corrections`);
  const edited = corrected.filter((own) => own.some(isCorrected)).length;
  const extra = corrected.map((own) => Math.max(0, own.length - 2));
  const doubled = extra.reduce((sum, count) => sum + count, 0);
  const sent = calls.reduce((sum, { rest }) => sum + 2 + rest.length, 0);
  return { wrong, edited, doubled, sent, kept: wrong.length === 0 ? sent : 0 };
}

/** Says that somebody answered, and that this was learnt late. */
function isCorrected({ text }: Message): boolean {
  return text.startsWith("✅") && text.includes("♻️");
}

function unanswered(step: Step): Step {
  return { ...step, body: { ...step.body, bridgeAt: null } };
}

async function send(world: World, shop: Shop, { body }: Step): Promise<void> {
  const answer = await fetch(`${world.url}${shop.path}`, posting("phonet", shop, body));
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`a hook was answered ${answer.status}`);
}

/** What stands in the chat about each call. */
async function aboutIn({ stand }: World, calls: readonly { rung: Rung }[]): Promise<Message[][]> {
  const messages = await stand.messages(calls[0]?.rung.shop.chat ?? "");
  return calls.map(({ rung }) =>
    messages.filter(({ from, html }) => from.is_bot && html.includes(rung.phone)),
  );
}
