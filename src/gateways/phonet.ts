import { z } from "zod";
import {
  CALLING_DEADLINE_MS,
  callingBroken,
  callingFailure,
  refusalIn,
  type Calling,
} from "./calling.ts";
import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";

export type PhonetKey = { domain: string; apiKey: string };
type PhonetUser = { ext: string; name: string };
export type PhonetCheck =
  | { ok: true; users: PhonetUser[] }
  | { refused: "key" | "domain" | "access" }
  | { unreachable: string };
export type Phonet = { check(key: PhonetKey): Promise<PhonetCheck> };

/** `from` and `to` are epoch milliseconds; Phonet gives at most fifty calls at once. */
type PhonetPeriod = { from: number; to: number; offset: number; limit: number };
export type PhonetCalls = {
  /** Rings at the extension, and when that is picked up at the number (E.164). */
  callBack(key: PhonetKey, call: { ext: string; to: string }): Promise<Calling>;
  /** The rows of finished calls as they came. */
  calls(key: PhonetKey, period: PhonetPeriod): Promise<PhonetRows>;
};
/** What lies behind the login beside the lists; the caller knows how much of it to take. */
export type PhonetFiles = {
  file(
    key: PhonetKey,
    path: string,
    limits: { deadlineMs: number; maxBytes: number },
  ): Promise<Answered>;
};
type PhonetRows =
  | { rows: unknown[] }
  | { refused: "key" | "domain" | "access" }
  | { limited: true; retryAfterS: null }
  | { unreachable: string };

type Session = { cookie: string } | { refused: "key" | "domain" } | { unreachable: string };

const rowsShape = z.array(z.unknown());
const madeShape = z.object({ uuid: z.string().regex(/^[\w-]{1,64}$/) });
const userShape = z.object({
  ext: z.coerce.string().regex(/^\d{1,12}$/),
  displayName: z.string().nullish(),
});

/**
 * Phonet's REST. `apiUrl` is "https://{domain}" or a fixed base.
 * Login is a cookie JSESSIONID; a 401, 403 or 302 asks for one new login (facts: wearesho-team/phonet).
 */
export function createPhonet(options: {
  apiUrl: string;
  fetcher: Fetcher;
}): Phonet & PhonetCalls & PhonetFiles {
  const { apiUrl, fetcher } = options;
  const sessions = new Map<string, { apiKey: string; cookie: string }>();
  // The domain is the business's own word only where it stands in the host.
  const trusted = !/^https?:\/\/[^/]*\{domain\}/i.test(apiUrl);

  async function login(base: string, key: PhonetKey): Promise<Session> {
    const answer = await fetcher.request({
      url: `${base}/rest/security/authorize`,
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(key),
      trusted,
    });
    return toSession(answer);
  }

  async function users(base: string, cookie: string): Promise<HttpAnswer | HttpFailure> {
    return fetcher.request({
      url: `${base}/rest/users`,
      headers: { cookie, accept: "application/json" },
      trusted,
    });
  }

  async function check(key: PhonetKey): Promise<PhonetCheck> {
    const domain = toPhonetDomain(key.domain);
    if (!domain) return { refused: "domain" };
    const base = baseOf(domain);
    let session = await login(base, { domain, apiKey: key.apiKey });
    if (!("cookie" in session)) return session;
    let answer = await users(base, session.cookie);
    if (!isExpired(answer)) return toCheck(answer);
    session = await login(base, { domain, apiKey: key.apiKey });
    if (!("cookie" in session)) return session;
    answer = await users(base, session.cookie);
    return isExpired(answer) ? { refused: "access" } : toCheck(answer);
  }

  const baseOf = (domain: string): string =>
    apiUrl.replaceAll("{domain}", domain).replace(/\/+$/, "");

  async function sessionOf(domain: string, apiKey: string, anew: boolean): Promise<Session> {
    const known = sessions.get(domain);
    if (!anew && known?.apiKey === apiKey) return { cookie: known.cookie };
    const session = await login(baseOf(domain), { domain, apiKey });
    sessions.delete(domain);
    if (sessions.size >= MOST_SESSIONS) sessions.clear();
    if ("cookie" in session) sessions.set(domain, { apiKey, cookie: session.cookie });
    return session;
  }

  /** Asks within the account's session; one that has expired is begun anew once. */
  async function within(key: PhonetKey, ask: Ask): Promise<Answered> {
    const domain = toPhonetDomain(key.domain);
    if (!domain) return { refused: "domain" };
    for (const anew of [false, true]) {
      const session = await sessionOf(domain, key.apiKey, anew);
      if (!("cookie" in session)) return session;
      const { path, body, accept = "application/json", ...limits } = ask;
      const answer = await fetcher.request({
        url: `${baseOf(domain)}${path}`,
        headers: {
          cookie: session.cookie,
          accept,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        trusted,
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
        ...limits,
      });
      if (!isExpired(answer)) return { answer };
    }
    return { refused: "access" };
  }

  return {
    check,
    callBack: async (key, { ext, to }) => {
      const body = { legExt: ext, otherLegNum: to };
      const path = "/rest/user/makeCall";
      return toCalling(await within(key, { path, body, deadlineMs: CALLING_DEADLINE_MS }));
    },
    calls: async (key, { from, to, offset, limit }) => {
      const query = `timeFrom=${from}&timeTo=${to}&limit=${limit}&offset=${offset}`;
      return toRows(await within(key, { path: `/rest/calls/company.api?${query}` }));
    },
    file: (key, path, limits) => within(key, { path, accept: "audio/*, */*;q=0.5", ...limits }),
  };
}

const MOST_SESSIONS = 1000;

type Ask = {
  path: string;
  body?: object;
  accept?: string;
  deadlineMs?: number;
  maxBytes?: number;
};
type Answered =
  | { answer: HttpAnswer | HttpFailure }
  | { refused: "key" | "domain" | "access" }
  | { unreachable: string };

/** The account's domain out of what a person pastes ("https://Demo.phonet.com.ua/"); null for what is none. */
export function toPhonetDomain(text: string): string | null {
  const domain = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/?#].*$/, "");
  return /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/.test(
    domain,
  )
    ? domain
    : null;
}

function toSession(answer: HttpAnswer | HttpFailure): Session {
  if ("failed" in answer) return fromFailure(answer);
  const { status } = answer;
  if (status === 429 || status >= 500) return { unreachable: `http_${status}` };
  if (status === 400 || status === 401 || status === 403) return { refused: "key" };
  if (status !== 200) return { refused: "domain" };
  const cookie = sessionCookie(answer.headers["set-cookie"]);
  if (cookie) return { cookie };
  return { refused: jsonOf(answer.body) === undefined ? "domain" : "key" };
}

function fromFailure({ failed, detail }: HttpFailure): Session {
  // A moved site is no Phonet; a temporary redirect leads to its login page.
  if (failed === "redirect")
    return { refused: detail === "301" || detail === "308" ? "domain" : "key" };
  const noSuchHost = failed === "bad_url" || failed === "address" || failed === "dns";
  return noSuchHost ? { refused: "domain" } : { unreachable: failed };
}

function sessionCookie(header: string | string[] | undefined): string | null {
  const cookies = typeof header === "string" ? [header] : (header ?? []);
  const value = cookies
    .map((cookie) => /^JSESSIONID=([^;,\s]+)/i.exec(cookie)?.[1])
    .find((found) => found !== undefined);
  return value ? `JSESSIONID=${value}` : null;
}

function isExpired(answer: HttpAnswer | HttpFailure): boolean {
  if ("failed" in answer) return answer.failed === "redirect";
  return answer.status === 401 || answer.status === 403;
}

function toCheck(answer: HttpAnswer | HttpFailure): PhonetCheck {
  if ("failed" in answer) return { unreachable: answer.failed };
  if (answer.status !== 200)
    return answer.status === 404 ? { refused: "domain" } : { unreachable: `http_${answer.status}` };
  const list = jsonOf(answer.body);
  return Array.isArray(list) ? { ok: true, users: list.flatMap(toUser) } : { refused: "domain" };
}

function toCalling(answered: Answered): Calling {
  if ("refused" in answered) return { refused: "key" };
  if ("unreachable" in answered) return answered;
  const { answer } = answered;
  if ("failed" in answer) return callingFailure(answer);
  const { status } = answer;
  if (status === 429) return { limited: true };
  if (status >= 500) return callingBroken(status);
  if (status === 402) return { refused: "money" };
  if (status === 409) return { refused: "busy" };
  if (status !== 200) return { refused: refusalIn(answer.body.toString("utf8").slice(0, 500)) };
  const made = madeShape.safeParse(jsonOf(answer.body));
  if (made.success) return { calling: made.data.uuid };
  const said = z.object({ error: z.string() }).safeParse(jsonOf(answer.body));
  return said.success ? { refused: refusalIn(said.data.error) } : { unknown: "no_uuid" };
}

function toRows(answered: Answered): PhonetRows {
  if (!("answer" in answered)) return answered;
  const { answer } = answered;
  if ("failed" in answer) return { unreachable: answer.failed };
  if (answer.status === 429) return { limited: true, retryAfterS: null };
  const rows = answer.status === 200 ? rowsShape.safeParse(jsonOf(answer.body)) : null;
  return rows?.success === true ? { rows: rows.data } : { unreachable: `http_${answer.status}` };
}

function toUser(item: unknown): PhonetUser[] {
  const user = userShape.safeParse(item);
  return user.success ? [{ ext: user.data.ext, name: (user.data.displayName ?? "").trim() }] : [];
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
