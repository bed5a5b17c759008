import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { createPhonet, toPhonetDomain, type Phonet } from "../../src/gateways/phonet.ts";
import { closeAll, fetcherFor, serve } from "./http-stand-in.ts";

/** An account of Phonet as its REST shows it: a session lives for so many requests. */
type Account = {
  domain: string;
  apiKey: string;
  sessionUses: number;
  users: unknown;
  login?: Answer;
  list?: Answer;
  expired?: number;
};
type Answer = { status: number; headers?: Record<string, string>; body: string };

const DEMO = { domain: "demo.phonet.com.ua", apiKey: "k-123456" };
const USERS = [
  { id: 30, displayName: "Олена", ext: "007", email: "one@example.com" },
  { id: 14, displayName: null, ext: 101 },
  { id: 15, displayName: "Front door", ext: null },
];

afterEach(closeAll);

test("a good key gives the employees with their extensions, leading zeros kept", async () => {
  const { phonet, seen } = await account({ sessionUses: 1 });
  expect(await phonet.check(DEMO)).toEqual({
    ok: true,
    users: [
      { ext: "007", name: "Олена" },
      { ext: "101", name: "" },
    ],
  });
  expect(seen).toEqual(["POST /rest/security/authorize", "GET /rest/users"]);
});

test("the domain may be pasted as an address", async () => {
  const { phonet } = await account({ sessionUses: 1 });
  expect(
    await phonet.check({ ...DEMO, domain: " https://Demo.phonet.com.ua/settings?a=1 " }),
  ).toMatchObject({ ok: true });
});

test.each([401, 403, 302])("a session that died with %i is renewed once", async (expired) => {
  const { phonet, seen } = await account({ sessionUses: 1, expired }, { firstSessionDead: true });
  expect(await phonet.check(DEMO)).toMatchObject({ ok: true });
  expect(seen).toEqual([
    "POST /rest/security/authorize",
    "GET /rest/users",
    "POST /rest/security/authorize",
    "GET /rest/users",
  ]);
});

test("a key that opens but may not read the employees is told from a wrong key", async () => {
  const { phonet, seen } = await account({ sessionUses: 0 });
  expect(await phonet.check(DEMO)).toEqual({ refused: "access" });
  expect(seen).toHaveLength(4);
});

test("a wrong key is refused", async () => {
  const { phonet } = await account({ sessionUses: 1 });
  expect(await phonet.check({ ...DEMO, apiKey: "k-other" })).toEqual({ refused: "key" });
});

describe("what stands at the domain", () => {
  test.each([
    [
      "a key refused without a status",
      { status: 200, body: `{"error":"denied"}` },
      { refused: "key" },
    ],
    [
      "a redirect to a login page",
      { status: 302, headers: { location: "/login" }, body: "" },
      { refused: "key" },
    ],
    [
      "a site that moved",
      { status: 301, headers: { location: "https://www.example.com/" }, body: "" },
      { refused: "domain" },
    ],
    ["somebody's web site", { status: 200, body: "<html>Welcome</html>" }, { refused: "domain" }],
    ["nothing of Phonet's", { status: 404, body: "not found" }, { refused: "domain" }],
    ["a fault", { status: 502, body: "" }, { unreachable: "http_502" }],
    ["too many tries", { status: 429, body: "" }, { unreachable: "http_429" }],
  ])("%s", async (_, login, outcome) => {
    const { phonet } = await account({ sessionUses: 1, login });
    expect(await phonet.check(DEMO)).toEqual(outcome);
  });

  test.each([
    ["no list", { status: 200, body: `{"users":[]}` }, { refused: "domain" }],
    ["a fault", { status: 500, body: "" }, { unreachable: "http_500" }],
    ["no such page", { status: 404, body: "" }, { refused: "domain" }],
    ["an empty list", { status: 200, body: "[]" }, { ok: true, users: [] }],
    [
      "a list of rubbish",
      { status: 200, body: `[1,null,"x",{"ext":"<b>"},{"ext":{}}]` },
      { ok: true, users: [] },
    ],
  ])("after the login: %s", async (_, list, outcome) => {
    const { phonet } = await account({ sessionUses: 9, list });
    expect(await phonet.check(DEMO)).toEqual(outcome);
  });
});

test("a domain of the business's own may not lead into the private network", async () => {
  const { port, seen } = await account({ sessionUses: 1 });
  const phonet = createPhonet({
    apiUrl: `http://{domain}:${port}`,
    fetcher: fetcherFor([], ["127.0.0.1"]),
  });
  expect(await phonet.check({ ...DEMO, domain: "internal.example.com" })).toEqual({
    refused: "domain",
  });
  expect(seen).toEqual([]);
});

test.each([
  ["demo.phonet.com.ua", "demo.phonet.com.ua"],
  ["HTTPS://DEMO.phonet.com.ua/", "demo.phonet.com.ua"],
  ["http://demo.phonet.com.ua?x", "demo.phonet.com.ua"],
  ["a.b-c.ua", "a.b-c.ua"],
  ["localhost", null],
  ["127.0.0.1", null],
  ["[::1]", null],
  ["demo.phonet.com.ua:8080", null],
  ["user@demo.phonet.com.ua", null],
  ["demo..ua", null],
  ["-demo.ua", null],
  ["demo.ua\nx", null],
  ["{domain}", null],
  ["", null],
  [`${"a".repeat(64)}.ua`, null],
])("the domain of %j is %j", (pasted, domain) => {
  expect(toPhonetDomain(pasted)).toBe(domain);
});

async function account(
  own: Partial<Account>,
  { firstSessionDead = false } = {},
): Promise<{ phonet: Phonet; port: number; seen: string[] }> {
  const data: Account = { ...DEMO, sessionUses: 1, users: USERS, ...own };
  const sessions = new Map<string, number>();
  const { port, url, seen } = await serve((request, response) => {
    void answer(data, sessions, request, firstSessionDead).then(({ status, headers, body }) =>
      response.writeHead(status, headers).end(body),
    );
  });
  return { phonet: createPhonet({ apiUrl: url, fetcher: fetcherFor() }), port, seen };
}

async function answer(
  data: Account,
  sessions: Map<string, number>,
  request: IncomingMessage,
  firstDead: boolean,
): Promise<Answer> {
  if (request.url === "/rest/security/authorize") {
    const body: unknown = JSON.parse(await text(request));
    if (data.login) return data.login;
    if (JSON.stringify(body) !== JSON.stringify({ domain: data.domain, apiKey: data.apiKey }))
      return { status: 403, body: "" };
    const id = `S${sessions.size + 1}`;
    sessions.set(id, firstDead && sessions.size === 0 ? 0 : data.sessionUses);
    return {
      status: 200,
      headers: { "set-cookie": `JSESSIONID=${id}; Path=/; HttpOnly` },
      body: "{}",
    };
  }
  const id = /^JSESSIONID=(S\d+)$/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  const left = sessions.get(id) ?? 0;
  if (left < 1) return { status: data.expired ?? 403, headers: { location: "/login" }, body: "" };
  sessions.set(id, left - 1);
  return data.list ?? { status: 200, body: JSON.stringify(data.users) };
}
