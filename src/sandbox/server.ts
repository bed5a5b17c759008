import type { IncomingMessage, ServerResponse } from "node:http";
import type { Router } from "@koa/router";
import Koa from "koa";
import type { Context, Middleware, Next } from "koa";
import type { Clock } from "../lib/clock.ts";
import { botApi } from "./bot-api.ts";
import { Impossible } from "./cast.ts";
import { controlRouter } from "./control-router.ts";
import { createFaults } from "./fault.ts";
import { createPen } from "./journal.ts";
import type { Journal } from "./journal.ts";
import { createLimits } from "./limit.ts";
import { createPoll } from "./poll.ts";
import { createRequestLog } from "./request-log.ts";
import type { Services } from "./service-log.ts";
import { createStream } from "./stream.ts";
import { play } from "./telegram.ts";
import { createWebhooks } from "./webhook.ts";
import { createWorld } from "./world.ts";
import type { World } from "./world.ts";

export type SandboxOptions = {
  journal: Journal;
  clock: Clock;
  /** Any well-formed bot token makes a bot on its first use. */
  openTokens?: boolean;
  /** Keep Telegram's limits; on by default. */
  limits?: boolean;
  /** Further routers beside the control API: the page, the simulated PBX, the providers' REST. */
  extra?: Router[];
  /** What stands beside Telegram: its visits are listed, its faults planted and taken away. */
  services?: Services;
  /** First gap before a webhook is tried again. */
  webhookGapMs?: number;
};

export type Sandbox = {
  /** Answers everything under /sandbox; other paths go on. */
  middleware: Middleware;
  /** A listener for an own HTTP server. */
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The state, for seeding: cast.ts, group.ts and saying.ts act on it. */
  world: World;
  /** `message`, `chat`, `people`, `request`, `hook`, `action`, `reset`. */
  events: World["events"];
  /** Reads the journal; before the first request. */
  load(): Promise<void>;
  /** Ends polls, streams and deliveries, and writes what is left. */
  close(): Promise<void>;
  /** Shows one line of the simulated PBX in the stream (`hook`). */
  log(entry: object): void;
};

/** The local Telegram: Bot API, control API and stream, over a state that the journal keeps. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { journal, clock, openTokens = false, extra = [], webhookGapMs = 1000, services } = options;
  const world = createWorld(createPen(journal), clock);
  const poll = createPoll(world);
  const limits = createLimits(clock);
  const faults = createFaults();
  const log = createRequestLog(world);
  const settings = { latencyMs: 0, limits: options.limits ?? true };
  const stream = createStream(world);
  const parts = { world, poll, limits, faults, log, settings, openTokens };

  const webhooks = createWebhooks(
    world,
    async (bot, { method, params }) => {
      const reply = await play(parts, {
        bot,
        method,
        given: params,
        signal: AbortSignal.timeout(60_000),
      });
      const failed = reply.ok
        ? {}
        : { error_code: reply.error_code, description: reply.description };
      log.add({ at: clock.now(), bot: bot.id, method, params, ok: reply.ok, ...failed, ms: 0 });
    },
    webhookGapMs,
  );
  world.events.on("webhook", (bot: number) => {
    webhooks.stop(bot);
    webhooks.start(bot);
  });

  function reset(): void {
    world.clear();
    faults.clear();
    services?.reset();
    limits.clear();
    log.clear();
    Object.assign(settings, { latencyMs: 0, limits: options.limits ?? true });
  }

  const control = controlRouter({ ...parts, reset, ...(services ? { services } : {}) });
  control.get("/stream", stream.middleware);
  const routers = [control, ...extra].map(routed);
  const middleware = inOrder([botApi(parts), guarded, ...routers]);
  return {
    middleware,
    callback: () => new Koa().use(middleware).callback(),
    world,
    events: world.events,
    async load() {
      world.restore(await journal.load());
      for (const bot of world.bots.keys()) webhooks.start(bot);
    },
    async close() {
      webhooks.close();
      poll.close();
      stream.close();
      await world.settle();
    },
    log: (entry) => void world.events.emit("hook", entry),
  };
}

function routed(router: Router): Middleware {
  const routes = router.routes();
  return (ctx, next) => routes(Object.assign(ctx, { router, params: {} }), next);
}

function inOrder(middlewares: Middleware[]): Middleware {
  return (ctx, next) => {
    if (ctx.path !== "/sandbox" && !ctx.path.startsWith("/sandbox/")) return next();
    const from = async (index: number): Promise<unknown> => {
      const middleware = middlewares[index];
      return middleware === undefined ? next() : middleware(ctx, () => from(index + 1));
    };
    return from(0);
  };
}

/** A page of another site may not drive the stand-in; a wish that cannot be is told in JSON. */
async function guarded(ctx: Context, next: Next): Promise<void> {
  const origin = ctx.get("origin");
  if (origin !== "" && (!URL.canParse(origin) || new URL(origin).host !== ctx.host)) {
    ctx.status = 403;
    ctx.body = { error: "another site's page" };
    return;
  }
  try {
    await next();
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    ctx.status = error.status;
    ctx.body = { error: error.message };
  }
}
