import type * as Server from "../../src/web/server.ts";
import { Router } from "@koa/router";

/** The reference of the intake row: the product's own Koa server with a handler that does nothing. */
const { dist }: { dist: string } = JSON.parse(process.argv[2] ?? "");
const { createWeb, listen }: typeof Server = await import(`${dist}/web/server.js`);

const router = new Router();
router.post("/api/webhooks/phonet/:token", (ctx) => {
  ctx.body = { ok: true };
});
const app = createWeb({
  routers: [router],
  before: [],
  trustProxy: false,
  isUnavailable: () => false,
  failed: (error) => console.error(error),
});
const { port } = await listen(app, { host: "127.0.0.1", port: 0 });
process.stdout.write(`${JSON.stringify({ port })}\n`);
