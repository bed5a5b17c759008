import { sendLimits } from "../calls/card-limit-service.ts";
import type { Database } from "../db/client.ts";
import type { SalonGateway } from "../gateways/salon-telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";

import { connectionOf } from "./business-connection-service.ts";
import type { Courier, Delivered, Parcel } from "./courier.ts";
import type { Line } from "./line.ts";
import { isWindowOver } from "./window.ts";
import { noteSalonBot, salonBotToken } from "./salon-bot-service.ts";

type CourierDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  gateway: Pick<SalonGateway, "send">;
};

/**
 * Brings messages to a chat of a business's own bot, or of an account that the bot is connected to; null when the business
 * has another bot now. `heardAt`: the customer's last message, epoch ms.
 */
export async function telegramCourier(
  deps: CourierDeps,
  { businessId, botId, via, heardAt }: Line & { heardAt: number | null },
  place: string,
): Promise<Courier | null> {
  const linked = await salonBotToken(deps, businessId);
  if (linked?.bot.botId !== botId) return null;
  const { bot, token } = linked;
  const chatId = Number(place);
  return {
    limits: sendLimits(botId, chatId),
    blockKey: `chat:${botId}:${chatId}`,
    send: async (parcel) => {
      const stopped =
        via === "" ? null : await stoppedBy(deps, { businessId, botId, via, heardAt });
      if (stopped !== null) return stopped;
      const outcome = await deps.gateway.send(token, {
        chatId,
        text: parcel.text,
        buttons: rowsOf(parcel),
        via,
      });
      if ("retry" in outcome && outcome.told !== true && outcome.retry >= UNKNOWN_MS) {
        const now = deps.clock.now();
        await noteSalonBot(deps.db, businessId, { id: bot.id, error: "revoked", now });
      }
      return deliveredOf(outcome);
    },
  };
}

type Behalf = {
  businessId: string;
  botId: number;
  via: string;
  heardAt: number | null;
};

/** On behalf of an account nothing is said that its owner, an admin or Telegram does not let be said now. */
async function stoppedBy(
  { db, clock }: CourierDeps,
  { businessId, botId, via, heardAt }: Behalf,
): Promise<Delivered | null> {
  const connection = await connectionOf(db, businessId, { botId, id: via });
  if (connection?.state !== "works") return { dead: "connection" };
  const over = isWindowOver({ channel: "telegram", via, heardAt }, clock.now());
  return over ? { closed: true } : null;
}

/** The wait after an answer that Telegram gives to a token it does not know any more. */
const UNKNOWN_MS = 60_000;

function rowsOf({ buttons }: Parcel): { text: string; callback_data: string }[][] {
  const rows = new Map<number, { text: string; callback_data: string }[]>();
  for (const { title, data, row } of buttons)
    rows.set(row, [...(rows.get(row) ?? []), { text: title, callback_data: data }]);
  return [...rows.values()];
}

function deliveredOf(outcome: Outcome): Delivered {
  if ("sent" in outcome)
    return outcome.sent === null ? { refused: "unchanged" } : { sent: `m${outcome.sent}` };
  if ("retry" in outcome) return { retry: outcome.retry, told: outcome.told === true };
  if ("unsent" in outcome) return { unsent: true };
  if ("ambiguous" in outcome) return { ambiguous: true };
  if ("dead" in outcome) return { dead: outcome.dead };
  const refused = "refused" in outcome ? outcome.refused : Object.keys(outcome).join();
  return ofBehalf.find(([piece]) => refused.toLowerCase().includes(piece))?.[1] ?? { refused };
}

/** Refusals of what is sent on behalf of an account (core.telegram.org/method/invokeWithBusinessConnection). */
const ofBehalf: readonly [string, Delivered][] = [
  ["business_peer_usage_missing", { closed: true }],
  ["business_peer_invalid", { dead: "connection" }],
  // The account's owner took the right to answer away.
  ["bot_access_forbidden", { dead: "connection" }],
  ["business_connection_", { dead: "connection" }],
  ["business connection not found", { dead: "connection" }],
];
