import { Router, type RouterContext as Context } from "@koa/router";
import { isLiveToken, tokenOf, type TokenHolder } from "../business/api-token-service.ts";
import { readRaw } from "../web/body.ts";
import { isLoopback } from "../web/loopback.ts";
import { createRate } from "../web/rate.ts";
import { codeOfError, shownError } from "./api-error.ts";
import { loadersOf, type ApiContext, type ApiDeps } from "./context.ts";
import type { Asked, Telling } from "./engine.ts";
import { readAsked } from "./request.ts";
import { createGate, writeStream, type Gate } from "./stream.ts";

export type ApiDoors = ApiDeps &
  Telling & {
    /** How often an open subscription looks whether its token still lives. */
    checkMs?: number;
  };

const LIMIT = 256 * 1024;
/** Requests a second of one token, and at once. */
export const TOKEN_RATE = { perSecond: 20, burst: 100 };
export const STREAMS = 10;
const CHECK_MS = 20_000;

/** Queries and changes by POST, subscriptions by POST that accepts server-sent events. */
export function apiRouter(doors: ApiDoors): Router {
  const router = new Router();
  const perToken = createRate(TOKEN_RATE);
  const perAddress = createRate({ perSecond: 1, burst: 60 });
  const streams = new Map<string, number>();
  router.all("/graphql", async (ctx) => {
    ctx.set({ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" });
    try {
      const holder = await holderOf(ctx, { doors, perToken, perAddress });
      const asked = holder && (await askedOf(ctx));
      if (holder && asked) await answer(ctx, { doors, holder, streams, asked });
    } catch (error) {
      if (isAborted(error)) {
        ctx.respond = false;
        return;
      }
      const code = codeOfError(error, doors.isUnavailable);
      if (code === "unexpected") doors.failed(error);
      refuse(ctx, code === "unavailable" ? 503 : 500, code);
    }
  });
  return router;
}

type Rate = ReturnType<typeof createRate>;

/** Who asks; null: it was answered that nobody may. */
async function holderOf(
  ctx: Context,
  { doors, perToken, perAddress }: { doors: ApiDoors; perToken: Rate; perAddress: Rate },
): Promise<TokenHolder | null> {
  if (ctx.method !== "POST") {
    ctx.set("Allow", "POST");
    return refuse(ctx, 405, "method");
  }
  const now = doors.now();
  // Whatever stands there is looked up: every miss takes the same way.
  const holder = await tokenOf(doors.db, bearer(ctx), now);
  if (holder === null) {
    const pause = isLoopback(ctx.ip) ? 0 : perAddress.take(ctx.ip, now);
    if (pause > 0) return tooMany(ctx, pause);
    ctx.set("WWW-Authenticate", "Bearer");
    return refuse(ctx, 401, "unauthorised");
  }
  const pause = perToken.take(holder.tokenId, now);
  return pause > 0 ? tooMany(ctx, pause) : holder;
}

type Answering = {
  doors: ApiDoors;
  holder: TokenHolder;
  streams: Map<string, number>;
  asked: Asked;
};

async function answer(ctx: Context, { doors, holder, streams, asked }: Answering): Promise<void> {
  // Most processes are never asked: graphql is loaded by the first who does.
  const engine = await import("./engine.ts");
  const ending = new AbortController();
  const gate = createGate(ending.signal);
  const wantsStream = ctx.get("accept").includes("text/event-stream");
  const api = contextOf(doors, holder, { ending, gate });
  const ready = engine.prepare(asked, api);
  if ("errors" in ready) {
    ctx.status = ready.status;
    ctx.body = { errors: ready.errors };
    return;
  }
  if (!wantsStream) {
    if (ready.isStream) return void refuse(ctx, 400, "stream_only");
    const result = await engine.run(ready, doors);
    ctx.status = result.data === undefined ? 400 : 200;
    ctx.body = result;
    return;
  }
  const open = streams.get(holder.tokenId) ?? 0;
  if (open >= STREAMS) return void refuse(ctx, 429, "too_many_streams");
  streams.set(holder.tokenId, open + 1);
  const leave = watch(ctx, { doors, holder, ending });
  try {
    const body = await engine.stream(ready, asked, doors);
    if (body === null) return void refuse(ctx, 400, "bad_json");
    ctx.respond = false;
    await writeStream(ctx.res, body, gate);
  } finally {
    leave();
    const left = (streams.get(holder.tokenId) ?? 1) - 1;
    if (left > 0) streams.set(holder.tokenId, left);
    else streams.delete(holder.tokenId);
  }
}

function contextOf(
  doors: ApiDoors,
  holder: TokenHolder,
  { ending, gate }: { ending: AbortController; gate: Gate },
): ApiContext {
  const { db, now, tail, happened, botId } = doors;
  const { business } = holder;
  return {
    db,
    now,
    tail,
    happened,
    botId,
    holder,
    business,
    load: loadersOf({ db }, business.id),
    signal: ending.signal,
    ready: gate.ready,
  };
}

/** A stream ends with its connection, and when its token was revoked. */
function watch(
  ctx: Context,
  { doors, holder, ending }: { doors: ApiDoors; holder: TokenHolder; ending: AbortController },
): () => void {
  const { db, checkMs = CHECK_MS, failed, isUnavailable } = doors;
  const end = (): void => ending.abort();
  const timer = setInterval(() => {
    isLiveToken(db, holder.business.id, holder.tokenId).then(
      (live) => (live ? undefined : end()),
      (error: unknown) => (isUnavailable(error) ? undefined : failed(error)),
    );
  }, checkMs);
  ctx.res.on("close", end);
  return () => {
    clearInterval(timer);
    end();
  };
}

async function askedOf(ctx: Context): Promise<Asked | null> {
  const type = ctx.get("content-type").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" || ctx.get("content-encoding") !== "")
    return refuse(ctx, 415, "media_type");
  const raw = await readRaw(ctx.req, LIMIT);
  if (raw === "too_large") {
    ctx.set("Connection", "close");
    return refuse(ctx, 413, "too_large");
  }
  const asked = readAsked(Buffer.from(raw).toString("utf8"));
  return typeof asked === "string" ? refuse(ctx, 400, asked) : asked;
}

function bearer(ctx: Context): string {
  return /^Bearer +(\S+)$/i.exec(ctx.get("authorization"))?.[1] ?? "";
}

function refuse(ctx: Context, status: number, code: string): null {
  ctx.status = status;
  ctx.body = { errors: [shownError(code)] };
  return null;
}

function tooMany(ctx: Context, seconds: number): null {
  ctx.set("Retry-After", String(seconds));
  return refuse(ctx, 429, "too_many");
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}
