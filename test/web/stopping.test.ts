import { Agent, request, type IncomingMessage } from "node:http";
import { Router } from "@koa/router";
import { afterEach, expect, test } from "vitest";
import { createWeb, listen, type Listening } from "../../src/web/server.ts";

let web: Listening;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

afterEach(async () => {
  agent.destroy();
  await web.close();
});

test("while it serves a connection is kept; once it stops every answer, an error too, sends to another one", async () => {
  const state = { stopping: false };
  const router = new Router();
  router.get("/here", (ctx) => {
    ctx.body = "here";
  });
  router.get("/away", () => Promise.reject(new Error("away")));
  const app = createWeb({
    routers: [router],
    before: [],
    trustProxy: false,
    stopping: () => state.stopping,
    isUnavailable: () => true,
    failed: () => {},
  });
  web = await listen(app, { host: "127.0.0.1", port: 0 });
  expect(await connectionOf("/here")).toBe("keep-alive");
  state.stopping = true;
  for (const path of ["/here", "/nowhere", "/away"]) expect(await connectionOf(path)).toBe("close");
});

async function connectionOf(path: string): Promise<string | undefined> {
  const answer = await new Promise<IncomingMessage>((done, failed) => {
    request({ port: web.port, host: "127.0.0.1", path, agent }, done).on("error", failed).end();
  });
  answer.resume();
  await new Promise((done) => answer.once("end", done));
  return answer.headers.connection;
}
