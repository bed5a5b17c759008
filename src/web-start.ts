import type { Update } from "grammy/types";
import type { Middleware } from "koa";
import type { AgentRoom } from "./agent-start.ts";
import { apiDoors } from "./api-start.ts";
import { cabinetDoors } from "./cabinet-start.ts";
import type { DeskDoors } from "./cabinet/visit.tsx";
import type { Config } from "./config.ts";
import { isUnavailable } from "./db/client.ts";
import { pingDatabase } from "./db/ping.ts";
import { clock } from "./lib/clock.ts";
import { logStep } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";
import { routersOf } from "./routers.ts";
import { trouble, type startSpine } from "./spine.ts";
import type { Store } from "./store-start.ts";
import { botIdOf, type Telegram } from "./telegram-start.ts";
import type { Voice } from "./update-start.ts";
import { createWeb, listen, type Listening } from "./web/server.ts";
import type { WhatsappRoom } from "./whatsapp-start.ts";

/** What is up only after the HTTP side listens, and down before it closes. */
export type Late = {
  telegram: Telegram | null;
  /** Says a word without the database. */
  say: Voice | null;
  agent: AgentRoom | null;
  whatsapp: WhatsappRoom | null;
  desk: DeskDoors | null;
  worker: boolean;
  stopping: boolean;
};

type Open = {
  config: Config;
  store: Store;
  spine: ReturnType<typeof startSpine>;
  metrics: Metrics;
  late: Late;
  token: string;
  secrets: readonly string[];
  take: (updates: readonly Update[]) => Promise<void>;
  before: readonly Middleware[];
};

/** Opens the HTTP side, before anything that it leads to is up. */
export async function openWeb(open: Open): Promise<Listening> {
  const { config, store, spine, metrics, late, secrets, take, before } = open;
  const ready = async (): Promise<string[]> => [
    ...(late.stopping ? ["stopping"] : []),
    ...((await pingDatabase(store.db)) ? [] : ["database"]),
    ...(late.worker ? [] : ["worker"]),
    ...(late.telegram?.ready() === true ? [] : ["telegram"]),
  ];
  const routers = routersOf({
    telephony: spine.telephony,
    now: () => clock.now(),
    hookRate: config.hookRate,
    heard: ({ name, ...entry }) => logStep("hook.received", { msg: name, ...entry }),
    ready,
    home: config.sandbox ? "/sandbox" : "/api/health",
    metrics,
    metricsToken: config.metricsToken,
    telegramSecrets: secrets,
    receive: take,
    // An address that nobody can know yet: Telegram sends again.
    openSalon: (shown) => late.agent?.open(shown) ?? Promise.resolve(null),
    openWhatsapp: (path) => late.whatsapp?.open(path) ?? Promise.resolve(null),
    api: apiDoors({ store, spine, botId: botIdOf(open.token) }),
    cabinet: cabinetDoors({
      config,
      store,
      spine,
      token: open.token,
      botName: () => late.telegram?.bot()?.botInfo.username ?? null,
      desk: () => late.desk,
    }),
  });
  const app = createWeb({
    routers,
    before,
    trustProxy: config.trustProxy,
    stopping: () => late.stopping,
    isUnavailable,
    failed: trouble("a request failed"),
  });
  return listen(app, { host: config.host, port: config.port });
}
