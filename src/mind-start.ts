import { createMind, type Mind } from "./agent/mind-service.ts";
import type { Config } from "./config.ts";
import type { Model } from "./gateways/model.ts";
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
