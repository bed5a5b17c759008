import type { Middleware } from "koa";
import { inTime } from "../db/in-time.ts";

/** Where the PBX, Telegram and Meta post. */
const HOOKS = /^\/api\/(?:webhooks|call-summary)\//;

/**
 * A hook that is not committed by then is answered 503, and comes again. A server that hangs would hold it for as long as
 * the sender waits, and the sender might not repeat it.
 */
export function answerHooksInTime(ms: number): Middleware {
  return (ctx, next) => (HOOKS.test(`${ctx.path}/`) ? inTime(next(), ms) : next());
}
