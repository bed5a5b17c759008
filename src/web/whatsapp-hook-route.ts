import { Router, type RouterContext as Context } from "@koa/router";
import { isSigned } from "../channels/whatsapp-signature.ts";
import { equalConstantTime } from "../lib/hmac.ts";
import { readRaw } from "./body.ts";
import { errorBody } from "./error.ts";
import { isLoopback } from "./loopback.ts";
import { createRate } from "./rate.ts";

/** What a Meta app that posts here shows and signs with. `appSecret` null: nothing of it can be believed yet. */
export type WhatsappDoor = {
  verifyToken: string;
  appSecret: string | null;
  /** False: the bytes are no event. */
  receive: (raw: Uint8Array) => Promise<boolean>;
};

type WhatsappHookDeps = {
  now: () => number;
  /** The server's Meta app for null, else the business's own whose address it is. */
  open: (path: string | null) => Promise<WhatsappDoor | null>;
};

/** Meta posts up to 3 MB. */
const LIMIT = 3 * 1024 * 1024;
const PATH = "/api/webhooks/whatsapp";
const CHALLENGE = /^[\w.~-]{1,256}$/;

/** Where Meta verifies us and posts what customers write; an event is committed before the answer. */
export function whatsappHookRouter(deps: WhatsappHookDeps): Router {
  const router = new Router();
  const perAddress = createRate({ perSecond: 1, burst: 60 });
  const answer =
    (tell: (ctx: Context, door: WhatsappDoor) => void | Promise<void>) => async (ctx: Context) => {
      const door = await deps.open(ctx.params["token"] ?? null);
      if (door) return tell(ctx, door);
      return unknown(ctx, isLoopback(ctx.ip) ? 0 : perAddress.take(ctx.ip, deps.now()));
    };
  for (const path of [PATH, `${PATH}/:token`]) {
    router.get(path, answer(verify));
    router.post(path, answer(receive));
  }
  return router;
}

/** Meta asks whenever somebody edits the address in its dashboard. */
function verify(ctx: Context, { verifyToken }: WhatsappDoor): void {
  const { query } = ctx;
  const [mode, token, challenge] = ["mode", "verify_token", "challenge"].map(
    (name) => query[`hub.${name}`],
  );
  if (mode === undefined && token === undefined && challenge === undefined)
    return refuse(ctx, 400, "no_challenge", "Only Meta's verification asks here by GET.");
  const fits = typeof token === "string" && equalConstantTime(token, verifyToken);
  if (mode !== "subscribe" || !fits || typeof challenge !== "string" || !CHALLENGE.test(challenge))
    return refuse(ctx, 403, "forbidden", "The verify token does not match.");
  ctx.set({ "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" });
  ctx.body = challenge;
}

async function receive(ctx: Context, { appSecret, receive: take }: WhatsappDoor): Promise<void> {
  const shown = ctx.get("x-hub-signature-256");
  const raw = await readRaw(ctx.req, LIMIT);
  if (raw === "too_large") {
    ctx.set("Connection", "close");
    return refuse(ctx, 413, "too_large", "An event is at most 3 MiB.");
  }
  if (appSecret === null || !isSigned(raw, { shown, secret: appSecret }))
    return refuse(ctx, 401, "unauthorised", "The signature does not match.");
  if (ctx.get("content-type") !== "" && !ctx.is("json"))
    return refuse(ctx, 415, "unsupported", "Send application/json.");
  if (!(await take(raw))) return refuse(ctx, 400, "not_an_event", "The body is not an event.");
  ctx.body = {};
}

function unknown(ctx: Context, wait: number): void {
  if (wait === 0) return refuse(ctx, 404, "not_found", "There is nothing at this address.");
  ctx.set("Retry-After", String(wait));
  refuse(ctx, 429, "too_many", "Too many requests, please repeat later.");
}

function refuse(ctx: Context, status: number, code: string, message: string): void {
  ctx.status = status;
  ctx.body = errorBody(code, message);
}
