import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startAgent } from "./agent-start.ts";
import { createGate } from "./bot/reply-service.ts";
import { listCalls } from "./calls/list-service.ts";
import { timeline } from "./calls/timeline-service.ts";
import type { Config } from "./config.ts";
import { createFetcher } from "./gateways/http.ts";
import { throttleTransformer, type BotAddress } from "./gateways/telegram.ts";
import { startWorker } from "./jobs/worker.ts";
import { unfoldedHooks } from "./calls/backlog-service.ts";
import { openCount } from "./calls/followup-list-service.ts";
import { oldestDueMs } from "./jobs/backlog-service.ts";
import { webhookSecrets } from "./keys.ts";
import { clock } from "./lib/clock.ts";
import { startClockWatch } from "./clock-watch.ts";
import { logger, logStep } from "./lib/logger.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { linkDeps } from "./link-start.ts";
import { mindState, startMind } from "./mind-start.ts";
import { modelsOf } from "./model-start.ts";
import { startSandbox } from "./sandbox-start.ts";
import { soundOf } from "./sound-start.ts";
import { startSpeech } from "./speech-start.ts";
import { startSpine, trouble } from "./spine.ts";
import type { Store } from "./store-start.ts";
import { toldOf } from "./step.ts";
import { botIdOf, startTelegram, type DeskRest } from "./telegram-start.ts";
import { receiver, voiceOf } from "./update-start.ts";
import { reconcileNow } from "./telephony/reconcile-service.ts";
import { sendTestHook } from "./telephony/test-hook-service.ts";
import { whatsappDeps } from "./whatsapp-deps.ts";
import { openWeb, type Late } from "./web-start.ts";
import { outsideHandlers } from "./outside.ts";
import { startWhatsapp } from "./whatsapp-start.ts";
import { handlersOf } from "./work.ts";

export type App = { port: number; stop(): Promise<void> };

/** More find nothing faster: every look for a job locks the free queues (measured). */
const WORKERS = 8;
/** These mostly wait: for a recording, a model, a receiver of webhooks. */
const OUTSIDE_WORKERS = 12;
/** The parts of the ten seconds in which a stop must be over: one that hangs takes nothing from the database's. */
const TELEGRAM_MS = 1500;
const DRAIN_MS = 4000;
const PART_MS = 700;

/** Wires the product together and starts it. */
export async function startApp(config: Config, store: Store): Promise<App> {
  const { db, keyring } = store;
  const own = { port: config.port };
  const base = (): string => `http://${localHost(config.host)}:${own.port}`;
  const sandbox = config.sandbox
    ? await startSandbox({ db, keyring, base, windows: config.windows })
    : null;
  const metrics = createMetrics(async () => ({
    jobAgeMs: await oldestDueMs(db),
    unfolded: await unfoldedHooks(db),
    followups: await openCount(db),
  }));
  const token = sandbox?.token ?? config.botToken ?? "";
  const spine = startSpine({ config, store, metrics, botId: botIdOf(token), base });
  const late: Late = {
    telegram: null,
    say: null,
    agent: null,
    whatsapp: null,
    desk: null,
    worker: false,
    stopping: false,
  };
  const take = receiver(store, {
    botId: botIdOf(token),
    metrics,
    say: (word) => late.say?.(word),
  });
  const web = await openWeb({
    config,
    store,
    spine,
    metrics,
    late,
    token,
    secrets: webhookSecrets(keyring, token),
    take,
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
  const fetcher = createFetcher({ allow: config.outboundAllow, proxy: config.proxy });
  const link = linkDeps({ config, store, fetcher, base: config.sandbox ? base() : null });
  const reconcile = { ...link, inbox: spine.inbox };
  const models = modelsOf({ config, fetcher, base: config.sandbox ? base() : null });
  const mind = startMind(models.agent, { config, metrics });
  const whatsapp = whatsappDeps({
    config,
    store,
    fetcher,
    sandbox: sandbox && { base: base(), appSecret: sandbox.whatsapp.appSecret },
  });
  const agent = startAgent({
    config,
    whatsapp,
    mind,
    store,
    metrics,
    spine,
    address,
    botId: botIdOf(token),
  });
  late.agent = agent;
  const inbound = startWhatsapp({ whatsapp, spine, botId: botIdOf(token) });
  late.whatsapp = inbound;
  await sandbox?.seed({ link, salonBots: agent.salonBots, whatsapp });
  const rest: DeskRest = {
    webUrl: config.publicUrl ?? base(),
    link,
    callback: link,
    reconcile: (businessId) => reconcileNow(reconcile, businessId),
    calls: {
      list: (businessId, query) => listCalls(db, businessId, query),
      timeline: (businessId, asked) =>
        timeline({ db, clock, windows: config.windows }, businessId, asked),
    },
    sendTestHook: (tokenId) =>
      sendTestHook({ db, keyring, fetcher, base: config.publicUrl ?? base() }, tokenId),
    webhooks: spine.webhooks,
    salonBots: agent.salonBots,
    whatsapp,
    sound: soundOf(config),
    mind: mindState(mind, store.db),
    speech: {
      // The sandbox has both of its own.
      hears: config.sandbox || config.speech !== null,
      thinks: config.sandbox || config.model !== null,
      keepDays: config.retentionRecordingsDays,
    },
  };
  late.desk = { ...rest, keyring, clock, random: randomBytes, publicUrl: config.publicUrl };
  late.say = voiceOf(address);
  const telegram = startTelegram({
    config,
    db,
    keyring,
    address,
    transformer: toldOf(throttleTransformer(createGate(replies)), metrics),
    receive: take,
    rest,
  });
  late.telegram = telegram;
  const speech = startSpeech({
    config,
    store,
    metrics,
    spine,
    fetcher,
    botId: botIdOf(token),
    model: models.analysis,
    base: config.sandbox ? base() : null,
  });
  const handlers = handlersOf({
    speech,
    link,
    reconcile,
    config,
    address,
    spine,
    telegram,
    replies,
    metrics,
    agent,
    whatsapp: inbound,
  });
  const working = {
    url: store.url,
    logger,
    failed: (task: string, last: boolean) => jobFailed({ task, last }, metrics),
    // What people do happens in these.
    done: (task: string) => {
      if (task === "update") spine.happened();
    },
  };
  const worker = await startWorker({ ...working, handlers, concurrency: WORKERS });
  const outside = await startWorker({
    ...working,
    handlers: outsideHandlers({ speech, webhooks: spine.webhooks, agent }),
    concurrency: OUTSIDE_WORKERS,
  });
  late.worker = true;
  agent.start();
  const clockWatch = startClockWatch({ db, fold: spine.fold });
  return {
    port: web.port,
    stop: async () => {
      late.stopping = true;
      spine.tail.stop();
      clockWatch.stop();
      await within(TELEGRAM_MS, Promise.all([telegram.stop(), agent.stop()]));
      const workers = Promise.all([
        worker.stop(DRAIN_MS),
        outside.stop(DRAIN_MS),
        spine.webhooks.stop(),
      ]);
      await within(DRAIN_MS + 500, workers);
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

/** graphile-worker's own line says what went wrong; the step tells that nobody tries again. */
function jobFailed({ task, last }: { task: string; last: boolean }, metrics: Metrics): void {
  if (last) logStep("failed", { msg: `the job ${task} was given up`, task });
  else metrics.jobFailed(task);
}
