import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { createPhonetRecords } from "../../src/gateways/phonet-record.ts";
import { createPhonet } from "../../src/gateways/phonet.ts";
import { readFrames, readWav, writeWav } from "../../src/lib/wav.ts";
import { closeAll, fetcherFor, serve } from "./http-stand-in.ts";

afterEach(closeAll);

const DEMO = { domain: "demo.phonet.com.ua", apiKey: "k-123456" };
const UUID = "7a1d4c52b9a84e0f8f6f0d6d9a1b2c3d";
const DASHED = "7a1d4c52-b9a8-4e0f-8f6f-0d6d9a1b2c3d";
const employee = Int16Array.from({ length: 80 }, (_, i) => 100 + i);
const client = Int16Array.from({ length: 60 }, (_, i) => -100 - i);
const mixed = writeWav([Int16Array.from({ length: 80 }, () => 7)], 8000);
const audio = (name: string): string => `/rest/public/calls/${name}/audio`;

test("both directions of a leg become the sides of one file, the employee on the left", async () => {
  const { records, seen } = await account({
    [audio(DASHED)]: mixed,
    [audio(`${DASHED}-rx`)]: writeWav([employee], 8000),
    [audio(`${DASHED}-tx`)]: writeWav([client], 8000),
  });
  const loaded = await records.load(DEMO, UUID);
  const wav = "bytes" in loaded ? readWav(loaded.bytes) : null;
  expect(wav).toMatchObject({ channels: 2, rate: 8000, frames: 80 });
  const frames = wav ? Array.from(readFrames(wav, { from: 0, to: 80 })) : [];
  expect(frames.slice(0, 4)).toEqual([100, -100, 101, -101]);
  expect(frames.slice(-2)).toEqual([179, 0]);
  expect(seen).toEqual([
    "POST /rest/security/authorize",
    `GET ${audio(DASHED)}`,
    `GET ${audio(`${DASHED}-rx`)}`,
    `GET ${audio(`${DASHED}-tx`)}`,
  ]);
});

test.each([
  ["one of them is missing", { [audio(`${DASHED}-rx`)]: writeWav([employee], 8000) }],
  [
    "they are not alike",
    {
      [audio(`${DASHED}-rx`)]: writeWav([employee], 8000),
      [audio(`${DASHED}-tx`)]: writeWav([client], 16_000),
    },
  ],
  [
    "they are no sound",
    { [audio(`${DASHED}-rx`)]: Buffer.from("{}"), [audio(`${DASHED}-tx`)]: Buffer.from("{}") },
  ],
])("where %s, both voices stay together", async (_, sides) => {
  const { records } = await account({ [audio(DASHED)]: mixed, ...sides });
  expect(await records.load(DEMO, UUID)).toMatchObject({ bytes: mixed });
});

test("what is no plain sound of one channel is taken as it is", async () => {
  const mp3 = Buffer.from("ID3 …");
  const stereo = writeWav([employee, employee], 8000);
  for (const bytes of [mp3, stereo]) {
    const { records, seen } = await account({ [audio(DASHED)]: bytes });
    expect(await records.load(DEMO, DASHED)).toMatchObject({ bytes });
    expect(seen).toHaveLength(2);
  }
});

test("a recording that is not there, a wrong key and a server in trouble are told apart", async () => {
  const { records } = await account({});
  expect(await records.load(DEMO, UUID)).toEqual({ missing: true });
  expect(await records.load({ ...DEMO, apiKey: "another" }, UUID)).toEqual({ refused: "key" });
  const down = await account({ [audio(DASHED)]: 503 });
  expect(await down.records.load(DEMO, UUID)).toEqual({ unreachable: "http_503" });
});

test("a session that has died is renewed once", async () => {
  const { records, seen } = await account({ [audio(DASHED)]: Buffer.from("ID3 …") }, 1);
  expect(await records.load(DEMO, UUID)).toHaveProperty("bytes");
  expect(await records.load(DEMO, UUID)).toHaveProperty("bytes");
  expect(seen.filter((one) => one.startsWith("POST"))).toHaveLength(2);
});

/** An account of Phonet: nothing without the cookie of its login, which lives for so many requests. */
async function account(kept: Record<string, Buffer | number>, uses = 99) {
  const sessions = new Map<string, number>();
  const give = (request: IncomingMessage, response: ServerResponse): void => {
    const cookie = /^JSESSIONID=(\w+)$/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const left = sessions.get(cookie) ?? 0;
    sessions.set(cookie, left - 1);
    const found = kept[request.url ?? ""] ?? 404;
    if (left <= 0) response.writeHead(302, { location: "/login" }).end();
    else if (typeof found === "number") response.writeHead(found).end();
    else response.writeHead(200, { "content-type": "audio/x-wav" }).end(found);
  };
  const stand = await serve((request, response) => {
    if (request.method === "POST") void login(request, response, { sessions, uses });
    else give(request, response);
  });
  const phonet = createPhonet({ apiUrl: stand.url, fetcher: fetcherFor() });
  return { records: createPhonetRecords(phonet), seen: stand.seen };
}

async function login(
  request: IncomingMessage,
  response: ServerResponse,
  { sessions, uses }: { sessions: Map<string, number>; uses: number },
): Promise<void> {
  const asked: unknown = await json(request);
  const id = `s${sessions.size + 1}`;
  if (JSON.stringify(asked) === JSON.stringify(DEMO)) {
    sessions.set(id, uses);
    response.writeHead(200, { "set-cookie": `JSESSIONID=${id}; Path=/` }).end("{}");
  } else response.writeHead(403).end();
}
