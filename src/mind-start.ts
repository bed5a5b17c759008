import { createMind, mindTrouble, type Mind } from "./agent/mind-service.ts";
import type { BotDeps } from "./bot/context.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/client.ts";
import type { Model } from "./gateways/model.ts";
import { clock } from "./lib/clock.ts";
import { logger } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";

/** What reads and words for the agent beside the rules; null: nothing does. */
export function startMind(
  model: Model | null,
  { config, metrics }: { config: Config; metrics: Metrics },
): Mind | null {
  if (model === null || config.agentDailyRequests === 0) return null;
  return createMind({
    model,
    daily: config.agentDailyRequests,
    came: (outcome) => {
      metrics.mind(outcome);
      if (outcome !== "answered") logger.info({ outcome }, "the agent's model gave no answer");
    },
  });
}

/** What the bot's screens show of it. */
export function mindState(mind: Mind | null, db: Database): BotDeps["mind"] {
  return {
    on: mind !== null,
    trouble: (of) => (mind === null ? Promise.resolve(null) : mindTrouble({ db, clock, mind }, of)),
  };
}
