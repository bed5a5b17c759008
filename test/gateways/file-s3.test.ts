import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { createS3Files } from "../../src/gateways/file-s3.ts";
import { closeAll, serve } from "./http-stand-in.ts";

afterEach(closeAll);

const KEYS = { accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const MB = 1024 * 1024;
const NAME = "5f0c-1/9a1b-2.mp3";
const bytes = Buffer.from([0xff, 0xfb, 0, 1, 2, 3]);

test("what is put away comes back, and is gone once it is removed", async () => {
  const { files, seen, kept } = await bucket();
  expect(await files.put(NAME, bytes, "audio/mpeg")).toEqual({ kept: true });
  expect(kept.get(`/sound/${NAME}`)).toEqual({ bytes, type: "audio/mpeg" });
  expect(await files.get(NAME)).toEqual({ bytes });
  expect(await files.remove(NAME)).toEqual({ removed: true });
  expect(await files.get(NAME)).toEqual({ missing: true });
  expect(await files.remove(NAME)).toEqual({ removed: true });
  expect(seen.map((one) => one.split(" ")[0])).toEqual(["PUT", "GET", "DELETE", "GET", "DELETE"]);
});

test("a range is asked for by itself, and no name but ours is", async () => {
  const { files, seen } = await bucket();
  await files.put(NAME, bytes, "audio/mpeg");
  const some = await files.read(NAME, { from: 1, to: 3 });
  expect("stream" in some && (await buffer(some.stream))).toEqual(bytes.subarray(1, 4));
  const whole = await files.read(NAME, null);
  expect("stream" in whole && (await buffer(whole.stream))).toEqual(bytes);
  expect(await files.read("5f0c-1/none.mp3", null)).toEqual({ missing: true });
  expect(await files.read("../none.mp3", null)).toEqual({ failed: "bad_name" });
  expect(seen).toHaveLength(4);
});

test("of a large file only what somebody takes is fetched", async () => {
  const sent = { bytes: 0 };
  const { url } = await serve((_request, response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && sent.bytes < 300 * MB) {
        sent.bytes += MB;
        if (!response.write(Buffer.alloc(MB))) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  const files = createS3Files({ endpoint: url, bucket: "sound", region: "eu-central-1", ...KEYS });
  const found = await files.read(NAME, null);
  if (!("stream" in found)) throw new Error("no stream");
  for await (const chunk of found.stream) {
    expect(Buffer.isBuffer(chunk) || chunk instanceof Uint8Array).toBe(true);
    break;
  }
  expect(found.stream.destroyed).toBe(true);
  expect(sent.bytes).toBeLessThan(30 * MB);
});

test("a wrong secret, another region and a name of somebody's own are refused", async () => {
  const { url } = await bucket();
  const place = { endpoint: url, bucket: "sound", region: "eu-central-1", ...KEYS };
  const wrong = createS3Files({ ...place, secretKey: "another" });
  expect(await wrong.put(NAME, bytes, "audio/mpeg")).toEqual({ failed: "s3_403" });
  expect(await wrong.get(NAME)).toEqual({ failed: "s3_403" });
  expect(await wrong.remove(NAME)).toEqual({ failed: "s3_403" });
  const elsewhere = createS3Files({ ...place, region: "us-east-1" });
  expect(await elsewhere.get(NAME)).toEqual({ failed: "s3_403" });
  expect(await createS3Files(place).get("../other/secret.mp3")).toEqual({ failed: "bad_name" });
});

test.each([500, 503, 301])("an answer of %i is a failure and is asked once", async (status) => {
  const { url, seen } = await serve((_request, response) => void response.writeHead(status).end());
  const files = createS3Files({ endpoint: url, bucket: "sound", region: "eu-central-1", ...KEYS });
  expect(await files.put(NAME, bytes, "audio/mpeg")).toEqual({ failed: `s3_${status}` });
  expect(await files.get(NAME)).toEqual({ failed: `s3_${status}` });
  expect(seen).toHaveLength(2);
});

test("a service that is away is told from one that refuses", async () => {
  const { url, close } = await serve(() => {});
  await close();
  const files = createS3Files({ endpoint: url, bucket: "sound", region: "eu-central-1", ...KEYS });
  expect(await files.get(NAME)).toEqual({ failed: "s3_network" });
});

/** A bucket that takes a request only when its signature is right by AWS's own description of version 4. */
async function bucket() {
  const kept = new Map<string, { bytes: Buffer; type: string }>();
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    if (isSigned(request, body)) answer(request, response, { body, kept });
    else response.writeHead(403).end();
  };
  const { url, seen } = await serve((request, response) => void take(request, response));
  const place = { endpoint: url, bucket: "sound", region: "eu-central-1", ...KEYS };
  return { files: createS3Files(place), url, seen, kept };
}

function answer(
  { method, url = "", headers }: IncomingMessage,
  response: ServerResponse,
  { body, kept }: { body: Buffer; kept: Map<string, { bytes: Buffer; type: string }> },
): void {
  const known = kept.get(url);
  if (method === "PUT") {
    kept.set(url, { bytes: body, type: String(headers["content-type"]) });
    response.writeHead(200).end();
  } else if (method === "DELETE") {
    kept.delete(url);
    response.writeHead(204).end();
  } else if (known) {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
    const part = known.bytes.subarray(
      Number(from ?? 0),
      to === undefined ? undefined : Number(to) + 1,
    );
    response.writeHead(to === undefined ? 200 : 206, { "content-type": known.type }).end(part);
  } else response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
}

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/eu-central-1\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;

function isSigned({ method = "", url = "", headers }: IncomingMessage, body: Buffer): boolean {
  const found = FORM.exec(String(headers["authorization"]));
  if (!found) return false;
  const [, key, day = "", names = "", signature] = found;
  const date = String(headers["x-amz-date"]);
  const digest = sha256(body);
  if (key !== KEYS.accessKey || !date.startsWith(day) || !isNow(date)) return false;
  if (headers["x-amz-content-sha256"] !== digest) return false;
  const signed = names.split(";");
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => signed.includes(name)))
    return false;
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join("");
  const request = [method, url, "", lines, names, digest].join("\n");
  const scope = `${day}/eu-central-1/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(Buffer.from(request))].join("\n");
  const signing = [day, "eu-central-1", "s3", "aws4_request"].reduce<Buffer | string>(
    (with_, part) => hmac(with_, part),
    `AWS4${KEYS.secretKey}`,
  );
  return hmac(signing, text).toString("hex") === signature;
}

function isNow(date: string): boolean {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  return Math.abs(at - Date.now()) < 900_000;
}

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
