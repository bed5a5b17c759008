import { setTimeout as sleep } from "node:timers/promises";
import { acceptConsent, changeSpeech } from "../../src/speech/settings-service.ts";
import { until } from "../db/until.ts";
import { owner, type Message, type Visit } from "./stand.ts";
import { makeTenant, type Provider, type Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

export type Heard = Tenant & { provider: Provider };

/** A business whose account the stand-in knows, with its recordings turned into text. */
export async function openHeard(world: World, provider: Provider): Promise<Heard> {
  const tenant = await makeTenant(world, { provider, title: provider });
  const now = world.clock.now();
  await acceptConsent(world.db(), tenant.businessId, { personId: owner.id, now });
  await changeSpeech(world.db(), tenant.businessId, { transcribe: true });
  const employees = [
    { ext: "101", name: "Олена" },
    { ext: "102", name: "Тарас" },
  ];
  const { account, secret } = tenant;
  await world.stand.post(
    "accounts",
    provider === "phonet"
      ? { provider, domain: account, apiKey: secret, employees }
      : { provider, key: account, secret, timezone: "Europe/Moscow", employees },
  );
  return { ...tenant, provider };
}

/** An answered call of some seconds in which this talk is held; gives the number that calls. */
export async function ring(
  world: World,
  { provider, account, path }: Heard,
  talk: string,
): Promise<string> {
  called += 1;
  const caller = `+38067${String(called).padStart(7, "0")}`;
  const hook = `${world.url}${path}`;
  await world.stand.post("pbx", {
    provider,
    account,
    hook,
    talk,
    caller,
    kind: "answered",
    speed: 10,
  });
  return caller;
}

let called = 0;

/** Waits until the newest card of a number says this. */
export function cardOf(
  world: World,
  { chat, caller, says }: { chat: string; caller: string; says: RegExp },
): Promise<Message> {
  let last = "";
  return until(
    `the card of ${caller} says ${String(says)}`,
    async () => {
      const cards = await world.stand.messages(chat);
      const card = cards.findLast(({ html }) => html.includes(caller));
      last = card?.html ?? "";
      return card && says.test(last) ? card : null;
    },
    // Telegram's twenty edits a minute into a group may be used up by what was there before.
    90_000,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${last}`);
  });
}

/** Waits until a service is asked about a talk and has not answered. */
export async function asksNow(
  world: World,
  service: Visit["service"],
  talk: string,
): Promise<void> {
  await until(
    `${service} is asked about ${talk}`,
    async () => {
      const visits = await visitsTo(world, service, talk);
      return visits.at(-1)?.status === null;
    },
    40_000,
  );
}

/** What a service was asked about a talk, in order. */
export async function visitsTo(
  world: World,
  service: Visit["service"],
  talk: string,
): Promise<Visit[]> {
  const visits = await world.stand.visits();
  return visits.filter((visit) => visit.service === service && visit.about.startsWith(talk));
}

/** Each answer of the services about a talk, and how often it was given. */
export async function answersAbout(world: World, talk: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { service, key, about, status } of await world.stand.visits()) {
    if (!about.startsWith(talk) || status !== 200) continue;
    const name = `${service} ${key}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Presses ▶️ under a card, again where it was just pressed, and tells how the audio left. */
export async function playedAs(
  world: World,
  { chat }: Heard,
  card: Message,
): Promise<"bytes" | "id"> {
  const before = (await world.stand.requests()).at(-1)?.n ?? 0;
  const key = card.reply_markup?.inline_keyboard.flat().find(({ text }) => text.startsWith("▶️"));
  const data = key?.callback_data;
  const press = { person: owner.id, chat, message_id: card.message_id, data };
  await until("the press is not one too many", async () => {
    const { text } = await world.stand.post<{ text?: string }>("press", press);
    if (text !== undefined) await sleep(500);
    return text === undefined;
  });
  return until("the audio is sent", async () => {
    const sent = (await world.stand.requests(before)).find(
      ({ method, ok }) => ok && /^send(Audio|Voice|Document)$/.test(method),
    );
    if (!sent) return null;
    const file = sent.params["audio"] ?? sent.params["voice"] ?? sent.params["document"];
    return typeof file === "string" && !file.startsWith("attach://") ? "id" : "bytes";
  });
}
