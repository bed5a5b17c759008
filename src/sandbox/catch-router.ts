import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Router, type RouterContext } from "@koa/router";
import { dialSchema, type Bins, type Dial } from "./catch.ts";
import { readAll, readJson } from "./pbx-body.ts";

const NAME = /^[a-z0-9-]{1,40}$/;
const DRIP_MS = 300;
const API = "/sandbox/api/catch";

export type CatchDeps = {
  bins: Bins;
  /** Shows what was caught in the journal. */
  log?: (line: object) => void;
  /** Where this process is reached; the address that was asked when left out. */
  base?: () => string;
  /** Has the product send every event to an address, and tells the secret; null: nobody is there to send. */
  connect?: (bin: { name: string; url: string }) => Promise<string | null>;
};

/**
 * `ANY /sandbox/catch/:bin` receives what webhooks send. `/sandbox/api/catch` lists the bins; `GET …/:bin` shows what one
 * caught, newest first, `POST …/:bin` sets its secret and how it answers, `DELETE …/:bin` empties it;
 * `POST …/:bin/webhook` has the product's webhooks come to it.
 */
export function catchRouter({ bins, log, base, connect }: CatchDeps): Router {
  const router = new Router();
  const urlOf = (ctx: RouterContext, name: string): string =>
    `${base?.() ?? `${ctx.protocol}://${ctx.host}`}/sandbox/catch/${name}`;
  router.get(API, (ctx) => {
    ctx.body = { bins: bins.names() };
  });
  router.get(`${API}/:bin`, (ctx) => {
    const name = nameIn(ctx);
    if (name !== null)
      ctx.body = { ...bins.of(name), url: urlOf(ctx, name), connects: connect !== undefined };
  });
  router.post(`${API}/:bin`, async (ctx) => {
    const name = nameIn(ctx);
    const dial = name === null ? null : await readJson(ctx, dialSchema);
    if (name === null || dial === null) return;
    bins.turn(name, dial);
    ctx.body = {};
  });
  router.post(`${API}/:bin/webhook`, async (ctx) => {
    const name = nameIn(ctx);
    if (name === null) return;
    const secret = (await connect?.({ name, url: urlOf(ctx, name) })) ?? null;
    if (secret === null) {
      ctx.status = 409;
      ctx.body = { error: "nobody is here to send" };
      return;
    }
    bins.trust(name, secret);
    ctx.body = {};
  });
  router.delete(`${API}/:bin`, (ctx) => {
    const name = nameIn(ctx);
    if (name !== null) ctx.body = { emptied: bins.clear(name) };
  });
  router.all("/sandbox/catch/:bin", async (ctx) => {
    const name = nameIn(ctx);
    if (name === null) return;
    const body = await readAll(ctx);
    if (body === null) {
      ctx.status = 413;
      return;
    }
    const headers = Object.entries(ctx.headers).map(([header, value]) => [header, String(value)]);
    const { dial, caught } = bins.take(name, { headers: Object.fromEntries(headers), body });
    const event = caught.headers["x-webhook-event"] ?? ctx.method;
    log?.({
      run: `${name}-${caught.n}`,
      bin: name,
      at: caught.at,
      name: `${name} · ${event}`,
      status: caught.status,
      ms: dial.delay_ms,
    });
    await answer(ctx, dial);
  });
  return router;
}

/** The name of the bin, or null after answering 404. */
function nameIn(ctx: RouterContext): string | null {
  const name = ctx.params["bin"] ?? "";
  if (NAME.test(name)) return name;
  ctx.status = 404;
  ctx.body = { error: "a bin is named by up to 40 of a–z, 0–9 and -" };
  return null;
}

async function answer(ctx: RouterContext, dial: Dial): Promise<void> {
  if (dial.delay_ms > 0) await sleep(dial.delay_ms, undefined, { ref: false });
  if (dial.kind === "drop") {
    ctx.respond = false;
    ctx.req.socket.destroy();
    return;
  }
  if (dial.retry_after !== undefined) ctx.set("retry-after", String(dial.retry_after));
  ctx.status = dial.status;
  ctx.type = "text";
  if (dial.kind === "answer") {
    ctx.body = "caught";
    return;
  }
  // Koa would log that whoever asked went away, which is what this is for.
  ctx.respond = false;
  drip(ctx.res);
}

/** A byte at a time, until whoever asked has enough. */
function drip(response: ServerResponse): void {
  response.write(".");
  const timer = setInterval(() => response.write("."), DRIP_MS);
  timer.unref();
  response.once("close", () => clearInterval(timer));
}
