import { randomBytes, randomUUID } from "node:crypto";
import type { Config } from "./config.ts";
import { isUnavailable, openDatabase } from "./db/client.ts";
import { parseAllow } from "./gateways/address.ts";
import { targetProblem, type TargetRules } from "./gateways/webhook-target.ts";
import { createWebhookSender } from "./gateways/webhook.ts";
import type { Handlers } from "./jobs/tasks.ts";
import { clock } from "./lib/clock.ts";
import { logger, logStep } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Store } from "./store-start.ts";
import type { EndpointDeps } from "./webhooks/endpoint-service.ts";
import { createFan, type Fan } from "./webhooks/fan-service.ts";
import { createPump } from "./webhooks/pump-service.ts";
import { sendTest, type SendTest } from "./webhooks/test-service.ts";

/** What sends events to endpoints. */
export type Webhooks = {
  handlers: Pick<Handlers, "pump">;
  fan: Fan;
  /** What forms need to keep addresses and secrets. */
  endpoints: EndpointDeps;
  sendTest: SendTest;
  /** Claims nothing more and waits for what is under way. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

type Start = {
  config: Config;
  store: Store;
  metrics: Metrics;
  botId: number;
  wakeAt: (at: number) => void;
  /** Where this process reaches its own HTTP side. */
  base: () => string;
};

/** Claims and results share a few connections of their own: endpoints that are slow or many take none from others. */
const CONNECTIONS = 4;

export function startWebhooks({ config, store, metrics, botId, wakeAt, base }: Start): Webhooks {
  const { keyring } = store;
  const db = openDatabase({ url: store.url, pool: CONNECTIONS, name: "frontdesk webhooks" });
  const rules = webhookRules(config, base);
  const sender = createWebhookSender(rules);
  const pump = createPump({
    db,
    clock,
    keyring,
    uuid: randomUUID,
    botId: () => botId,
    sender,
    chance: Math.random,
    wakeAt,
    stale: (deliveries) => logger.warn({ deliveries }, "stale_finish: a lease was another's"),
    ended: (results) => {
      for (const one of results) metrics.delivery(outcomeOf(one));
    },
    failed: (err) =>
      isUnavailable(err)
        ? logger.warn("the database is away from the webhooks")
        : logStep("failed", { msg: "webhooks could not be sent", err }),
  });
  return {
    handlers: { pump: (job) => pump.run(job) },
    fan: createFan({ clock, woken: (businessId, ids) => pump.wake(businessId, ids) }),
    endpoints: {
      keyring,
      random: randomBytes,
      problemOfTarget: (url) => targetProblem(new URL(url), rules),
    },
    sendTest: (businessId, of) =>
      sendTest({ db: store.db, clock, deliver: (...one) => pump.deliver(...one) }, businessId, of),
    stop: async () => {
      await pump.stop();
      await sender.close();
    },
    close: async () => {
      await db.close();
    },
  };
}

function outcomeOf({ success, state }: { success: boolean; state: string }): string {
  if (success) return "delivered";
  return state === "given_up" ? "given_up" : "failed";
}

/** Where webhooks may go; the sandbox's own bins are open only while the sandbox is the world outside. */
export function webhookRules(
  config: Pick<Config, "outboundAllow" | "publicUrl" | "sandbox">,
  base: () => string,
): TargetRules {
  return {
    allow: parseAllow(config.outboundAllow),
    own: config.publicUrl === null ? [] : [new URL(config.publicUrl).hostname],
    ...(config.sandbox ? { catcher: () => `${base()}/sandbox/catch/` } : {}),
  };
}
