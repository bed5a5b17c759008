import { join } from "node:path";
import { startNode } from "./process.ts";
import { BOT_TOKEN } from "./seed.ts";
import type { Stage } from "./stage.ts";

/** The stand-in of the outside world as a process of its own. */
export type Outside = {
  telegram: string;
  /** Rooms with the bot in them; private chats are opened by a person's word to it. */
  groups(count: number): Promise<number[]>;
  people(count: number): Promise<number[]>;
  options(options: { limits?: boolean; latencyMs?: number }): Promise<void>;
  requests(): Promise<Seen[]>;
  limits(): Promise<{ violations: number; refused429: number }>;
  stop(): Promise<void>;
};

/** A Bot API request as the stand-in saw it. */
export type Seen = { at: number; method: string; params: Record<string, unknown>; ok: boolean };

export async function openOutside(stage: Stage): Promise<Outside> {
  const started = startNode({
    args: [join(stage.dist, "sandbox/main.js")],
    env: { SANDBOX_OPEN: "1" },
  });
  const { url, telegram }: { url: string; telegram: string } = JSON.parse(await started.line());
  const api = `${url}/sandbox/api`;
  const bot = "frontdesk_bench_bot";
  await post(api, "/bots", { username: bot, first_name: "Frontdesk", token: BOT_TOKEN });
  const owner = await post<{ id: number }>(api, "/people", { first_name: "Наталя" });
  return {
    telegram,
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
    options: async (options) => void (await post(api, "/options", options)),
    requests: () => get(api, "/requests?after=0"),
    limits: () => get(api, "/limits"),
    stop: () => started.stop(),
  };
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
