import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseAllow } from "../../src/gateways/address.ts";
import { bodySink } from "../../src/gateways/webhook-body.ts";
import { targetProblem } from "../../src/gateways/webhook-target.ts";
import { createWebhookSender, type WebhookSender } from "../../src/gateways/webhook.ts";
import { readAddress } from "../../src/webhooks/address.ts";
import { openSink, status, type Sink } from "../webhooks/sink.ts";
import { openWall, type Wall } from "./tcp.ts";

let sender: WebhookSender;
let wall: Wall;
let sink: Sink;
beforeEach(async () => {
  sender = createWebhookSender({ allow: parseAllow(["127.0.0.1"]), own: [] });
  wall = openWall();
  sink = await openSink();
});
afterEach(async () => {
  await sender.close();
  wall.close();
  await sink.close();
});

const post = (url: string, timeoutMs = 150) =>
  sender.send({ url, headers: { "content-type": "application/json" }, body: "{}", timeoutMs });

describe("an address, however it is written", () => {
  const rules = { allow: parseAllow([]), own: ["frontdesk.example"] };
  test.each([
    "https://me:word@127.0.0.1/",
    "https://127.0.0.1./",
    "https://127.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://１２７.0.0.1/",
    "https://127。0。0。1/",
    "https://①②⑦.0.0.1/",
    "https://[::ffff:127.0.0.1]/",
    "https://[0:0:0:0:0:ffff:7f00:1]/",
    "https://[::7f00:1]/",
    "https://[fe80::1]/",
    "https://ｌｏｃａｌｈｏｓｔ/",
    "https://LOCALHOST/",
    "https://a.localhost/",
    "https://db.internal./",
    "https://printer.local/",
    "https://postgres/",
    "https://FrontDesk.example.:8443/",
    "https://example.com:22/",
    "https://example.com:06379/",
    "https://192.0.2.1/",
    "https://[2001:db8::1]/",
  ])("%s is refused", (typed) => {
    const address = readAddress(typed);
    expect(targetProblem(new URL(address?.url ?? ""), rules)).toBe("refused");
  });

  test.each([
    "https://[fe80::1%25eth0]/",
    "javascript:alert(1)",
    "https://",
    "https://a b.example/",
  ])("%s is none", (typed) => {
    expect(readAddress(typed)).toBeNull();
  });

  test.each(["ftp://example.com/", "file:///etc/passwd", "gopher://example.com/"])(
    "%s leads nowhere",
    (typed) => {
      const address = readAddress(typed);
      expect(address === null || targetProblem(new URL(address.url), rules) === "not_url").toBe(
        true,
      );
    },
  );

  test("a public one may have any other port, and letters of any script", () => {
    for (const typed of ["https://example.com:8443/x", "https://приклад.укр/", "1.1.1.1/x"])
      expect(targetProblem(new URL(readAddress(typed)?.url ?? ""), rules)).toBeNull();
  });
});

describe("a receiver that breaks the protocol", () => {
  test.each([
    ["no HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["zeros", "\0".repeat(1000)],
    ["another version", "HTTP/9.9 200 OK\r\n\r\n"],
    ["no status", "HTTP/1.1 abc\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello"],
    ["a megabyte of headers", `HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(130_000)}\r\n`],
    ["an upgrade", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
  ])("%s: the attempt fails, alike to its owner", async (_name, words) => {
    // Told at the deadline: one that a busy machine does not miss.
    const answer = await post(await wall.saying(words), 600);
    expect(answer).toMatchObject({ status: null, response: null, tookMs: 600 });
    expect(["network_error", "connection_reset"]).toContain(answer.cause);
  });

  test("a body that breaks off after a good status is no success", async () => {
    const broken = await post(
      await wall.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nZZ\r\n"),
    );
    expect(broken).toMatchObject({ status: 200, response: null });
    expect(broken.cause).not.toBeNull();
    const short = await post(
      await wall.saying("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nnot so long"),
    );
    expect(short.cause).not.toBeNull();
  });

  test("204 with a body, 304 and 206 are told as what they are", async () => {
    const empty = await post(await wall.saying("HTTP/1.1 204 No Content\r\n\r\nsurprise"));
    expect(empty).toMatchObject({ status: 204, cause: null, response: "" });
    for (const code of [304, 206]) {
      sink.answer(status(code));
      expect(await post(sink.url)).toMatchObject({ status: code, cause: null });
    }
  });

  test("endless hints before the answer end at the deadline", async () => {
    const url = await wall.repeating("HTTP/1.1 102 Processing\r\n\r\n");
    expect(await post(url)).toMatchObject({ status: null, cause: "timeout_headers" });
  });

  test("what it leaves open is not used for another request", async () => {
    sink.answer((_caught, response) => {
      response.writeHead(200, { "content-length": "2" }).write("okHTTP/1.1 200 OK\r\n\r\n");
      response.end();
    });
    await post(sink.url);
    sink.answer(status(503));
    expect(await post(sink.url)).toMatchObject({ status: 503 });
  });
});

describe("an answer that is packed", () => {
  test.each([
    ["gzip", gzipSync("hello"), "hello"],
    ["GZIP ", gzipSync("hello"), "hello"],
    ["gzip", Buffer.from("not packed"), "[the answer's encoding could not be read]"],
    ["gzip", gzipSync("hello").subarray(0, 12), "h[the answer's encoding could not be read]"],
    ["zstd", Buffer.from("x"), "[the answer's encoding could not be read]"],
    ["identity", Buffer.from("hello"), "hello"],
  ])("%s", async (encoding, bytes, expected) => {
    expect(await told(encoding, [bytes])).toBe(expected);
  });

  test("and unfolds to nothing without end is given up", async () => {
    const head = gzipSync("").subarray(0, 10);
    // Stored blocks of no length.
    const nothing = Buffer.alloc(65_000, Buffer.from([0, 0, 0, 0xff, 0xff]));
    const text = await new Promise<string>((done) => {
      const into = bodySink("gzip", done);
      into.write(head);
      for (let count = 0; count < 5; count += 1) into.write(nothing);
    });
    expect(text).toBe(" … [cut at 64 KiB]");
  });
});

function told(encoding: string, chunks: readonly Buffer[]): Promise<string> {
  return new Promise((done) => {
    const into = bodySink(encoding, done);
    for (const chunk of chunks) into.write(chunk);
    into.end();
  });
}
