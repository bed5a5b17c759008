import { Router } from "@koa/router";
import { afterEach, expect, test } from "vitest";
import { isUnavailable } from "../../src/db/client.ts";
import { createWeb, listen, type Listening } from "../../src/web/server.ts";

let web: Listening;
let release: () => void;
afterEach(async () => {
  release();
  await web.close();
});

test("a hook that a hanging database holds is answered 503, not left to its sender's patience; another page waits", async () => {
  const hanging = new Promise<void>((done) => (release = done));
  const router = new Router();
  for (const path of ["/api/webhooks/phonet/:token", "/dashboard"])
    router.all(path, async (ctx) => {
      await hanging;
      ctx.body = { ok: true };
    });
  const failed: unknown[] = [];
  const app = createWeb({
    routers: [router],
    before: [],
    trustProxy: false,
    isUnavailable,
    hookMs: 50,
    failed: (error) => failed.push(error),
  });
  web = await listen(app, { host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${web.port}`;
  const page = fetch(`${url}/dashboard`);
  const hook = await fetch(`${url}/api/webhooks/phonet/token`, { method: "POST", body: "{}" });
  expect([hook.status, hook.headers.get("retry-after")]).toEqual([503, "5"]);
  release();
  expect((await page).status).toBe(200);
  expect(failed).toEqual([]);
});
