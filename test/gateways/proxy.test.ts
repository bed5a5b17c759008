import { createServer } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createFetcher } from "../../src/gateways/http.ts";
import { createCardGateway } from "../../src/gateways/telegram.ts";
import { closeAll, fetcherFor, kept, serve } from "./http-stand-in.ts";

const TOKEN = "7000000001:proxy-canary-proxy-canary-proxy-canary";
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await closeAll();
});

test("requests to Telegram leave through the proxy, which learns the host alone", async () => {
  const telegram = await telegramStandIn();
  const proxy = await openProxy();
  const cards = gatewayThrough(telegram.url, proxy.url);
  expect(await cards.send({ chatId: 1, threadId: null }, message)).toEqual({ sent: 5 });
  expect(await cards.edit({ chatId: 1, threadId: null }, 5, message)).toEqual({ sent: 5 });
  expect(telegram.seen).toHaveLength(2);
  expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT 127.0.0.1:${telegram.port}`]));
});

test("a proxy that is down sent nothing: the message is not called ambiguous", async () => {
  const telegram = await telegramStandIn();
  const { url, close } = await openProxy();
  await close();
  const sent = await gatewayThrough(telegram.url, url).send({ chatId: 1, threadId: null }, message);
  expect(sent).toEqual({ unsent: "ECONNREFUSED" });
  expect(telegram.seen).toEqual([]);
});

test("an address of a business is never asked through the environment's proxy", async () => {
  const pbx = await serve((_, response) => response.end("hello"));
  const proxy = await openProxy();
  process.env["HTTPS_PROXY"] = process.env["HTTP_PROXY"] = proxy.url;
  try {
    const answer = await fetcherFor(["127.0.0.0/8"]).request({ url: pbx.url });
    expect(answer).toMatchObject({ status: 200 });
  } finally {
    delete process.env["HTTPS_PROXY"];
    delete process.env["HTTP_PROXY"];
  }
  expect(pbx.seen).toHaveLength(1);
  expect(proxy.asked).toEqual([]);
});

test("a model behind TLS is asked through the proxy, one in the house is not", async () => {
  const house = await serve((_, response) => response.end("{}"));
  const proxy = await openProxy();
  const fetcher = kept(createFetcher({ allow: [], proxy: proxy.url }));
  const ask = (url: string, proxied: boolean) => fetcher.request({ url, trusted: true, proxied });
  expect(await ask(house.url, true)).toMatchObject({ status: 200 });
  expect(await ask(house.url.replace("http:", "https:"), false)).toMatchObject({ failed: "tls" });
  expect(proxy.asked).toEqual([]);
  expect(await ask(house.url.replace("http:", "https:"), true)).toMatchObject({ failed: "tls" });
  expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${house.port}`]);
});

const message = { html: "Дзвінок", silent: false, replyTo: null, keyboard: null };

function gatewayThrough(apiRoot: string, proxy: string) {
  return createCardGateway({ token: TOKEN, apiRoot: apiRoot.replace(/\/$/, ""), proxy });
}

function telegramStandIn() {
  return serve((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, result: { message_id: 5 } }));
  });
}

/** The least that a proxy does: it opens a way to the host that it is asked for. */
async function openProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(405).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const way = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      way.pipe(socket).pipe(way);
    });
    for (const end of [way, socket]) end.on("error", () => end.destroy());
    socket.on("close", () => way.destroy());
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await new Promise((done) => server.close(done));
  };
  closing.push(close);
  return { url: `http://127.0.0.1:${port}`, asked, close };
}
