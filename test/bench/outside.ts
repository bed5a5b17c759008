import { join } from "node:path";
import { startNode } from "./process.ts";
import { BOT_TOKEN } from "./seed.ts";
import type { Stage } from "./stage.ts";

/** The stand-in of the outside world as a process of its own. */
export type Outside = {
  telegram: string;
  /** Where the other services are, for the environment of the product. */
  services: Record<"PHONET_API_URL" | "STT_URL" | "LLM_URL", string>;
  /** An account of Phonet's that the stand-in knows. */
  account(account: { domain: string; apiKey: string }): Promise<void>;
  /** An answered call, ten times as fast as in life, in which this talk is held. */
  call(call: { domain: string; hook: string; talk: string }): Promise<void>;
  /** What the services were asked and have answered. */
  visits(after: number): Promise<Visit[]>;
  /** Rooms with the bot in them; private chats are opened by a person's word to it. */
  groups(count: number): Promise<number[]>;
  people(count: number): Promise<number[]>;
  /** People who have said the first word to a salon's bot. */
  customers(bot: number, count: number): Promise<Customer[]>;
  options(options: { limits?: boolean; latencyMs?: number }): Promise<void>;
  requests(): Promise<Seen[]>;
  limits(): Promise<{ violations: number; refused429: number }>;
  stop(): Promise<void>;
};

/** `press`: presses the newest button whose label fits; gives the moment before (epoch ms). */
export type Customer = { id: number; press(label: RegExp): Promise<number> };

/** A request to a service beside Telegram; `at` is epoch ms, `ms` the service's own time. */
export type Visit = { n: number; at: number; service: string; about: string; ms: number };

/** A Bot API request as the stand-in saw it. */
export type Seen = { at: number; method: string; params: Record<string, unknown>; ok: boolean };

export async function openOutside(stage: Stage): Promise<Outside> {
  const started = startNode({
    args: [join(stage.dist, "sandbox/main.js")],
    env: { SANDBOX_OPEN: "1" },
  });
  const addresses: Record<"url" | "telegram" | "phonet" | "stt" | "llm", string> = JSON.parse(
    await started.line(),
  );
  const { url, telegram, phonet, stt, llm } = addresses;
  const api = `${url}/sandbox/api`;
  const bot = "frontdesk_bench_bot";
  await post(api, "/bots", { username: bot, first_name: "Frontdesk", token: BOT_TOKEN });
  const owner = await post<{ id: number }>(api, "/people", { first_name: "Наталя" });
  return {
    telegram,
    services: { PHONET_API_URL: phonet, STT_URL: stt, LLM_URL: llm },
    account: async (account) => {
      const employees = [{ ext: "101", name: "Олена" }];
      await post(api, "/accounts", { provider: "phonet", ...account, employees });
    },
    call: async ({ domain, hook, talk }) => {
      const how = { provider: "phonet", kind: "answered", speed: 10 };
      await post(api, "/pbx", { ...how, account: domain, hook, talk });
    },
    visits: (after) => get(api, `/services?after=${after}`),
    groups: (count) =>
      inTurn(count, async (n) => {
        const chat = await post<{ id: number; key: string }>(api, "/chats", {
          title: `Зал ${n}`,
          members: [owner.id],
        });
        await post(api, `/chats/${chat.key}/bots`, { bot, admin: true });
        return chat.id;
      }),
    people: (count) =>
      inTurn(count, async (n) => {
        const { id } = await post<{ id: number }>(api, "/people", { first_name: `Олена ${n}` });
        await post(api, "/say", { person: id, bot, text: "/help" });
        return id;
      }),
    customers: async (salonBot, count) => {
      const ids = await inTurn(count, async (n) => {
        const { id } = await post<{ id: number }>(api, "/people", { first_name: `Оксана ${n}` });
        await post(api, "/say", { person: id, bot: salonBot, text: "/start" });
        return id;
      });
      return ids.map((id) => ({ id, press: (label) => press(api, { id, bot: salonBot, label }) }));
    },
    options: async (options) => void (await post(api, "/options", options)),
    requests: () => get(api, "/requests?after=0"),
    limits: () => get(api, "/limits"),
    stop: () => started.stop(),
  };
}

type Shown = {
  message_id: number;
  reply_markup?: { inline_keyboard?: { text: string; callback_data?: string }[][] };
};

async function press(
  api: string,
  { id, bot, label }: { id: number; bot: number; label: RegExp },
): Promise<number> {
  const chat = `p${id}-${bot}`;
  const messages = await get<Shown[]>(api, `/messages?chat=${chat}`);
  for (const message of messages.toReversed()) {
    const keys = message.reply_markup?.inline_keyboard?.flat() ?? [];
    const data = keys.find(({ text }) => label.test(text))?.callback_data;
    if (data === undefined) continue;
    const at = performance.timeOrigin + performance.now();
    await post(api, "/press", { person: id, chat, message_id: message.message_id, data });
    return at;
  }
  throw new Error(`no button ${String(label)} in ${chat}`);
}

async function post<T>(api: string, path: string, body: object): Promise<T> {
  const answer = await fetch(`${api}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const said: T = await answer.json();
  return said;
}

async function get<T>(api: string, path: string): Promise<T> {
  const answer = await fetch(`${api}${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const said: T = await answer.json();
  return said;
}

async function inTurn(count: number, make: (n: number) => Promise<number>): Promise<number[]> {
  const made: number[] = [];
  for (let n = 1; n <= count; n += 1) made.push(await make(n));
  return made;
}
