import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import {
  createNovofon,
  novofonAuthorization,
  novofonQuery,
  toZone,
  type Novofon,
} from "../../src/gateways/novofon.ts";
import { closeAll, fetcherFor, serve, type StandIn } from "./http-stand-in.ts";

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

const KEY = { key: "appid_1000001", secret: "test_secret_000000000" };
const MOSCOW = {
  body: {
    status: "success",
    unixtime: 1773133200,
    datetime: "2026-03-10 12:00:00",
    timezone: "UTC+3",
  },
};
const INTERNAL = { body: { status: "success", pbx_id: 1234, numbers: [100, "101", "007"] } };

afterEach(closeAll);

test("a good key gives the cabinet's zone and the extensions", async () => {
  const { novofon, seen } = await account({});
  expect(await novofon.check(KEY)).toEqual({
    ok: true,
    timezone: "Etc/GMT-3",
    extensions: ["100", "101", "007"],
  });
  expect(seen).toEqual(["GET /v1/info/timezone/?format=json", "GET /v1/pbx/internal/?format=json"]);
});

test("a wrong secret is refused by the signature", async () => {
  const { novofon } = await account({});
  expect(await novofon.check({ ...KEY, secret: "another" })).toEqual({ refused: "key" });
});

describe("what the server says of the key", () => {
  test.each<[string, Answer, unknown]>([
    [
      "an error inside a 200",
      { body: { status: "error", message: "Wrong Signature" } },
      { refused: "key" },
    ],
    [
      "401",
      { status: 401, body: { status: "error", message: "Not authorized" } },
      { refused: "key" },
    ],
    ["403 without a body", { status: 403, body: "" }, { refused: "key" }],
    [
      "429 with a time",
      { status: 429, headers: { "retry-after": "20" }, body: "" },
      { limited: true, retryAfterS: 20 },
    ],
    [
      "429",
      { status: 429, body: { status: "error", message: "limit" } },
      { limited: true, retryAfterS: null },
    ],
    [
      "a limit inside a 200",
      { body: { status: "error", message: "Exceeded per user Limits" } },
      { limited: true, retryAfterS: null },
    ],
    ["502", { status: 502, body: "" }, { unreachable: "http_502" }],
    ["a page", { body: "<html>maintenance</html>" }, { unreachable: "http_200" }],
    [
      "a redirect",
      { status: 302, headers: { location: "/" }, body: "" },
      { unreachable: "redirect" },
    ],
  ])("%s", async (_, timezone, outcome) => {
    const { novofon } = await account({ timezone });
    expect(await novofon.check(KEY)).toEqual(outcome);
  });

  test.each<[string, Answer]>([
    ["an error", { body: { status: "error", message: "PBX not found" } }],
    ["a fault", { status: 500, body: "" }],
    ["another shape", { body: { status: "success", numbers: { a: 1 } } }],
    ["no list", { body: { status: "success" } }],
  ])("the key stands when the list of extensions is %s", async (_, internal) => {
    const { novofon } = await account({ internal });
    expect(await novofon.check(KEY)).toEqual({ ok: true, timezone: "Etc/GMT-3", extensions: [] });
  });

  test.each([
    [{ timezone: "Europe/Kyiv" }, "Europe/Kyiv"],
    [{ timezone: "Somewhere", unixtime: 1773133200, datetime: "2026-03-10 14:00:00" }, "Etc/GMT-5"],
    [{ unixtime: "1773133200", datetime: "2026-03-10 09:00:03" }, "Etc/UTC"],
    [{ unixtime: 1773133200 }, null],
    [{}, null],
  ])("the zone of %j is %j", async (body, timezone) => {
    const { novofon } = await account({ timezone: { body: { status: "success", ...body } } });
    expect(await novofon.check(KEY)).toMatchObject({ ok: true, timezone });
  });
});

test("a server that is away is unreachable", async () => {
  const { novofon, close } = await account({});
  await close();
  expect(await novofon.check(KEY)).toEqual({ unreachable: "network" });
});

describe("the Authorization header", () => {
  const secret = "test_secret_000000000";

  test.each([
    [
      "/v1/info/balance/",
      {},
      "format=json",
      "test_key:NjBkNTA5ZWE4ZWRiYTkwNjMzNTFiNzQzMTc0ZjRiNTk0NmU5NGIxZA==",
    ],
    [
      "/v1/pbx/record/request/",
      { lifetime: "5184000", call_id: "1773133201.500001" },
      "call_id=1773133201.500001&format=json&lifetime=5184000",
      "test_key:OTgzNGFlODI1MWFiMjY2MmYzYzI3OWMzZWI4OWZlZWViMmYxNDZmNQ==",
    ],
    [
      "/v1/statistics/pbx/",
      { version: "2", start: "2026-03-10 00:00:00", end: "2026-03-10 23:59:59" },
      "end=2026-03-10+23%3A59%3A59&format=json&start=2026-03-10+00%3A00%3A00&version=2",
      "test_key:NWEzNThjNzU0MzJhMWNiZTk3MjA1NzgyNGUxNTY0OGFlOWRmYzk4OA==",
    ],
  ])("of %s is the provider's", (path, params, query, header) => {
    expect(novofonQuery(params)).toBe(query);
    expect(novofonAuthorization(path, query, { key: "test_key", secret })).toBe(header);
  });

  test("marks are escaped as PHP escapes them", () => {
    expect(novofonQuery({ a: "~!'()* _-." })).toBe("a=%7E%21%27%28%29%2A+_-.&format=json");
  });
});

test.each([
  ["UTC+3", "Etc/GMT-3"],
  ["UTC-5", "Etc/GMT+5"],
  ["UTC+03:00", "Etc/GMT-3"],
  ["+2", "Etc/GMT-2"],
  ["GMT+0300", "Etc/GMT-3"],
  ["UTC+0", "Etc/UTC"],
  ["UTC", "UTC"],
  ["UTC+5:30", "Asia/Kolkata"],
  ["UTC+5:15", null],
  ["UTC+15", null],
  ["Asia/Almaty", "Asia/Almaty"],
  ["Etc/GMT-3", "Etc/GMT-3"],
  ["3", null],
  ["", null],
])("the zone %j is %j", (text, zone) => {
  expect(toZone(text)).toBe(zone);
});

/** Novofon as far as the form asks it: every request's signature is checked. */
async function account(answers: {
  timezone?: Answer;
  internal?: Answer;
}): Promise<{ novofon: Novofon } & StandIn> {
  const wrong: Answer = { body: { status: "error", message: "Wrong Signature" } };
  const standIn = await serve((request, response) => {
    const { status = 200, headers, body } = isSigned(request) ? answerTo(request, answers) : wrong;
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return { novofon: createNovofon({ apiUrl: standIn.url, fetcher: fetcherFor() }), ...standIn };
}

function answerTo(
  request: IncomingMessage,
  answers: { timezone?: Answer; internal?: Answer },
): Answer {
  if (request.url?.startsWith("/v1/info/timezone/?")) return answers.timezone ?? MOSCOW;
  if (request.url?.startsWith("/v1/pbx/internal/?")) return answers.internal ?? INTERNAL;
  return { status: 404, body: "" };
}

function isSigned(request: IncomingMessage): boolean {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const text = path + query + createHash("md5").update(query).digest("hex");
  const hex = createHmac("sha1", KEY.secret).update(text).digest("hex");
  return request.headers.authorization === `${KEY.key}:${Buffer.from(hex).toString("base64")}`;
}
