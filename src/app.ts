import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Middleware } from "koa";
import { createGate } from "./bot/reply-service.ts";
import { receive } from "./bot/update-service.ts";
import { listCalls } from "./calls/list-service.ts";
import { timeline } from "./calls/timeline-service.ts";
import type { Config } from "./config.ts";
import { isUnavailable } from "./db/client.ts";
import { pingDatabase } from "./db/ping.ts";
import { createFetcher, type Fetcher } from "./gateways/http.ts";
import { createNovofon } from "./gateways/novofon.ts";
import { createPhonet } from "./gateways/phonet.ts";
import { throttleTransformer, type BotAddress } from "./gateways/telegram.ts";
import { startWorker } from "./jobs/worker.ts";
import { webhookSecret } from "./keys.ts";
import { clock } from "./lib/clock.ts";
import { logger, logStep } from "./lib/logger.ts";
import { startSandbox } from "./sandbox-start.ts";
import { startSpine, trouble } from "./spine.ts";
import type { Store } from "./store-start.ts";
import { botIdOf, startTelegram, type Telegram } from "./telegram-start.ts";
import type { LinkDeps } from "./telephony/link-service.ts";
import { sendTestHook } from "./telephony/test-hook-service.ts";
import { healthRouter, homeRouter } from "./web/health.ts";
import { hookRouter } from "./web/hook-route.ts";
import { createWeb, listen, type Listening } from "./web/server.ts";
import { telegramRouter } from "./web/telegram-route.ts";
import { handlersOf } from "./work.ts";

export type App = { port: number; stop(): Promise<void> };

/** More find nothing faster: every look for a job locks the free queues (measured). */
const WORKERS = 8;
/** The parts of the ten seconds in which a stop must be over: one that hangs takes nothing from the database's. */
const TELEGRAM_MS = 1500;
const DRAIN_MS = 4000;
const PART_MS = 700;

/** Wires the product together and starts it. */
export async function startApp(config: Config, store: Store): Promise<App> {
  const { db, keyring } = store;
  const own = { port: config.port };
  const base = (): string => `http://${localHost(config.host)}:${own.port}`;
  const sandbox = config.sandbox ? await startSandbox({ db, keyring, base }) : null;
  const spine = startSpine({ config, store });
  const late: Late = { telegram: null, worker: false };
  const token = sandbox?.token ?? config.botToken ?? "";
  const web = await openWeb({
    config,
    store,
    spine,
    late,
    token,
    before: sandbox ? [sandbox.middleware] : [],
  });
  own.port = web.port;
  const address: BotAddress = {
    token,
    apiRoot: sandbox ? `${base()}/sandbox/telegram` : config.telegramApiRoot,
    proxy: sandbox ? null : config.proxy,
  };
  const replies = {
    db,
    clock,
    keyring,
    random: randomBytes,
    botId: botIdOf(token),
    wakeAt: spine.waker.wakeAt,
  };
  const fetcher = createFetcher({ allow: config.outboundAllow });
  const link = linkDeps({ config, store, fetcher, base: config.sandbox ? base() : null });
  await sandbox?.seed(link);
  const telegram = startTelegram({
    config,
    db,
    keyring,
    address,
    transformer: throttleTransformer(createGate(replies)),
    rest: {
      link,
      calls: {
        list: (businessId, query) => listCalls(db, businessId, query),
        timeline: (businessId, asked) =>
          timeline({ db, clock, windows: config.windows }, businessId, asked),
      },
      sendTestHook: (tokenId) =>
        sendTestHook({ db, keyring, fetcher, base: config.publicUrl ?? base() }, tokenId),
    },
  });
  late.telegram = telegram;
  const handlers = handlersOf({ link, config, address, spine, telegram, replies });
  const worker = await startWorker({ url: store.url, handlers, concurrency: WORKERS, logger });
  late.worker = true;
  return {
    port: web.port,
    stop: async () => {
      await within(TELEGRAM_MS, telegram.stop());
      await within(DRAIN_MS + 500, worker.stop(DRAIN_MS));
      await within(PART_MS, web.close());
      await within(PART_MS, spine.stop());
      await within(PART_MS, sandbox?.close());
      await store.close();
    },
  };
}

async function within(ms: number, part: Promise<unknown> | undefined): Promise<void> {
  const late = new AbortController();
  const hung = sleep(ms, null, { signal: late.signal }).catch(() => null);
  await Promise.race([part, hung]).catch(trouble("a part did not stop cleanly"));
  late.abort();
}

/** The name under which this process reaches its own HTTP side. */
function localHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** What is up only after the HTTP side listens. */
type Late = { telegram: Telegram | null; worker: boolean };

type Open = {
  config: Config;
  store: Store;
  spine: ReturnType<typeof startSpine>;
  late: Late;
  token: string;
  before: readonly Middleware[];
};

async function openWeb({ config, store, spine, late, token, before }: Open): Promise<Listening> {
  const { db, keyring } = store;
  const ready = async (): Promise<string[]> => [
    ...((await pingDatabase(db)) ? [] : ["database"]),
    ...(late.worker ? [] : ["worker"]),
    ...(late.telegram?.ready() === true ? [] : ["telegram"]),
  ];
  const routers = [
    hookRouter({
      telephony: spine.telephony,
      now: () => clock.now(),
      hookRate: config.hookRate,
      heard: ({ name, ...entry }) => logStep("hook.received", { msg: name, ...entry }),
    }),
    healthRouter(ready),
    homeRouter(config.sandbox ? "/sandbox" : "/api/health"),
    telegramRouter({
      secret: webhookSecret(keyring, token),
      receive: (updates) =>
        receive({ db, clock, keyring, random: randomBytes }, botIdOf(token), updates),
    }),
  ];
  const app = createWeb({
    routers,
    before,
    trustProxy: config.trustProxy,
    isUnavailable,
    failed: trouble("a request failed"),
  });
  return listen(app, { host: config.host, port: config.port });
}

/** In the sandbox the providers are the stand-ins on our own HTTP side. */
function linkDeps({
  config,
  store,
  fetcher,
  base,
}: {
  config: Config;
  store: Store;
  fetcher: Fetcher;
  base: string | null;
}): LinkDeps {
  return {
    db: store.db,
    clock,
    keyring: store.keyring,
    phonet: createPhonet({
      apiUrl: base === null ? config.phonetApiUrl : `${base}/sandbox/phonet`,
      fetcher,
    }),
    novofon: createNovofon({
      apiUrl: base === null ? config.novofonApiUrl : `${base}/sandbox/novofon`,
      fetcher,
    }),
    random: (count) => randomBytes(count),
    publicUrl: config.publicUrl ?? base,
  };
}
