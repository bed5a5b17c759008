import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { metricsRouter } from "../../src/web/metrics.ts";
import { createWeb, listen, type Listening } from "../../src/web/server.ts";

const TOKEN = "metrics-token-of-a-test";
const open: Listening[] = [];

afterEach(async () => {
  for (const web of open.splice(0)) await web.close();
});

test("without a token this machine reads the figures", async () => {
  const port = await serve({ token: null });
  for (const host of ["127.0.0.1", "localhost:3000", "[::1]:3000", "127.8.0.1"])
    expect(await ask(port, { host })).toMatchObject({ status: 200, text: "figures 1\n" });
  const { type } = await ask(port, {});
  expect(type).toBe("text/plain; version=0.0.4; charset=utf-8");
});

test.each([
  { why: "a proxy on this machine", headers: { "x-forwarded-for": "127.0.0.1" } },
  { why: "a tunnel", headers: { "x-forwarded-host": "desk.example.com" } },
  { why: "a proxy that speaks the standard", headers: { forwarded: "for=127.0.0.1" } },
  { why: "another proxy", headers: { "x-real-ip": "::1" } },
  { why: "a public name that leads here", headers: { host: "desk.example.com" } },
  { why: "a name that only begins like this machine", headers: { host: "127.0.0.1.example.com" } },
  { why: "somebody who guesses", headers: { authorization: `Bearer ${TOKEN}`, via: "1.1 x" } },
])("without a token $why finds nothing", async ({ headers }) => {
  for (const trustProxy of [false, true]) {
    const port = await serve({ token: null, trustProxy });
    expect(await ask(port, headers)).toEqual(await ask(port, {}, "/no/such/page"));
  }
});

test("with a token whoever shows it reads the figures, also through a proxy", async () => {
  const port = await serve({ token: TOKEN, trustProxy: true });
  const authorization = `Bearer ${TOKEN}`;
  expect(await ask(port, { authorization, "x-forwarded-for": "203.0.113.9" })).toMatchObject({
    status: 200,
  });
});

test.each([
  {},
  { authorization: "" },
  { authorization: "Bearer" },
  { authorization: "Bearer null" },
  { authorization: TOKEN },
  { authorization: `Bearer ${TOKEN}x` },
  { authorization: `Bearer ${TOKEN.slice(0, -1)}` },
  { authorization: `Basic ${Buffer.from(`x:${TOKEN}`).toString("base64")}` },
])("with a token %o finds nothing, though it comes from this machine", async (headers) => {
  const port = await serve({ token: TOKEN });
  expect(await ask(port, headers)).toEqual(await ask(port, {}, "/no/such/page"));
  expect((await ask(port, headers, `/metrics?token=${TOKEN}`)).status).toBe(404);
});

async function serve(wish: { token: string | null; trustProxy?: boolean }): Promise<number> {
  const router = metricsRouter({
    token: wish.token,
    contentType: "text/plain; version=0.0.4; charset=utf-8",
    text: () => Promise.resolve("figures 1\n"),
  });
  const app = createWeb({
    routers: [router],
    before: [],
    trustProxy: wish.trustProxy ?? false,
    isUnavailable: () => false,
    failed: () => {},
  });
  const web = await listen(app, { host: "127.0.0.1", port: 0 });
  open.push(web);
  return web.port;
}

type Answer = { status: number; type: string; text: string };

function ask(port: number, headers: Record<string, string>, path = "/metrics"): Promise<Answer> {
  return new Promise((done, failed) => {
    request({ port, host: "127.0.0.1", path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () =>
        done({ status: answer.statusCode ?? 0, type: answer.headers["content-type"] ?? "", text }),
      );
    })
      .on("error", failed)
      .end();
  });
}
