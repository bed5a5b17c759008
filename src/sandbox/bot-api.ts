import { setTimeout as sleep } from "node:timers/promises";
import type { Context, Middleware, Next } from "koa";
import { readBytes, readParams } from "./body.ts";
import type { Params } from "./check.ts";
import type { Fault, Faults } from "./fault.ts";
import type { Limits } from "./limit.ts";
import { newBot } from "./person.ts";
import type { Bot } from "./person.ts";
import type { Poll } from "./poll.ts";
import { Refusal } from "./refusal.ts";
import type { RequestLog } from "./request-log.ts";
import { chatIdOf, play, refused } from "./telegram.ts";
import type { Reply, Settings } from "./telegram.ts";
import type { World } from "./world.ts";

export type BotApi = {
  world: World;
  poll: Poll;
  limits: Limits;
  faults: Faults;
  log: RequestLog;
  settings: Settings;
  /** Any well-formed token makes a bot on its first use. */
  openTokens: boolean;
};

const ROUTE = /^\/sandbox\/telegram\/(file\/)?bot([^/]*)\/(.*)$/;
const TOKEN = /^[1-9]\d{0,15}:[\w-]+$/;

/** The Bot API itself: `/sandbox/telegram/bot<token>/<method>` and the files under `/sandbox/telegram/file`. */
export function botApi(parts: BotApi): Middleware {
  return async (ctx, next: Next) => {
    if (!ctx.path.startsWith("/sandbox/telegram/")) {
      await next();
      return;
    }
    const [, file, token = "", rest = ""] = ROUTE.exec(ctx.path) ?? [];
    if (file === undefined) await answerMethod(parts, ctx, token.replace(/%3a/i, ":"), rest);
    else answerFile(parts, ctx, token.replace(/%3a/i, ":"), rest);
  };
}

async function answerMethod(
  parts: BotApi,
  ctx: Context,
  token: string,
  method: string,
): Promise<void> {
  const started = performance.now();
  const gone = new AbortController();
  ctx.res.once("close", () => gone.abort());
  const bytes = await readBytes(ctx.req).catch(() => undefined);
  if (bytes === undefined) return void (ctx.respond = false);
  const read = bytes === null ? null : readParams(bytes, ctx.get("content-type"));
  if (read === null) return send(ctx, refused(new Refusal(413, "Request Entity Too Large")));
  if ("wrong" in read) return send(ctx, refused(new Refusal(400, `Bad Request: ${read.wrong}`)));
  const bot = botOf(parts, token);
  if (bot instanceof Refusal) return send(ctx, refused(bot));
  const given: Params = { ...ctx.query, ...read.params };
  await answer(parts, ctx, { bot, method, given, started, signal: gone.signal });
}

type Asked = { bot: Bot; method: string; given: Params; started: number; signal: AbortSignal };

async function answer(parts: BotApi, ctx: Context, asked: Asked): Promise<void> {
  const { bot, method, given, started, signal } = asked;
  const chat = chatIdOf(given);
  const fault = parts.faults.strike(method, chat, `p${chat}-${bot.id}`);
  const request = { bot, method, given, signal };
  const planted = fault === null ? null : faultReply(parts, bot, chat, fault);
  const played = fault === null || fault.after === true ? await play(parts, request) : null;
  const reply = planted ?? played ?? refused(new Refusal(500, "Internal Server Error"));
  const failed = reply.ok ? {} : { error_code: reply.error_code, description: reply.description };
  const at = parts.world.clock.now();
  parts.log.add({
    at,
    bot: bot.id,
    method,
    params: given,
    ok: reply.ok,
    ...failed,
    ms: Math.round(performance.now() - started),
  });
  if (parts.settings.latencyMs > 0) await sleep(parts.settings.latencyMs);
  if (fault === null) return send(ctx, reply);
  await misbehave(ctx, fault, reply, signal);
}

function botOf({ world, openTokens }: BotApi, token: string): Bot | Refusal {
  if (!TOKEN.test(token)) return new Refusal(404, "Not Found");
  const id = Number(token.split(":")[0]);
  const bot = world.bots.get(id);
  if (bot?.token === token) return bot;
  if (bot !== undefined || !openTokens) return new Refusal(401, "Unauthorized");
  return world.saveBot(
    newBot({ id, username: `frontdesk_${id}_bot`, first_name: "Frontdesk", token }),
  );
}

function faultReply({ limits }: BotApi, bot: Bot, chat: string, fault: Fault): Reply {
  switch (fault.kind) {
    case "429":
      return refused(limits.refuse(bot.id, chat, fault.retry_after ?? 1));
    case "502":
      return refused(new Refusal(502, "Bad Gateway"));
    case "error":
      return refused(
        new Refusal(fault.error_code ?? 400, fault.description ?? "Bad Request: planted fault"),
      );
    case "500":
    case "hang":
    case "drop":
    default:
      return refused(new Refusal(500, fault.description ?? "Internal Server Error"));
  }
}

async function misbehave(
  ctx: Context,
  fault: Fault,
  reply: Reply,
  signal: AbortSignal,
): Promise<void> {
  switch (fault.kind) {
    case "hang":
      ctx.respond = false;
      if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return;
    case "drop":
      ctx.respond = false;
      ctx.req.socket.destroy();
      return;
    case "502":
      ctx.status = 502;
      ctx.type = "text/html";
      ctx.body = "<html><head><title>502 Bad Gateway</title></head></html>";
      return;
    case "429":
    case "500":
    case "error":
      send(ctx, reply);
  }
}

function send(ctx: Context, reply: Reply): void {
  ctx.status = reply.ok ? 200 : reply.error_code;
  if (!reply.ok && reply.parameters?.retry_after !== undefined)
    ctx.set("Retry-After", String(reply.parameters.retry_after));
  ctx.type = "application/json";
  ctx.body = JSON.stringify(reply);
}

function answerFile({ world }: BotApi, ctx: Context, token: string, path: string): void {
  const bot = world.bots.get(Number(token.split(":")[0]));
  const file = [...world.files.values()].find((one) => one.path === path && one.owner === bot?.id);
  if (bot === undefined || bot.token !== token)
    return send(ctx, refused(new Refusal(401, "Unauthorized")));
  if (file === undefined) return send(ctx, refused(new Refusal(404, "Not Found")));
  ctx.type = "application/octet-stream";
  ctx.body = Buffer.from(file.base64, "base64");
}
