import { createServer, type Server } from "node:http";
import type { Router } from "@koa/router";
import Koa, { type Middleware } from "koa";
import { ANSWER_MS } from "../db/in-time.ts";
import { answerHooksInTime } from "./deadline.ts";
import { answerErrors, errorBody } from "./error.ts";

export type WebDeps = {
  routers: readonly Router[];
  /** Mounted before the routers: the sandbox. */
  before: readonly Middleware[];
  trustProxy: boolean;
  /** From then on every answer asks for another connection: a balancer's open ones lead away before they are closed. */
  stopping?: () => boolean;
  isUnavailable: (error: unknown) => boolean;
  /** How long a hook may take, ms. */
  hookMs?: number;
  failed: (error: unknown) => void;
};

/** The Koa side: every router under one error handler; whatever no router knows is a 404 in JSON. */
export function createWeb(deps: WebDeps): Koa {
  // Only the address that our own proxy wrote counts: what stands before it in X-Forwarded-For anybody may claim.
  const app = new Koa({ proxy: deps.trustProxy, maxIpsCount: 1 });
  app.silent = true;
  app.use((ctx, next) => {
    if (deps.stopping?.() === true) ctx.set("Connection", "close");
    return next();
  });
  app.use(answerErrors(deps));
  app.use(answerHooksInTime(deps.hookMs ?? ANSWER_MS));
  for (const middleware of deps.before) app.use(middleware);
  for (const router of deps.routers) app.use(router.routes());
  app.use((ctx) => {
    ctx.status = 404;
    ctx.body = errorBody("not_found", "There is nothing at this address.");
  });
  return app;
}

export type Listening = { port: number; close(): Promise<void> };

/** Listens; `close` takes no new request and waits for the running ones. */
export async function listen(
  app: Koa,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  server.keepAliveTimeout = 65_000;
  // A body that trickles in holds its connection no longer than this.
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => done());
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3000).unref();
  });
}
