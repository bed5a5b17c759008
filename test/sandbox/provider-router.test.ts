import Koa from "koa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restAuthorization } from "../../src/sandbox/novofon-signature.ts";
import { createAccounts } from "../../src/sandbox/provider-accounts.ts";
import { providerRouter } from "../../src/sandbox/provider-router.ts";
import { serve } from "./page-serve.ts";

const NOW = Date.UTC(2026, 10, 24, 12, 43, 48);
let close: () => void;
let url: string;

beforeAll(async () => {
  const app = new Koa().use(
    providerRouter({ accounts: createAccounts(), clock: { now: () => NOW } }).routes(),
  );
  ({ url, close } = await serve((req, res) => void app.callback()(req, res)));
});
afterAll(() => close());

const post = (path: string, body: object) =>
  fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const answer = async (response: Response) => ({
  status: response.status,
  body: await response.json(),
});

describe("Phonet", () => {
  const rest = "/sandbox/phonet/rest";
  const get = (path: string, cookie = "") => fetch(url + rest + path, { headers: { cookie } });
  const login = async (apiKey = "demo-phonet-key", domain = "demo.phonet.com.ua") =>
    post(`${rest}/security/authorize`, { domain, apiKey });

  test("the right key gives a cookie, and the cookie opens the list of users", async () => {
    const cookie = (await login()).headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(cookie).toMatch(/^JSESSIONID=[0-9A-F]{32}$/);
    expect(await answer(await get("/users", cookie))).toMatchObject({
      status: 200,
      body: [
        { ext: "101", displayName: "Олена" },
        { ext: "102", displayName: "Тарас" },
      ],
    });
    expect(
      await answer(await get("/calls/company.api?timeFrom=1&timeTo=2&limit=50", cookie)),
    ).toEqual({ status: 200, body: [] });
    expect((await get("/calls/company.api?timeFrom=1&timeTo=2&limit=51", cookie)).status).toBe(400);
    expect((await get("/calls/active/v3", cookie)).status).toBe(200);
  });

  test("a wrong key, a foreign domain, no cookie and an invented one are 403", async () => {
    expect((await login("other")).status).toBe(403);
    expect((await login("demo-phonet-key", "other.phonet.com.ua")).status).toBe(403);
    for (const path of ["/users", "/calls/company.api", "/calls/active/v3"]) {
      expect((await get(path)).status).toBe(403);
      expect((await get(path, "JSESSIONID=0000")).status).toBe(403);
    }
  });

  test("a login that is not JSON is refused", async () => {
    expect(
      (await fetch(`${url}${rest}/security/authorize`, { method: "POST", body: "domain=x" }))
        .status,
    ).toBe(415);
    expect(
      (await post(`${rest}/security/authorize`, { domain: "demo.phonet.com.ua" })).status,
    ).toBe(400);
  });
});

const call = (path: string, query: string, authorization: string) =>
  fetch(`${url}/sandbox/novofon${path}?${query}`, { headers: { authorization } });

describe("Novofon", () => {
  const account = { key: "appid_demo", secret: "demo-novofon-secret" };
  const signed = (path: string, query = "format=json", as = account) =>
    call(path, query, restAuthorization(path, new URLSearchParams(query), as));
  const refused = { status: 401, body: { status: "error", message: "Not authorized" } };

  test("the Authorization header equals the published vectors", () => {
    const as = { key: "test_key", secret: "test_secret_000000000" };
    const of = (path: string, query: string) =>
      restAuthorization(path, new URLSearchParams(query), as);
    expect(of("/v1/info/balance/", "format=json")).toBe(
      "test_key:NjBkNTA5ZWE4ZWRiYTkwNjMzNTFiNzQzMTc0ZjRiNTk0NmU5NGIxZA==",
    );
    expect(
      of(
        "/v1/statistics/pbx/",
        "version=2&start=2026-03-10 00:00:00&format=json&end=2026-03-10 23:59:59",
      ),
    ).toBe("test_key:NWEzNThjNzU0MzJhMWNiZTk3MjA1NzgyNGUxNTY0OGFlOWRmYzk4OA==");
  });

  test("signed calls tell the cabinet's zone, the extensions and the notifications", async () => {
    expect(await answer(await signed("/v1/info/timezone/"))).toEqual({
      status: 200,
      body: {
        status: "success",
        unixtime: NOW / 1000,
        datetime: "2026-11-24 14:43:48",
        timezone: "UTC+2",
      },
    });
    expect(await answer(await signed("/v1/pbx/internal/"))).toMatchObject({
      status: 200,
      body: { status: "success", numbers: [101, 102] },
    });
    expect(await answer(await signed("/v1/pbx/callinfo/"))).toMatchObject({
      body: { status: "success", notifications: { notify_end: "false" } },
    });
  });

  test("parameters may come in any order, the signature sorts them", async () => {
    expect((await signed("/v1/info/timezone/", "z=1&format=json&a=b c")).status).toBe(200);
  });

  test("wrong secret, unknown key, another path, other parameters, no header: not authorized", async () => {
    const path = "/v1/info/timezone/";
    const right = restAuthorization(path, new URLSearchParams("format=json"), account);
    for (const attempt of [
      signed(path, "format=json", { ...account, secret: "other" }),
      signed(path, "format=json", { ...account, key: "other" }),
      call("/v1/pbx/internal/", "format=json", right),
      call(path, "format=xml", right),
      call(path, "format=json", ""),
    ])
      expect(await answer(await attempt)).toEqual(refused);
  });

  test("the trailing slash belongs to the path", async () => {
    expect((await signed("/v1/info/timezone")).status).toBe(404);
  });
});

describe("accounts", () => {
  test("a registered account answers at once, and the list shows it", async () => {
    const mine = {
      provider: "phonet",
      domain: "mine.phonet.com.ua",
      apiKey: "k-1",
      employees: [{ ext: "007", name: "Ганна" }],
    };
    expect((await post("/sandbox/api/accounts", mine)).status).toBe(200);
    expect(
      (
        await post("/sandbox/phonet/rest/security/authorize", {
          domain: mine.domain,
          apiKey: "k-1",
        })
      ).status,
    ).toBe(200);
    const listed = await answer(await fetch(`${url}/sandbox/api/accounts`));
    expect(listed.body).toEqual({
      accounts: expect.arrayContaining([expect.objectContaining(mine)]),
    });
  });

  test("an account without employees, or in a zone that is nowhere, is refused", async () => {
    expect(
      (
        await post("/sandbox/api/accounts", {
          provider: "phonet",
          domain: "a",
          apiKey: "b",
          employees: [],
        })
      ).status,
    ).toBe(400);
    const lost = {
      provider: "novofon",
      key: "a",
      secret: "b",
      timezone: "Mars/Base",
      employees: [{ ext: "1", name: "Я" }],
    };
    expect((await post("/sandbox/api/accounts", lost)).status).toBe(400);
  });
});
