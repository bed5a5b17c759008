import { Router } from "@koa/router";
import { SESSION_MS } from "../business/session.ts";
import { sessionCookie } from "../cabinet/cookie.ts";

/** `GET /sandbox/cabinet`: the cabinet of the demo business, as its owner, without asking the bot for a link. */
export function cabinetRouter(enter: () => Promise<{ token: string } | null>): Router {
  const router = new Router();
  router.get("/sandbox/cabinet", async (ctx) => {
    const session = await enter();
    if (session === null) return ctx.redirect("/sandbox");
    const keeping = { secure: ctx.secure, maxAgeS: SESSION_MS / 1000 };
    ctx.append("set-cookie", sessionCookie(session.token, keeping));
    ctx.set("cache-control", "no-store");
    return ctx.redirect("/dashboard");
  });
  return router;
}
