import { Router, type RouterContext as Context } from "@koa/router";
import type { Doors } from "../telephony/dialect.ts";
import { doors as allDoors } from "../telephony/dialects.ts";
import type { Telephony } from "../telephony/service.ts";
import { readRaw } from "./body.ts";
import { errorBody } from "./error.ts";
import { isLoopback } from "./loopback.ts";
import { createRate } from "./rate.ts";

export type HookDeps = {
  telephony: Telephony;
  now: () => number;
  /** Hooks a second that one token may send; the burst is ten times that. */
  hookRate: number;
  /** The addresses that are served; all that there are unless told otherwise. */
  doors?: Doors;
  heard: (entry: {
    provider: string;
    name: string;
    status: number;
    verdict: string;
    reason: string | null;
    ms: number;
  }) => void;
};

const LIMIT = 1024 * 1024;
const UNKNOWN = errorBody("not_found", "There is nothing at this address.");

/** The addresses that the PBX calls. */
export function hookRouter(deps: HookDeps): Router {
  const router = new Router();
  const perToken = createRate({ perSecond: deps.hookRate, burst: deps.hookRate * 10 });
  const perAddress = createRate({ perSecond: 1, burst: 60 });
  const answer = (provider: string, tokenOf: (ctx: Context) => string) => (ctx: Context) =>
    receive(ctx, { deps, provider, token: tokenOf(ctx), perToken, perAddress });
  const doors: Doors = deps.doors ?? allDoors;
  for (const [name, { path, query }] of Object.entries(doors)) {
    if (!query) {
      router.post(`${path}/:token`, answer(name, inPath));
      continue;
    }
    router.all(`${path}/:token`, answer(name, inPath));
    router.all(path, answer(name, inQuery));
  }
  return router;
}

type Rate = ReturnType<typeof createRate>;
type Task = {
  deps: HookDeps;
  provider: string;
  token: string;
  perToken: Rate;
  perAddress: Rate;
};

async function receive(
  ctx: Context,
  { deps, provider, token, perToken, perAddress }: Task,
): Promise<void> {
  const started = deps.now();
  const method = ctx.method;
  if (method !== "POST" && method !== "GET") return refuse(ctx, 405, "method", "Send POST or GET.");
  const local = isLoopback(ctx.ip);
  const wait = local ? 0 : perToken.take(token, started);
  if (wait > 0) return tooMany(ctx, wait);
  const raw = await readRaw(ctx.req, LIMIT);
  if (raw === "too_large") {
    ctx.set("Connection", "close");
    return refuse(ctx, 413, "too_large", "A hook is at most 1 MiB.");
  }
  const result = await deps.telephony.receive({
    provider,
    token,
    method,
    query: ctx.querystring,
    contentType: ctx.get("content-type") || null,
    encoding: ctx.get("content-encoding") || null,
    signature: ctx.get("signature") || null,
    raw,
    now: deps.now(),
  });
  if (result === "unknown") {
    const pause = local ? 0 : perAddress.take(ctx.ip, started);
    if (pause > 0) return tooMany(ctx, pause);
    ctx.status = 404;
    ctx.body = UNKNOWN;
    return;
  }
  ctx.status = result.status;
  // Koa takes a text that begins with «<» for a page, and the echo is whatever the caller wants.
  if (typeof result.body === "string")
    ctx.set({ "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" });
  ctx.body = result.body;
  const { name, verdict, reason, status } = result;
  deps.heard({
    provider: result.provider,
    name,
    status,
    verdict,
    reason,
    ms: deps.now() - started,
  });
}

function refuse(ctx: Context, status: number, code: string, message: string): void {
  ctx.status = status;
  ctx.body = errorBody(code, message);
}

function tooMany(ctx: Context, seconds: number): void {
  ctx.set("Retry-After", String(seconds));
  refuse(ctx, 429, "too_many", "Too many requests, please repeat later.");
}

function inPath(ctx: Context): string {
  return ctx.params["token"] ?? "";
}

/** The query as the seed's address has it: `?user_id=<token>`. */
function inQuery(ctx: Context): string {
  const given = ctx.query["user_id"];
  return typeof given === "string" ? given : "";
}
