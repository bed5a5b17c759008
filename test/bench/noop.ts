import { Router } from "@koa/router";

/** The reference of the intake row: the product's own Koa server with a handler that does nothing. */
const { dist } = JSON.parse(process.argv[2] ?? "") as { dist: string };
const { createWeb, listen } = (await import(
  `${dist}/web/server.js`
)) as typeof import("../../src/web/server.ts");

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
