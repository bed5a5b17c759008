import { until } from "../db/until.ts";
import { runProgram, type Program } from "./program.ts";

export type Message = {
  message_id: number;
  text: string;
  html: string;
  date: number;
  from: { id: number; is_bot: boolean };
  reply_to_message_id?: number;
  thread?: number;
  edits: number;
  silent: boolean;
  deleted: boolean;
  reply_markup?: { inline_keyboard: { text: string; callback_data?: string }[][] };
};
export type Request = {
  n: number;
  at: number;
  method: string;
  params: Record<string, unknown>;
  ok: boolean;
  error_code?: number;
};
/** A request to a service beside Telegram; without a status it is not answered. */
export type Visit = {
  n: number;
  service: "recording" | "stt" | "llm" | "oauth" | "gigachat";
  key: string;
  about: string;
  status: number | null;
};
/** What a service beside Telegram is to do wrong. */
export type ServiceFault = {
  method: Visit["service"];
  kind: string;
  /** The name of a talk. */
  about?: string;
  times?: number;
  after?: number;
  retry_after?: number;
  ms?: number;
};
export type Fault = {
  method?: string;
  chat?: number | string;
  kind: "429" | "500" | "502" | "hang" | "drop" | "error";
  times?: number;
  retry_after?: number;
  description?: string;
  error_code?: number;
  after?: boolean;
};

/** Whose every business of a flow is. */
export const owner = { id: 101, first_name: "Олена", language_code: "uk" };

export type Stand = Awaited<ReturnType<typeof openStand>>;

/** The outside world as a process of its own, driven through its control API. */
export async function openStand(options: { cwd: string; env: Record<string, string> }) {
  const program = runProgram("sandbox/main.js", {
    ...options,
    args: ["--open"],
    env: { ...options.env, SANDBOX_PORT: "0" },
  });
  const line = await until(
    "the stand-in's address",
    () => /^\{.*\}$/m.exec(program.output())?.[0],
    60_000,
  );
  const addresses: Record<
    "url" | "telegram" | "phonet" | "novofon" | "stt" | "llm" | "whatsapp",
    string
  > = JSON.parse(line);
  const api = apiOf(addresses.url);
  const state = { stopping: false };
  // Whatever fails after that fails because of it.
  void tellEnd(program, state);
  return {
    ...addresses,
    ...api,
    person: (wish: { id?: number; first_name: string; language_code?: string }) =>
      api.post<{ id: number }>("people", wish),
    /** A group with the bot in it; returns its key, which is its id as text. */
    group: async (wish: {
      title: string;
      members: number[];
      bot: number;
      forum?: boolean;
      type?: "group";
    }) => {
      const { bot, ...chat } = wish;
      const made = await api.post<{ key: string; id: number }>("chats", chat);
      await api.post(`chats/${made.key}/bots`, { bot, admin: true });
      return made;
    },
    /** What stands in a chat, without what was deleted. */
    messages: async (key: string | number) =>
      (await api.get<Message[]>(`messages?chat=${key}`)).filter(({ deleted }) => !deleted),
    /** Everything that was ever put into a chat. */
    allMessages: (key: string | number) => api.get<Message[]>(`messages?chat=${key}`),
    requests: (after = 0) => api.get<Request[]>(`requests?after=${after}`),
    limits: () => api.get<{ violations: number; refused429: number }>("limits"),
    fault: (fault: Fault | ServiceFault) => api.post("faults", fault),
    visits: (after = 0) => api.get<Visit[]>(`services?after=${after}`),
    heal: () => api.call("DELETE", "faults"),
    say: (person: number, chat: string, text: string) => api.post("say", { person, chat, text }),
    stop: () => {
      state.stopping = true;
      return stop(program);
    },
  };
}

/** The control API at an address. */
export function apiOf(url: string) {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    // A kept connection may be closed by the other side in the moment in which it is used again.
    const alone = { connection: "close" };
    const answer = await fetch(`${url}/sandbox/api/${path}`, {
      method,
      ...(body
        ? {
            body: JSON.stringify(body),
            headers: { ...alone, "content-type": "application/json" },
          }
        : { headers: alone }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    const value: T = JSON.parse(text);
    return value;
  };
  return {
    call,
    get: <T>(path: string) => call<T>("GET", path),
    post: <T>(path: string, body: object = {}) => call<T>("POST", path, body),
  };
}

async function stop(program: Program): Promise<void> {
  program.kill("SIGTERM");
  await program.exited;
}

async function tellEnd(program: Program, state: { stopping: boolean }): Promise<void> {
  const exit = await program.exited;
  if (!state.stopping) console.error("the stand-in ended:", exit, program.output().slice(-2000));
}
