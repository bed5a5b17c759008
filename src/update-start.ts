import { randomBytes } from "node:crypto";
import type { Update } from "grammy/types";
import { createBusy } from "./bot/busy.ts";
import { receive } from "./bot/update-service.ts";
import { createReplyGateway, type BotAddress } from "./gateways/telegram.ts";
import { clock } from "./lib/clock.ts";
import type { Metrics } from "./metrics.ts";
import { trouble } from "./spine.ts";
import { updateCame } from "./step.ts";
import type { Store } from "./store-start.ts";

/** Says something at once and without the database. */
export type Voice = (word: { chat_id: number; text: string }) => void;

export function voiceOf(address: BotAddress): Voice {
  const request = createReplyGateway(address);
  return (word) =>
    void request("sendMessage", word).catch(trouble("nobody could be told that we are busy"));
}

/** Stores updates, whichever way they come. */
export function receiver(
  { db, keyring }: Store,
  { botId, metrics, say }: { botId: number; metrics: Metrics; say: Voice },
): (updates: readonly Update[]) => Promise<void> {
  const deps = { db, clock, keyring, random: randomBytes };
  const guard = createBusy({ now: () => performance.now(), say });
  return async (updates) => {
    await guard(updates, () => receive(deps, botId, updates));
    for (const update of updates) updateCame(update, metrics);
  };
}
