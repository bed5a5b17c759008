import { z } from "zod";
import type { Clock } from "../lib/clock.ts";
import type { Fetcher } from "./http.ts";
import { post, type Posted } from "./model-http.ts";

export type GigaChatKey = {
  authUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
};

/** A token, or the server's refusal in the words of the chat's own. */
type Token = { token: string } | { refused: Posted };

export type Tokens = {
  get(): Promise<Token>;
  /** The one that the chat no longer takes is dropped, unless another has taken its place meanwhile. */
  renewed(stale: string): Promise<Token>;
};

type Deps = { fetcher: Fetcher; clock: Clock; uuid: () => string };

/** A token lives for half an hour; it is not used in its last minute. */
const EARLY_MS = 60_000;
const LIFE_MS = 30 * 60_000;
const DEADLINE_MS = 15_000;
/** The token's endpoint has a limit of its own: after its 429 nobody asks for so long. */
const HOLD_MS = 20_000;

/** Tokens of one key: fetched once for all who wait, kept while they live. */
export function createTokens(key: GigaChatKey, deps: Deps): Tokens {
  const state: { kept: Kept | null; pending: Promise<Token> | null; hold: Hold | null } = {
    kept: null,
    pending: null,
    hold: null,
  };
  const get = (): Promise<Token> => {
    const now = deps.clock.now();
    const { kept, hold } = state;
    // A clock that was set back makes no token live longer than it can.
    if (kept && now < kept.until && kept.until - now <= LIFE_MS * 2)
      return Promise.resolve({ token: kept.token });
    if (hold && now < hold.until && hold.until - now <= HOLD_MS)
      return Promise.resolve({ refused: hold.answer });
    state.pending ??= fetchToken(key, deps)
      .then((made) => {
        if ("refused" in made) {
          if (made.refused.status === 429)
            state.hold = { until: deps.clock.now() + HOLD_MS, answer: made.refused };
          return made;
        }
        state.kept = made;
        return { token: made.token };
      })
      .finally(() => {
        state.pending = null;
      });
    return state.pending;
  };
  return {
    get,
    renewed: (stale) => {
      if (state.kept?.token === stale) state.kept = null;
      return get();
    },
  };
}

type Kept = { token: string; until: number };
type Hold = { until: number; answer: Posted };

/** Two forms: {access_token, expires_at in ms}, and {tok, exp in seconds} of some gateways. */
const answers = z.union([
  z.object({ access_token: z.string().min(1), expires_at: z.number() }),
  z
    .object({ tok: z.string().min(1), exp: z.number() })
    .transform(({ tok, exp }) => ({ access_token: tok, expires_at: exp })),
]);

async function fetchToken(
  { authUrl, clientId, clientSecret, scope }: GigaChatKey,
  { fetcher, clock, uuid }: Deps,
): Promise<Kept | { refused: Posted }> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const answer = await post(fetcher, {
    url: authUrl,
    headers: {
      authorization: `Basic ${basic}`,
      rquid: uuid(),
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    body: new URLSearchParams({ scope }).toString(),
    deadlineMs: DEADLINE_MS,
  });
  if (answer.status !== 200) return { refused: asChats(answer) };
  const read = answers.safeParse(parsed(answer.text));
  if (!read.success) return { refused: { ...answer, status: 502, text: "{}" } };
  const { access_token: token, expires_at: at } = read.data;
  const until = at < SECONDS_BELOW ? at * 1000 : at;
  const life = Math.min(until - clock.now(), LIFE_MS);
  return { token, until: clock.now() + life - EARLY_MS };
}

const SECONDS_BELOW = 1e12;

/** A wrong scope (400 with code 1, 5 or 7) is a wrong key: nothing that the question could mend. */
function asChats(answer: Posted): Posted {
  return answer.status === 400 ? { ...answer, status: 401 } : answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
