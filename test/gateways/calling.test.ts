import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { createNovofon } from "../../src/gateways/novofon.ts";
import { createPhonet } from "../../src/gateways/phonet.ts";
import { closeAll, fetcherFor, serve } from "./http-stand-in.ts";

type Answer = { status?: number; headers?: Record<string, string>; body?: string } | "hang up";

const NOVOFON = { key: "appid_1000001", secret: "test_secret_000000000" };
const PHONET = { domain: "demo.phonet.com.ua", apiKey: "demo-phonet-key" };
const LOGIN = { headers: { "set-cookie": "JSESSIONID=S1; Path=/" }, body: "{}" };

afterEach(closeAll);

describe("Novofon", () => {
  test("rings at the extension first, from which the call also goes out", async () => {
    const { novofon, seen } = await novofonWith(() => ({ body: `{"status":"success","time":1}` }));
    expect(await novofon.callBack(NOVOFON, { ext: "102", to: "79260002222" })).toEqual({
      calling: null,
    });
    expect(seen).toEqual(["GET /v1/request/callback/?format=json&from=102&sip=102&to=79260002222"]);
  });

  test.each<[string, Answer, object]>([
    ["429", { status: 429 }, { limited: true }],
    ["a limit", { body: `{"status":"error","message":"Exceeded limits"}` }, { limited: true }],
    ["401", { status: 401 }, { refused: "key" }],
    ["a signature", { body: `{"status":"error","message":"Wrong Signature"}` }, { refused: "key" }],
    ["no money", { body: `{"status":"error","message":"Not enough money"}` }, { refused: "money" }],
    ["from", { body: `{"status":"error","message":"Wrong sip"}` }, { refused: "extension" }],
    ["to", { body: `{"status":"error","message":"Wrong number"}` }, { refused: "number" }],
    ["anything else", { body: `{"status":"error","message":"Oops"}` }, { refused: "other" }],
    ["503", { status: 503 }, { unreachable: "http_503" }],
    ["500", { status: 500 }, { unknown: "http_500" }],
    ["a page", { body: "<html>" }, { unknown: "http_200" }],
    ["an answer that was lost", "hang up", { unknown: "network" }],
  ])("%s", async (_, answer, outcome) => {
    const { novofon, seen } = await novofonWith(() => answer);
    expect(await novofon.callBack(NOVOFON, { ext: "102", to: "79260002222" })).toEqual(outcome);
    // Whatever came of it, nobody asks twice.
    expect(seen).toHaveLength(1);
  });

  test("a server that is not there was asked nothing", async () => {
    const gone = await serve(() => {});
    await gone.close();
    const novofon = createNovofon({ apiUrl: gone.url, fetcher: fetcherFor() });
    expect(await novofon.callBack(NOVOFON, { ext: "1", to: "79260002222" })).toEqual({
      unreachable: "network",
    });
  });

  test("gives its statistics by pages", async () => {
    const { novofon, seen } = await novofonWith(() => ({
      body: `{"status":"success","stats":[{"call_id":"1"}]}`,
    }));
    const period = { start: "2026-03-10 00:00:00", end: "2026-03-10 23:59:59" };
    expect(await novofon.statistics(NOVOFON, { ...period, skip: 1000, limit: 1000 })).toEqual({
      rows: [{ call_id: "1" }],
    });
    expect(seen[0]).toBe(
      "GET /v1/statistics/pbx/?end=2026-03-10+23%3A59%3A59&format=json&limit=1000&skip=1000&start=2026-03-10+00%3A00%3A00&version=2",
    );
  });

  test("an answer without statistics is no quiet day", async () => {
    const { novofon } = await novofonWith(() => ({ body: `{"status":"success"}` }));
    const period = { start: "2026-03-10 00:00:00", end: "2026-03-10 23:59:59" };
    expect(await novofon.statistics(NOVOFON, { ...period, skip: 0, limit: 1000 })).toEqual({
      unreachable: "no_stats",
    });
  });
});

describe("Phonet", () => {
  test("calls within one session, and tells the call's id", async () => {
    const uuid = "47a96889-3984-475b-8c20-e29dec144ce3";
    const { phonet, seen, bodies } = await phonetWith(() => ({ body: JSON.stringify({ uuid }) }));
    for (const _ of [1, 2])
      expect(await phonet.callBack(PHONET, { ext: "101", to: "+380670000001" })).toEqual({
        calling: uuid,
      });
    expect(seen).toEqual([
      "POST /rest/security/authorize",
      "POST /rest/user/makeCall",
      "POST /rest/user/makeCall",
    ]);
    expect(bodies).toContain(`{"legExt":"101","otherLegNum":"+380670000001"}`);
  });

  test("an expired session is begun anew once", async () => {
    let asked = 0;
    const { phonet, seen } = await phonetWith(() =>
      asked++ === 0 ? { status: 403 } : { body: `[{"uuid":"a"}]` },
    );
    const period = { from: 1, to: 2, offset: 50, limit: 50 };
    expect(await phonet.calls(PHONET, period)).toEqual({ rows: [{ uuid: "a" }] });
    expect(seen.filter((line) => line.includes("authorize"))).toHaveLength(2);
    expect(seen.at(-1)).toBe("GET /rest/calls/company.api?timeFrom=1&timeTo=2&limit=50&offset=50");
  });

  test.each<[string, Answer, object]>([
    ["never let in", { status: 403 }, { refused: "key" }],
    ["429", { status: 429 }, { limited: true }],
    ["402", { status: 402 }, { refused: "money" }],
    ["409", { status: 409 }, { refused: "busy" }],
    ["an extension", { status: 400, body: `{"error":"unknown legExt"}` }, { refused: "extension" }],
    ["a number", { status: 400, body: `{"error":"bad otherLegNum"}` }, { refused: "number" }],
    ["an error in a 200", { body: `{"error":"subscriber is busy"}` }, { refused: "busy" }],
    ["an answer without an id", { body: "{}" }, { unknown: "no_uuid" }],
    ["502", { status: 502 }, { unknown: "http_502" }],
    ["an answer that was lost", "hang up", { unknown: "network" }],
  ])("%s", async (_, answer, outcome) => {
    const { phonet } = await phonetWith(() => answer);
    expect(await phonet.callBack(PHONET, { ext: "101", to: "+380670000001" })).toEqual(outcome);
  });

  test.each<[string, Answer, object]>([
    ["502", { status: 502 }, { unreachable: "http_502" }],
    ["429", { status: 429 }, { limited: true, retryAfterS: null }],
    ["a page", { body: "<html>" }, { unreachable: "http_200" }],
    ["never let in", { status: 401 }, { refused: "access" }],
  ])("statistics: %s", async (_, answer, outcome) => {
    const { phonet } = await phonetWith(() => answer);
    expect(await phonet.calls(PHONET, { from: 1, to: 2, offset: 0, limit: 50 })).toEqual(outcome);
  });
});

async function novofonWith(answerTo: (request: IncomingMessage) => Answer) {
  const { url, seen } = await serving(answerTo);
  return { novofon: createNovofon({ apiUrl: url, fetcher: fetcherFor() }), seen };
}

async function phonetWith(answerTo: (request: IncomingMessage) => Answer) {
  const { url, seen, bodies } = await serving((request) =>
    request.url === "/rest/security/authorize" ? LOGIN : answerTo(request),
  );
  return { phonet: createPhonet({ apiUrl: url, fetcher: fetcherFor() }), seen, bodies };
}

async function serving(answerTo: (request: IncomingMessage) => Answer) {
  const bodies: string[] = [];
  const standIn = await serve((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      const answer = answerTo(request);
      if (answer === "hang up") return response.destroy();
      return response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? "");
    });
  });
  return { ...standIn, bodies };
}
