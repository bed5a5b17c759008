import type { IncomingMessage } from "node:http";
import { Router } from "@koa/router";
import { equalConstantTime } from "../lib/hmac.ts";
import { isLoopback } from "./loopback.ts";

/** What a proxy or a tunnel adds to what it passes on. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/**
 * The figures for Prometheus: with a token for whoever shows it, without one only for this machine itself. Everybody else
 * finds nothing here.
 */
export function metricsRouter(deps: {
  token: string | null;
  contentType: string;
  text: () => Promise<string>;
}): Router {
  const router = new Router();
  router.get("/metrics", async (ctx, next) => {
    const { token } = deps;
    const shown = ctx.get("authorization");
    const allowed = token === null ? isLocal(ctx.req) : equalConstantTime(shown, `Bearer ${token}`);
    if (allowed) {
      ctx.type = deps.contentType;
      ctx.body = await deps.text();
    } else await next();
  });
  return router;
}

/** A proxy on this machine speaks from the loopback address too, for whoever asked it. */
function isLocal(request: IncomingMessage): boolean {
  const forwarded = FORWARDED.some((name) => request.headers[name] !== undefined);
  return !forwarded && isLoopback(request.socket.remoteAddress ?? "") && isLocalName(request);
}

function isLocalName({ headers }: IncomingMessage): boolean {
  const name = (headers.host ?? "").replace(/:\d*$/, "").toLowerCase();
  return name === "localhost" || name === "[::1]" || /^127(\.\d{1,3}){3}$/.test(name);
}
