import { randomUUID } from "node:crypto";
import type { Clock } from "../lib/clock.ts";
import { errorOf, fromGigaChat, toGigaChat, type Encoded } from "./gigachat-codec.ts";
import { createTokens, type GigaChatKey, type Tokens } from "./gigachat-token.ts";
import type { Fetcher } from "./http.ts";
import type { Model } from "./model.ts";
import { createChatModel } from "./model-chat.ts";
import { fromInit, post, toResponse, within, type Posted } from "./model-http.ts";

export type GigaChat = GigaChatKey & { apiUrl: string; model: string };

/** `fetcher` trusts the authority that signs GigaChat's hosts; `uuid` names requests. */
type Deps = { fetcher: Fetcher; clock: Clock; uuid?: () => string };

/** Sber's GigaChat, v1 contract, behind the same chat as the others. */
export function createGigaChat(
  settings: GigaChat,
  { fetcher, clock, uuid = randomUUID }: Deps,
): Model {
  const line: Line = {
    url: `${settings.apiUrl}/chat/completions`,
    fetcher,
    tokens: createTokens(settings, { fetcher, clock, uuid }),
    places: createPlaces(settings.scope === PERSONAL ? 1 : 10),
    forced: false,
  };
  return createChatModel({
    name: settings.model,
    url: settings.apiUrl,
    key: null,
    model: settings.model,
    fetch: async (_, init) => toResponse(await within(init?.signal, spoken(line, init))),
  });
}

const PERSONAL = "GIGACHAT_API_PERS";
const DEADLINE_MS = 180_000;

type Line = {
  url: string;
  fetcher: Fetcher;
  tokens: Tokens;
  places: Places;
  /** The model refused `response_format`: the form is asked for by a function. */
  forced: boolean;
};

/** One question on one of the few parallel streams that a key has. */
async function spoken(line: Line, init: RequestInit | undefined): Promise<Posted> {
  const { body } = fromInit(init);
  const leave = await line.places.enter(init?.signal ?? null);
  try {
    const first = toGigaChat(body, { forced: line.forced });
    const answer = await authorised(line, first);
    if (!isFormRefused(answer, first)) return toOpenAi(answer, first);
    const second = toGigaChat(body, { forced: true });
    const again = await authorised(line, second);
    if (again.status === 200) line.forced = true;
    return toOpenAi(again, second);
  } finally {
    leave();
  }
}

/** With a fresh token, once, when the one at hand is no longer taken. */
async function authorised(line: Line, { body }: Encoded): Promise<Posted> {
  const send = (token: string): Promise<Posted> =>
    post(line.fetcher, {
      url: line.url,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        accept: "application/json",
      },
      body: JSON.stringify(body),
      deadlineMs: DEADLINE_MS,
    });
  const held = await line.tokens.get();
  if ("refused" in held) return held.refused;
  const answer = await send(held.token);
  if (answer.status !== 401) return answer;
  const fresh = await line.tokens.renewed(held.token);
  return "refused" in fresh ? fresh.refused : send(fresh.token);
}

/** Models that know no `response_format` refuse the whole request. */
function isFormRefused({ status }: Posted, { body }: Encoded): boolean {
  return (status === 400 || status === 422) && "response_format" in body;
}

function toOpenAi(answer: Posted, encoded: Encoded): Posted {
  if (answer.status !== 200)
    return { ...answer, text: JSON.stringify(errorOf(answer.text, answer.status)) };
  const made = fromGigaChat(answer.text, encoded);
  return made === null
    ? { ...answer, status: 502, text: "{}" }
    : { ...answer, text: JSON.stringify(made) };
}

type Places = {
  /** Waits for a free place in order of arrival; `leave` frees it. */
  enter(signal: AbortSignal | null): Promise<() => void>;
};

/** GigaChat answers 429 to one stream more than the key has: 1 of a person's, 10 of a company's. */
function createPlaces(count: number): Places {
  const waiting: (() => void)[] = [];
  const state = { free: count };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else state.free += 1;
  };
  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const once = (): void => {
          signal?.removeEventListener("abort", gone);
          let left = false;
          resolve(() => {
            if (!left) leave();
            left = true;
          });
        };
        const gone = (): void => {
          waiting.splice(waiting.indexOf(once), 1);
          reject(new DOMException("The wait for a stream was over", "TimeoutError"));
        };
        if (state.free > 0) {
          state.free -= 1;
          once();
          return;
        }
        signal?.addEventListener("abort", gone, { once: true });
        waiting.push(once);
      }),
  };
}
