import { Router, type RouterContext as Context } from "@koa/router";
import { equalConstantTime } from "../lib/hmac.ts";
import { readRaw } from "./body.ts";
import { errorBody } from "./error.ts";
import { isLoopback } from "./loopback.ts";
import { createRate } from "./rate.ts";

/** What the addresses of the salons' bots lead to. `secret`: what Telegram must show; null where the token itself was shown. */
export type SalonDoor = {
  secret: string | null;
  /** False: the body is no update. */
  receive: (update: unknown) => Promise<boolean>;
};

type SalonHookDeps = {
  now: () => number;
  /** The bot that an opaque address or a token belongs to. */
  open: (shown: string) => Promise<SalonDoor | null>;
};

const LIMIT = 1024 * 1024;
const UNKNOWN = errorBody("not_found", "There is nothing at this address.");

/** Where Telegram posts what customers write to the salons' own bots; each update is committed before the answer. */
export function salonHookRouter(deps: SalonHookDeps): Router {
  const router = new Router();
  const perAddress = createRate({ perSecond: 1, burst: 60 });
  const answer = (shownIn: (ctx: Context) => string) => async (ctx: Context) => {
    const shown = shownIn(ctx);
    const door = shown === "" ? null : await deps.open(shown);
    if (door === null)
      return unknown(ctx, isLoopback(ctx.ip) ? 0 : perAddress.take(ctx.ip, deps.now()));
    return receive(ctx, door);
  };
  router.post(
    "/api/webhooks/telegram/:token",
    answer((ctx) => ctx.params["token"] ?? ""),
  );
  router.post(
    "/api/webhooks/telegram",
    answer((ctx) => ctx.get("x-bot-token")),
  );
  return router;
}

function unknown(ctx: Context, wait: number): void {
  if (wait > 0) {
    ctx.set("Retry-After", String(wait));
    return refuse(ctx, 429, "too_many", "Too many requests, please repeat later.");
  }
  ctx.status = 404;
  ctx.body = UNKNOWN;
}

async function receive(ctx: Context, { secret, receive: take }: SalonDoor): Promise<void> {
  const shown = ctx.get("x-telegram-bot-api-secret-token");
  if (secret !== null && !equalConstantTime(shown, secret))
    return refuse(ctx, 401, "unauthorised", "The secret does not match.");
  if (ctx.get("content-type") !== "" && !ctx.is("json"))
    return refuse(ctx, 415, "unsupported", "Send application/json.");
  const raw = await readRaw(ctx.req, LIMIT);
  if (raw === "too_large") {
    ctx.set("Connection", "close");
    return refuse(ctx, 413, "too_large", "An update is at most 1 MiB.");
  }
  if (!(await take(parsed(raw))))
    return refuse(ctx, 400, "not_an_update", "The body is not a Telegram update.");
  ctx.body = {};
}

function parsed(raw: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(raw).toString("utf8"));
  } catch {
    return null;
  }
}

function refuse(ctx: Context, status: number, code: string, message: string): void {
  ctx.status = status;
  ctx.body = errorBody(code, message);
}
