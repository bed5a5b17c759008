import { z } from "zod";
import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";

export type PhonetKey = { domain: string; apiKey: string };
type PhonetUser = { ext: string; name: string };
export type PhonetCheck =
  | { ok: true; users: PhonetUser[] }
  | { refused: "key" | "domain" | "access" }
  | { unreachable: string };
export type Phonet = { check(key: PhonetKey): Promise<PhonetCheck> };

type Session = { cookie: string } | { refused: "key" | "domain" } | { unreachable: string };

const userShape = z.object({
  ext: z.coerce.string().regex(/^\d{1,12}$/),
  displayName: z.string().nullish(),
});

/**
 * Phonet's REST. `apiUrl` is "https://{domain}" or a fixed base.
 * Login is a cookie JSESSIONID; a 401, 403 or 302 asks for one new login (facts: wearesho-team/phonet).
 */
export function createPhonet(options: { apiUrl: string; fetcher: Fetcher }): Phonet {
  const { apiUrl, fetcher } = options;
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
    const base = apiUrl.replaceAll("{domain}", domain).replace(/\/+$/, "");
    let session = await login(base, { domain, apiKey: key.apiKey });
    if (!("cookie" in session)) return session;
    let answer = await users(base, session.cookie);
    if (!isExpired(answer)) return toCheck(answer);
    session = await login(base, { domain, apiKey: key.apiKey });
    if (!("cookie" in session)) return session;
    answer = await users(base, session.cookie);
    return isExpired(answer) ? { refused: "access" } : toCheck(answer);
  }

  return { check };
}

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
