import { Router } from "@koa/router";

/** What keeps the process from serving, by name; empty when it is ready. */
export type Readiness = () => Promise<string[]>;

/** `/api/health` while the process lives, `/api/ready` when everything it needs is up. */
export function healthRouter(ready: Readiness): Router {
  const router = new Router();
  router.get("/api/health", (ctx) => {
    ctx.body = { status: "ok" };
  });
  router.get("/api/ready", async (ctx) => {
    const reasons = await ready();
    ctx.status = reasons.length === 0 ? 200 : 503;
    ctx.body = reasons.length === 0 ? { status: "ready" } : { status: "not_ready", reasons };
  });
  return router;
}

/** Whoever opens the bare address is led to what there is to see. */
export function homeRouter(to: string): Router {
  const router = new Router();
  router.get("/", (ctx) => ctx.redirect(to));
  return router;
}
