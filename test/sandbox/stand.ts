import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { memoryJournal } from "../../src/sandbox/journal.ts";
import { createSandbox } from "../../src/sandbox/server.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/server.ts";

export const TOKEN = "7000000001:token-of-the-first-bot";
export const OTHER_TOKEN = "7000000002:token-of-the-other-bot";
export const BOT = 7_000_000_001;
export const OTHER_BOT = 7_000_000_002;
export const ANNA = 100_000_001;
export const BORYS = 100_000_002;

export type Answer = {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
};

type Verb = "GET" | "POST" | "DELETE";

export type Stand = {
  url: string;
  root: string;
  sandbox: Sandbox;
  /** A Bot API request of the first bot. */
  api: (method: string, params?: object, token?: string) => Promise<Answer>;
  /** The same, but it must succeed: gives the result. */
  done: <T = { message_id: number }>(method: string, params?: object, token?: string) => Promise<T>;
  /** A request to the control API that must succeed. */
  control: <T = { id: number }>(method: Verb, path: string, body?: object) => Promise<T>;
  /** Moves the stand-in's clock. */
  pass: (ms: number) => void;
  close: () => Promise<void>;
};

/** A stand-in on a free port with Anna, Borys and two bots, limits off unless asked for, and a clock that only moves when told. */
export async function openStand(options: Partial<SandboxOptions> = {}): Promise<Stand> {
  let now = 1_795_000_000_000;
  const sandbox = createSandbox({
    journal: memoryJournal,
    clock: { now: () => now },
    limits: false,
    ...options,
  });
  await sandbox.load();
  const listener = sandbox.callback();
  const server = await serve((request, response) => void listener(request, response));
  const root = `${server.url}/sandbox/telegram`;
  const api = async (method: string, params: object = {}, token = TOKEN): Promise<Answer> => {
    const response = await fetch(`${root}/bot${token}/${method}`, postOf(params));
    return response.json();
  };
  const stand: Stand = {
    url: server.url,
    root,
    sandbox,
    api,
    async done(method, params, token) {
      const answer = await api(method, params, token);
      if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
      return JSON.parse(JSON.stringify(answer.result));
    },
    async control(method, path, body = {}) {
      const response = await fetch(
        `${server.url}/sandbox/api${path}`,
        method === "POST" ? postOf(body) : { method },
      );
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    pass: (ms) => void (now += ms),
    async close() {
      await sandbox.close();
      await server.close();
    },
  };
  if (sandbox.world.people.size === 0) await populate(stand);
  return stand;
}

async function populate({ control }: Stand): Promise<void> {
  await control("POST", "/people", { id: ANNA, first_name: "Анна", username: "anna_k" });
  await control("POST", "/people", { id: BORYS, first_name: "Борис", language_code: "ru" });
  await control("POST", "/bots", { first_name: "Лотос", username: "lotos_bot", token: TOKEN });
  await control("POST", "/bots", { first_name: "Мак", username: "mak_bot", token: OTHER_TOKEN });
}

function postOf(body: object): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** An HTTP server on a free loopback port. */
export async function serve(
  listener: RequestListener,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no address");
  return {
    url: `http://127.0.0.1:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
