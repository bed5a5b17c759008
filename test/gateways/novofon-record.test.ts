import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createNovofonRecords } from "../../src/gateways/novofon-record.ts";
import { closeAll, fetcherFor, serve } from "./http-stand-in.ts";

afterEach(closeAll);

const KEY = { key: "appid_1000001", secret: "test_secret_000000000" };
const REC = "1773133201.500001";
const PBX = "in_0c42b7ba9192b81dbf984371fba6fd76d1ae66cd";
const sound = Buffer.from("ID3 and the rest of a talk");

test("a recording is asked for by its own id, and its link is opened at once", async () => {
  const { records, seen, url } = await service({
    body: { status: "success", link: "{own}dl/1.mp3" },
  });
  const asked = await records.links(KEY, { callId: REC });
  expect(asked).toEqual({ links: [`${url}dl/1.mp3`] });
  expect(await records.load(`${url}dl/1.mp3`)).toEqual({ bytes: sound, type: "audio/mpeg" });
  expect(seen).toEqual([
    `GET /v1/pbx/record/request/?call_id=${REC}&format=json&lifetime=180`,
    "GET /dl/1.mp3",
  ]);
});

test("all recordings of a call are asked for by the call's id", async () => {
  const { records, seen } = await service({
    body: { status: "success", links: ["{own}1", "{own}2"] },
  });
  const asked = await records.links(KEY, { pbxCallId: PBX });
  expect("links" in asked && asked.links).toHaveLength(2);
  expect(seen).toEqual([`GET /v1/pbx/record/request/?format=json&lifetime=180&pbx_call_id=${PBX}`]);
});

test.each<[string, Answer, unknown]>([
  ["not there yet", { body: { status: "error", message: "File not found" } }, { missing: true }],
  [
    "not there, as a 404",
    { status: 404, body: { status: "error", message: "File not found" } },
    { missing: true },
  ],
  ["a call without any", { body: { status: "success", links: [] } }, { missing: true }],
  [
    "a wrong key",
    { status: 401, body: { status: "error", message: "Not authorized" } },
    { refused: "key" },
  ],
  [
    "a wrong key, inside a 200",
    { body: { status: "error", message: "Wrong Signature" } },
    { refused: "key" },
  ],
  [
    "too many at once",
    { status: 429, headers: { "retry-after": "20" }, body: "" },
    { limited: true, retryAfterS: 20 },
  ],
  [
    "too many, inside a 200",
    { body: { status: "error", message: "Exceeded per user Limits" } },
    { limited: true, retryAfterS: null },
  ],
  ["a broken server", { status: 502, body: "<html>" }, { unreachable: "http_502" }],
  ["a page", { body: "<html>" }, { unreachable: "http_200" }],
  [
    "a moved address",
    { status: 302, headers: { location: "/x" }, body: "" },
    { unreachable: "redirect" },
  ],
])("%s", async (_, answer, expected) => {
  const { records } = await service(answer);
  expect(await records.links(KEY, { callId: REC })).toEqual(expected);
});

test("a secret that does not fit is refused by the signature", async () => {
  const { records } = await service({ body: { status: "success", link: "{own}1" } });
  expect(await records.links({ ...KEY, secret: "another" }, { callId: REC })).toEqual({
    refused: "key",
  });
});

test("a link that leads to an address within is not opened", async () => {
  const own = await service({ body: "" });
  const other = await serve((_request, response) => void response.end(sound));
  expect(await own.records.load(other.url)).toEqual({ blocked: "address" });
  expect(await own.records.load("file:///etc/passwd")).toEqual({ blocked: "bad_url" });
  expect(other.seen).toEqual([]);
});

test.each<[number, unknown]>([
  [404, { missing: true }],
  [410, { missing: true }],
  [401, { refused: "key" }],
  [403, { refused: "key" }],
  [500, { unreachable: "http_500" }],
  [301, { blocked: "redirect" }],
])("a link that answers %i", async (status, expected) => {
  const { records, url } = await service({ body: "" }, status);
  expect(await records.load(`${url}dl/1.mp3`)).toEqual(expected);
});

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** Novofon's REST: nothing is answered to a request whose signature is not what its own SDK makes. */
async function service({ status = 200, headers = {}, body }: Answer, loaded = 200) {
  const stand = await serve((request, response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const refused = JSON.stringify({ status: "error", message: "Not authorized" });
    if (request.url?.startsWith("/dl/"))
      response.writeHead(loaded, { "content-type": "audio/mpeg" }).end(sound);
    else if (isSigned(request))
      response.writeHead(status, headers).end(text.replaceAll("{own}", stand.url));
    else response.writeHead(401).end(refused);
  });
  const records = createNovofonRecords({ apiUrl: stand.url, fetcher: fetcherFor() });
  return { records, seen: stand.seen, url: stand.url };
}

function isSigned({ url = "", headers }: IncomingMessage): boolean {
  const [path = "", query = ""] = url.split("?");
  const sorted = query.split("&").toSorted().join("&");
  const text = `${path}${sorted}${createHash("md5").update(sorted).digest("hex")}`;
  const hex = createHmac("sha1", KEY.secret).update(text).digest("hex");
  const expected = `${KEY.key}:${Buffer.from(hex).toString("base64")}`;
  return sorted === query && path.endsWith("/") && headers.authorization === expected;
}
