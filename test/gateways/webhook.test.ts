import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseAllow } from "../../src/gateways/address.ts";
import { isOpaque } from "../../src/gateways/webhook-error.ts";
import { targetProblem } from "../../src/gateways/webhook-target.ts";
import {
  createWebhookSender,
  type SenderOptions,
  type WebhookAnswer,
  type WebhookSender,
} from "../../src/gateways/webhook.ts";
import { openSink, silence, type Sink } from "../webhooks/sink.ts";
import { openWall, type Wall } from "./tcp.ts";

type Resolve = NonNullable<SenderOptions["resolve"]>;

const nobody: Resolve = (_host, found) =>
  found(Object.assign(new Error("no such host"), { code: "ENOTFOUND" }), []);

let sink: Sink;
let wall: Wall;
const opened: WebhookSender[] = [];
beforeEach(async () => {
  sink = await openSink();
  wall = openWall();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  wall.close();
  await sink.close();
});

function sender(allow: string[] = ["127.0.0.1"], resolve?: Resolve): WebhookSender {
  const rules = { allow: parseAllow(allow), own: ["frontdesk.example"] };
  const made = createWebhookSender({ ...rules, ...(resolve ? { resolve } : {}) });
  opened.push(made);
  return made;
}

function post(by: WebhookSender, url: string, timeoutMs = 400): Promise<WebhookAnswer> {
  return by.send({ url, headers: { "x-webhook-signature": "sha256=00" }, body: "{}", timeoutMs });
}

const answers =
  (...addresses: string[]): Resolve =>
  (_host, found) =>
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );

test("case 6: a body that drips is cut off at the one deadline", async () => {
  sink.answer((_caught, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write("."), 50);
    response.once("close", () => clearInterval(drip));
  });
  const answer = await post(sender(), sink.url, 600);
  expect(answer).toMatchObject({ status: 200, cause: "timeout_body" });
  expect(answer.tookMs).toBeLessThan(2000);
});

test("case 7: of an answer without end 64 KiB are kept, and a small one that unfolds is cut as well", async () => {
  sink.answer((_caught, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(1_000_000, "a");
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", more);
    more();
  });
  const endless = await post(sender(), sink.url, 5000);
  expect(endless).toMatchObject({ status: 200, cause: null });
  expect(endless.response).toHaveLength(65_536 + " … [cut at 64 KiB]".length);
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const before = process.memoryUsage().rss;
  sink.answer((_caught, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
  });
  const unfolded = await post(sender(), sink.url, 5000);
  expect(unfolded).toMatchObject({ status: 200, cause: null });
  expect(unfolded.response?.endsWith("[cut at 64 KiB]")).toBe(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(20_000_000);
});

describe("case 8: causes that the operator can tell apart, and the owner cannot", () => {
  test.each([
    ["connection_refused", () => wall.closed()],
    ["connection_reset", () => wall.resetting()],
    ["tls_error", () => wall.selfSigned()],
    ["timeout_tls", () => wall.mute()],
  ] as const)("%s", async (cause, open) => {
    const answer = await post(sender(), await open());
    expect(answer).toMatchObject({ status: null, cause, response: null, tookMs: 400 });
    expect(isOpaque(answer.cause)).toBe(true);
  });

  test("dns_error, and a resolver that never answers", async () => {
    const lost = await post(sender([], nobody), "https://nobody.example/");
    expect(lost).toMatchObject({ cause: "dns_error", tookMs: 400 });
    const hung = await post(
      sender([], () => {}),
      "https://slow.example/",
    );
    expect(hung).toMatchObject({ cause: "timeout_connect", tookMs: 400 });
  });

  test("an answer that never begins is told as it is", async () => {
    sink.answer(silence);
    expect(await post(sender(), sink.url)).toMatchObject({
      cause: "timeout_headers",
      status: null,
    });
  });
});

test.each([301, 302, 307, 308])("case 9: %i leads nowhere, and where to is kept", async (code) => {
  const target = await openSink();
  sink.answer((_caught, response) => void response.writeHead(code, { location: target.url }).end());
  const answer = await post(sender(), sink.url);
  expect(answer).toMatchObject({
    status: code,
    cause: "redirect_refused",
    response: `Location: ${target.url}`,
  });
  expect(target.caught).toEqual([]);
  await target.close();
});

const literals = [
  "127.0.0.1",
  "[::1]",
  "[::ffff:10.0.0.1]",
  "2130706433",
  "0",
  "0x7f.1",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[fd00:ec2::254]",
  "169.254.169.254",
  "100.64.0.1",
  "localhost.",
  "frontdesk.example",
  "example.com:25",
];

test.each(literals)("case 10: %s is refused before a socket is opened", async (host) => {
  const url = new URL(`https://${host}${host.includes(":25") ? "" : `:${sink.port}`}/`);
  expect(targetProblem(url, { allow: parseAllow([]), own: ["frontdesk.example"] })).toBe("refused");
  const answer = await post(sender([]), url.href, 30);
  expect(answer).toEqual({
    status: null,
    cause: "blocked_target",
    response: null,
    retryAfter: null,
    tookMs: 30,
  });
  expect(sink.open()).toBe(0);
});

test("plain http is for addresses that the server's admin named", () => {
  const rules = { allow: parseAllow(["hooks.lan"]), own: [] };
  expect(targetProblem(new URL("http://example.com/"), rules)).toBe("not_https");
  expect(targetProblem(new URL("http://hooks.lan:8080/"), rules)).toBeNull();
  expect(targetProblem(new URL("https://example.com/"), rules)).toBeNull();
});

describe("case 11: a name that leads inside is stopped at the connection", () => {
  test.each([
    ["private only", ["127.0.0.1"]],
    ["mixed", ["1.1.1.1", "127.0.0.1"]],
    ["public and ::1", ["1.1.1.1", "::1"]],
  ])("%s", async (_name, addresses) => {
    const answer = await post(
      sender([], answers(...addresses)),
      `https://rebound.example:${sink.port}/`,
    );
    expect(answer.cause).toBe("blocked_target");
    expect(sink.open()).toBe(0);
  });
});

test("case 12: closed, silent and blocked look alike to whoever chose the address", async () => {
  const seen = await Promise.all([
    post(sender(), await wall.closed()),
    post(sender(), await wall.mute()),
    post(sender([]), "https://127.0.0.1/"),
  ]);
  const visible = seen.map(({ status, response, tookMs, cause }) => ({
    status,
    response,
    tookMs,
    opaque: isOpaque(cause),
  }));
  expect(new Set(visible.map((one) => JSON.stringify(one))).size).toBe(1);
});
