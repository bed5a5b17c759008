import type { SalonBot } from "../channels/salon-bot.ts";
import { heardOf, type SalonUpdate } from "../channels/telegram-heard.ts";
import { receiveHeard, type Courtesy, type ReceiveDeps } from "./receive-service.ts";

/** Keeps what a salon's bot was sent. */
export async function receiveSalonUpdate(
  deps: ReceiveDeps,
  { businessId, botId }: Pick<SalonBot, "businessId" | "botId">,
  update: SalonUpdate,
): Promise<Courtesy> {
  const heard = heardOf(update);
  if (!heard) return { answer: update.callback_query?.id ?? null, typing: null, waits: false };
  return receiveHeard(deps, { businessId, channel: "telegram", botId, via: "" }, heard);
}
