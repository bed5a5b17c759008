import { z } from "zod";
import { loadAudio, type Loaded } from "./file-audio.ts";
import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";
import type { NovofonFailure } from "./novofon-answer.ts";
import { novofonAuthorization, novofonQuery, type NovofonKey } from "./novofon.ts";

/** One recording by its own id, or all of a call by the call's. */
type Asked = { callId: string } | { pbxCallId: string };

export type NovofonRecords = {
  /** Links to recordings; they live for minutes, so that they are used at once and never kept. */
  links(key: NovofonKey, asked: Asked): Promise<Links>;
  load(link: string): Promise<Loaded>;
};
type Links = { links: [string, ...string[]] } | { missing: true } | NovofonFailure;

const PATH = "/v1/pbx/record/request/";
/** Seconds; the least that Novofon takes. */
const LIFETIME_S = "180";

const answerShape = z.looseObject({
  status: z.string(),
  message: z.string().optional(),
  link: z.string().optional(),
  links: z.array(z.string()).optional(),
});

/** Novofon's recordings, API v1, also Zadarma's. `apiUrl` is the server's own setting. */
export function createNovofonRecords(options: {
  apiUrl: string;
  fetcher: Fetcher;
}): NovofonRecords {
  const { fetcher } = options;
  const base = options.apiUrl.replace(/\/+$/, "");
  return {
    links: async (key, asked) => {
      const which =
        "callId" in asked ? { call_id: asked.callId } : { pbx_call_id: asked.pbxCallId };
      const query = novofonQuery({ ...which, lifetime: LIFETIME_S });
      const answer = await fetcher.request({
        url: `${base}${PATH}?${query}`,
        headers: {
          authorization: novofonAuthorization(PATH, query, key),
          accept: "application/json",
        },
        trusted: true,
      });
      return toLinks(answer);
    },
    load: (link) => loadAudio(fetcher, { url: link, trusted: isWithin(base, link) }),
  };
}

/** Links of its own host need no look at the address; they may lie elsewhere, too. */
function isWithin(base: string, link: string): boolean {
  return URL.canParse(link) && new URL(link).origin === new URL(base).origin;
}

function toLinks(answer: HttpAnswer | HttpFailure): Links {
  if ("failed" in answer) return { unreachable: answer.failed };
  const { status } = answer;
  if (status === 429) return { limited: true, retryAfterS: retryAfter(answer) };
  if (status >= 500) return { unreachable: `http_${status}` };
  const read = answerShape.safeParse(jsonOf(answer.body));
  if (!read.success)
    return status === 401 || status === 403
      ? { refused: "key" }
      : { unreachable: `http_${status}` };
  const { message = "", link, links = [] } = read.data;
  if (read.data.status === "success" && status === 200) {
    const [first, ...rest] = link === undefined ? links : [link];
    return first === undefined ? { missing: true } : { links: [first, ...rest] };
  }
  // «File not found» was seen by those who ask too early.
  if (/not.?found|no such|does not exist/i.test(message)) return { missing: true };
  if (/limit/i.test(message)) return { limited: true, retryAfterS: null };
  const ofKey = status === 401 || status === 403 || /signature|authori[sz]|key/i.test(message);
  return ofKey ? { refused: "key" } : { unreachable: "error" };
}

function retryAfter({ headers }: HttpAnswer): number | null {
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
